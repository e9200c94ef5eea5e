public import TimeSeries

/// One quantified sentence of a work report: a result of the year that ended, or a target of the year to come.
public struct Statement: Hashable, Sendable {
  public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
    case result, target
    /// A target of one of the report's work areas.
    case subtarget
  }

  /// How the report binds the number: 以上, 以内, 左右, 高于.
  public enum Bound: String, Hashable, Codable, Sendable, CaseIterable {
    case exact
    case atLeast = "at_least"
    case atMost = "at_most"
    case approximately
    case greaterThan = "greater_than"
  }

  public enum Form: String, Hashable, Codable, Sendable, CaseIterable {
    case explicit
    /// Quantified by implication, as “no one falls back into poverty” is zero.
    case implied
    case unquantified
  }

  public var id: String
  public var name: Bilingual
  public var year: Period
  public var kind: Kind
  public var level: Double?
  /// Unit of the level; nil for what has none.
  public var unit: Unit?
  /// Percent on the year before.
  public var growth: Double?
  public var levelBound: Bound?
  public var growthBound: Bound?
  /// Where in the report it stands: headline, review, or the number of a work area.
  public var workArea: String
  /// The words of the report.
  public var quote: String
  /// How firmly it is put: 预计, 预期, 确保, 力争.
  public var modality: String
  public var nature: Indicator.Nature
  /// Prices of the level.
  public var levelBasis: PriceBasis
  /// Prices of the growth rate; nil where the report leaves them open.
  public var growthBasis: PriceBasis?
  /// Whether the report leaves the price basis unsaid and it was assumed.
  public var isBasisAssumed: Bool
  /// The area it speaks of: district, eco_city, dev_zone.
  public var scope: String
  /// What it is a part, share or change of: an id, or words; empty for nothing.
  public var parent: String
  public var form: Form
  public var note: String
  public var position: SourcePosition

  /// The bound of the whole statement, as printed with it.
  public var bound: Bound

  /// `parent`, where it is the id of a statement that is sure to be meant (no question mark, no remark).
  public var parentID: String? {
    parent.isEmpty || parent.contains { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }
      ? nil : parent
  }
}
