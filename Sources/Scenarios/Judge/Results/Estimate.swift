/// A probability, a mean or a ratio with its Monte-Carlo standard error: how far it may lie from what infinitely many
/// draws would give.
public struct Estimate: Sendable, Hashable, Codable {
  public var value: Double
  public var monteCarloError: Double

  public init(value: Double, monteCarloError: Double) {
    self.value = value
    self.monteCarloError = monteCarloError
  }
}
