/// A word, number or sign of a formula and where it stands, in characters from 0.
struct FormulaToken: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    case number(Double)
    /// A name; one between quotation marks is never a function.
    case name(String, quoted: Bool)
    case sign(Character)
    case end
  }

  let kind: Kind
  let text: String
  let range: Range<Int>

  func `is`(_ sign: Character) -> Bool { kind == .sign(sign) }
}

/// Cuts a formula into tokens. Fullwidth signs count as their ASCII forms, `**` as `^`. Names are letters of any
/// script, digits, `_` and `.`, or anything between quotation marks.
struct FormulaLexer {
  private let characters: [Character]
  private let source: String
  private var at = 0
  private(set) var diagnostics: [FormulaDiagnostic] = []

  init(_ source: String) {
    self.source = source
    characters = Array(source)
  }

  mutating func tokens() -> [FormulaToken] {
    var tokens: [FormulaToken] = []
    while at < characters.count {
      if characters[at].isWhitespace { at += 1 } else if let token = next() { tokens.append(token) }
    }
    let end = characters.count
    tokens.append(FormulaToken(kind: .end, text: "", range: end..<end + 1))
    return tokens
  }

  private mutating func next() -> FormulaToken? {
    let start = at
    let character = characters[at].plain
    if let closing = Self.quotes[character] { return quoted(closing) }
    if character.isDigit
      || character == "." && start + 1 < characters.count && characters[start + 1].isDigit
    {
      return number()
    }
    if Self.beginsName(character) {
      while at < characters.count, Self.continuesName(characters[at]) { at += 1 }
      let text = String(characters[start..<at])
      return token(.name(text, quoted: false), from: start)
    }
    at += 1
    if character == "*", at < characters.count, characters[at].plain == "*" {
      at += 1
      return token(.sign("^"), from: start)
    }
    if Self.signs.contains(character) { return token(.sign(character), from: start) }
    report(character == "=" ? .equalsSign : .unexpectedCharacter(String(characters[start])), start..<at)
    return character == "=" ? token(.sign("~"), from: start) : nil
  }

  private mutating func quoted(_ closing: Character) -> FormulaToken? {
    let start = at
    at += 1
    while at < characters.count, characters[at] != closing { at += 1 }
    guard at < characters.count else {
      report(.unclosedQuote, start..<start + 1)
      return token(.name(String(characters[(start + 1)...]), quoted: true), from: start)
    }
    let name = String(characters[start + 1..<at])
    at += 1
    if name.isEmpty { report(.emptyName, start..<at) }
    return token(.name(name, quoted: true), from: start)
  }

  /// Digits, a fraction, an exponent.
  private mutating func number() -> FormulaToken? {
    let start = at
    skipDigits()
    if at < characters.count, characters[at] == "." {
      at += 1
      skipDigits()
    }
    if at < characters.count, characters[at] == "e" || characters[at] == "E" {
      let saved = at
      at += 1
      if at < characters.count, characters[at] == "+" || characters[at] == "-" { at += 1 }
      let digits = at
      skipDigits()
      if at == digits { at = saved }
    }
    while at < characters.count, Self.continuesName(characters[at]) { at += 1 }
    let text = String(characters[start..<at])
    guard let value = Double(text.hasSuffix(".") ? text + "0" : text), value.isFinite else {
      if Self.continuesName(characters[at - 1]), !text.contains("e") || Double(text) == nil {
        // A name may begin with digits: 2019年投资.
        return token(.name(text, quoted: false), from: start)
      }
      report(.unexpectedCharacter(text), start..<at)
      return nil
    }
    return token(.number(value), from: start)
  }

  private mutating func skipDigits() {
    while at < characters.count, characters[at].isDigit { at += 1 }
  }

  private func token(_ kind: FormulaToken.Kind, from start: Int) -> FormulaToken {
    FormulaToken(kind: kind, text: String(characters[start..<at]), range: start..<at)
  }

  private mutating func report(_ problem: FormulaProblem, _ range: Range<Int>) {
    diagnostics.append(FormulaDiagnostic(problem, in: source, at: range))
  }

  private static let signs: Set<Character> = ["+", "-", "*", "/", "^", ":", "(", ")", ",", "|", "~"]
  private static let quotes: [Character: Character] = [
    "`": "`", "\"": "\"", "'": "'", "“": "”", "‘": "’", "「": "」",
  ]

  static func beginsName(_ character: Character) -> Bool { character.isLetter || character == "_" }

  static func continuesName(_ character: Character) -> Bool {
    beginsName(character) || character.isDigit || character == "."
  }

  /// A name as a formula writes it: between backticks where it is not a word by itself.
  static func spelled(_ name: String) -> String {
    let isWord = name.first.map(beginsName) == true && name.allSatisfy(continuesName)
    return isWord ? name : "`\(name)`"
  }
}
