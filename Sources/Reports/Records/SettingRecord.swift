public import Datasets

/// One value in force under a scenario, with the place of the plan it was written at.
public struct SettingRecord: Sendable, Hashable, Codable {
  public var scenario: String
  /// Where it belongs: `run.draws`, `targets.gdp_target_2020.at_least`, `overrides.variable fai.add`.
  public var key: String
  /// As written, without its unit.
  public var value: String
  public var unit: String?
  /// Nil for a default of the program.
  public var position: SourcePosition?
  /// The scenario, override set or statement it comes from when not its own.
  public var inheritedFrom: String?

  public init(
    scenario: String, key: String, value: String, unit: String? = nil, position: SourcePosition? = nil,
    inheritedFrom: String? = nil
  ) {
    self.scenario = scenario
    self.key = key
    self.value = value
    self.unit = unit
    self.position = position
    self.inheritedFrom = inheritedFrom
  }

  public var json: JSONValue {
    object(
      ("key", .string(key)), ("value", .string(value)), ("unit", JSONValue(optional: unit)),
      ("file", JSONValue(optional: position?.file)), ("line", position.map { integer($0.line) } ?? .null),
      ("column", position.map { integer($0.column) } ?? .null),
      ("inheritedFrom", JSONValue(optional: inheritedFrom)))
  }
}
