/// The functions of formulas.
public enum FormulaFunction: String, CaseIterable, Codable, Sendable {
  /// Natural logarithm.
  case log
  case exp
  /// Square root.
  case sqrt
  /// Absolute value.
  case abs
  /// `lag(x, k)`: the value k periods earlier of the same entity; k = 1 unless given.
  case lag
  /// `lead(x, k)`: the value k periods later.
  case lead
  /// `diff(x, k)`: x less its value k periods earlier.
  case diff
  /// `dlog(x, k)`: log x less its value k periods earlier.
  case dlog
  /// `growth(x, k)`: percent by which x exceeds its value k periods earlier.
  case growth
  /// `factor(x)`: the values of x as categories.
  case factor
  /// Periods since the first of the table, which has 1.
  case trend

  /// Whether the value of a row comes from other periods.
  var readsOtherPeriods: Bool {
    switch self {
    case .lag, .lead, .diff, .dlog, .growth: true
    case .log, .exp, .sqrt, .abs, .factor, .trend: false
    }
  }

  var argumentCount: ClosedRange<Int> {
    switch self {
    case .trend: 0...0
    case .log, .exp, .sqrt, .abs, .factor: 1...1
    case .lag, .lead, .diff, .dlog, .growth: 1...2
    }
  }

  /// How other programs call what is meant.
  static func instead(of foreign: String) -> String? {
    switch foreign {
    case "I": "the arithmetic alone, in parentheses: (x + z)"
    case "C", "i", "as.factor": "factor(x)"
    case "ln": "log(x)"
    case "l", "L": "lag(x) or lag(x, 2)"
    case "f", "F": "lead(x)"
    case "d", "D": "diff(x)"
    case "poly": "x + x^2 + x^3"
    default: nil
    }
  }
}
