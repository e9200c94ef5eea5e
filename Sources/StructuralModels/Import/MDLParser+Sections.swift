import TimeSeries

extension MDLParser {
  // MARK: - Formulas

  /// `IF> i > 0`
  mutating func readWholeCondition() throws(Abandoned) -> Expression {
    let condition = try readCondition()
    if let token = nextToken, token.is("=") { throw fail(.assignmentInCondition, at: token.place) }
    try requireEnd(after: .condition)
    return condition
  }

  /// `EQ> LOG(cn) = a1 + a2*y`
  mutating func readFormula(into equation: inout MDLEquation) throws(Abandoned) {
    guard tokens.contains(where: { $0.is("=") }) else { throw fail(.noEqualsSign, at: nextPlace) }
    let start = nextPlace
    equation.left = try readNumber()
    let place = start.joined(to: tokens[max(position - 1, 0)].place)
    guard ModelParser.explained(by: equation.left) == equation.name else {
      throw fail(.leftSide(equation.name), at: place)
    }
    guard take("=") else { throw fail(.expectedValue(found: spelled(nextToken)), at: nextPlace) }
    let value = try readNumber()
    if let token = nextToken, token.is("=") { throw fail(.secondEqualsSign, at: token.place) }
    try requireEnd(after: .formula)
    equation.cases = [.init(value: value, condition: equation.cases.first?.condition)]
  }

  // MARK: - Estimation

  /// `COEFF> a1 a2 a3`
  mutating func readCoefficients() throws(Abandoned) -> [String] {
    var names: [String] = []
    while nextToken != nil {
      let place = nextPlace
      if take(",") || take(";") { continue }
      guard nextToken?.name != nil else {
        throw fail(.badCoefficients(found: spelled(nextToken)), at: place)
      }
      let name = try requireName()
      if names.contains(name) { report(.coefficientTwice(name), at: place) } else { names.append(name) }
    }
    return names
  }

  /// `TSRANGE 1921 1 1941 1`
  mutating func readRange(at place: ModelText.Place) throws(Abandoned) -> MDLEquation.Range {
    var numbers: [Int] = []
    let start = nextPlace
    while let number = takeInteger() {
      numbers.append(number)
      _ = take(",")
    }
    let years = 1000...9999
    guard numbers.count == 4, nextToken == nil, numbers[1] > 0, numbers[3] > 0, years.contains(numbers[0]),
      years.contains(numbers[2])
    else { throw fail(.badRange, at: start) }
    guard (numbers[0], numbers[1]) <= (numbers[2], numbers[3]) else { throw fail(.rangeBackwards, at: start) }
    for period in [numbers[1], numbers[3]] where period > 12 {
      throw fail(.unsupportedPeriod(period), at: start)
    }
    return MDLEquation.Range(
      first: (numbers[0], numbers[1]), last: (numbers[2], numbers[3]), place: place)
  }

  /// `IV> 1` and further ones, one a line or with semicolons between.
  mutating func readInstruments() throws(Abandoned) -> [Expression] {
    var instruments: [Expression] = []
    for piece in pieces(where: { _ in true }) {
      load(piece, behind: endPlace)
      repeat { instruments.append(try readNumber()) } while take(",")
      try requireEnd(after: .instruments)
    }
    return instruments
  }

  /// `RESTRICT> b2 + b3 = 1`, one a line or with semicolons between; `LAG(c2, 3)` is a coefficient of a polynomial lag.
  mutating func readRestrictions(of equation: MDLEquation) throws(Abandoned) -> [MDLEquation.Restriction] {
    var restrictions: [MDLEquation.Restriction] = []
    for piece in pieces(where: { $0.contains { $0.is("=") } }) {
      load(piece, behind: endPlace)
      tokens = try withPolynomialNames(tokens, of: equation)
      let start = nextPlace
      let left = try readNumber()
      guard take("=") else { throw fail(.restrictionForm, at: start) }
      let right = try readNumber()
      guard nextToken == nil else { throw fail(.restrictionForm, at: nextPlace) }
      for token in tokens {
        guard let name = token.name, !equation.coefficients.contains(name) else { continue }
        throw fail(.notACoefficient(name, equation: equation.name), at: token.place)
      }
      restrictions.append(.init(left: left, right: right))
    }
    return restrictions
  }

  /// The tokens with `LAG(c2, 3)` as one name.
  private mutating func withPolynomialNames(_ tokens: [ModelToken], of equation: MDLEquation)
    throws(Abandoned) -> [ModelToken]
  {
    var result: [ModelToken] = []
    var at = 0
    while at < tokens.count {
      let token = tokens[at]
      guard let word = token.name, MDLFunction(spelling: word) == .lag else {
        result.append(token)
        at += 1
        continue
      }
      guard at + 5 < tokens.count, let name = tokens[at + 2].name, case .number(let n) = tokens[at + 4].kind,
        let lag = Int(exactly: n), let lags = equation.polynomials.first(where: { $0.names.first == name }),
        lags.names.indices.contains(lag)
      else { throw fail(.restrictionForm, at: token.place) }
      result.append(ModelToken(kind: .name(lags.names[lag]), place: token.place))
      at += 6
    }
    return result
  }

  /// `ERROR> AUTO(2)`
  mutating func readErrorOrder(at place: ModelText.Place) throws(Abandoned) -> Int {
    let start = nextPlace
    guard nextToken?.name?.uppercased() == "AUTO" else { throw fail(.errorForm, at: start) }
    position += 1
    guard take("("), let order = takeInteger(), (1...100).contains(order), take(")"), nextToken == nil else {
      throw fail(.errorForm, at: start)
    }
    return order
  }

  /// `PDL> c3 1 2 N F`, one a line or with semicolons between: the term of c3 becomes a sum over lags 0, 1 …, whose
  /// coefficients lie on a polynomial; N and F put the first and the last of them at zero.
  mutating func readPolynomials(into equation: inout MDLEquation) throws(Abandoned) {
    for piece in pieces(where: { _ in true }) {
      load(piece, behind: endPlace)
      let start = nextPlace
      guard let name = nextToken?.name else { throw fail(.polynomialForm, at: start) }
      guard equation.coefficients.contains(name) else {
        throw fail(.notACoefficient(name, equation: equation.name), at: start)
      }
      position += 1
      guard let degree = takeInteger(), let length = takeInteger(), degree >= 0, (1...200).contains(length)
      else { throw fail(.polynomialForm, at: start) }
      guard length > degree else {
        throw fail(.polynomialLength(degree: degree, length: length), at: start)
      }
      if equation.polynomials.contains(where: { $0.names.first == name }) {
        throw fail(.coefficientTwice(name), at: start)
      }
      guard equation.coefficients.count + length <= Self.coefficientLimit else {
        throw fail(.tooLong(limit: Self.coefficientLimit), at: start)
      }
      var ends: Set<String> = []
      while let end = nextToken?.name?.uppercased(), end == "N" || end == "F" {
        ends.insert(end)
        position += 1
      }
      guard nextToken == nil else { throw fail(.polynomialForm, at: nextPlace) }
      try spread(name, over: length, degree: degree, ends: ends, in: &equation, at: start)
    }
  }

  private mutating func spread(
    _ name: String, over length: Int, degree: Int, ends: Set<String>, in equation: inout MDLEquation,
    at place: ModelText.Place
  ) throws(Abandoned) {
    let names = [name] + (1..<max(length, 1)).map { "\(name)_PDL_\($0)" }
    guard let value = equation.cases.first?.value else { return }
    let constants = Set(equation.coefficients)
    guard let spread = value.spreading(name, over: names, keeping: constants) else {
      throw fail(.polynomialTerm(name), at: place)
    }
    equation.cases = [.init(value: spread, condition: nil)]
    let index = equation.coefficients.firstIndex(of: name) ?? 0
    equation.coefficients.insert(contentsOf: names.dropFirst(), at: index + 1)
    coefficients.formUnion(names)
    if length > 1 { equation.polynomials.append(.init(names: names, degree: degree)) }
    for (end, zero) in [("N", names[0]), ("F", names[length - 1])] where ends.contains(end) {
      equation.restrictions.append(.init(left: .name(zero, shift: 0), right: .number(0)))
    }
  }

  /// The tokens cut at line breaks and semicolons; a line that is not whole goes on in the next.
  private func pieces(where isWhole: (ArraySlice<ModelToken>) -> Bool) -> [ArraySlice<ModelToken>] {
    var pieces: [ArraySlice<ModelToken>] = []
    var start = 0
    for (i, token) in tokens.enumerated() {
      let isMark = token.is(";")
      let isLastOfLine = i + 1 == tokens.count || tokens[i + 1].place.line != token.place.line
      guard isMark || isLastOfLine && isWhole(tokens[start...i]) && !Self.continues(token) else { continue }
      let piece = tokens[start..<(isMark ? i : i + 1)]
      if !piece.isEmpty { pieces.append(piece) }
      start = i + 1
    }
    if start < tokens.count { pieces.append(tokens[start...]) }
    return pieces
  }

  private static func continues(_ token: ModelToken) -> Bool {
    if case .sign(let sign) = token.kind { sign != ")" } else { false }
  }
}

extension Expression {
  /// The sum in which the term `name`·x is Σ names[j]·x[-j]; nil where no term of it begins with that coefficient.
  func spreading(_ name: String, over names: [String], keeping constants: Set<String>) -> Expression? {
    if isTerm(of: name) {
      return names.indices.dropFirst().reduce(self) { sum, j in
        let lagged = replacingNames { other, shift in
          if other == name { return .name(names[j], shift: 0) }
          return .name(other, shift: constants.contains(other) ? shift : shift - j)
        }
        return .operation(.plus, sum, lagged)
      }
    }
    guard case .operation(let symbol, let a, let b) = self, symbol == .plus || symbol == .minus else {
      return nil
    }
    if let spread = a.spreading(name, over: names, keeping: constants) {
      return .operation(symbol, spread, b)
    }
    guard let spread = b.spreading(name, over: names, keeping: constants) else { return nil }
    if symbol == .minus { return .operation(.minus, a, spread) }
    return spread.terms.reduce(a) { .operation(.plus, $0, $1) }
  }

  /// What is added up.
  private var terms: [Expression] {
    guard case .operation(.plus, let a, let b) = self else { return [self] }
    return a.terms + [b]
  }

  /// Whether it is a product with this coefficient as a factor.
  private func isTerm(of name: String) -> Bool {
    switch self {
    case .name(name, _): true
    case .operation(.times, let a, let b): a.isTerm(of: name) || b.isTerm(of: name)
    case .operation(.over, let a, _): a.isTerm(of: name)
    case .negated(let x): x.isTerm(of: name)
    default: false
    }
  }
}
