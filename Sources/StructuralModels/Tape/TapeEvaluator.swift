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
    let (left, right) = (tape.stretches[equation].left, tape.stretches[equation].right)
    let (instructions, constants) = (tape.instructions, tape.constants)
    let code = instructions.span.extracting(tape.stretches[equation].instructions)
    let (constantSpan, numbers, parameters) = (constants.span, frame.storage.span, parameters.span)
    var values = values.mutableSpan
    for slot in code.indices {
      let instruction = code[slot]
      let a = Int(instruction.a)
      switch instruction.operation {
      case .constant: values[slot] = constantSpan[a]
      case .parameter: values[slot] = parameters[a]
      case .column: values[slot] = numbers[(row + Int(instruction.b)) * frame.columns + a]
      case .select:
        let condition = values[Int(instruction.c)]
        values[slot] = condition.isNaN ? .nan : values[condition > 0 ? a : Int(instruction.b)]
      default: values[slot] = Self.value(of: instruction.operation, values[a], values[Int(instruction.b)])
      }
    }
    return (values[left], values[right])
  }

  private static func value(of operation: Tape.Operation, _ a: Double, _ b: Double) -> Double {
    switch operation {
    case .negate: -a
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .power: Scalar.pow(a, b)
    case .exp: Scalar.exp(a)
    case .log: Scalar.log(a)
    case .sqrt: a.squareRoot()
    case .abs: Swift.abs(a)
    case .min: a.isNaN || b.isNaN ? .nan : a <= b ? a : b
    case .max: a.isNaN || b.isNaN ? .nan : a >= b ? a : b
    case .less: truth(a < b, a, b)
    case .lessOrEqual: truth(a <= b, a, b)
    case .greater: truth(a > b, a, b)
    case .greaterOrEqual: truth(a >= b, a, b)
    case .equal: truth(a == b, a, b)
    case .notEqual: truth(a != b, a, b)
    case .and: a == 0 || b == 0 ? 0 : truth(true, a, b)
    case .or: a > 0 || b > 0 ? 1 : truth(false, a, b)
    case .not: 1 - a
    case .constant, .parameter, .column, .select: a
    }
  }

  /// 1 or 0; undefined where an operand is, unless the other decides.
  private static func truth(_ holds: Bool, _ a: Double, _ b: Double) -> Double {
    a.isNaN || b.isNaN ? .nan : holds ? 1 : 0
  }

  /// Sweeps the stretch just evaluated backwards, so that `adjoints` hold the derivatives of left − right by every
  /// slot. Slots that do not matter are skipped, so that an infinite slope on a branch not taken does no harm.
  mutating func differentiate(_ equation: Int) {
    sweep(equation, left: 1, right: -1)
  }

  /// The same for the right side alone.
  mutating func differentiateRight(_ equation: Int) {
    sweep(equation, left: 0, right: 1)
  }

  private mutating func sweep(_ equation: Int, left: Double, right: Double) {
    let (instructions, held) = (tape.instructions, self.values)
    let (code, values) = (instructions.span.extracting(tape.stretches[equation].instructions), held.span)
    let ends = (tape.stretches[equation].left, tape.stretches[equation].right)
    var adjoints = adjoints.mutableSpan
    for slot in code.indices { adjoints[slot] = 0 }
    adjoints[ends.0] += left
    adjoints[ends.1] += right
    for slot in code.indices.reversed() where adjoints[slot] != 0 {
      let instruction = code[slot]
      guard instruction.operation.operandCount > 0 else { continue }
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
  }

  /// The size of the terms that cancel in left − right: Σ |∂(left − right)/∂v · v| over all columns, parameters and
  /// constants v, and no less than the larger side. A residual is small where it is small against this. Call after
  /// `differentiate`.
  func scale(_ equation: Int) -> Double {
    let code = tape.instructions.span.extracting(tape.stretches[equation].instructions)
    let (values, adjoints) = (values.span, adjoints.span)
    var sum = 0.0
    for slot in code.indices where code[slot].operation.operandCount == 0 {
      let term = abs(adjoints[slot] * values[slot])
      if term.isFinite { sum += term }
    }
    let (left, right) = (tape.stretches[equation].left, tape.stretches[equation].right)
    return max(sum, abs(values[left]), abs(values[right]))
  }

  /// |left − right| of an equation against the size of its terms; NaN where a side has no value.
  mutating func scaledResidual(_ equation: Int, _ frame: Frame, row: Int, _ parameters: [Double]) -> Double {
    let sides = sides(equation, frame, row: row, parameters)
    let residual = abs(sides.left - sides.right)
    guard residual != 0 else { return 0 }
    differentiate(equation)
    return residual / scale(equation)
  }
}
