import TimeSeries

/// Reads the sections of an MDL text into equations; a section with a mistake is reported and skipped, so that all
/// mistakes are found at once.
struct MDLParser {
  /// Thrown where a section cannot be read further; the mistake has been reported.
  struct Abandoned: Error {}

  let text: ModelText
  private(set) var equations: [MDLEquation] = []
  /// Comments below the last equation.
  private(set) var rest: [String] = []
  var diagnostics: [MDLDiagnostic] = []
  /// The tokens being read, and how many of them have been.
  var tokens: [ModelToken] = []
  var position = 0
  /// Where the tokens end, for messages.
  var endPlace = ModelText.Place(line: 1, characters: 0..<1)
  /// How many expressions are open, one inside the other.
  var depth = 0
  /// The coefficients of the equation being read.
  var coefficients: Set<String> = []
  static let depthLimit = ModelParser.depthLimit
  static let coefficientLimit = 500

  init(_ text: ModelText) { self.text = text }

  mutating func parse() {
    var lexer = MDLLexer(text)
    lexer.run()
    diagnostics = lexer.diagnostics
    rest = lexer.rest
    var group: [MDLSection] = []
    for section in lexer.sections {
      if section.keyword.beginsGroup {
        finish(group)
        group = [section]
      } else if group.isEmpty {
        report(.noGroup(section.keyword), at: section.place)
      } else {
        group.append(section)
      }
    }
    finish(group)
    if equations.isEmpty, diagnostics.isEmpty { report(.noEquations, at: nil) }
    checkDefinitions()
  }

  /// Reads the sections of one equation.
  private mutating func finish(_ group: [MDLSection]) {
    guard let head = group.first else { return }
    let isBehavioral = head.keyword != .identity
    load(head)
    guard let name = try? requireName() else { return }
    var equation = MDLEquation(
      name: name, isBehavioral: isBehavioral, place: head.place, comments: group.flatMap(\.comments))
    var sections = Array(group.dropFirst())
    if let range = rangeBehindName(head) { sections.insert(range, at: 0) }
    let usable = checked(sections, isBehavioral: isBehavioral)
    if let section = usable.first(where: { $0.keyword == .coefficients }) {
      load(section)
      equation.coefficients = (try? readCoefficients()) ?? []
    }
    coefficients = Set(equation.coefficients)
    for section in usable.sorted(by: { Self.rank($0.keyword) < Self.rank($1.keyword) }) {
      load(section)
      do { try read(section, into: &equation) } catch {}
    }
    guard let formula = usable.first(where: { $0.keyword == .formula }) else {
      if !sections.contains(where: { $0.keyword == .formula }) { report(.noFormula(name), at: head.place) }
      return
    }
    let hasCondition = usable.contains { $0.keyword == .condition }
    guard let first = equation.cases.first, hasCondition == (first.condition != nil) else { return }
    checkCoefficients(of: equation, usable, formula)
    equations.append(equation)
  }

  /// Every coefficient stands in the formula.
  private mutating func checkCoefficients(
    of equation: MDLEquation, _ sections: [MDLSection], _ formula: MDLSection
  ) {
    let used = Set(formula.tokens.compactMap(\.name))
    for section in sections where section.keyword == .coefficients {
      for token in section.tokens {
        guard let name = token.name, !used.contains(name) else { continue }
        report(.coefficientUnused(name, equation: equation.name), at: token.place)
      }
    }
  }

  /// Formulas before polynomial lags, which extend them, and these before restrictions, which name their coefficients.
  private static func rank(_ keyword: MDLKeyword) -> Int {
    switch keyword {
    case .condition: 0
    case .formula: 1
    case .polynomial: 2
    default: 3
    }
  }

  /// `BEHAVIORAL> cn TSRANGE 1921 1 1941 1`
  private mutating func rangeBehindName(_ head: MDLSection) -> MDLSection? {
    guard let word = nextToken else { return nil }
    guard word.name?.uppercased() == MDLKeyword.range.rawValue, head.keyword != .identity else {
      report(.unexpectedRest(spelled(word), after: head.keyword), at: word.place)
      return nil
    }
    return MDLSection(keyword: .range, place: word.place, tokens: Array(head.tokens.dropFirst(2)))
  }

  /// The sections that belong to the group and have something in them.
  private mutating func checked(_ sections: [MDLSection], isBehavioral: Bool) -> [MDLSection] {
    var lines: [MDLKeyword: Int] = [:]
    return sections.filter { section in
      let keyword = section.keyword
      if !(isBehavioral ? keyword.describesBehavior : keyword.describesIdentity) {
        report(.notHere(keyword, inBehavioral: isBehavioral), at: section.place)
        return false
      }
      if let line = lines[keyword], !keyword.mayRepeat {
        report(.repeatedKeyword(keyword, line: line), at: section.place)
        return false
      }
      lines[keyword] = section.place.line
      if section.tokens.count > ModelParser.tokenLimit {
        report(.tooLong(limit: ModelParser.tokenLimit), at: section.place)
        return false
      }
      if section.tokens.isEmpty, keyword != .store { report(.nothingBehind(keyword), at: section.place) }
      return !section.tokens.isEmpty && keyword != .store
    }
  }

  private mutating func read(_ section: MDLSection, into equation: inout MDLEquation) throws(Abandoned) {
    switch section.keyword {
    case .condition: equation.cases = [.init(value: .number(0), condition: try readWholeCondition())]
    case .formula: try readFormula(into: &equation)
    case .range: equation.range = try readRange(at: section.place)
    case .instruments: equation.instruments += try readInstruments()
    case .polynomial: try readPolynomials(into: &equation)
    case .restrictions: equation.restrictions += try readRestrictions(of: equation)
    case .error: equation.errorOrder = try readErrorOrder(at: section.place)
    default: break
    }
  }

  /// A name has one equation, or several identities that say when they hold.
  private mutating func checkDefinitions() {
    var first: [String: MDLEquation] = [:]
    for equation in equations {
      guard let other = first[equation.name] else {
        first[equation.name] = equation
        continue
      }
      if equation.isBehavioral || other.isBehavioral {
        report(.definedTwice(equation.name, line: other.place.line), at: equation.place)
      } else {
        for unconditional in [other, equation] where unconditional.cases[0].condition == nil {
          let line = (unconditional.place == other.place ? equation : other).place.line
          let problem = MDLProblem.caseWithoutCondition(equation.name, line: line)
          if !diagnostics.contains(where: { $0.problem == problem && $0.place == unconditional.place }) {
            report(problem, at: unconditional.place)
          }
        }
      }
    }
  }
}

// MARK: - Tokens

extension MDLParser {
  mutating func load(_ section: MDLSection) {
    load(section.tokens[...], behind: section.place)
  }

  mutating func load(_ some: ArraySlice<ModelToken>, behind place: ModelText.Place) {
    (tokens, position, depth) = (Array(some), 0, 0)
    let last = some.last?.place ?? place
    let end = last.characters.upperBound
    endPlace = ModelText.Place(line: last.line, characters: end..<end + 1)
  }

  /// The token to be read next; nil behind the last.
  var nextToken: ModelToken? { position < tokens.count ? tokens[position] : nil }
  /// Its place, or the end.
  var nextPlace: ModelText.Place { nextToken?.place ?? endPlace }

  /// Reads a sign if it is next.
  mutating func take(_ sign: String) -> Bool {
    guard nextToken?.is(sign) == true else { return false }
    position += 1
    return true
  }

  /// Reads a name that is no function.
  mutating func requireName() throws(Abandoned) -> String {
    guard let token = nextToken, let name = token.name else {
      throw fail(.expectedName(found: spelled(nextToken)), at: nextPlace)
    }
    if MDLFunction(spelling: name) != nil { throw fail(.functionAsName(name), at: token.place) }
    position += 1
    return name
  }

  /// Reads a whole number, if one is next.
  mutating func takeInteger() -> Int? {
    guard let token = nextToken, case .number(let value) = token.kind, let number = Int(exactly: value)
    else { return nil }
    position += 1
    return number
  }

  mutating func requireEnd(after keyword: MDLKeyword) throws(Abandoned) {
    if let token = nextToken { throw fail(.unexpectedRest(spelled(token), after: keyword), at: token.place) }
  }

  /// The token as the text writes it; empty at the end.
  func spelled(_ token: ModelToken?) -> String {
    guard let token else { return "" }
    return String(Array(text.lines[token.place.line - 1])[token.place.characters])
  }

  mutating func report(_ problem: MDLProblem, at place: ModelText.Place?) {
    diagnostics.append(MDLDiagnostic(problem, at: place, in: text))
  }

  mutating func fail(_ problem: MDLProblem, at place: ModelText.Place) -> Abandoned {
    report(problem, at: place)
    return Abandoned()
  }
}
