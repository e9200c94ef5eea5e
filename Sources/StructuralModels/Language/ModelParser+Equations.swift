import TimeSeries

extension ModelParser {
  /// `identity y = cn + i + g - t`, `behavioral trade: log(x) = …`, `identity z = a when x > 0`.
  mutating func readEquation(_ kind: Equation.Kind, at place: ModelText.Place) throws(Abandoned) {
    mentions = []
    var name: String?
    if next.name != nil, position + 1 < tokens.count, tokens[position + 1].is(":") {
      name = try requireNewName().name
      advance()
    }
    let start = next.place
    let left = try readLeftSide()
    let leftPlace = start.joined(to: tokens[max(position - 1, 0)].place)
    guard let variable = Self.explained(by: left) else { throw fail(.leftSide, at: leftPlace) }
    if next.is("==") { throw fail(.doubledEqualsSign, at: next.place) }
    try require("=", after: left.description)
    let value = try readNumberExpression()
    let condition = try readCaseCondition()
    try requireEnd(after: kind == .behavioral ? .behavioral : .identity)
    let part = ModelDraft.Case(value: value, condition: condition.expression)
    if condition.isPart, kind == .behavioral { throw fail(.conditionalBehavior, at: place) }
    if try addCase(part, of: condition, to: left, name: name ?? variable, at: place) { return }
    closeCases()
    draft.equations.append(
      ModelDraft.EquationDraft(
        kind: kind, name: name ?? variable, isNamed: name != nil, variable: variable,
        variablePlace: leftPlace, left: left, cases: [part], mentions: mentions,
        place: place.joined(to: tokens[max(position - 1, 0)].place)))
    draft.casesAreOpen = condition.expression != nil
  }

  private struct CaseCondition {
    var isPart: Bool
    var expression: Expression?
  }

  private mutating func readCaseCondition() throws(Abandoned) -> CaseCondition {
    if take(.when) { return CaseCondition(isPart: true, expression: try readCondition()) }
    return CaseCondition(isPart: take(.otherwise), expression: nil)
  }

  /// Puts a further case with the conditional identity above it, if it belongs there.
  private mutating func addCase(
    _ part: ModelDraft.Case, of condition: CaseCondition, to left: Expression, name: String,
    at place: ModelText.Place
  ) throws(Abandoned) -> Bool {
    guard condition.isPart else { return false }
    let last = draft.equations.count - 1
    guard draft.casesAreOpen, last >= 0, draft.equations[last].left == left,
      draft.equations[last].name == name
    else {
      if condition.expression == nil { throw fail(.otherwiseAlone, at: place) }
      return false
    }
    draft.equations[last].cases.append(part)
    draft.equations[last].mentions += mentions
    if condition.expression == nil { draft.casesAreOpen = false }
    return true
  }

  /// No further case belongs to the identity above.
  mutating func closeCases() { draft.casesAreOpen = false }

  /// The variable on the left side: itself, or inside one of the functions that may stand there.
  static func explained(by left: Expression) -> String? {
    switch left {
    case .name(let name, 0): return name
    case .call(let function, let arguments) where function.mayTransformLeft:
      guard case .name(let name, 0) = arguments[0] else { return nil }
      return name
    default: return nil
    }
  }
}

// MARK: - Estimation clauses

extension ModelParser {
  /// A line below a behavioral equation: how it is estimated.
  mutating func readClause(_ keyword: ModelKeyword, at place: ModelText.Place) throws(Abandoned) {
    guard let last = draft.equations.indices.last, draft.equations[last].kind == .behavioral else {
      throw fail(.clauseWithoutEquation(keyword.rawValue), at: place)
    }
    mentions = []
    var clauses = draft.equations[last].estimation ?? EstimationClauses(place: place)
    switch keyword {
    case .sample: clauses.sample = try readSample()
    case .method: clauses.method = try readMethod()
    case .instruments: clauses.instruments += try readInstruments()
    case .restrict: clauses.restrictions += try readRestrictions()
    case .pdl: clauses.polynomials.append(try readPolynomial())
    default: try readErrors(into: &clauses)
    }
    try requireEnd(after: keyword)
    draft.clauseMentions += mentions
    draft.equations[last].estimation = clauses
    if let method = clauses.method, method != .iv, !clauses.instruments.isEmpty {
      report(.instrumentsWithout(method.rawValue), at: place)
    }
  }

  private mutating func readSample() throws(Abandoned) -> PeriodSpan {
    guard let (word, place) = takeWord() else { throw fail(.expectedSpan, at: next.place) }
    do { return try PeriodSpan(word) } catch { throw fail(.period(error), at: place) }
  }

  private mutating func readMethod() throws(Abandoned) -> EstimationClauses.Method {
    let token = next
    let written = spelled(token)
    guard let method = EstimationClauses.Method(rawValue: written) else {
      let methods = EstimationClauses.Method.allCases.map(\.rawValue)
      let suggestion = Suggestion.nearest(to: written, among: methods)
      throw fail(.unknownMethod(written, suggestion: suggestion), at: token.place)
    }
    advance()
    return method
  }

  private mutating func readInstruments() throws(Abandoned) -> [Expression] {
    var instruments = [try readNumberExpression()]
    while take(",") { instruments.append(try readNumberExpression()) }
    return instruments
  }

  private mutating func readRestrictions() throws(Abandoned) -> [EstimationClauses.Restriction] {
    var restrictions: [EstimationClauses.Restriction] = []
    repeat {
      let left = try readLeftSide()
      if next.is("==") { throw fail(.doubledEqualsSign, at: next.place) }
      try require("=", after: left.description)
      restrictions.append(.init(left: left, right: try readNumberExpression()))
    } while take(",")
    return restrictions
  }

  /// `pdl c0, c1, c2, c3 degree 2 near far`
  private mutating func readPolynomial() throws(Abandoned) -> EstimationClauses.PolynomialLag {
    let start = next.place
    let names = try readParameterNames()
    let place = start.joined(to: tokens[max(position - 1, 0)].place)
    guard take(.degree) else {
      throw fail(.expectedWord(ModelKeyword.degree.rawValue, found: spelled(next)), at: next.place)
    }
    let degree = try requireNumber(.degree)
    guard degree == degree.rounded(), degree >= 0, degree < Double(names.count) else {
      throw fail(.badDegree(coefficients: names.count), at: place)
    }
    let near = take(.near)
    return .init(parameters: names, degree: Int(degree), near: near, far: take(.far))
  }

  /// `errors ar(rho1, rho2) sd(sigma)`
  private mutating func readErrors(into clauses: inout EstimationClauses) throws(Abandoned) {
    guard next.name == "ar" || next.name == "sd" else {
      throw fail(.expectedWord("ar", found: spelled(next)), at: next.place)
    }
    if next.name == "ar" { clauses.errors = try readErrorParameters() }
    guard next.name == "sd" else { return }
    let place = next.place
    let names = try readErrorParameters()
    if names.count > 1 { throw fail(.unexpectedRest(names[1], after: "errors"), at: place) }
    clauses.errorDeviation = names.first
  }

  private mutating func readErrorParameters() throws(Abandoned) -> [String] {
    let word = spelled(next)
    advance()
    try require("(", after: word)
    let names = try readParameterNames()
    try require(")", after: names.joined(separator: ", "))
    return names
  }

  private mutating func readParameterNames() throws(Abandoned) -> [String] {
    var names: [String] = []
    repeat {
      let (name, place) = try requireNewName()
      mentions.append(ModelDraft.Mention(name: name, shift: nil, place: place))
      names.append(name)
    } while take(",")
    return names
  }
}
