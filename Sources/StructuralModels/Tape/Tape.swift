/// A model's equations compiled once into a list of operations on numbered slots.
///
/// A tape reads a *frame*: rows of columns, one row a period, one column each variable, exogenous variable, shock and
/// add-factor. An operand in time is a column and a shift; where it lies is one addition. Every equation is a stretch
/// of the tape of its own, in which equal parts are computed once.
public struct Tape: Sendable {
  /// What an instruction computes from the slots a, b, c of its stretch.
  enum Operation: UInt8, Sendable {
    /// Constant number a.
    case constant
    /// Parameter number a.
    case parameter
    /// Column a, b periods away.
    case column
    case negate, add, subtract, multiply, divide, power
    case exp, log, sqrt, abs, min, max
    case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual, and, or, not
    /// a where the condition c holds, else b.
    case select

    /// Operands that are slots.
    var operandCount: Int {
      switch self {
      case .constant, .parameter, .column: 0
      case .negate, .exp, .log, .sqrt, .abs, .not: 1
      case .select: 3
      default: 2
      }
    }
  }

  struct Instruction: Hashable, Sendable {
    let operation: Operation
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
  }

  /// One equation's stretch. Slots count from its first instruction.
  struct Stretch: Sendable {
    let instructions: Range<Int>
    /// Slots of the two sides.
    let left: Int
    let right: Int
    /// Slots that read a column, in ascending order.
    let columns: [Int]
  }

  /// What the columns of a frame hold.
  public struct Layout: Sendable, Equatable {
    /// Names of the columns: variables, exogenous variables, shocks, then one add-factor an equation.
    public let columns: [String]
    let index: [String: Int]
    let parameters: [String: Int]
    let variableCount: Int
    let equationCount: Int

    init(_ model: Model) {
      let named = model.variables.map(\.name) + model.exogenous.map(\.name) + model.shocks.map(\.name)
      index = Dictionary(uniqueKeysWithValues: zip(named, named.indices))
      columns = named + model.equations.map { "add-factor of \($0.name)" }
      parameters = Dictionary(
        uniqueKeysWithValues: zip(model.parameters.map(\.name), model.parameters.indices))
      variableCount = model.variables.count
      equationCount = model.equations.count
    }

    /// The column of an equation's add-factor.
    func addFactor(_ equation: Int) -> Int { columns.count - equationCount + equation }
  }

  public let layout: Layout
  private(set) var instructions: [Instruction] = []
  private(set) var constants: [Double] = []
  private(set) var stretches: [Stretch] = []
  /// The longest lag and the longest lead of any column.
  public private(set) var longestLag = 0
  public private(set) var longestLead = 0

  /// Compiles the equations of a model. Every equation's right side gets its add-factor.
  public init(_ model: Model) {
    layout = Layout(model)
    for (number, equation) in model.equations.enumerated() {
      var compiler = TapeCompiler(layout, constants: constants)
      let sides = equation.sides
      let left = compiler.compile(sides.left)
      let addFactor = compiler.column(layout.addFactor(number), shift: 0)
      let right = compiler.add(compiler.compile(sides.right), addFactor)
      append(compiler, left: left, right: right)
    }
  }

  /// Compiles single expressions of a model's names, each as a stretch whose right side is the expression and whose
  /// left side is zero.
  init(_ expressions: [Expression], layout: Layout) {
    self.layout = layout
    for expression in expressions {
      var compiler = TapeCompiler(layout, constants: constants)
      let zero = compiler.compile(.number(0))
      let right = compiler.compile(expression.expanded)
      append(compiler, left: zero, right: right)
    }
  }

  /// The same tape with further equations, numbered after those it has and without add-factors.
  func appending(_ equations: [(left: Expression, right: Expression)]) -> Tape {
    var tape = self
    for equation in equations {
      var compiler = TapeCompiler(layout, constants: tape.constants)
      let (left, right) = (compiler.compile(equation.left), compiler.compile(equation.right))
      tape.append(compiler, left: left, right: right)
    }
    return tape
  }

  /// The same equations with all lags and leads read in the present: what they say of a state of rest.
  var collapsed: Tape {
    var tape = self
    for i in tape.instructions.indices where tape.instructions[i].operation == .column {
      tape.instructions[i].b = 0
    }
    return tape
  }

  private mutating func append(_ compiler: TapeCompiler, left: Int, right: Int) {
    let first = instructions.count
    instructions += compiler.instructions
    constants = compiler.constants
    let columns = compiler.instructions.indices.filter { compiler.instructions[$0].operation == .column }
    for slot in columns {
      let shift = Int(compiler.instructions[slot].b)
      longestLag = max(longestLag, -shift)
      longestLead = max(longestLead, shift)
    }
    stretches.append(
      Stretch(instructions: first..<instructions.count, left: left, right: right, columns: columns))
  }

  /// The columns an equation reads, with their shifts.
  func operands(of equation: Int) -> [(column: Int, shift: Int)] {
    let stretch = stretches[equation]
    return stretch.columns.map { slot in
      let instruction = instructions[stretch.instructions.lowerBound + slot]
      return (Int(instruction.a), Int(instruction.b))
    }
  }
}
