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

  public init(sample: PeriodSpan? = nil, covariance: Covariance = .homoskedastic) {
    self.sample = sample
    self.covariance = covariance
  }

  /// What was estimated.
  public struct Fit: Sendable {
    /// Equations with estimated parameters, in the order of the model.
    public let equations: [EquationFit]
    /// Every parameter with a value: estimates, and the values of those not estimated.
    public let parameters: [String: Double]
  }

  /// Estimates all equations with parameters that are to be estimated.
  ///
  /// - Throws: `EstimationErrors`, all equations that cannot be estimated with the reason of each;
  ///   `SimulationError.unfit` for data of another frequency, unit or price basis than the model's.
  public func fit(_ model: Model, to data: ModelData) throws -> Fit {
    let source = try EstimationFrame(model, data)
    var known: [String: Double] = [:]
    for parameter in model.parameters { known[parameter.name] = parameter.value }
    var fits: [EquationFit] = []
    var errors: [EstimationError] = []
    var owner: [String: String] = [:]
    for (number, equation) in model.equations.enumerated() {
      do {
        guard let problem = try EquationProblem(source, number, sample: sample) else { continue }
        for name in problem.names {
          if let other = owner[name] {
            throw EstimationError(equation: equation.name, reason: .sharedParameter(name, with: other))
          }
          owner[name] = equation.name
        }
        let fit = try problem.fit(covariance)
        for (name, value) in zip(fit.names, fit.coefficients) { known[name] = value }
        fits.append(fit)
      } catch let error as EstimationError {
        errors.append(error)
      } catch {
        errors.append(EstimationError(equation: equation.name, reason: .regression(.init(error))))
      }
    }
    guard errors.isEmpty else { throw EstimationErrors(items: errors) }
    return Fit(equations: fits, parameters: known)
  }
}
