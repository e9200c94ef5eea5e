import StructuralModels

/// The value of an expression, straight from its tree in complex arithmetic: independent of the tape and of the writing
/// out of functions of time.
struct ExpressionOracle {
  /// The value of a name `shift` periods away.
  let value: (String, Int) -> ComplexNumber

  func callAsFunction(_ expression: Expression, at shift: Int = 0) -> ComplexNumber {
    switch expression {
    case .number(let number): ComplexNumber(number)
    case .name(let name, let lag): value(name, lag + shift)
    case .negated(let x): -self(x, at: shift)
    case .operation(let symbol, let a, let b): operation(symbol, self(a, at: shift), self(b, at: shift))
    case .call(let function, let arguments): call(function, arguments, shift)
    case .not: ComplexNumber(.nan)
    }
  }

  private func operation(_ symbol: Expression.Operator, _ a: ComplexNumber, _ b: ComplexNumber)
    -> ComplexNumber
  {
    switch symbol {
    case .plus: a + b
    case .minus: a - b
    case .times: a * b
    case .over: a / b
    case .power: a.power(b)
    default: ComplexNumber(.nan)
    }
  }

  func holds(_ condition: Expression, _ shift: Int) -> Bool {
    switch condition {
    case .not(let x): return !holds(x, shift)
    case .operation(.and, let a, let b): return holds(a, shift) && holds(b, shift)
    case .operation(.or, let a, let b): return holds(a, shift) || holds(b, shift)
    case .operation(let symbol, let x, let y):
      let (a, b) = (self(x, at: shift).re, self(y, at: shift).re)
      switch symbol {
      case .less: return a < b
      case .lessOrEqual: return a <= b
      case .greater: return a > b
      case .greaterOrEqual: return a >= b
      case .equal: return a == b
      default: return a != b
      }
    default: return false
    }
  }

  private func call(_ function: ModelFunction, _ arguments: [Expression], _ shift: Int) -> ComplexNumber {
    let x = arguments[0]
    var n = 1
    if arguments.count > 1, case .number(let periods) = arguments[1] { n = Int(periods) }
    switch function {
    case .if: return holds(x, shift) ? self(arguments[1], at: shift) : self(arguments[2], at: shift)
    case .log: return self(x, at: shift).log
    case .exp: return self(x, at: shift).exp
    case .sqrt: return self(x, at: shift).sqrt
    case .abs:
      let value = self(x, at: shift)
      return value.re < 0 ? -value : value
    case .min: return extreme(arguments, shift) { $0 < $1 }
    case .max: return extreme(arguments, shift) { $0 > $1 }
    case .diff: return self(x, at: shift) - self(x, at: shift - n)
    case .dlog: return self(x, at: shift).log - self(x, at: shift - n).log
    case .growth:
      return ComplexNumber(100) * (self(x, at: shift) / self(x, at: shift - n) - ComplexNumber(1))
    case .msum, .mavg:
      let sum = (0..<n).reduce(ComplexNumber(0)) { $0 + self(x, at: shift - $1) }
      return function == .msum ? sum : sum / ComplexNumber(Double(n))
    }
  }

  private func extreme(_ arguments: [Expression], _ shift: Int, _ isBetter: (Double, Double) -> Bool)
    -> ComplexNumber
  {
    let values = arguments.map { self($0, at: shift) }
    return values.dropFirst().reduce(values[0]) { isBetter($1.re, $0.re) ? $1 : $0 }
  }
}
