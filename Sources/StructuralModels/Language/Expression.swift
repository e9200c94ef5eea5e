/// A formula over names, numbers and time: one side of an equation, a condition, a restriction.
///
/// Conditions (comparisons, `and`, `or`, `not`) and numbers are never mixed: the parser sees to it.
///
/// Foundation has a type of this name: in a file that imports both, write `StructuralModels.Expression`.
public indirect enum Expression: Hashable, Sendable {
  case number(Double)
  /// The value of a name `shift` periods from now: −1 is the period before. Parameters have no time.
  case name(String, shift: Int)
  case negated(Expression)
  case not(Expression)
  case operation(Operator, Expression, Expression)
  case call(ModelFunction, [Expression])

  /// An operator between two operands, from the loosest to the tightest.
  public enum Operator: String, CaseIterable, Sendable {
    case or, and
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case power = "^"

    /// Larger binds tighter.
    var rank: Int {
      switch self {
      case .or: 1
      case .and: 2
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: 4
      case .plus, .minus: 5
      case .times, .over: 6
      case .power: 8
      }
    }

    var isComparison: Bool { rank == 4 }
    var isLogical: Bool { rank < 3 }
  }

  /// Whether it is true or false rather than a number.
  public var isCondition: Bool {
    switch self {
    case .not: true
    case .operation(let symbol, _, _): symbol.rank < 5
    default: false
    }
  }
}

extension Expression {
  /// A name at a distance in time.
  public struct Reference: Hashable, Sendable {
    public let name: String
    public let shift: Int

    public init(name: String, shift: Int) {
      self.name = name
      self.shift = shift
    }
  }

  /// The same formula `periods` later (earlier where negative).
  public func shifted(by periods: Int) -> Expression {
    switch self {
    case .number: self
    case .name(let name, let shift): .name(name, shift: shift + periods)
    case .negated(let x): .negated(x.shifted(by: periods))
    case .not(let x): .not(x.shifted(by: periods))
    case .operation(let symbol, let a, let b):
      .operation(symbol, a.shifted(by: periods), b.shifted(by: periods))
    case .call(let function, let arguments) where function.takesPeriods:
      .call(function, [arguments[0].shifted(by: periods)] + arguments.dropFirst())
    case .call(let function, let arguments): .call(function, arguments.map { $0.shifted(by: periods) })
    }
  }

  /// The same formula without diff, dlog, growth, mavg and msum: they are written out in lags.
  public var expanded: Expression {
    switch self {
    case .number, .name: self
    case .negated(let x): .negated(x.expanded)
    case .not(let x): .not(x.expanded)
    case .operation(let symbol, let a, let b): .operation(symbol, a.expanded, b.expanded)
    case .call(let function, let arguments):
      function.takesPeriods
        ? Self.expand(function, arguments[0].expanded, periods: Self.periods(arguments))
        : .call(function, arguments.map(\.expanded))
    }
  }

  /// How many names and numbers `expanded` has.
  var expandedTerms: Double {
    switch self {
    case .number, .name: return 1
    case .negated(let x), .not(let x): return x.expandedTerms
    case .operation(_, let a, let b): return a.expandedTerms + b.expandedTerms
    case .call(let function, let arguments) where function.takesPeriods:
      let inside = arguments[0].expandedTerms
      let isWindow = function == .mavg || function == .msum
      return inside * (isWindow ? Double(Self.periods(arguments)) : 2)
    case .call(_, let arguments): return arguments.reduce(0) { $0 + $1.expandedTerms }
    }
  }

  /// The number of periods a function of time reaches back: its second argument, 1 unless given.
  static func periods(_ arguments: [Expression]) -> Int {
    guard arguments.count > 1, case .number(let n) = arguments[1] else { return 1 }
    return Int(n)
  }

  private static func expand(_ function: ModelFunction, _ x: Expression, periods n: Int) -> Expression {
    let before = x.shifted(by: -n)
    switch function {
    case .diff: return .operation(.minus, x, before)
    case .dlog: return .operation(.minus, .call(.log, [x]), .call(.log, [before]))
    case .growth:
      return .operation(
        .times, .number(100), .operation(.minus, .operation(.over, x, before), .number(1)))
    default:
      let sum = (1..<max(n, 1)).reduce(x) { .operation(.plus, $0, x.shifted(by: -$1)) }
      return function == .mavg ? .operation(.over, sum, .number(Double(n))) : sum
    }
  }

  /// Every name with its distance in time, each once, in the order of the text; functions of time count with all
  /// the periods they look at.
  public var references: [Reference] {
    var found: [Reference] = []
    var seen: Set<Reference> = []
    expanded.visit { name, shift in
      let reference = Reference(name: name, shift: shift)
      if seen.insert(reference).inserted { found.append(reference) }
    }
    return found
  }

  private func visit(_ body: (String, Int) -> Void) {
    switch self {
    case .number: break
    case .name(let name, let shift): body(name, shift)
    case .negated(let x), .not(let x): x.visit(body)
    case .operation(_, let a, let b):
      a.visit(body)
      b.visit(body)
    case .call(_, let arguments): for argument in arguments { argument.visit(body) }
    }
  }
}

/// Written as the language writes it, with no more brackets than needed.
extension Expression: CustomStringConvertible {
  public var description: String {
    switch self {
    case .number(let value): Self.spell(value)
    case .name(let name, 0): name
    case .name(let name, let shift): "\(name)[\(shift > 0 ? "+" : "")\(shift)]"
    case .negated(let x): "-" + x.bracketed(below: 7)
    case .not(let x): "not " + x.bracketed(below: 3)
    case .operation(let symbol, let a, let b):
      "\(a.bracketed(below: symbol == .power || symbol.isComparison ? symbol.rank + 1 : symbol.rank)) "
        + "\(symbol.rawValue) \(b.bracketed(below: symbol == .power ? 7 : symbol.rank + 1))"
    case .call(let function, let arguments):
      "\(function.rawValue)(\(arguments.map(\.description).joined(separator: ", ")))"
    }
  }

  private var rank: Int {
    switch self {
    case .number(let value): value < 0 ? 7 : 9
    case .name, .call: 9
    case .negated: 7
    case .not: 3
    case .operation(let symbol, _, _): symbol.rank
    }
  }

  private func bracketed(below rank: Int) -> String { self.rank < rank ? "(\(self))" : description }

  /// A whole number without its “.0”.
  static func spell(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
