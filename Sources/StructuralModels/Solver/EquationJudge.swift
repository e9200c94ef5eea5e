import TimeSeries

/// Says how far equations are from holding, and tells the worst of them.
struct EquationJudge {
  private let model: Model
  private let values: [Double]
  private let tolerance: Double
  var evaluator: TapeEvaluator

  init(_ solver: ModelSolver, _ tape: Tape) {
    model = solver.model
    values = solver.values
    tolerance = solver.settings.tolerance
    evaluator = TapeEvaluator(tape)
  }

  mutating func residual(_ equation: Int, _ frame: Frame, row: Int) -> Double {
    evaluator.scaledResidual(equation, frame, row: row, values)
  }

  /// The largest scaled residual of some equations in one period.
  ///
  /// - Throws: where it is larger than the tolerance, or undefined.
  mutating func largest(of equations: [Int], _ frame: Frame, row: Int, _ rows: FrameRows)
    throws(SimulationError) -> Double
  {
    var largest = 0.0
    for equation in equations {
      let residual = residual(equation, frame, row: row)
      largest = residual.isNaN || largest.isNaN ? .nan : max(largest, residual)
    }
    guard largest <= tolerance else {
      let reason: SolveFailure.Reason = largest.isNaN ? .undefined : .stalled
      throw .notSolved(failure(reason, equations, frame, row: row, rows, size: equations.count))
    }
    return largest
  }

  /// The add-factor that makes an equation hold, written into the frame.
  mutating func backOut(_ equation: Int, _ frame: inout Frame, row: Int) {
    let column = evaluator.tape.layout.addFactor(equation)
    frame[row, column] = 0
    let sides = evaluator.sides(equation, frame, row: row, values)
    frame[row, column] = sides.left - sides.right
  }

  /// The three equations furthest from holding, of those given in one period.
  mutating func failure(
    _ reason: SolveFailure.Reason, _ equations: [Int], _ frame: Frame, row: Int, _ rows: FrameRows, size: Int
  ) -> SolveFailure {
    var judged: [(equation: Int, residual: Double)] = []
    for equation in equations { judged.append((equation, residual(equation, frame, row: row))) }
    let worst = judged.sorted { a, b in
      let (p, q) = (a.residual.isNaN ? .infinity : a.residual, b.residual.isNaN ? .infinity : b.residual)
      return p == q ? a.equation < b.equation : p > q
    }
    var states: [SolveFailure.EquationState] = []
    for (equation, residual) in worst.prefix(3) { states.append(state(equation, residual, frame, row: row)) }
    return SolveFailure(period: rows.period(row), reason: reason, worst: states, blockSize: size)
  }

  private mutating func state(_ equation: Int, _ residual: Double, _ frame: Frame, row: Int)
    -> SolveFailure.EquationState
  {
    let sides = evaluator.sides(equation, frame, row: row, values)
    let layout = evaluator.tape.layout
    let operands = evaluator.tape.operands(of: equation).filter { $0.column != layout.addFactor(equation) }
    return SolveFailure.EquationState(
      name: model.equations[equation].name, line: model.equations[equation].place.line,
      left: sides.left, right: sides.right, scaledResidual: residual,
      values: operands.map { operand in
        let name = Expression.name(layout.columns[operand.column], shift: operand.shift).description
        return .init(name: name, value: frame[row + operand.shift, operand.column])
      })
  }
}
