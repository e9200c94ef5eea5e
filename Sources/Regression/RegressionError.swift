/// What can be wrong with data brought to a regression. Observations count from 0 in the cases and from 1 in
/// the messages.
public enum RegressionError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A regressor that is a linear combination of others.
  public struct Dependence: Equatable, Sendable {
    /// The regressor that adds nothing new.
    public let column: String
    /// The regressors it combines; empty for a column of zeros.
    public let combines: [String]

    public init(column: String, combines: [String]) {
      self.column = column
      self.combines = combines
    }
  }

  /// A vector does not have one element per observation.
  case lengthMismatch(what: String, count: Int, observations: Int)
  /// There must be one name per column.
  case nameCount(names: Int, columns: Int)
  /// A value is NaN or infinite; `value` is its spelling.
  case notFinite(variable: String, observation: Int, value: String)
  /// x has no columns.
  case noRegressors
  /// There are no degrees of freedom left for the errors.
  case tooFewObservations(observations: Int, coefficients: Int)
  /// Regressors depend on each other, to working precision.
  case collinear([Dependence])
  /// A weight is zero or negative.
  case weightNotPositive(observation: Int, value: Double)
  /// The covariance divides by 1 − leverage, and this observation alone decides its own fitted value.
  case fullLeverage(observation: Int, covariance: String)
  /// Coefficients that, or whose standard errors, a double cannot hold.
  case outOfRange([String])
  /// All observations carry the same label.
  case oneCluster

  public var description: String {
    switch self {
    case .lengthMismatch(let what, let count, let observations):
      return "\(what) has \(count) values for \(observations) observations; give one per observation."
    case .nameCount(let names, let columns):
      return "There are \(names) names for \(columns) columns of x; give one name per column."
    case .notFinite(let variable, let observation, let value):
      return
        "\(variable) is \(value) in observation \(observation + 1); remove the observation or fill the value."
    case .noRegressors:
      return "x has no columns; give at least a column of ones for the constant."
    case .tooFewObservations(let observations, let coefficients):
      return
        "\(observations) observations cannot estimate \(coefficients) coefficients and an error variance; "
        + "at least \(coefficients + 1) are needed."
    case .collinear(let dependences):
      return "The regressors are collinear: "
        + dependences.map(Self.sentence).joined(separator: "; ") + ". Drop one of each set."
    case .weightNotPositive(let observation, let value):
      return "The weight of observation \(observation + 1) is \(value), but weights must be positive; "
        + "leave the observation out instead."
    case .fullLeverage(let observation, let covariance):
      return
        "Observation \(observation + 1) alone decides its fitted value (leverage 1), where \(covariance) "
        + "is not defined; use HC1, or drop the observation and the regressor that singles it out."
    case .outOfRange(let names):
      return "The coefficient or standard error of \(names.joined(separator: ", ")) is beyond the range of "
        + "numbers; change units so that numbers are of everyday size."
    case .oneCluster:
      return "All observations are in one cluster; clustered errors need at least two."
    }
  }

  /// What a dependent regressor is made of.
  static func sentence(_ dependence: Dependence) -> String {
    switch dependence.combines.count {
    case 0: "\(dependence.column) is zero throughout"
    case 1: "\(dependence.column) is a multiple of \(dependence.combines[0])"
    default: "\(dependence.column) is a linear combination of \(dependence.combines.joined(separator: ", "))"
    }
  }
}
