import TimeSeries

/// Formulas as R reads them: `||`, `&&`, `!`, comparisons, sums, products, signs, powers from the right.
extension MDLParser {
  /// An expression whose value is a number; a condition counts as 1 where it holds and 0 where not, as in R.
  mutating func readNumber() throws(Abandoned) -> Expression { Self.asNumber(try readOperation(above: 0)) }

  /// An expression that is true or false; a number is true where it is not zero, as in R.
  mutating func readCondition() throws(Abandoned) -> Expression {
    Self.asCondition(try readOperation(above: 0))
  }

  private static func asNumber(_ x: Expression) -> Expression {
    x.isCondition ? .call(.if, [x, .number(1), .number(0)]) : x
  }

  private static func asCondition(_ x: Expression) -> Expression {
    x.isCondition ? x : .operation(.notEqual, x, .number(0))
  }

  private var operatorAhead: Expression.Operator? {
    guard case .sign(let sign)? = nextToken?.kind else { return nil }
    return Expression.Operator(rawValue: sign)
  }

  private mutating func readOperation(above rank: Int) throws(Abandoned) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw fail(.nestedTooDeep(limit: Self.depthLimit), at: nextPlace) }
    var left = try readPrefixed()
    while let symbol = operatorAhead, symbol.rank > rank {
      position += 1
      let right = try readOperation(above: symbol == .power ? 6 : symbol.rank)
      if symbol.isComparison, let other = operatorAhead, other.isComparison {
        throw fail(.chainedComparison, at: nextPlace)
      }
      left =
        symbol.isLogical
        ? .operation(symbol, Self.asCondition(left), Self.asCondition(right))
        : .operation(symbol, Self.asNumber(left), Self.asNumber(right))
    }
    return left
  }

  private mutating func readPrefixed() throws(Abandoned) -> Expression {
    if take("not") { return .not(Self.asCondition(try readOperation(above: 3))) }
    if take("+") { return Self.asNumber(try readOperation(above: 6)) }
    guard take("-") else { return try readPrimary() }
    let operand = Self.asNumber(try readOperation(above: 6))
    if case .number(let value) = operand { return .number(-value) }
    return .negated(operand)
  }

  private mutating func readPrimary() throws(Abandoned) -> Expression {
    let token = nextToken
    switch token?.kind {
    case .number(let value):
      position += 1
      return .number(value)
    case .name(let name):
      let place = nextPlace
      position += 1
      if nextToken?.is("(") == true { return try readCall(name, at: place) }
      if MDLFunction(spelling: name) != nil { throw fail(.functionAsName(name), at: place) }
      return name == "pi" && !coefficients.contains(name) ? .number(Double.pi) : .name(name, shift: 0)
    case .sign("("):
      let open = nextPlace
      position += 1
      let inner = try readOperation(above: 0)
      guard take(")") else { throw fail(.unclosedBracket, at: open) }
      return inner
    default: throw fail(.expectedValue(found: spelled(token)), at: nextPlace)
    }
  }

  private mutating func readCall(_ name: String, at place: ModelText.Place) throws(Abandoned) -> Expression {
    guard let function = MDLFunction(spelling: name) else {
      let known = MDLFunction.allCases.map(\.rawValue)
      throw fail(.unknownFunction(name, suggestion: Suggestion.nearest(to: name, among: known)), at: place)
    }
    let open = nextPlace
    position += 1
    var arguments: [Expression] = []
    if nextToken?.is(")") != true {
      repeat { arguments.append(try readNumber()) } while take(",")
    }
    let whole = place.joined(to: nextPlace)
    guard take(")") else { throw fail(.unclosedBracket, at: open) }
    guard (1...(function.takesPeriods ? 2 : 1)).contains(arguments.count) else {
      throw fail(.argumentCount(function, given: arguments.count), at: whole)
    }
    let first = function == .lag || function == .lead ? 0 : 1
    let periods = arguments.count > 1 ? arguments[1].constant : 1
    guard let periods, let n = Int(exactly: periods), (first...1000).contains(n) else {
      throw fail(.badPeriods(function), at: whole)
    }
    return apply(function, arguments[0], n)
  }

  /// The function in the language of this library.
  private func apply(_ function: MDLFunction, _ x: Expression, _ n: Int) -> Expression {
    let periods: [Expression] = n == 1 ? [] : [.number(Double(n))]
    switch function {
    case .lag: return x.shifted(by: -n, keeping: coefficients)
    case .lead: return x.shifted(by: n, keeping: coefficients)
    case .difference: return .call(.diff, [x] + periods)
    case .percentage: return .call(.growth, [x] + periods)
    case .logarithmicDifference: return .call(.dlog, [x] + periods)
    case .average: return n == 1 ? x : .call(.mavg, [x] + periods)
    case .sum: return n == 1 ? x : .call(.msum, [x] + periods)
    case .logarithm: return .call(.log, [x])
    case .exponential: return .call(.exp, [x])
    case .absolute: return .call(.abs, [x])
    }
  }
}

extension Expression {
  /// Its value where it is made of numbers and arithmetic alone.
  var constant: Double? {
    switch self {
    case .number(let value): return value
    case .negated(let x): return x.constant.map { -$0 }
    case .operation(let symbol, let a, let b):
      guard let a = a.constant, let b = b.constant else { return nil }
      switch symbol {
      case .plus: return a + b
      case .minus: return a - b
      case .times: return a * b
      case .over: return a / b
      default: return nil
      }
    default: return nil
    }
  }
}
