/// What stands around the variable on the left, and its inverse: the variable from the right side's value.
enum LeftSide: Hashable, Sendable {
  case level, log, exp
  case difference(Int)
  case logDifference(Int)
  case growth(Int)

  init(_ expression: Expression) {
    guard case .call(let function, let arguments) = expression else {
      self = .level
      return
    }
    let n = Expression.periods(arguments)
    switch function {
    case .log: self = .log
    case .exp: self = .exp
    case .diff: self = .difference(n)
    case .dlog: self = .logDifference(n)
    case .growth: self = .growth(n)
    default: self = .level
    }
  }

  /// How many periods back it looks.
  var lag: Int {
    switch self {
    case .level, .log, .exp: 0
    case .difference(let n), .logDifference(let n), .growth(let n): n
    }
  }

  /// The variable that makes the left side equal `right`, given its value `lag` periods before.
  func variable(right: Double, before: Double) -> Double {
    switch self {
    case .level: right
    case .log: Scalar.exp(right)
    case .exp: Scalar.log(right)
    case .difference: before + right
    case .logDifference: before * Scalar.exp(right)
    case .growth: before * (1 + right / 100)
    }
  }
}
