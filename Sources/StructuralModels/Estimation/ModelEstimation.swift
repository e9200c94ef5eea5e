public import Regression
public import TimeSeries

/// Estimates the behavioral equations of a model, each by itself as its clauses say: least squares, two-stage least
/// squares or nonlinear least squares, each of them with linear restrictions, polynomial lags and autoregressive errors, and
/// priors of parameters combined with the data.
///
///     let fit = try ModelEstimation().fit(model, to: data)
///     let solver = try ModelSolver(model, parameters: fit.parameters)
///
/// A period is used for an equation where every value it needs, lags included, is there: each equation has its own
/// periods.
public struct ModelEstimation: Equatable, Sendable {
  /// Periods for equations without a sample clause; nil for as many as data allow.
  public var sample: PeriodSpan?
  /// How standard errors allow for the disturbances. Kinds with labels of observations do not fit equations with periods of
  /// their own and are refused.
  public var covariance: Covariance

  /// Whether the equations are estimated together.
  public var system: System

  public init(
    sample: PeriodSpan? = nil, covariance: Covariance = .homoskedastic, system: System = .separate
  ) {
    self.sample = sample
    self.covariance = covariance
    self.system = system
  }

  /// What was estimated.
  public struct Fit: Sendable {
    /// Equations with estimated parameters, in the order of the model.
    public let equations: [EquationFit]
    /// Every parameter with a value: estimates, the values of those not estimated, and σ̂ for the parameters to be estimated
    /// that are standard deviations of errors.
    public let parameters: [String: Double]
    /// What estimators of several equations found, in the order of their first equations: the covariance of coefficients
    /// across equations is there. Empty where each equation was estimated by itself.
    public let systems: [SystemFit]
  }

  /// Estimates all equations with parameters that are to be estimated.
  ///
  /// - Throws: `EstimationErrors`, all equations that cannot be estimated with the reason of each;
  ///   `SimulationError.unfit` for data of another frequency, unit or price basis than the model's.
  public func fit(_ model: Model, to data: ModelData) throws -> Fit {
    let source = try EstimationFrame(model, data)
    var errors: [EstimationError] = []
    func collect<Result>(_ equation: String, _ body: () throws -> Result?) -> Result? {
      do {
        return try body()
      } catch let error as EstimationError {
        errors.append(error)
      } catch {
        errors.append(EstimationError(equation: equation, reason: .regression(.init(error))))
      }
      return nil
    }
    let problems = model.equations.indices.compactMap { number in
      collect(model.equations[number].name) { try EquationProblem(source, number, sample: sample) }
    }
    var fits: [EquationFit] = []
    var systems: [SystemFit] = []
    for group in groups(problems) {
      let own = group.map { problems[$0] }
      if own.count == 1, system == .separate {
        if let fit = collect(own[0].equation.name, { try own[0].fit(covariance) }) { fits.append(fit) }
      } else if let (fit, equations) = collect(own[0].equation.name, { try together(own) }) {
        fits += equations
        systems.append(fit)
      }
    }
    let order = model.equations.map(\.name)
    func number(_ name: String) -> Int { order.firstIndex(of: name) ?? 0 }
    guard errors.isEmpty else {
      throw EstimationErrors(items: errors.sorted { number($0.equation) < number($1.equation) })
    }
    var known: [String: Double] = [:]
    for parameter in model.parameters { known[parameter.name] = parameter.value }
    let estimated = Set(model.parameters.filter(\.isEstimated).map(\.name))
    for fit in fits {
      for (name, value) in zip(fit.names, fit.coefficients) { known[name] = value }
      let deviation = model.equations[number(fit.equation)].estimation?.errorDeviation
      if let deviation, estimated.contains(deviation) { known[deviation] = fit.sigma }
    }
    return Fit(
      equations: fits.sorted { number($0.equation) < number($1.equation) }, parameters: known,
      systems: systems)
  }

  /// Equations that are estimated together: all, or those that parameters in common connect.
  private func groups(_ problems: [EquationProblem]) -> [[Int]] {
    guard system == .separate else { return problems.isEmpty ? [] : [Array(problems.indices)] }
    var groups: [[Int]] = []
    var owner: [String: Int] = [:]
    for (i, problem) in problems.enumerated() {
      let joined = Set(problem.names.compactMap { owner[$0] }).sorted()
      var group = joined.flatMap { groups[$0] } + [i]
      group.sort()
      let place = joined.first ?? groups.count
      if place == groups.count { groups.append(group) } else { groups[place] = group }
      for other in joined.dropFirst() { groups[other] = [] }
      for j in group { for name in problems[j].names { owner[name] = place } }
    }
    return groups.filter { !$0.isEmpty }
  }

  private func together(_ problems: [EquationProblem]) throws -> (SystemFit, [EquationFit]) {
    let problem = try SystemProblem(problems, system, covariance)
    let labels = try problem.labels(problem.instrumentColumns())
    let fit = try problem.fit(labels)
    return (fit, problems.indices.map { problem.equationFit($0, of: fit, labels[$0]) })
  }
}
