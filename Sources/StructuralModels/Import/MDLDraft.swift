import TimeSeries

/// One equation of an MDL text as it was read, with the names it has there.
struct MDLEquation {
  /// One `IDENTITY>` with its `IF>`, or the only one.
  struct Case {
    let value: Expression
    let condition: Expression?
  }

  /// `RESTRICT>`: left = right.
  struct Restriction {
    let left: Expression
    let right: Expression
  }

  /// `PDL>` with the names of its coefficients, lag after lag.
  struct PolynomialLag {
    let names: [String]
    let degree: Int
  }

  /// `TSRANGE`: year and period within the year, first and last.
  struct Range {
    let first: (year: Int, period: Int)
    let last: (year: Int, period: Int)
    let place: ModelText.Place
  }

  let name: String
  let isBehavioral: Bool
  let place: ModelText.Place
  let comments: [String]
  var left: Expression = .number(0)
  var cases: [Case] = []
  /// In the order of the equation, the ones a polynomial lag adds included.
  var coefficients: [String] = []
  var range: Range?
  var instruments: [Expression] = []
  var restrictions: [Restriction] = []
  var polynomials: [PolynomialLag] = []
  /// The order of autoregressive errors.
  var errorOrder = 0

  /// Every variable it names, in the order of its text.
  var variables: [String] {
    let sides = [left] + cases.flatMap { [$0.value] + ($0.condition.map { [$0] } ?? []) } + instruments
    let constants = Set(coefficients)
    return sides.flatMap(\.names).filter { !constants.contains($0) }
  }
}

extension Expression {
  /// Names in the order of the text, as often as they stand there.
  var names: [String] {
    switch self {
    case .number: []
    case .name(let name, _): [name]
    case .negated(let x), .not(let x): x.names
    case .operation(_, let a, let b): a.names + b.names
    case .call(_, let arguments): arguments.flatMap(\.names)
    }
  }

  /// The same formula with each name in its place replaced.
  func replacingNames(_ replacement: (String, Int) -> Expression) -> Expression {
    switch self {
    case .number: self
    case .name(let name, let shift): replacement(name, shift)
    case .negated(let x): .negated(x.replacingNames(replacement))
    case .not(let x): .not(x.replacingNames(replacement))
    case .operation(let symbol, let a, let b):
      .operation(symbol, a.replacingNames(replacement), b.replacingNames(replacement))
    case .call(let function, let arguments):
      .call(function, arguments.map { $0.replacingNames(replacement) })
    }
  }

  /// The same formula `periods` later, in which some names have no time.
  func shifted(by periods: Int, keeping constants: Set<String>) -> Expression {
    replacingNames { name, shift in
      constants.contains(name) ? .name(name, shift: 0) : .name(name, shift: shift + periods)
    }
  }
}
