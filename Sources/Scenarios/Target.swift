public import Datasets
public import TimeSeries

/// A weighted sum of quantities in one period: a growth rate, or the difference of two.
public struct LinearForm: Sendable, Hashable, Codable {
  public struct Term: Sendable, Hashable, Codable {
    public var coefficient: Double
    public var quantity: Quantity

    public init(_ coefficient: Double, _ quantity: Quantity) {
      self.coefficient = coefficient
      self.quantity = quantity
    }
  }

  public var terms: [Term]

  public init(_ terms: [Term]) {
    self.terms = terms
  }
}

/// When a value counts as meeting a target. Values are in the unit of the target.
public enum Bound: Sendable, Hashable, Codable {
  case atLeast(Double)
  case atMost(Double)
  /// Strictly greater.
  case above(Double)
  /// Inside a closed interval: 左右, or a range.
  case within(Double, Double)
}

/// A wish: something a plan says shall come true.
public struct Target: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, Codable {
    /// Judged by the model's equations.
    case modelled
    /// An administrative count, judged by a prior on delivery rates only.
    case delivery
    /// Carries no number; listed, never judged.
    case unquantified
  }

  /// How firmly the plan words it: 确保 (ensure), 力争 (strive for), 预期 (expect), or plainly.
  public enum Modality: String, Sendable, Hashable, Codable, CaseIterable {
    case ensure
    case strive
    case expect
    case plain
  }

  public var id: String
  public var name: Bilingual
  public var kind: Kind
  /// The target is met when every form satisfies the bound; empty for an unquantified one.
  public var forms: [LinearForm]
  public var bound: Bound
  /// Unit of the bound and of shortfalls.
  public var unit: Unit
  public var period: Period
  /// Identifier of the group it is listed under, such as `headline`.
  public var group: String
  public var scope: String?
  /// Identifier of the target it is a part of.
  public var parent: String?
  public var modality: Modality
  /// The words of the plan.
  public var quote: String?
  /// What a delivery target promises, such as 3 schools; nil for the others.
  public var amount: Amount?
  public var position: SourcePosition
  /// Identifier of the statement it restates, if any.
  public var statement: String?
  /// The measure its author asked for by name; nil where the unit or the statement decided.
  var statedMeasure: Measure?

  public init(
    id: String, name: Bilingual, kind: Kind, forms: [LinearForm], bound: Bound, unit: Unit, period: Period,
    group: String, scope: String? = nil, parent: String? = nil, modality: Modality = .plain,
    quote: String? = nil,
    amount: Amount? = nil, at position: SourcePosition
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.forms = forms
    self.bound = bound
    self.unit = unit
    self.period = period
    self.group = group
    self.scope = scope
    self.parent = parent
    self.modality = modality
    self.quote = quote
    self.amount = amount
    self.position = position
  }
}

/// Targets judged together: the headline targets, one work area.
public struct TargetGroup: Sendable, Hashable, Codable {
  public var id: String
  public var name: Bilingual

  public init(id: String, name: Bilingual) {
    self.id = id
    self.name = name
  }
}
