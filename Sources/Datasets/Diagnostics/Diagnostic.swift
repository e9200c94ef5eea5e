public import TimeSeries

/// One thing wrong (or worth knowing) about an input, with its place, the line it stands in and what to write instead.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: String, Hashable, Codable, Sendable, CaseIterable {
    case error, warning, note

    public var name: Bilingual {
      switch self {
      case .error: Bilingual(en: "error", zh: "错误")
      case .warning: Bilingual(en: "warning", zh: "警告")
      case .note: Bilingual(en: "note", zh: "说明")
      }
    }
  }

  public var severity: Severity
  public var message: Bilingual
  /// nil where no file is at fault, such as a wrong option of a command.
  public var position: SourcePosition?
  /// Characters marked from `position` on; at least one is.
  public var length: Int
  /// The whole line `position` lies in, without its line break.
  public var sourceLine: String?
  /// What to write or do instead: a sentence, shown on a line of its own.
  public var suggestion: Bilingual?

  public init(
    _ severity: Severity, _ message: Bilingual, at position: SourcePosition? = nil, length: Int = 1,
    sourceLine: String? = nil, suggestion: Bilingual? = nil
  ) {
    self.severity = severity
    self.message = message
    self.position = position
    self.length = length
    self.sourceLine = sourceLine
    self.suggestion = suggestion
  }

  /// An error.
  public init(
    _ message: Bilingual, at position: SourcePosition? = nil, length: Int = 1, sourceLine: String? = nil,
    suggestion: Bilingual? = nil
  ) {
    self.init(
      .error, message, at: position, length: length, sourceLine: sourceLine, suggestion: suggestion)
  }

  /// `did you mean “word”?`, or nil where nothing is near.
  public static func didYouMean(_ word: String?) -> Bilingual? {
    word.map { Bilingual(en: "did you mean “\($0)”?", zh: "是否想写“\($0)”？") }
  }

  /// `file:line:column: error: message`, the source line, a caret under the place, the suggestion.
  public func rendered(in language: Language = .en) -> String {
    let place = position.map { "\($0): " } ?? ""
    var lines = ["\(place)\(severity.name.rendered(in: language)): \(message.rendered(in: language))"]
    if let excerpt = excerpt() { lines += excerpt }
    if let suggestion { lines.append("  \(suggestion.rendered(in: language))") }
    return lines.joined(separator: "\n")
  }

  /// The source line and the line with the caret, both indented by two. Long lines are cut around the place.
  private func excerpt() -> [String]? {
    guard let sourceLine, let position, position.column > 0 else { return nil }
    let characters = sourceLine.map { $0 == "\t" || DisplayWidth.of($0) == 0 && $0.isASCII ? " " : $0 }
    let at = min(position.column - 1, characters.count)
    let from = at > Self.window ? at - Self.window / 2 : 0
    let to = min(characters.count, max(from + Self.window, at + min(length, Self.window)))
    let before = (from > 0 ? "…" : "") + String(characters[from..<at])
    let marked = String(characters[at..<min(to, at + max(length, 1))])
    let shown = before + String(characters[at..<to]) + (to < characters.count ? "…" : "")
    let indent = String(repeating: " ", count: DisplayWidth.of(before))
    let tildes = String(repeating: "~", count: max(0, DisplayWidth.of(marked) - 1))
    return ["  " + shown, "  " + indent + "^" + tildes]
  }

  private static let window = 96
}
