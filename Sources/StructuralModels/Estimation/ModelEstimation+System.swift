public import Regression

extension ModelEstimation {
  /// Whether the equations of a model are estimated together.
  public enum System: Equatable, Sendable {
    /// Each by itself; only equations that have a parameter in common are estimated together, as one stacked regression.
    case separate
    /// Seemingly unrelated regressions: errors correlated across equations, right sides exogenous. Zellner (1962).
    case seeminglyUnrelated(SystemSteps = .one)
    /// Three-stage least squares. Zellner & Theil (1962). The instruments of all equations are instruments of each; where no
    /// equation names any they are the model's exogenous variables. Regressors without a current explained variable
    /// are always among them.
    case threeStage(SystemSteps = .one)
    /// Full-information maximum likelihood, with the model's identities; all must be linear in current variables.
    case maximumLikelihood(FIML.Information = .observed)

    /// The name used in messages.
    var label: String {
      switch self {
      case .separate: "a parameter in several equations"
      case .seeminglyUnrelated: "seemingly unrelated regressions"
      case .threeStage: "three-stage least squares"
      case .maximumLikelihood: "full-information maximum likelihood"
      }
    }
  }
}

/// Equations that are estimated together, as `Regression` wants them.
struct SystemProblem {
  let problems: [EquationProblem]
  let system: ModelEstimation.System
  /// Rows all of them can be estimated with.
  let rows: [Int]
  /// y and X of each in these rows.
  let designs: [(y: [Double], x: LinearColumns)]

  /// The columns of a design.
  typealias LinearColumns = [[Double]]

  /// - Throws: `EstimationError` for an equation that is not linear, has autoregressive errors or priors.
  init(_ problems: [EquationProblem], _ system: ModelEstimation.System, _ choice: Covariance) throws {
    for problem in problems {
      try Self.requirePlain(problem, system, choice)
    }
    let common = problems.dropFirst().reduce(into: Set(problems[0].rows)) { $0.formIntersection($1.rows) }
    let rows = problems[0].rows.filter(common.contains)
    self.problems = problems
    self.system = system
    self.rows = rows
    designs = try problems.map { problem in
      let (y, x) = try problem.linearDesign()
      let kept = problem.rows.indices.filter { common.contains(problem.rows[$0]) }
      let columns = (0..<x.columns).map { j in kept.map { x[$0, j] } }
      return (kept.map { y[$0] }, columns)
    }
    let most = problems.map { $0.names.count - $0.clauses.restrictionCount }.max() ?? 0
    guard rows.count > most else {
      throw problems[0].error(.tooFewPeriods(rows.count, parameters: most, unused: problems[0].unused))
    }
  }

  private static func requirePlain(
    _ problem: EquationProblem, _ system: ModelEstimation.System, _ choice: Covariance
  ) throws {
    guard problem.equation.right.isLinear(in: Set(problem.names)), problem.clauses.method != .nls else {
      throw problem.error(.notTogether(.nonlinear, system.label))
    }
    guard problem.errors.isEmpty else {
      throw problem.error(.notTogether(.autoregressiveErrors, system.label))
    }
    let priors = problem.names.filter { name in
      problem.source.model.parameters.contains { $0.name == name && $0.prior != nil }
    }
    guard priors.isEmpty else { throw problem.error(.notTogether(.priors, system.label)) }
    guard choice == .homoskedastic else {
      throw problem.error(.notTogether(.robustErrors, system.label))
    }
  }

  /// Estimates the system.
  func fit(_ labels: [[Label]]) throws -> SystemFit {
    let instruments = instrumentColumns()
    let equations = problems.indices.map { systemEquation($0, labels[$0]) }
    let restrictions = try restrictions(labels)
    let exogenous = zip(designs, labels).flatMap { design, labels in
      design.x.indices.filter { labels[$0].isExogenous }.map { design.x[$0] }
    }
    let extra = Self.additional(instruments ?? [], to: exogenous)
    switch system {
    case .separate:
      return try SystemTwoStageLeastSquares(divisor: .degreesOfFreedom).fit(
        equations, instruments: instruments == nil ? nil : extra, restrictions: restrictions)
    case .seeminglyUnrelated(let steps):
      return try SUR(steps: steps).fit(equations, restrictions: restrictions)
    case .threeStage(let steps):
      return try ThreeStageLeastSquares(steps: steps).fit(
        equations, instruments: extra, restrictions: restrictions)
    case .maximumLikelihood(let information):
      return try FIML(information: information).fit(
        equations, identities: try LinearIdentities(self).needed(labels.flatMap { $0 }), instruments: extra,
        restrictions: restrictions)
    }
  }
}
