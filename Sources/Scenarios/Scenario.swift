public import Datasets
public import TimeSeries

/// A set of assumptions and information under which a plan is judged.
public struct Scenario: Sendable, Hashable {
  public var id: String
  public var name: Bilingual
  /// What it stands for, and what it does not claim.
  public var note: Bilingual?
  public var overrides: [Override]
  public var conditions: [Condition]
  public var position: SourcePosition

  public init(
    id: String, name: Bilingual, note: Bilingual? = nil, overrides: [Override] = [],
    conditions: [Condition] = [],
    at position: SourcePosition
  ) {
    self.id = id
    self.name = name
    self.note = note
    self.overrides = overrides
    self.conditions = conditions
    self.position = position
  }
}
