public import Datasets
public import Scenarios
public import TimeSeries

/// A target as a report tells it: its name, its bound, the words of the plan and where they stand.
public struct TargetRecord: Sendable, Hashable, Codable {
  public var id: String
  public var name: Bilingual
  public var kind: Target.Kind
  public var group: String
  public var forms: [LinearForm]
  public var bound: Bound
  public var unit: Unit
  public var period: Period
  public var scope: String?
  public var parent: String?
  public var modality: Target.Modality
  public var quote: String?
  public var position: SourcePosition

  public init(_ target: Target) {
    id = target.id
    name = target.name
    kind = target.kind
    group = target.group
    forms = target.forms
    bound = target.bound
    unit = target.unit
    period = target.period
    scope = target.scope
    parent = target.parent
    modality = target.modality
    quote = target.quote
    position = target.position
  }

  /// Whether it compares two variables, such as income growth with the growth of the economy.
  public var isRelative: Bool { forms.contains { $0.terms.count > 1 } }
}

/// One assumption or condition of a scenario as it was resolved, with the place of the plan it comes from.
public struct SettingRecord: Sendable, Hashable, Codable {
  public var scenario: String
  /// What it concerns: `fai growth 2020`, `parameter alpha`, `volatility fai`.
  public var subject: String
  /// What is done to it: `set`, `add`, `scale`, `hold`, `add_factor`, `equals`.
  public var action: String
  /// With its unit, and `sd` where it has one.
  public var value: String
  public var position: SourcePosition

  public init(scenario: String, subject: String, action: String, value: String, position: SourcePosition) {
    self.scenario = scenario
    self.subject = subject
    self.action = action
    self.value = value
    self.position = position
  }
}
