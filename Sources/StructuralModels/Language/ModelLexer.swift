import Regression

/// Cuts a model's text into statements, and those into tokens.
///
/// A statement is a line. It goes on in the next line where a bracket is open or the line ends with an operator or a
/// comma. `#` begins a comment. Names are letters of any script, digits, `_` and `.`. Fullwidth signs count as their
/// ASCII forms.
struct ModelLexer {
  private let text: ModelText
  private var characters: [Character] = []
  private var line = 0
  private var at = 0
  private(set) var diagnostics: [ModelDiagnostic] = []

  init(_ text: ModelText) { self.text = text }

  /// The statements, each with `end` as its last token.
  mutating func statements() -> [[ModelToken]] {
    var statements: [[ModelToken]] = []
    var current: [ModelToken] = []
    for (index, source) in text.lines.enumerated() {
      (characters, line, at) = (Array(source), index + 1, 0)
      let tokens = tokensOfLine()
      guard let last = tokens.last else { continue }
      let depth = (current + tokens).reduce(0) { $0 + Self.depth($1) }
      if depth > 0, !current.isEmpty, beginsStatement(tokens) {
        statements.append(current + [Self.end(after: current)])
        current = tokens
      } else {
        current += tokens
      }
      if current.reduce(0, { $0 + Self.depth($1) }) > 0 || Self.continues(last) { continue }
      statements.append(current + [Self.end(after: current)])
      current = []
    }
    if !current.isEmpty { statements.append(current + [Self.end(after: current)]) }
    return statements
  }

  /// A bracket left open must not swallow the statements below it.
  private func beginsStatement(_ tokens: [ModelToken]) -> Bool {
    guard let word = tokens.first?.name.flatMap(ModelKeyword.init(rawValue:)) else { return false }
    return (ModelKeyword.statements + ModelKeyword.clauses).contains(word)
  }

  private static func end(after tokens: [ModelToken]) -> ModelToken {
    let last = tokens[tokens.count - 1].place
    let end = last.characters.upperBound
    return ModelToken(kind: .end, place: ModelText.Place(line: last.line, characters: end..<end + 1))
  }

  private static func depth(_ token: ModelToken) -> Int {
    if token.is("(") || token.is("[") { return 1 }
    return token.is(")") || token.is("]") ? -1 : 0
  }

  private static func continues(_ token: ModelToken) -> Bool {
    switch token.kind {
    case .sign(let sign): ![")", "]", "%"].contains(sign)
    case .name(let name): ["and", "or", "not", "when"].contains(name)
    default: false
    }
  }

  private mutating func tokensOfLine() -> [ModelToken] {
    var tokens: [ModelToken] = []
    while at < characters.count, characters[at].plain != "#" {
      if characters[at].isWhitespace { at += 1 } else if let token = next() { tokens.append(token) }
    }
    return tokens
  }

  private mutating func next() -> ModelToken? {
    let start = at
    let character = characters[at].plain
    if let closing = Self.quotes[character] { return quoted(closing) }
    if character.isDigit || character == "." && peek(1).isDigit { return number() }
    if character.isLetter || character == "_" {
      while at < characters.count, Self.continuesName(characters[at]) || isInnerDot { at += 1 }
      return token(.name(String(characters[start..<at])), from: start)
    }
    for length in [2, 1] where start + length <= characters.count {
      let sign = String(characters[start..<start + length].map(\.plain))
      guard Self.signs.contains(sign) else { continue }
      at += length
      return token(.sign(sign == "**" ? "^" : sign), from: start)
    }
    at += 1
    report(.unexpectedCharacter(String(characters[start])), start..<at)
    return nil
  }

  /// A dot between two characters of a name; two dots are a sign.
  private var isInnerDot: Bool { characters[at] == "." && Self.continuesName(peek(1)) }

  private func peek(_ distance: Int) -> Character {
    at + distance < characters.count ? characters[at + distance] : " "
  }

  private mutating func quoted(_ closing: Character) -> ModelToken {
    let start = at
    at += 1
    while at < characters.count, characters[at] != closing { at += 1 }
    let content = String(characters[(start + 1)..<at])
    if at < characters.count { at += 1 } else { report(.unclosedQuote, start..<start + 1) }
    return token(.text(content), from: start)
  }

  /// Digits, a fraction, an exponent.
  private mutating func number() -> ModelToken? {
    let start = at
    skipDigits()
    if at < characters.count, characters[at] == ".", peek(1).isDigit || peek(1) != "." {
      at += 1
      skipDigits()
    }
    if at < characters.count, characters[at] == "e" || characters[at] == "E" {
      let sign = peek(1) == "+" || peek(1) == "-" ? 2 : 1
      if peek(sign).isDigit {
        at += sign
        skipDigits()
      }
    }
    let spelling = String(characters[start..<at])
    let padded = spelling.hasSuffix(".") ? spelling + "0" : spelling
    guard let value = Double(padded), value.isFinite else {
      report(.numberTooLarge(spelling), start..<at)
      return token(.number(0), from: start)
    }
    return token(.number(value), from: start)
  }

  private mutating func skipDigits() {
    while at < characters.count, characters[at].isDigit { at += 1 }
  }

  private func token(_ kind: ModelToken.Kind, from start: Int) -> ModelToken {
    ModelToken(kind: kind, place: ModelText.Place(line: line, characters: start..<at))
  }

  private mutating func report(_ problem: ModelProblem, _ characters: Range<Int>) {
    let place = ModelText.Place(line: line, characters: characters)
    diagnostics.append(ModelDiagnostic(problem, at: place, in: text))
  }

  private static let signs: Set<String> = [
    "+", "-", "*", "/", "^", "**", "(", ")", "[", "]", ",", ":", "=", "==", "!=", "<", "<=", ">", ">=", "~",
    "..", "%",
  ]
  private static let quotes: [Character: Character] = ["\"": "\"", "“": "”", "「": "」"]

  private static func continuesName(_ character: Character) -> Bool {
    character.isLetter || character == "_" || character.isDigit
  }
}
