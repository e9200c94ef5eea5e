/// What follows for one target under one scenario.
///
/// The judged value of a target with several forms is the value of the worst of them, draw by draw.
public struct Verdict: Sendable, Hashable, Codable {
  public var target: String
  public var probability: Estimate
  /// E[max(0, bound − value)], unit of the target; for an upper bound the excess over it.
  public var expectedShortfall: Estimate
  /// E[shortfall | missed]; nil when it was never missed.
  public var conditionalShortfall: Estimate?
  /// Mean and standard deviation of the judged value.
  public var mean: Estimate
  public var standardDeviation: Double
  /// Quantiles of the judged value at `BatchResult.quantileLevels`.
  public var quantiles: [Double]

  public init(
    target: String, probability: Estimate, expectedShortfall: Estimate, conditionalShortfall: Estimate?,
    mean: Estimate, standardDeviation: Double, quantiles: [Double]
  ) {
    self.target = target
    self.probability = probability
    self.expectedShortfall = expectedShortfall
    self.conditionalShortfall = conditionalShortfall
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.quantiles = quantiles
  }
}
