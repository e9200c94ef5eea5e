/// What follows for a group of targets under one scenario.
public struct GroupVerdict: Sendable, Hashable, Codable {
  public var group: String
  /// The judged targets of the group, in the plan's order; rows and columns below follow it.
  public var targets: [String]
  /// All of them together.
  public var joint: Estimate
  /// Product of the marginals: what the joint probability would be were they independent.
  public var independent: Double
  /// P(at least m of them), m = 0…k.
  public var atLeast: [Estimate]
  /// P(i met | j met), row i, column j; nil where j is never met.
  public var conditional: [[Estimate?]]
  /// Correlation of hits, row i, column j; nil where one of them never varies.
  public var correlation: [[Estimate?]]
  /// P(all but this one) − P(all), by target.
  public var jointGainIfDropped: [Estimate]

  public init(
    group: String, targets: [String], joint: Estimate, independent: Double, atLeast: [Estimate],
    conditional: [[Estimate?]], correlation: [[Estimate?]], jointGainIfDropped: [Estimate]
  ) {
    self.group = group
    self.targets = targets
    self.joint = joint
    self.independent = independent
    self.atLeast = atLeast
    self.conditional = conditional
    self.correlation = correlation
    self.jointGainIfDropped = jointGainIfDropped
  }
}
