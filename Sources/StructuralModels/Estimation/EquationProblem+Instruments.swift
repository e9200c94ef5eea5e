import LinearAlgebra
import Regression

extension EquationProblem {
  /// Two-stage least squares; with autoregressive errors or parameters that enter nonlinearly the γ at which
  /// (PJ)ᵀe = 0 and u[-j]ᵀe = 0, J = −∂e/∂b, P the projection on the instruments as they are written.
  ///
  /// With autoregressive errors that is where the rounds of Cochrane and Orcutt end with two-stage least squares in each
  /// (Fair 1970); with the lags of both sides among the instruments it is the nonlinear two-stage estimator (Amemiya 1974).
  /// The covariance is of b and ρ jointly.
  func instrumental(_ space: CoefficientSpace, isLinear: Bool, _ choice: Covariance) throws
    -> EquationSolution
  {
    if isLinear, errors.isEmpty { return try twoStages(space, choice) }
    let slopes = space.moving(first: slopeCount)
    let moments = InstrumentalMoments(self, space, basis: try instrumentBasis(coefficients: slopes.count))
    let start = isLinear ? [Double](repeating: 0, count: names.count) : try startingValues()
    var free = try moments.root(from: space.free(start), moving: slopes)
    var moving = slopes
    if !errors.isEmpty {
      let b = space.all(free)[..<slopeCount]
      free = space.free(Array(b) + (try residualAutoregression(levels(at: b).gaps)))
      moving = Array(free.indices)
      free = try moments.root(from: free, moving: moving)
    }
    let fit = try moments.step(at: free, moving: moving, choice)
    var solution = EquationSolution(fit, names: moving.map { space.names[$0] })
    solution.free = free
    return solution
  }

  /// Orthonormal columns that span the instruments.
  private func instrumentBasis(coefficients: Int) throws -> Matrix {
    let z = instruments()
    guard z.columns >= coefficients else {
      throw error(.fewerInstruments(z.columns, coefficients: coefficients))
    }
    for (i, period) in periods.enumerated() where !z.row(i).allSatisfy(\.isFinite) {
      throw error(.undefined(period))
    }
    let redundant = try PivotedQR(z, named: "The instruments").dependentColumns
    guard redundant.isEmpty else {
      throw error(.redundantInstruments(redundant.map { clauses.instruments[$0].description }))
    }
    return try QR(z, named: "The instruments").q
  }
}

/// The moment conditions Wᵀe(γ) = 0 of an equation with instruments, W = [PJ, u[-1] …]T, and their solution.
private struct InstrumentalMoments {
  let problem: EquationProblem
  let space: CoefficientSpace
  /// Q with P = QQᵀ.
  let basis: Matrix

  init(_ problem: EquationProblem, _ space: CoefficientSpace, basis: Matrix) {
    (self.problem, self.space, self.basis) = (problem, space, basis)
  }

  /// The regression of e on its slopes with instruments W: its coefficients are a Gauss–Newton step, and at the root its
  /// covariance is the estimates'. Davidson & MacKinnon (2004) §8.8.
  func step(at free: [Double], moving: [Int], _ choice: Covariance) throws -> InstrumentalFit {
    let found = problem.disturbances(space.all(free))
    let slopes = problem.slopeCount
    let projected = basis * basis.transposeTimes(found.slopes)
    let instruments = Matrix(rows: problem.n, columns: found.slopes.columns) { i, j in
      j < slopes ? projected[i, j] : found.slopes[i, j]
    }
    let t = space.directions.selectingColumns(moving)
    let names = moving.map { space.names[$0] }
    return try TwoStageLeastSquares(covariance: choice).fit(
      found.values,
      on: InstrumentalDesign(
        exogenous: Matrix(rows: problem.n, columns: 0), endogenous: found.slopes * t,
        instruments: instruments * t, endogenousNames: names,
        instrumentNames: names.map { "instruments for \($0)" }))
  }

  /// The root that Gauss–Newton steps in the elements of γ named reach; the others stay.
  func root(from start: [Double], moving: [Int]) throws -> [Double] {
    var free = start
    let limit = 500
    for _ in 0..<limit {
      let fit = try step(at: free, moving: moving, .homoskedastic)
      let next = moved(free, moving, fit.coefficients)
      let isSettled = zip(moving, zip(fit.coefficients, fit.standardErrors)).allSatisfy { j, move in
        abs(move.0) <= max(1e-12 * move.1, 4e-16 * abs(free[j]))
      }
      if isSettled { return next }
      free = shortened(free, moving, fit.coefficients)
    }
    throw problem.error(.notConverged(rounds: limit))
  }

  private func moved(_ free: [Double], _ moving: [Int], _ step: [Double]) -> [Double] {
    var next = free
    for (j, move) in zip(moving, step) { next[j] += move }
    return next
  }

  /// The step, halved until every disturbance has a value and eᵀPe does not grow beyond what it was by more than a
  /// joint step for ρ may need.
  private func shortened(_ free: [Double], _ moving: [Int], _ step: [Double]) -> [Double] {
    let before = criterion(free)
    var length = 1.0
    while length > 1e-10 {
      let next = moved(free, moving, step.map { length * $0 })
      if criterion(next) <= 4 * before { return next }
      length /= 2
    }
    return moved(free, moving, step)
  }

  /// eᵀe; infinite where a disturbance has no value.
  private func criterion(_ free: [Double]) -> Double {
    let e = problem.disturbances(space.all(free)).values
    return e.allSatisfy(\.isFinite) ? e.dot(e) : .infinity
  }
}
