/// A probability found by numerical integration, with how far it may be off.
public struct ProbabilityEstimate: Sendable, Hashable, Codable {
  public let value: Double
  /// Four standard errors of a randomised rule (12 shifts) and no less than its last change, or the known accuracy of a deterministic one; absolute.
  public let error: Double

  public init(value: Double, error: Double) {
    self.value = value
    self.error = error
  }
}
