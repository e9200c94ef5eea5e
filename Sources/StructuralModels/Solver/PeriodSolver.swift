import TimeSeries

/// Solves one period: block after block from several starts, then judges all equations together.
struct PeriodSolver {
  private let solver: ModelSolver
  private let plan: PeriodPlan
  private let start: Simulation.Start
  private let row: Int
  private let period: Period
  private var blocks: BlockSolver

  /// Newton steps taken.
  var iterations: Int { blocks.iterations }

  init(_ solver: ModelSolver, _ plan: PeriodPlan, _ start: Simulation.Start, row: Int, label: Period) {
    self.solver = solver
    self.plan = plan
    self.start = start
    self.row = row
    period = label
    blocks = BlockSolver(TapeEvaluator(solver.tape), solver.values, solver.settings)
  }

  /// Writes the solution into the frame, with the add-factors that equations of held variables need, and returns the
  /// largest scaled residual.
  mutating func solve(_ frame: inout Frame, history: [Double]?) throws(SimulationError) -> Double {
    for block in plan.blocks { try solve(block, &frame, history) }
    for (_, equation) in plan.held { backOut(equation, &frame) }
    let states = plan.equations.map { residual($0, frame) }
    let largest = states.reduce(0.0) { $1.isNaN || $0.isNaN ? .nan : max($0, $1) }
    guard largest <= solver.settings.tolerance else {
      let undefined = largest.isNaN
      throw .notSolved(
        failure(undefined ? .undefined : .stalled, plan.equations, frame, size: plan.equations.count))
    }
    return largest
  }

  private mutating func solve(_ block: PeriodPlan.Block, _ frame: inout Frame, _ history: [Double]?)
    throws(SimulationError)
  {
    if block.explicit != nil {
      if case .failed(let reason) = blocks.solve(block, &frame, row: row) {
        throw .notSolved(failure(reason, block.equations, frame, size: 1))
      }
      return
    }
    var first: (reason: SolveFailure.Reason, frame: Frame)?
    for values in candidates(block, frame, history) {
      for (column, value) in zip(block.columns, values) { frame[row, column] = value }
      switch blocks.solve(block, &frame, row: row) {
      case .solved: return
      case .failed(let reason):
        first = first.flatMap { $0.reason == .undefined ? nil : $0 } ?? (reason, frame)
      }
    }
    if let first {
      throw .notSolved(failure(first.reason, block.equations, first.frame, size: block.equations.count))
    }
  }

  /// Values to start from: as wished, then the period before, then ones; each once.
  private func candidates(_ block: PeriodPlan.Block, _ frame: Frame, _ history: [Double]?) -> [[Double]] {
    let before = block.columns.map { column in
      let value = row > 0 ? frame[row - 1, column] : .nan
      return value.isNaN ? 1 : value
    }
    let past = zip(block.columns, before).map { column, lag in
      let value = history?[column] ?? .nan
      return value.isNaN ? lag : value
    }
    let ones = block.columns.map { _ in 1.0 }
    let starts =
      switch start {
      case .history: [past, before, ones]
      case .lag: [before, ones]
      case .zero: [block.columns.map { _ in 0.0 }, before, ones]
      }
    return starts.enumerated().filter { !starts[..<$0.offset].contains($0.element) }.map(\.element)
  }

  /// The add-factor that makes an equation hold.
  private mutating func backOut(_ equation: Int, _ frame: inout Frame) {
    let column = solver.tape.layout.addFactor(equation)
    frame[row, column] = 0
    let sides = blocks.evaluator.sides(equation, frame, row: row, solver.values)
    frame[row, column] = sides.left - sides.right
  }

  private mutating func residual(_ equation: Int, _ frame: Frame) -> Double {
    let sides = blocks.evaluator.sides(equation, frame, row: row, solver.values)
    blocks.evaluator.differentiate(equation)
    return BlockSolver.scaled(sides.left - sides.right, blocks.evaluator.scale(equation))
  }

  /// The three equations furthest from holding.
  private mutating func failure(
    _ reason: SolveFailure.Reason, _ equations: [Int], _ frame: Frame, size: Int
  ) -> SolveFailure {
    let judged = equations.map { (equation: $0, residual: residual($0, frame)) }
    let worst = judged.sorted { a, b in
      let (p, q) = (a.residual.isNaN ? .infinity : a.residual, b.residual.isNaN ? .infinity : b.residual)
      return p == q ? a.equation < b.equation : p > q
    }
    return SolveFailure(
      period: period, reason: reason, worst: worst.prefix(3).map { state($0.equation, $0.residual, frame) },
      blockSize: size)
  }

  private mutating func state(_ equation: Int, _ residual: Double, _ frame: Frame)
    -> SolveFailure.EquationState
  {
    let sides = blocks.evaluator.sides(equation, frame, row: row, solver.values)
    let layout = solver.tape.layout
    let values = solver.tape.operands(of: equation).filter { $0.column != layout.addFactor(equation) }
    return SolveFailure.EquationState(
      name: solver.model.equations[equation].name, line: solver.model.equations[equation].place.line,
      left: sides.left, right: sides.right, scaledResidual: residual,
      values: values.map { operand in
        let name = Expression.name(layout.columns[operand.column], shift: operand.shift).description
        return .init(name: name, value: frame[row + operand.shift, operand.column])
      })
  }
}
