/// Runs stretches of a tape forwards for values and backwards for derivatives, over buffers of its own.
///
/// Derivatives are exact (reverse mode; Griewank & Walther 2008, ch. 3). Where a function has a corner they are those
/// of one side: of x for |x| at 0, of the first argument for equal arguments of min and max, of the branch taken.
struct TapeEvaluator {
  let tape: Tape
  private(set) var values: [Double]
  private(set) var adjoints: [Double]

  init(_ tape: Tape) {
    self.tape = tape
    let longest = tape.stretches.map(\.instructions.count).max() ?? 0
    values = Array(repeating: 0, count: longest)
    adjoints = values
  }

  /// The two sides of an equation in the row given.
  mutating func sides(_ equation: Int, _ frame: Frame, row: Int, _ parameters: [Double]) -> (
    left: Double, right: Double
  ) {
    let stretch = tape.stretches[equation]
    let first = stretch.instructions.lowerBound
    for slot in 0..<stretch.instructions.count {
      let instruction = tape.instructions[first + slot]
      switch instruction.operation {
      case .constant: values[slot] = tape.constants[Int(instruction.a)]
      case .parameter: values[slot] = parameters[Int(instruction.a)]
      case .column: values[slot] = frame[row + Int(instruction.b), Int(instruction.a)]
      default: values[slot] = value(of: instruction)
      }
    }
    return (values[stretch.left], values[stretch.right])
  }

  private func value(of instruction: Tape.Instruction) -> Double {
    let a = values[Int(instruction.a)]
    let b = values[Int(instruction.b)]
    switch instruction.operation {
    case .negate: return -a
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .divide: return a / b
    case .power: return Scalar.pow(a, b)
    case .exp: return Scalar.exp(a)
    case .log: return Scalar.log(a)
    case .sqrt: return a.squareRoot()
    case .abs: return Swift.abs(a)
    case .min: return a.isNaN || b.isNaN ? .nan : a <= b ? a : b
    case .max: return a.isNaN || b.isNaN ? .nan : a >= b ? a : b
    case .less: return Self.truth(a < b, a, b)
    case .lessOrEqual: return Self.truth(a <= b, a, b)
    case .greater: return Self.truth(a > b, a, b)
    case .greaterOrEqual: return Self.truth(a >= b, a, b)
    case .equal: return Self.truth(a == b, a, b)
    case .notEqual: return Self.truth(a != b, a, b)
    case .and: return a == 0 || b == 0 ? 0 : Self.truth(true, a, b)
    case .or: return a > 0 || b > 0 ? 1 : Self.truth(false, a, b)
    case .not: return 1 - a
    case .select: return values[Int(instruction.c)].isNaN ? .nan : values[Int(instruction.c)] > 0 ? a : b
    case .constant, .parameter, .column: return a
    }
  }

  /// 1 or 0; undefined where an operand is, unless the other decides.
  private static func truth(_ holds: Bool, _ a: Double, _ b: Double) -> Double {
    a.isNaN || b.isNaN ? .nan : holds ? 1 : 0
  }

  /// Sweeps the stretch just evaluated backwards, so that `adjoints` hold the derivatives of left − right by every
  /// slot. Slots that do not matter are skipped, so that an infinite slope on a branch not taken does no harm.
  mutating func differentiate(_ equation: Int) {
    let stretch = tape.stretches[equation]
    sweep(stretch, seeds: [(stretch.left, 1), (stretch.right, -1)])
  }

  /// The same for the right side alone.
  mutating func differentiateRight(_ equation: Int) {
    let stretch = tape.stretches[equation]
    sweep(stretch, seeds: [(stretch.right, 1)])
  }

  private mutating func sweep(_ stretch: Tape.Stretch, seeds: [(slot: Int, weight: Double)]) {
    let first = stretch.instructions.lowerBound
    for slot in 0..<stretch.instructions.count { adjoints[slot] = 0 }
    for seed in seeds { adjoints[seed.slot] += seed.weight }
    for slot in (0..<stretch.instructions.count).reversed() where adjoints[slot] != 0 {
      let instruction = tape.instructions[first + slot]
      if instruction.operation.operandCount > 0 { propagate(instruction, slot) }
    }
  }

  private mutating func propagate(_ instruction: Tape.Instruction, _ slot: Int) {
    let (i, j) = (Int(instruction.a), Int(instruction.b))
    let (w, y) = (adjoints[slot], values[slot])
    let (a, b) = (values[i], values[j])
    switch instruction.operation {
    case .negate: adjoints[i] -= w
    case .add:
      adjoints[i] += w
      adjoints[j] += w
    case .subtract:
      adjoints[i] += w
      adjoints[j] -= w
    case .multiply:
      adjoints[i] += w * b
      adjoints[j] += w * a
    case .divide:
      adjoints[i] += w / b
      adjoints[j] -= w * y / b
    case .power:
      if b != 0 { adjoints[i] += w * b * Scalar.pow(a, b - 1) }
      if a > 0 { adjoints[j] += w * y * Scalar.log(a) }
    case .exp: adjoints[i] += w * y
    case .log: adjoints[i] += w / a
    case .sqrt: adjoints[i] += w / (2 * y)
    case .abs: adjoints[i] += a >= 0 ? w : -w
    case .min: adjoints[a <= b ? i : j] += w
    case .max: adjoints[a >= b ? i : j] += w
    case .select: adjoints[values[Int(instruction.c)] > 0 ? i : j] += w
    default: break
    }
  }

  /// The size of the terms that cancel in left − right: Σ |∂(left − right)/∂v · v| over all columns, parameters and
  /// constants v, and no less than the larger side. A residual is small where it is small against this. Call after
  /// `differentiate`.
  func scale(_ equation: Int) -> Double {
    let stretch = tape.stretches[equation]
    let first = stretch.instructions.lowerBound
    var sum = 0.0
    for slot in 0..<stretch.instructions.count
    where tape.instructions[first + slot].operation.operandCount == 0 {
      let term = abs(adjoints[slot] * values[slot])
      if term.isFinite { sum += term }
    }
    return max(sum, abs(values[stretch.left]), abs(values[stretch.right]))
  }
}
