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
  /// What a delivery target promises, such as 3 schools; nil for the others.
  public var amount: Double?
  public var amountUnit: Unit?
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
    amount = target.amount?.value
    amountUnit = target.amount?.unit
    position = target.position
  }

  /// Whether it compares two variables, such as income growth with the growth of the economy.
  public var isRelative: Bool { forms.contains { $0.terms.count > 1 } }
}
