import TimeSeries

/// Reads statements into a draft of the model, one after the other; a statement with a mistake is reported and
/// skipped, so that all mistakes are found at once. Whether names are declared is `ModelChecker`'s matter.
struct ModelParser {
  /// Thrown where a statement cannot be read further; the mistake has been reported.
  struct Abandoned: Error {}

  let text: ModelText
  var draft = ModelDraft()
  var diagnostics: [ModelDiagnostic] = []
  /// The tokens of the statement being read, and how many of them have been.
  var tokens: [ModelToken] = []
  var position = 0
  /// Names met in the expression being read.
  var mentions: [ModelDraft.Mention] = []
  /// How many expressions are open, one inside the other.
  var depth = 0
  /// More than this could exhaust the stack.
  static let depthLimit = 100
  static let tokenLimit = 2000
  /// Names and numbers of an expression whose functions of time are written out.
  static let termLimit = 10_000

  /// Members of groups that the text leaves to whoever uses the model.
  private let groups: [String: [String]]
  /// Lines read more than once, for the members of a group.
  private(set) var repeatedLines: Set<Int> = []

  init(_ text: ModelText, groups: [String: [String]] = [:]) {
    self.text = text
    self.groups = groups
  }

  mutating func parse() {
    var lexer = ModelLexer(text)
    var expansion = ModelExpansion(text, groups: groups)
    let statements = expansion.expand(lexer.statements())
    diagnostics += lexer.diagnostics + expansion.diagnostics
    repeatedLines = expansion.repeatedLines
    draft.hasUnread = !diagnostics.isEmpty
    for statement in statements {
      (tokens, position, depth) = (statement, 0, 0)
      do { try readStatement() } catch {}
    }
    closeCases()
  }

  private mutating func readStatement() throws(Abandoned) {
    let first = next
    guard tokens.count <= Self.tokenLimit else {
      draft.hasUnread = true
      throw fail(.statementTooLong(limit: Self.tokenLimit), at: first.place)
    }
    let words = (ModelKeyword.statements + ModelKeyword.clauses).map(\.rawValue)
    guard let word = first.name else { throw fail(.notAStatement, at: first.place) }
    guard let keyword = ModelKeyword(rawValue: word), words.contains(word) else {
      if tokens.count > 1, tokens.contains(where: { $0.is("=") }) {
        draft.hasUnread = true
        throw fail(.equationWithoutKeyword, at: first.place)
      }
      let suggestion = Suggestion.nearest(to: word, among: words)
      draft.hasUnread = true
      throw fail(.unknownStatement(word, suggestion: suggestion), at: first.place)
    }
    advance()
    do { try read(keyword, at: first.place) } catch {
      draft.hasUnread = true
      throw error
    }
  }

  private mutating func read(_ keyword: ModelKeyword, at place: ModelText.Place) throws(Abandoned) {
    if ModelKeyword.clauses.contains(keyword) { return try readClause(keyword, at: place) }
    if keyword != .identity { closeCases() }
    switch keyword {
    case .frequency: try readFrequency(at: place)
    case .variable: try readVariable(isExogenous: false)
    case .exogenous: try readVariable(isExogenous: true)
    case .parameter: try readParameters()
    case .shock: try readShock()
    case .behavioral: try readEquation(.behavioral, at: place)
    case .reconcile: try readReconciliation(at: place)
    default: try readEquation(.identity, at: place)
    }
  }
}

// MARK: - Tokens

extension ModelParser {
  /// The token to be read next; the end of the statement stays.
  var next: ModelToken { tokens[min(position, tokens.count - 1)] }

  mutating func advance() { position += 1 }

  /// Reads a sign if it is next.
  mutating func take(_ sign: String) -> Bool {
    guard next.is(sign) else { return false }
    advance()
    return true
  }

  /// Reads a word of the language if it is next.
  mutating func take(_ keyword: ModelKeyword) -> Bool {
    guard next.is(keyword) else { return false }
    advance()
    return true
  }

  mutating func require(_ sign: String, after what: String) throws(Abandoned) {
    guard take(sign) else {
      throw fail(.expectedSign(sign, after: what, found: spelled(next)), at: next.place)
    }
  }

  /// Reads a name that may be given to something.
  mutating func requireNewName() throws(Abandoned) -> (name: String, place: ModelText.Place) {
    let token = next
    guard let name = token.name else { throw fail(.expectedName(found: spelled(token)), at: token.place) }
    if ModelFunction(rawValue: name) != nil || ModelKeyword.reserved.contains(name) {
      throw fail(.reservedName(name), at: token.place)
    }
    advance()
    return (name, token.place)
  }

  /// Reads a number with its sign, if one is next.
  mutating func takeNumber() -> Double? {
    let negative = next.is("-")
    let index = negative ? position + 1 : position
    guard index < tokens.count, case .number(let value) = tokens[index].kind else { return nil }
    position = index + 1
    return negative ? -value : value
  }

  mutating func requireNumber(_ what: NumberRole) throws(Abandoned) -> Double {
    guard let value = takeNumber() else {
      throw fail(.expectedNumber(what, found: spelled(next)), at: next.place)
    }
    return value
  }

  mutating func requireEnd(after keyword: ModelKeyword) throws(Abandoned) {
    guard next.kind == .end else {
      throw fail(.unexpectedRest(spelled(next), after: keyword.rawValue), at: next.place)
    }
  }

  /// The token as the text writes it; empty at the end of the statement.
  func spelled(_ token: ModelToken) -> String {
    guard token.kind != .end else { return "" }
    let characters = Array(text.lines[token.place.line - 1])
    return String(characters[token.place.characters])
  }

  /// The text of neighbouring tokens that touch each other, read as one word: `2015Q1`, `1921..1941`.
  mutating func takeWord() -> (word: String, place: ModelText.Place)? {
    guard next.kind != .end else { return nil }
    var (word, place) = (spelled(next), next.place)
    advance()
    while next.kind != .end, next.place.line == place.line,
      next.place.characters.lowerBound == place.characters.upperBound
    {
      word += spelled(next)
      place = place.joined(to: next.place)
      advance()
    }
    return (word, place)
  }

  mutating func report(_ problem: ModelProblem, at place: ModelText.Place?) {
    diagnostics.append(ModelDiagnostic(problem, at: place, in: text))
  }

  mutating func fail(_ problem: ModelProblem, at place: ModelText.Place) -> Abandoned {
    report(problem, at: place)
    return Abandoned()
  }
}
