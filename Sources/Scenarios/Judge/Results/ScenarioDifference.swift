/// How much likelier a target is under one scenario than under the first one, the baseline.
public struct ScenarioDifference: Sendable, Hashable, Codable {
  /// Identifier of the target; nil for all the targets of `ScenarioResult.joint` together.
  public var target: String?
  /// P(met here) − P(met in the baseline).
  public var probability: Estimate
  /// True when both scenarios were judged draw by draw on the same random numbers, so that what they share cancels out
  /// of the error, weighted or not; false when no draw was valid in both and the two errors were added as if independent.
  public var isPaired: Bool

  public init(target: String?, probability: Estimate, isPaired: Bool) {
    self.target = target
    self.probability = probability
    self.isPaired = isPaired
  }
}
