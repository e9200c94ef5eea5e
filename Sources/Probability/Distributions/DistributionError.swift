/// Why a distribution could not be built.
public enum DistributionError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A parameter is outside the values for which the distribution exists.
  case invalidParameter(distribution: String, parameter: String, value: Double, requirement: String)
  /// Two parameters contradict each other.
  case invalidOrder(distribution: String, requirement: String)

  public var description: String {
    switch self {
    case .invalidParameter(let distribution, let parameter, let value, let requirement):
      "\(distribution): \(parameter) is \(value) but must be \(requirement)."
    case .invalidOrder(let distribution, let requirement):
      "\(distribution): the parameters must satisfy \(requirement)."
    }
  }
}

extension DistributionError {
  static func requirePositive(_ value: Double, _ parameter: String, of distribution: String)
    throws(DistributionError)
  {
    guard value > 0, value.isFinite else {
      throw .invalidParameter(
        distribution: distribution, parameter: parameter, value: value, requirement: "positive and finite")
    }
  }

  static func requireFinite(_ value: Double, _ parameter: String, of distribution: String)
    throws(DistributionError)
  {
    guard value.isFinite else {
      throw .invalidParameter(
        distribution: distribution, parameter: parameter, value: value, requirement: "finite")
    }
  }
}
