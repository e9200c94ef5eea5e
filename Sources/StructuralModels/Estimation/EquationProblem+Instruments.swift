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
    let moments = EquationMoments(
      problem: self, space: space, basis: try instrumentBasis(coefficients: slopes.count))
    let start = isLinear ? [Double](repeating: 0, count: names.count) : try startingValues()
    var free = try moments.approached(from: space.free(start), moving: slopes)
    if !errors.isEmpty {
      let b = space.all(free)[..<slopeCount]
      free = space.free(Array(b) + (try residualAutoregression(levels(at: b).gaps)))
      free = try moments.approached(from: free, moving: Array(free.indices))
    }
    return try moments.solution(near: free, choice)
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
