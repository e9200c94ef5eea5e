public import Probability

/// Turns expressions of the language into arithmetic over lanes.
///
///     let graph = LaneGraph()
///     let lowering = LaneLowering(graph) { name, shift in graph.input(row: rows[name, shift]) }
///     let program = graph.compile(outputs: [lowering.lower(equation.right)])
///
/// The numbers are those of a tape to rounding: exp, log and powers are the engine's own, the same on every processor.
/// What has no value (the logarithm of a negative number, a case that no condition covers) is not a number. One
/// difference: a product with the constant 0 is 0 even where the other factor has no value.
public struct LaneLowering {
  /// The graph the values belong to.
  public let graph: LaneGraph
  private let value: (_ name: String, _ shift: Int) -> LaneValue

  /// - Parameter value: what a name is, `shift` periods away; for parameters the shift does not matter.
  public init(_ graph: LaneGraph, value: @escaping (_ name: String, _ shift: Int) -> LaneValue) {
    self.graph = graph
    self.value = value
  }

  /// The value of an expression; a condition gives 1 or 0.
  public func lower(_ expression: Expression) -> LaneValue { number(expression.expanded) }

  private func number(_ expression: Expression) -> LaneValue {
    switch expression {
    case .number(let value): graph.constant(value)
    case .name(let name, let shift): value(name, shift)
    case .negated(let x): -number(x)
    case .not: truth(expression).number
    case .operation(let symbol, let a, let b):
      symbol.rank < 5 ? truth(expression).number : arithmetic(symbol, number(a), number(b))
    case .call(let function, let arguments): call(function, arguments)
    }
  }

  private func arithmetic(_ symbol: Expression.Operator, _ a: LaneValue, _ b: LaneValue) -> LaneValue {
    switch symbol {
    case .plus: a + b
    case .minus: a - b
    case .times: a * b
    case .over: a / b
    case .power: LaneArithmetic.power(a, b)
    default: preconditionFailure("\(symbol.rawValue) is a condition")
    }
  }

  private func truth(_ condition: Expression) -> LaneTruth {
    switch condition {
    case .not(let x): truth(x).negated
    case .operation(.and, let a, let b): truth(a).and(truth(b))
    case .operation(.or, let a, let b): truth(a).or(truth(b))
    case .operation(let symbol, let a, let b) where symbol.isComparison:
      LaneTruth(symbol, number(a), number(b))
    default: LaneTruth(number(condition))
    }
  }

  private func call(_ function: ModelFunction, _ arguments: [Expression]) -> LaneValue {
    if function == .if { return truth(arguments[0]).select(number(arguments[1]), number(arguments[2])) }
    let x = number(arguments[0])
    switch function {
    case .log: return x.log()
    case .exp: return x.exp()
    case .sqrt: return x.squareRoot()
    case .abs: return LaneArithmetic.absolute(x)
    case .min: return arguments.dropFirst().reduce(x) { LaneArithmetic.minimum($0, number($1)) }
    case .max: return arguments.dropFirst().reduce(x) { LaneArithmetic.maximum($0, number($1)) }
    case .if, .diff, .dlog, .growth, .mavg, .msum: return lower(.call(function, arguments))
    }
  }
}

extension LaneTruth {
  /// A comparison.
  init(_ symbol: Expression.Operator, _ a: LaneValue, _ b: LaneValue) {
    self =
      switch symbol {
      case .less: .less(a, b)
      case .lessOrEqual: .lessOrEqual(a, b)
      case .greater: .less(b, a)
      case .greaterOrEqual: .lessOrEqual(b, a)
      case .equal: .equal(a, b)
      case .notEqual: LaneTruth.equal(a, b).negated
      default: preconditionFailure("\(symbol.rawValue) does not compare")
      }
  }
}
