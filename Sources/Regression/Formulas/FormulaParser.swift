/// Reads the tokens of a formula by recursive descent. After a mistake it goes on with the next term, so that all
/// mistakes are told.
struct FormulaParser {
  private let source: String
  private let tokens: [FormulaToken]
  private var at = 0
  private(set) var diagnostics: [FormulaDiagnostic]
  private let misspellings: [FormulaDiagnostic]

  /// Terms of a sum, and what it says of the constant.
  struct Terms {
    var terms: [FormulaTerm] = []
    var constant: Bool?
  }

  init(_ source: String) {
    var lexer = FormulaLexer(source)
    self.source = source
    tokens = lexer.tokens()
    misspellings = lexer.diagnostics
    diagnostics = misspellings
  }

  /// What was found, without surprises that a misspelled sign explains.
  var withoutConsequences: [FormulaDiagnostic] {
    guard !misspellings.isEmpty else { return diagnostics }
    return diagnostics.filter { if case .expected = $0.problem { false } else { true } }
  }

  var token: FormulaToken { tokens[at] }

  mutating func take(_ sign: Character) -> Bool {
    guard token.is(sign) else { return false }
    at += 1
    return true
  }

  mutating func report(_ problem: FormulaProblem, at range: Range<Int>) {
    diagnostics.append(FormulaDiagnostic(problem, in: source, at: range))
  }

  func failure(_ problem: FormulaProblem, at range: Range<Int>) -> FormulaDiagnostics {
    FormulaDiagnostics([FormulaDiagnostic(problem, in: source, at: range)])
  }

  func unexpected(_ wanted: FormulaProblem.Wanted) -> FormulaDiagnostics {
    failure(.expected(wanted: wanted, found: token.kind == .end ? nil : token.text), at: token.range)
  }

  /// Does a part of the work; where it fails, tells why and goes on at the next of these signs outside parentheses.
  mutating func recovering<Result>(
    at signs: [Character], _ work: (inout FormulaParser) throws(FormulaDiagnostics) -> Result
  ) -> Result? {
    do { return try work(&self) } catch {
      for item in error.items where !diagnostics.contains(item) { diagnostics.append(item) }
      var depth = 0
      while token.kind != .end, depth > 0 || !signs.contains(where: token.is) {
        depth = max(0, depth + (token.is("(") ? 1 : token.is(")") ? -1 : 0))
        at += 1
      }
      return nil
    }
  }

  // MARK: Terms

  /// `a + b*c - 1`.
  mutating func terms() -> Terms {
    var result = Terms()
    var sign: Character = take("-") ? "-" : "+"
    if sign == "+" { _ = take("+") }
    while true {
      let start = token.range
      let product = recovering(at: ["+", "-", "|", "~"]) { parser throws(FormulaDiagnostics) in
        let product = try parser.product()
        let ends = ["+", "-", "|", "~"].contains { parser.token.is($0) } || parser.token.kind == .end
        guard ends else { throw parser.unexpected(.end) }
        return product
      }
      if let product { add(product, sign, start, to: &result) }
      if take("+") { sign = "+" } else if take("-") { sign = "-" } else { return result }
    }
  }

  private mutating func add(
    _ product: [FormulaTerm], _ sign: Character, _ start: Range<Int>, to result: inout Terms
  ) {
    if product.count == 1, product[0].factors.count == 1, let number = product[0].factors[0].number {
      guard number == 0 || number == 1 else {
        report(.numberAsTerm(product[0].text), at: start)
        return
      }
      result.constant = (number == 1) == (sign == "+")
      return
    }
    for term in product {
      if let number = term.factors.first(where: { $0.number != nil }) {
        report(.numberAsTerm(number.text), at: number.range)
        return
      }
    }
    for term in product {
      let place = result.terms.firstIndex { $0.key == term.key }
      switch (sign, place) {
      case ("+", nil): result.terms.append(term)
      case ("-", let place?): result.terms.remove(at: place)
      case ("-", nil): report(.nothingToRemove(term.text), at: term.range)
      default: break
      }
    }
  }

  /// `a*b` is a, b and a:b.
  private mutating func product() throws(FormulaDiagnostics) -> [FormulaTerm] {
    var terms = [try interaction()]
    while take("*") {
      let other = try interaction()
      terms += [other] + terms.map { $0 * other }
    }
    return terms
  }

  private mutating func interaction() throws(FormulaDiagnostics) -> FormulaTerm {
    var term = FormulaTerm([try quotient()])
    while take(":") { term = term * FormulaTerm([try quotient()]) }
    return term
  }

  private mutating func quotient() throws(FormulaDiagnostics) -> FormulaExpression {
    var left = try power()
    while take("/") { left = combine(.over, left, try power()) }
    return left
  }

  // MARK: Arithmetic

  /// `a + b - c`, everything read as arithmetic.
  mutating func arithmetic() throws(FormulaDiagnostics) -> FormulaExpression {
    var left = try multiplied()
    while true {
      if take("+") {
        left = combine(.plus, left, try multiplied())
      } else if take("-") {
        left = combine(.minus, left, try multiplied())
      } else {
        if token.is(":") { throw failure(.interactionInside, at: token.range) }
        return left
      }
    }
  }

  private mutating func multiplied() throws(FormulaDiagnostics) -> FormulaExpression {
    var left = try power()
    while true {
      if take("*") {
        left = combine(.times, left, try power())
      } else if take("/") {
        left = combine(.over, left, try power())
      } else {
        return left
      }
    }
  }

  /// `-x^2` is −(x²); `2^-1` is ½; `x^2^3` is x^(2³).
  private mutating func power() throws(FormulaDiagnostics) -> FormulaExpression {
    let start = token.range.lowerBound
    if take("-") {
      let operand = try power()
      return FormulaExpression(
        .negative(operand), text: "-" + operand.text, range: start..<operand.range.upperBound)
    }
    _ = take("+")
    let base = try primary()
    guard take("^") else { return base }
    return combine(.power, base, try power())
  }

  private mutating func primary() throws(FormulaDiagnostics) -> FormulaExpression {
    let token = token
    switch token.kind {
    case .number(let value):
      at += 1
      return FormulaExpression(.number(value), text: token.text, range: token.range)
    case .name(let name, let quoted):
      at += 1
      if !quoted, self.token.is("(") { return try call(name, token) }
      return FormulaExpression(.column(name), text: FormulaLexer.spelled(name), range: token.range)
    case .sign("("):
      at += 1
      let inner = try arithmetic()
      let end = self.token.range.upperBound
      guard take(")") else {
        if self.token.kind == .end { throw failure(.unclosedParenthesis, at: token.range) }
        throw unexpected(.closing)
      }
      let isSingle = inner.column != nil || inner.number != nil || inner.isCall
      return FormulaExpression(
        inner.node, text: isSingle ? inner.text : "(\(inner.unwrapped))", range: token.range.lowerBound..<end)
    default:
      throw unexpected(.value)
    }
  }

  private mutating func call(_ name: String, _ head: FormulaToken) throws(FormulaDiagnostics)
    -> FormulaExpression
  {
    let opening = token.range
    at += 1
    var arguments: [FormulaExpression] = []
    if !token.is(")") {
      repeat { arguments.append(try arithmetic()) } while take(",")
    }
    let range = head.range.lowerBound..<token.range.upperBound
    guard take(")") else {
      if token.kind == .end { throw failure(.unclosedParenthesis, at: opening) }
      throw unexpected(.closing)
    }
    guard let function = FormulaFunction(rawValue: name) else {
      let known = FormulaFunction.allCases.map(\.rawValue)
      report(
        .unknownFunction(name, instead: FormulaFunction.instead(of: name), known: known), at: head.range)
      return arguments.first ?? FormulaExpression(.number(.nan), text: name, range: range)
    }
    guard function.argumentCount.contains(arguments.count) else {
      throw failure(
        .argumentCount(function: name, allowed: function.argumentCount, given: arguments.count), at: range)
    }
    let steps = try steps(arguments, function)
    let inner = arguments.first.map(\.unwrapped)
    let parts = [inner, arguments.count == 2 && steps != 1 ? "\(steps)" : nil].compactMap { $0 }
    let text = function == .trend ? name : "\(name)(\(parts.joined(separator: ", ")))"
    return FormulaExpression(.call(function, arguments.first, steps: steps), text: text, range: range)
  }

  private func steps(_ arguments: [FormulaExpression], _ function: FormulaFunction)
    throws(FormulaDiagnostics) -> Int
  {
    guard arguments.count == 2 else { return 1 }
    let given = arguments[1]
    guard let value = given.number, value >= 1, value == value.rounded(), value < 100_000 else {
      throw failure(.badStep(function: function.rawValue, given: given.text), at: given.range)
    }
    return Int(value)
  }

  private func combine(
    _ operation: FormulaExpression.Operation, _ a: FormulaExpression, _ b: FormulaExpression
  ) -> FormulaExpression {
    let sign = operation.rawValue
    let isTight = sign == "^" || sign == "/"
    let text = isTight ? "\(a.text)\(sign)\(b.text)" : "\(a.text) \(sign) \(b.text)"
    return FormulaExpression(
      .operation(operation, a, b), text: text,
      range: a.range.lowerBound..<b.range.upperBound)
  }

}

extension FormulaExpression {
  var isCall: Bool { if case .call = node { true } else { false } }

  /// Alone, `(x^2)` and `(a/b)` are what they are without parentheses; sums and products need them.
  var withoutNeedlessParentheses: FormulaExpression {
    switch node {
    case .operation(.power, _, _), .operation(.over, _, _):
      FormulaExpression(node, text: unwrapped, range: range)
    default: self
    }
  }

  /// The text without the parentheses around the whole.
  var unwrapped: String {
    guard text.hasPrefix("("), text.hasSuffix(")"), !isCall else { return text }
    var depth = 0
    for (i, character) in text.enumerated() {
      if character == "(" { depth += 1 } else if character == ")" { depth -= 1 }
      if depth == 0, i < text.count - 1 { return text }
    }
    return String(text.dropFirst().dropLast())
  }
}
