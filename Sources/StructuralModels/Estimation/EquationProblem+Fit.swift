import LinearAlgebra
import Regression
import TimeSeries

extension EquationProblem {
  /// Estimates as the clauses say.
  func fit(_ choice: Covariance) throws -> EquationFit {
    let isLinear = equation.right.isLinear(in: Set(names))
    let method = clauses.method ?? (clauses.instruments.isEmpty ? (isLinear ? .ols : .nls) : .iv)
    guard isLinear || method != .ols else { throw error(.notLinear(method: method.rawValue)) }
    try requireNeighbours(choice)
    let space = try coefficientSpace()
    let priors = try normalPriors(method, choice)
    let solution =
      switch method {
      case .iv: try instrumental(space, isLinear: isLinear, choice)
      case .ols where errors.isEmpty: try linear(space, priors, choice)
      case .ols: try nonlinear(space, from: try autoregressiveStart(space), priors, choice)
      case .nls: try nonlinear(space, from: space.free(try startingValues()), priors, choice)
      }
    return EquationFit(
      equation: equation.name, method: method, names: names, coefficients: space.all(solution.free),
      covariance: space.covariance(solution.covariance), covarianceChoice: choice, periods: periods,
      residuals: solution.residuals, response: response(), sigma: solution.sigma,
      inferenceDegreesOfFreedom: solution.inferenceDegreesOfFreedom,
      degreesOfFreedom: solution.degreesOfFreedom, unused: unused, priors: solution.priors)
  }

  private func requireNeighbours(_ choice: Covariance) throws {
    guard case .hac = choice else { return }
    for (a, b) in zip(periods, periods.dropFirst()) where a.distance(to: b) != 1 {
      throw error(.gap(before: b))
    }
  }

  /// The left side less what the right side is without the estimated parameters, and the regressors, at `levels`.
  func linearDesign() throws -> (y: [Double], x: Matrix) {
    let design = levels(at: parameters.map { _ in 0 }[...])
    for (i, row) in levels.enumerated() {
      let isDefined =
        design.gaps[i].isFinite && parameters.indices.allSatisfy { design.slopes[i, $0].isFinite }
      guard isDefined else { throw error(.undefined(source.rows.period(row))) }
    }
    return (design.gaps, design.slopes)
  }

  /// Least squares of y − Xs on XT.
  private func linear(_ space: CoefficientSpace, _ priors: [NormalPrior], _ choice: Covariance) throws
    -> EquationSolution
  {
    let (y, x) = try linearDesign()
    let (response, design) =
      space.isWhole ? (y, x) : (zip(y, x * space.point).map { $0 - $1 }, x * space.directions)
    let fit = try LeastSquares(covariance: choice).fit(response, on: design, names: space.names)
    guard !priors.isEmpty else { return EquationSolution(fit) }
    return try mixed(EquationSolution(fit), space, priors, response, design)
  }

  /// Regressors that equal an instrument are exogenous; the others are endogenous and the other instruments excluded.
  func twoStages(_ space: CoefficientSpace, _ choice: Covariance) throws -> EquationSolution {
    let (y, x) = try linearDesign()
    let (response, design) =
      space.isWhole ? (y, x) : (zip(y, x * space.point).map { $0 - $1 }, x * space.directions)
    let z = instruments()
    let columns = (0..<z.columns).map { Array(z.column($0)) }
    let matches = (0..<design.columns).map { j in columns.firstIndex(of: Array(design.column(j))) }
    let exogenous = matches.indices.filter { matches[$0] != nil }
    let endogenous = matches.indices.filter { matches[$0] == nil }
    guard !endogenous.isEmpty else { throw error(.needsInstruments) }
    let included = Set(matches.compactMap { $0 }.map { columns[$0] })
    let excluded = columns.indices.filter { !included.contains(columns[$0]) }
    guard excluded.count >= endogenous.count else {
      throw error(.fewerInstruments(z.columns, coefficients: design.columns))
    }
    let fit = try TwoStageLeastSquares(covariance: choice).fit(
      response,
      on: InstrumentalDesign(
        exogenous: design.selectingColumns(exogenous), endogenous: design.selectingColumns(endogenous),
        instruments: z.selectingColumns(excluded), exogenousNames: exogenous.map { space.names[$0] },
        endogenousNames: endogenous.map { space.names[$0] },
        instrumentNames: excluded.map { "instrument \(clauses.instruments[$0])" }))
    return EquationSolution(fit, names: space.names)
  }
}
