/// Turns expressions into instructions of one stretch; equal instructions share a slot.
struct TapeCompiler {
  private let layout: Tape.Layout
  private(set) var instructions: [Tape.Instruction] = []
  private(set) var constants: [Double]
  private var slots: [Tape.Instruction: Int] = [:]

  init(_ layout: Tape.Layout, constants: [Double]) {
    self.layout = layout
    self.constants = constants
  }

  /// The slot that holds the value of an expression without functions of time.
  mutating func compile(_ expression: Expression) -> Int {
    switch expression {
    case .number(let value): return constant(value)
    case .name(let name, let shift): return reference(name, shift)
    case .negated(let x): return emit(.negate, compile(x))
    case .not(let x): return emit(.not, compile(x))
    case .operation(let symbol, let a, let b):
      let left = compile(a)
      return emit(Self.operation(symbol), left, compile(b))
    case .call(let function, let arguments): return call(function, arguments)
    }
  }

  /// The slot of a column some periods away.
  mutating func column(_ column: Int, shift: Int) -> Int {
    emit(Tape.Instruction(operation: .column, a: Int32(column), b: Int32(shift)))
  }

  /// The slot of a sum.
  mutating func add(_ a: Int, _ b: Int) -> Int { emit(.add, a, b) }

  private mutating func reference(_ name: String, _ shift: Int) -> Int {
    if let parameter = layout.parameters[name] {
      return emit(Tape.Instruction(operation: .parameter, a: Int32(parameter)))
    }
    guard let index = layout.index[name] else {
      preconditionFailure("names are checked when a model is read: \(name)")
    }
    return column(index, shift: shift)
  }

  private mutating func constant(_ value: Double) -> Int {
    var index = constants.count
    if let known = constants.firstIndex(where: { $0.bitPattern == value.bitPattern }) {
      index = known
    } else {
      constants.append(value)
    }
    return emit(Tape.Instruction(operation: .constant, a: Int32(index)))
  }

  private mutating func call(_ function: ModelFunction, _ arguments: [Expression]) -> Int {
    switch function {
    case .log: return emit(.log, compile(arguments[0]))
    case .exp: return emit(.exp, compile(arguments[0]))
    case .sqrt: return emit(.sqrt, compile(arguments[0]))
    case .abs: return emit(.abs, compile(arguments[0]))
    case .min, .max:
      let operation: Tape.Operation = function == .min ? .min : .max
      var slot = compile(arguments[0])
      for argument in arguments.dropFirst() { slot = emit(operation, slot, compile(argument)) }
      return slot
    case .if:
      let condition = compile(arguments[0])
      let (a, b) = (compile(arguments[1]), compile(arguments[2]))
      return emit(
        Tape.Instruction(operation: .select, a: Int32(a), b: Int32(b), c: Int32(condition)))
    case .diff, .dlog, .growth, .mavg, .msum:
      return compile(Expression.call(function, arguments).expanded)
    }
  }

  private mutating func emit(_ operation: Tape.Operation, _ a: Int, _ b: Int = 0) -> Int {
    emit(Tape.Instruction(operation: operation, a: Int32(a), b: Int32(b)))
  }

  private mutating func emit(_ instruction: Tape.Instruction) -> Int {
    if let slot = slots[instruction] { return slot }
    instructions.append(instruction)
    slots[instruction] = instructions.count - 1
    return instructions.count - 1
  }

  private static func operation(_ symbol: Expression.Operator) -> Tape.Operation {
    switch symbol {
    case .or: .or
    case .and: .and
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    case .plus: .add
    case .minus: .subtract
    case .times: .multiply
    case .over: .divide
    case .power: .power
    }
  }
}
