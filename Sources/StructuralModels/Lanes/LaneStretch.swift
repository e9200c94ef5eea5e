import Probability

/// One equation of a tape as arithmetic over lanes: its sides, the derivatives of left − right, and the size of its terms,
/// by the rules of `TapeEvaluator`.
struct LaneStretch {
  /// What a slot holds.
  private enum Slot {
    case number(LaneValue)
    case condition(LaneTruth)
  }

  /// What the slots of a stretch that are no operations read.
  struct Sources {
    let graph: LaneGraph
    let parameter: (Int) -> LaneValue
    let column: (_ column: Int, _ shift: Int) -> LaneValue
  }

  private let graph: LaneGraph
  private let instructions: ArraySlice<Tape.Instruction>
  private let stretch: Tape.Stretch
  private var slots: [Slot] = []

  var left: LaneValue { number(stretch.left) }
  var right: LaneValue { number(stretch.right) }
  /// left − right.
  var residual: LaneValue { left - right }

  init(_ equation: Int, of tape: Tape, _ sources: Sources) {
    stretch = tape.stretches[equation]
    instructions = tape.instructions[stretch.instructions]
    graph = sources.graph
    slots.reserveCapacity(instructions.count)
    for instruction in instructions {
      switch instruction.operation {
      case .constant: slots.append(.number(graph.constant(tape.constants[Int(instruction.a)])))
      case .parameter: slots.append(.number(sources.parameter(Int(instruction.a))))
      case .column: slots.append(.number(sources.column(Int(instruction.a), Int(instruction.b))))
      default: slots.append(result(of: instruction))
      }
    }
  }

  private func number(_ slot: Int) -> LaneValue {
    switch slots[slot] {
    case .number(let value): value
    case .condition(let truth): truth.number
    }
  }

  private func truth(_ slot: Int) -> LaneTruth {
    switch slots[slot] {
    case .number(let value): LaneTruth(value)
    case .condition(let truth): truth
    }
  }

  private func result(of instruction: Tape.Instruction) -> Slot {
    let (i, j) = (Int(instruction.a), Int(instruction.b))
    switch instruction.operation {
    case .negate: return .number(-number(i))
    case .add: return .number(number(i) + number(j))
    case .subtract: return .number(number(i) - number(j))
    case .multiply: return .number(number(i) * number(j))
    case .divide: return .number(number(i) / number(j))
    case .power: return .number(LaneArithmetic.power(number(i), number(j)))
    case .exp: return .number(number(i).exp())
    case .log: return .number(number(i).log())
    case .sqrt: return .number(number(i).squareRoot())
    case .abs: return .number(LaneArithmetic.absolute(number(i)))
    case .min: return .number(LaneArithmetic.minimum(number(i), number(j)))
    case .max: return .number(LaneArithmetic.maximum(number(i), number(j)))
    case .less: return .condition(.less(number(i), number(j)))
    case .lessOrEqual: return .condition(.lessOrEqual(number(i), number(j)))
    case .greater: return .condition(.less(number(j), number(i)))
    case .greaterOrEqual: return .condition(.lessOrEqual(number(j), number(i)))
    case .equal: return .condition(.equal(number(i), number(j)))
    case .notEqual: return .condition(LaneTruth.equal(number(i), number(j)).negated)
    case .and: return .condition(truth(i).and(truth(j)))
    case .or: return .condition(truth(i).or(truth(j)))
    case .not: return .condition(truth(i).negated)
    case .select: return .number(truth(Int(instruction.c)).select(number(i), number(j)))
    case .constant, .parameter, .column: preconditionFailure("leaves are read, not computed")
    }
  }

  // MARK: Derivatives

  /// The derivatives of left − right by every slot; nil where there is none.
  func adjoints() -> [LaneValue?] {
    var adjoints = [LaneValue?](repeating: nil, count: slots.count)
    let add = { (slot: Int, part: LaneValue) in
      adjoints[slot] = adjoints[slot].map { $0 + part } ?? part
    }
    add(stretch.left, graph.constant(1))
    add(stretch.right, graph.constant(-1))
    let hasBranches = instructions.contains { [.select, .min, .max].contains($0.operation) }
    for (slot, instruction) in zip(slots.indices, instructions).reversed() {
      guard let outer = adjoints[slot], outer.constant != 0, instruction.operation.operandCount > 0 else {
        continue
      }
      for (operand, part) in parts(of: instruction, slot, outer) where part.constant != 0 {
        // An infinite slope on a branch not taken does no harm.
        let isGuarded = hasBranches && outer.constant == nil
        let zero = graph.constant(0)
        let taken = isGuarded ? LaneTruth.equal(outer, zero).holds.select(zero, otherwise: part) : part
        add(operand, taken)
      }
    }
    return adjoints
  }

  /// What the operands of an operation receive from its adjoint.
  private func parts(of instruction: Tape.Instruction, _ slot: Int, _ w: LaneValue) -> [(Int, LaneValue)] {
    let (i, j) = (Int(instruction.a), Int(instruction.b))
    let zero = graph.constant(0)
    switch instruction.operation {
    case .negate: return [(i, -w)]
    case .add: return [(i, w), (j, w)]
    case .subtract: return [(i, w), (j, -w)]
    case .multiply: return [(i, w * number(j)), (j, w * number(i))]
    case .divide: return [(i, w / number(j)), (j, -(w * number(slot) / number(j)))]
    case .power: return powerParts(i, j, slot, w)
    case .exp: return [(i, w * number(slot))]
    case .log: return [(i, w / number(i))]
    case .sqrt: return [(i, w / (2 * number(slot)))]
    case .abs: return [(i, number(i).isAtLeast(0).select(w, otherwise: -w))]
    case .min, .max:
      let (a, b) = (number(i), number(j))
      let isFirst = instruction.operation == .min ? b.isAtLeast(a) : a.isAtLeast(b)
      return [(i, isFirst.select(w, otherwise: zero)), (j, isFirst.select(zero, otherwise: w))]
    case .select:
      let holds = truth(Int(instruction.c)).holds
      return [(i, holds.select(w, otherwise: zero)), (j, holds.select(zero, otherwise: w))]
    default: return []
    }
  }

  /// A constant exponent receives nothing: sizes of terms come out smaller, if different, than the tape's.
  private func powerParts(_ i: Int, _ j: Int, _ slot: Int, _ w: LaneValue) -> [(Int, LaneValue)] {
    let (a, b) = (number(i), number(j))
    let zero = graph.constant(0)
    if let exponent = b.constant {
      guard exponent != 0 else { return [] }
      return [(i, w * exponent * LaneArithmetic.power(a, graph.constant(exponent - 1)))]
    }
    let slope = w * b * LaneArithmetic.power(a, b - 1)
    let ofBase = LaneTruth.equal(b, zero).holds.select(zero, otherwise: slope)
    let ofExponent = LaneTruth.less(zero, a).holds.select(w * number(slot) * a.log(), otherwise: zero)
    return [(i, ofBase), (j, ofExponent)]
  }

  /// The size of the terms that cancel in left − right: Σ |∂(left − right)/∂v · v| over what the stretch reads, and no less
  /// than the larger side; the larger side alone where the sum is not finite.
  func scale(_ adjoints: [LaneValue?]) -> LaneValue {
    let leaves = zip(slots.indices, instructions).filter { $1.operation.operandCount == 0 }
    let terms = leaves.compactMap { slot, _ in
      adjoints[slot].map { LaneArithmetic.absolute($0 * number(slot)) }
    }
    let sides = LaneArithmetic.absolute(left).maximum(LaneArithmetic.absolute(right))
    let sum = graph.sum(terms)
    return sum.isAtMost(.greatestFiniteMagnitude).select(sum, otherwise: sides).maximum(sides)
  }
}
