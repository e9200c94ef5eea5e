/// A probability found by numerical integration, with how far it may be off.
public struct ProbabilityEstimate: Sendable, Hashable, Codable {
  public let value: Double
  /// Three standard errors of a randomised rule, or the known accuracy of a deterministic one; absolute.
  public let error: Double

  public init(value: Double, error: Double) {
    self.value = value
    self.error = error
  }
}
