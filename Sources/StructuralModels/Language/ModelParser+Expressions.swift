import TimeSeries

extension ModelParser {
  /// An expression whose value is a number.
  mutating func readNumberExpression() throws(Abandoned) -> Expression {
    let start = next.place
    let expression = try readExpression()
    try requireFewTerms(expression, from: start)
    return try requireNumber(expression, from: start)
  }

  /// An expression that is true or false.
  mutating func readCondition() throws(Abandoned) -> Expression {
    let start = next.place
    let expression = try readExpression()
    try requireFewTerms(expression, from: start)
    return try requireCondition(expression, from: start)
  }

  /// Windows inside windows multiply: `mavg(mavg(x, 1000), 1000)` would be a million terms.
  private mutating func requireFewTerms(_ expression: Expression, from start: ModelText.Place)
    throws(Abandoned)
  {
    guard expression.expandedTerms > Double(Self.termLimit) else { return }
    throw fail(
      .expandsTooFar(limit: Self.termLimit), at: start.joined(to: tokens[max(position - 1, 0)].place))
  }

  /// A left side: up to the equals sign.
  mutating func readLeftSide() throws(Abandoned) -> Expression {
    try readOperation(above: Expression.Operator.equal.rank)
  }

  mutating func readExpression() throws(Abandoned) -> Expression { try readOperation(above: 0) }

  private var operatorAhead: Expression.Operator? {
    switch next.kind {
    case .sign(let sign): Expression.Operator(rawValue: sign)
    case .name(let name): Expression.Operator(rawValue: name).flatMap { $0.isLogical ? $0 : nil }
    default: nil
    }
  }

  /// Operators that bind tighter than `rank`, by precedence climbing. Comparisons do not chain; powers group from the
  /// right.
  private mutating func readOperation(above rank: Int) throws(Abandoned) -> Expression {
    let start = next.place
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw fail(.nestedTooDeep(limit: Self.depthLimit), at: start) }
    var left = try readPrefixed()
    while let symbol = operatorAhead, symbol.rank > rank {
      advance()
      let second = next.place
      let right = try readOperation(above: symbol == .power ? 6 : symbol.rank)
      if symbol.isComparison, let other = operatorAhead, other.isComparison {
        throw fail(.chainedComparison, at: next.place)
      }
      if symbol.isLogical {
        left = .operation(
          symbol, try requireCondition(left, from: start), try requireCondition(right, from: second))
      } else {
        left = .operation(
          symbol, try requireNumber(left, from: start), try requireNumber(right, from: second))
      }
    }
    return left
  }

  private mutating func readPrefixed() throws(Abandoned) -> Expression {
    let token = next
    if take(.not) {
      let start = next.place
      return .not(try requireCondition(try readOperation(above: 3), from: start))
    }
    guard token.is("-") || token.is("+") else { return try readPrimary() }
    advance()
    let start = next.place
    let operand = try requireNumber(try readOperation(above: 6), from: start)
    if token.is("+") { return operand }
    if case .number(let value) = operand { return .number(-value) }
    return .negated(operand)
  }

  private mutating func readPrimary() throws(Abandoned) -> Expression {
    let token = next
    switch token.kind {
    case .number(let value):
      advance()
      return .number(value)
    case .name(let name):
      if ModelKeyword.reserved.contains(name) { throw fail(.expectedValue(found: name), at: token.place) }
      advance()
      if next.is("(") { return try readShift(behind: try readCall(name, at: token.place)) }
      if ModelFunction(rawValue: name) != nil { throw fail(.functionWithoutArguments(name), at: token.place) }
      return try readReference(name, at: token.place)
    case .sign("("):
      advance()
      let inner = try readExpression()
      guard take(")") else { throw fail(.unclosedBracket("("), at: token.place) }
      return try readShift(behind: inner)
    default:
      throw fail(.expectedValue(found: spelled(token)), at: token.place)
    }
  }

  private mutating func readReference(_ name: String, at place: ModelText.Place) throws(Abandoned)
    -> Expression
  {
    let shift = try takeShift()
    mentions.append(ModelDraft.Mention(name: name, shift: shift, place: place))
    return .name(name, shift: shift ?? 0)
  }

  private mutating func readShift(behind expression: Expression) throws(Abandoned) -> Expression {
    guard let shift = try takeShift() else { return expression }
    return expression.shifted(by: shift)
  }

  /// `[-1]`, `[+2]`
  private mutating func takeShift() throws(Abandoned) -> Int? {
    let open = next.place
    guard take("[") else { return nil }
    let sign = next
    guard take("-") || take("+") else { throw fail(.shiftWithoutSign(spelled(sign)), at: sign.place) }
    let number = next
    guard case .number(let value) = number.kind, value == value.rounded(), value <= 1000 else {
      throw fail(.badShift(spelled(number)), at: number.place)
    }
    advance()
    guard take("]") else { throw fail(.unclosedBracket("["), at: open) }
    return sign.is("-") ? -Int(value) : Int(value)
  }

  private mutating func readCall(_ name: String, at place: ModelText.Place) throws(Abandoned) -> Expression {
    guard let function = ModelFunction(rawValue: name) else {
      let functions = ModelFunction.allCases.map(\.rawValue)
      let suggestion = Suggestion.nearest(to: name, among: functions)
      throw fail(.unknownFunction(name, suggestion: suggestion), at: place)
    }
    let open = next.place
    advance()
    var arguments: [Expression] = []
    if !next.is(")") {
      repeat {
        let start = next.place
        let argument = try readExpression()
        let wantsCondition = function == .if && arguments.isEmpty
        arguments.append(
          try wantsCondition ? requireCondition(argument, from: start) : requireNumber(argument, from: start))
      } while take(",")
    }
    let whole = place.joined(to: next.place)
    guard take(")") else { throw fail(.unclosedBracket("("), at: open) }
    guard function.arity.contains(arguments.count) else {
      throw fail(.argumentCount(function, given: arguments.count), at: whole)
    }
    if function.takesPeriods, arguments.count == 2 {
      guard case .number(let n) = arguments[1], n == n.rounded(), (1...1000).contains(n) else {
        throw fail(.periodsNotWhole(function), at: whole)
      }
    }
    return .call(function, arguments)
  }

  private mutating func requireNumber(_ expression: Expression, from start: ModelText.Place)
    throws(Abandoned) -> Expression
  {
    guard expression.isCondition else { return expression }
    throw fail(.conditionAsNumber, at: start.joined(to: tokens[max(position - 1, 0)].place))
  }

  private mutating func requireCondition(_ expression: Expression, from start: ModelText.Place)
    throws(Abandoned) -> Expression
  {
    guard !expression.isCondition else { return expression }
    throw fail(.numberAsCondition, at: start.joined(to: tokens[max(position - 1, 0)].place))
  }
}
