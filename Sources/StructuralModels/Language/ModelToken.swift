/// A word, number, text or sign of a model and where it stands.
struct ModelToken: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    case number(Double)
    case name(String)
    /// Between quotation marks.
    case text(String)
    case sign(String)
    /// After the last token of a statement.
    case end
  }

  let kind: Kind
  let place: ModelText.Place

  /// Whether it is this sign.
  func `is`(_ sign: String) -> Bool { kind == .sign(sign) }

  /// Whether it is this word.
  func `is`(_ keyword: ModelKeyword) -> Bool { kind == .name(keyword.rawValue) }

  /// The name, where it is one.
  var name: String? {
    if case .name(let name) = kind { name } else { nil }
  }
}
