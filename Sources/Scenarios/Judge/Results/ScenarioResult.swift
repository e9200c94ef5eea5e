public import TimeSeries

/// What a run says of one scenario.
public struct ScenarioResult: Sendable, Hashable, Codable {
  public var id: String
  public var name: Bilingual
  public var note: Bilingual?
  /// Judged targets only, in the plan's order.
  public var verdicts: [Verdict]
  /// Groups with at least one judged target, in the plan's order.
  public var groups: [GroupVerdict]
  /// All of the group named `headline`, or of all modelled targets where it has no judged one; nil when the scenario
  /// failed or there is nothing to judge.
  public var joint: Estimate?
  /// Against the first scenario: target by target, then all together; empty for the first one and for failures.
  public var differences: [ScenarioDifference]
  public var imposed: [ImposedPath]
  public var plausibility: Plausibility?
  /// (Σw)²/Σw²; equals the valid draws when nothing is weighted.
  public var effectiveDraws: Double
  /// Draws whose equations found no solution, or gave a judged value that is not a finite number.
  public var invalidDraws: Int
  /// Draws whose weight exceeded the largest one representable and was cut to it.
  public var saturatedDraws: Int
  public var fans: [QuantityFan]
  /// Why the scenario could not be judged; its verdicts are then empty.
  public var failure: String?

  public init(
    id: String, name: Bilingual, note: Bilingual? = nil, verdicts: [Verdict] = [],
    groups: [GroupVerdict] = [],
    joint: Estimate? = nil, differences: [ScenarioDifference] = [], imposed: [ImposedPath] = [],
    plausibility: Plausibility? = nil, effectiveDraws: Double = 0, invalidDraws: Int = 0,
    saturatedDraws: Int = 0, fans: [QuantityFan] = [], failure: String? = nil
  ) {
    self.id = id
    self.name = name
    self.note = note
    self.verdicts = verdicts
    self.groups = groups
    self.joint = joint
    self.differences = differences
    self.imposed = imposed
    self.plausibility = plausibility
    self.effectiveDraws = effectiveDraws
    self.invalidDraws = invalidDraws
    self.saturatedDraws = saturatedDraws
    self.fans = fans
    self.failure = failure
  }
}
