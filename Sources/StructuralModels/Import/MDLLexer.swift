import Regression
import TimeSeries

/// A keyword of an MDL text with what stands behind it, up to the next keyword.
struct MDLSection {
  let keyword: MDLKeyword
  let place: ModelText.Place
  /// Without comments; a line break is where the line of the place changes.
  var tokens: [ModelToken] = []
  /// The comments above it.
  var comments: [String] = []
}

/// Cuts an MDL text into sections and their tokens. A section goes on in the lines below until another keyword; a line
/// with `$` in front, and one with COMMENT>, is a comment.
struct MDLLexer {
  private let text: ModelText
  private var characters: [Character] = []
  private var line = 0
  private var at = 0
  private var comments: [String] = []
  private var hasEnded = false
  private(set) var sections: [MDLSection] = []
  private(set) var diagnostics: [MDLDiagnostic] = []
  /// Comments below the last section.
  var rest: [String] { comments }

  init(_ text: ModelText) { self.text = text }

  mutating func run() {
    for (index, source) in text.lines.enumerated() {
      (characters, line, at) = (Array(source), index + 1, 0)
      skipBlanks()
      if at < characters.count { readLine() }
    }
  }

  private mutating func readLine() {
    if characters[at] == "$" { return readComment(from: at + 1) }
    let start = at
    if let word = leadingWord() {
      if let keyword = word.keyword {
        at = word.end
        return begin(keyword, at: place(start))
      }
      if word.looksLikeKeyword, !isUnfinished {
        let known = MDLKeyword.allCases.map(\.rawValue)
        let suggestion = Suggestion.nearest(to: word.text, among: known)
        report(.unknownKeyword(word.text, suggestion: suggestion), start..<word.end)
        return
      }
    }
    guard !hasEnded else { return report(.afterEnd, start..<characters.count) }
    guard !sections.isEmpty else { return report(.strayText, start..<characters.count) }
    readTokens()
  }

  private mutating func begin(_ keyword: MDLKeyword, at place: ModelText.Place) {
    switch keyword {
    case .comment: readComment(from: at)
    case .model:
      if !sections.isEmpty { report(.afterEnd, place.characters) }
      readTokens()
    case .end:
      hasEnded = true
      readTokens()
    default:
      if hasEnded { return report(.afterEnd, place.characters) }
      sections.append(MDLSection(keyword: keyword, place: place, comments: comments))
      comments = []
      readTokens()
    }
  }

  private struct Word {
    let text: String
    let keyword: MDLKeyword?
    /// Behind the word and its `>`.
    let end: Int
    let looksLikeKeyword: Bool
  }

  /// The word a line begins with, if it is a keyword or could be meant as one.
  private func leadingWord() -> Word? {
    var end = at
    while end < characters.count, characters[end].isLetter { end += 1 }
    guard end > at else { return nil }
    let word = String(characters[at..<end])
    let hasMark = end < characters.count && characters[end] == ">"
    let known = MDLKeyword(rawValue: word.uppercased())
    switch known {
    case .model?, .end?:
      let isAlone = characters[end...].allSatisfy(\.isWhitespace)
      if isAlone { return Word(text: word, keyword: known, end: end, looksLikeKeyword: true) }
    case .range?:
      let isWord = end == characters.count || !(characters[end].isNumber || characters[end] == "_")
      if isWord {
        return Word(text: word, keyword: known, end: end + (hasMark ? 1 : 0), looksLikeKeyword: true)
      }
    case .some where hasMark: return Word(text: word, keyword: known, end: end + 1, looksLikeKeyword: true)
    default: break
    }
    let isCapital = word.count > 1 && word.allSatisfy(\.isUppercase)
    return Word(text: word, keyword: nil, end: end, looksLikeKeyword: hasMark && isCapital)
  }

  /// Whether the section so far ends with an operator or an open bracket, so that the next line belongs to it.
  private var isUnfinished: Bool {
    guard let last = sections.last?.tokens.last, case .sign(let sign) = last.kind else { return false }
    return sign != ")" && sign != ";"
  }

  private mutating func readComment(from start: Int) {
    let words = String(characters[min(start, characters.count)...]).split(whereSeparator: \.isWhitespace)
    comments.append(words.joined(separator: " "))
  }

  // MARK: - Tokens

  private mutating func readTokens() {
    while true {
      skipBlanks()
      guard at < characters.count else { return }
      if hasEnded || sections.isEmpty {
        return report(hasEnded ? .afterEnd : .strayText, at..<characters.count)
      }
      if let token = next() { sections[sections.count - 1].tokens.append(token) }
    }
  }

  private mutating func next() -> ModelToken? {
    let start = at
    let character = characters[at]
    if let word = dottedOperator() {
      at += word.length
      return token(.sign(word.sign), from: start)
    }
    if character.isDigit || (character == "." && peek(1).isDigit) { return number() }
    if character.isLetter || character == "_" {
      while at < characters.count, characters[at].isLetter || characters[at].isDigit || characters[at] == "_"
      {
        at += 1
      }
      return token(.name(String(characters[start..<at])), from: start)
    }
    for length in [2, 1] where start + length <= characters.count {
      guard let sign = Self.signs[String(characters[start..<start + length])] else { continue }
      at += length
      return token(.sign(sign), from: start)
    }
    at += 1
    report(.unexpectedCharacter(String(character)), start..<at)
    return nil
  }

  /// `.GE.`, `.AND.` and their like.
  private func dottedOperator() -> (sign: String, length: Int)? {
    guard characters[at] == ".", peek(1).isLetter else { return nil }
    var end = at + 1
    while end < characters.count, characters[end].isLetter { end += 1 }
    guard end < characters.count, characters[end] == "." else { return nil }
    let word = String(characters[(at + 1)..<end]).uppercased()
    return Self.words[word].map { ($0, end - at + 1) }
  }

  private mutating func number() -> ModelToken? {
    let start = at
    skipDigits()
    if at < characters.count, characters[at] == ".", dottedOperator() == nil {
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
    guard let value = Double(spelling.hasSuffix(".") ? spelling + "0" : spelling), value.isFinite else {
      report(.numberTooLarge(spelling), start..<at)
      return token(.number(0), from: start)
    }
    return token(.number(value), from: start)
  }

  private mutating func skipDigits() {
    while at < characters.count, characters[at].isDigit { at += 1 }
  }

  private mutating func skipBlanks() {
    while at < characters.count, characters[at].isWhitespace { at += 1 }
  }

  private func peek(_ distance: Int) -> Character {
    at + distance < characters.count ? characters[at + distance] : " "
  }

  private func place(_ start: Int) -> ModelText.Place {
    ModelText.Place(line: line, characters: start..<at)
  }

  private func token(_ kind: ModelToken.Kind, from start: Int) -> ModelToken {
    ModelToken(kind: kind, place: place(start))
  }

  private mutating func report(_ problem: MDLProblem, _ characters: Range<Int>) {
    let place = ModelText.Place(line: line, characters: characters)
    diagnostics.append(MDLDiagnostic(problem, at: place, in: text))
  }

  /// Signs of MDL as the language of this library writes them.
  private static let signs: [String: String] = [
    "+": "+", "-": "-", "*": "*", "/": "/", "^": "^", "**": "^", "(": "(", ")": ")", ",": ",", ";": ";",
    "=": "=", "==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "&": "and", "&&": "and",
    "|": "or", "||": "or", "!": "not",
  ]
  private static let words: [String: String] = [
    "EQ": "==", "NE": "!=", "LT": "<", "LE": "<=", "GT": ">", "GE": ">=", "AND": "and", "OR": "or",
    "NOT": "not",
  ]
}
