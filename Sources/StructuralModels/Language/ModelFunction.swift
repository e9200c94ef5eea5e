/// A function of the model language.
public enum ModelFunction: String, CaseIterable, Sendable {
  case log, exp, sqrt, abs, min, max, diff, dlog, growth, mavg, msum
  case `if`

  /// How it is written, for messages and the reference page.
  public var usage: String {
    switch self {
    case .log, .exp, .sqrt, .abs: "\(rawValue)(x)"
    case .min, .max: "\(rawValue)(x, y, …)"
    case .diff, .dlog, .growth: "\(rawValue)(x) or \(rawValue)(x, n)"
    case .mavg, .msum: "\(rawValue)(x, n)"
    case .if: "if(condition, a, b)"
    }
  }

  /// What it is, in terms of the functions before it.
  public var meaning: String {
    switch self {
    case .log: "natural logarithm"
    case .exp: "e to the power of x"
    case .sqrt: "square root"
    case .abs: "|x|"
    case .min: "the smallest"
    case .max: "the largest"
    case .diff: "x − x[-n]; n is 1 unless given"
    case .dlog: "log(x) − log(x[-n])"
    case .growth: "100·(x / x[-n] − 1), percent"
    case .mavg: "mean of x, x[-1] … x[-(n−1)]"
    case .msum: "sum of x, x[-1] … x[-(n−1)]"
    case .if: "a where the condition holds, else b"
    }
  }

  /// Numbers of arguments it takes.
  var arity: ClosedRange<Int> {
    switch self {
    case .log, .exp, .sqrt, .abs: 1...1
    case .min, .max: 2...64
    case .diff, .dlog, .growth: 1...2
    case .mavg, .msum: 2...2
    case .if: 3...3
    }
  }

  /// Whether the second argument is a number of periods.
  var takesPeriods: Bool {
    switch self {
    case .diff, .dlog, .growth, .mavg, .msum: true
    default: false
    }
  }

  /// Whether it may stand on the left side of an equation, around the variable explained.
  var mayTransformLeft: Bool {
    switch self {
    case .log, .exp, .diff, .dlog, .growth: true
    default: false
    }
  }
}
