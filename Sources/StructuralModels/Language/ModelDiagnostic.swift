public import TimeSeries

/// One thing wrong with the text of a model, with its place.
public struct ModelDiagnostic: Equatable, Sendable {
  public let problem: ModelProblem
  /// Nil where the text as a whole is at fault.
  public let place: ModelText.Place?
  public let file: String
  /// The line `place` lies in.
  public let sourceLine: String?

  init(_ problem: ModelProblem, at place: ModelText.Place?, in text: ModelText) {
    self.problem = problem
    self.place = place
    file = text.file
    sourceLine = place.flatMap { text.lines.indices.contains($0.line - 1) ? text.lines[$0.line - 1] : nil }
  }

  /// `file:line:column: error: what is wrong`, the line, a caret under the place, what to write instead.
  public func rendered(in language: Language = .en) -> String {
    let kind =
      problem.isWarning ? Bilingual(en: "warning", zh: "警告") : Bilingual(en: "error", zh: "错误")
    let word = kind.rendered(in: language)
    let position = place.map { ":\($0.line):\($0.characters.lowerBound + 1)" } ?? ""
    var lines = ["\(file)\(position): \(word): \(problem.message.rendered(in: language))"]
    if let place, let sourceLine { lines += Self.excerpt(sourceLine, place.characters) }
    if let advice = problem.advice { lines.append("  \(advice.rendered(in: language))") }
    return lines.joined(separator: "\n")
  }

  /// The line and a caret line, both indented by two; a long line is cut around the place.
  static func excerpt(_ line: String, _ marked: Range<Int>) -> [String] {
    let characters = line.map { $0 == "\t" ? " " : $0 }
    let at = min(marked.lowerBound, characters.count)
    let from = at > window ? at - window / 2 : 0
    let to = min(characters.count, from + window)
    let before = (from > 0 ? "…" : "") + String(characters[from..<at])
    let shown = before + String(characters[at..<max(at, to)]) + (to < characters.count ? "…" : "")
    let end = max(at, min(to, marked.upperBound))
    let tildes = max(0, DisplayWidth.of(String(characters[at..<end])) - 1)
    let indent = String(repeating: " ", count: DisplayWidth.of(before))
    return ["  " + shown, "  " + indent + "^" + String(repeating: "~", count: tildes)]
  }

  private static let window = 96
}

extension ModelDiagnostic: CustomStringConvertible {
  public var description: String { rendered() }
}

/// Everything found wrong with a model, in the order of its text; thrown as one error, so that a reader sees all of it
/// at once.
public struct ModelDiagnostics: Error, Equatable, Sendable {
  public let items: [ModelDiagnostic]

  /// - Parameter lines: lines read once for every member of a group; of those, a place is told once.
  init(_ items: [ModelDiagnostic], once lines: Set<Int>) {
    var seen: Set<ModelText.Place> = []
    self.init(
      items.filter { item in
        guard let place = item.place, lines.contains(place.line) else { return true }
        return seen.insert(place).inserted
      })
  }

  init(_ items: [ModelDiagnostic]) {
    self.items = items.enumerated().sorted { a, b in
      switch (a.element.place, b.element.place) {
      case (let p?, let q?) where p < q || q < p: p < q
      case (.some, nil): true
      case (nil, .some): false
      default: a.offset < b.offset
      }
    }.map(\.element)
  }

  /// All of them, one below the other.
  public func rendered(in language: Language = .en) -> String {
    items.map { $0.rendered(in: language) }.joined(separator: "\n")
  }
}
