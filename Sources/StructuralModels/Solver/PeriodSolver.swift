import TimeSeries

/// Solves single periods under one plan: block after block from several starts, then judges all equations together.
struct PeriodSolver {
  private let plan: PeriodPlan
  private let start: Simulation.Start
  private let values: [Double]
  private let rows: FrameRows
  private var systems: [(any SystemSolver)?]

  /// Newton steps taken so far.
  var iterations: Int { systems.reduce(0) { $0 + ($1?.iterations ?? 0) } }

  init(_ solver: ModelSolver, _ plan: PeriodPlan, _ start: Simulation.Start, _ rows: FrameRows) {
    self.plan = plan
    self.start = start
    self.rows = rows
    values = solver.values
    systems = plan.blocks.map { $0.explicit == nil ? solver.systemSolver($0.system) : nil }
  }

  /// Writes the solution of a period into the frame, with the add-factors that equations of held variables need, and returns
  /// the largest scaled residual. `history` are the values to start from.
  mutating func solve(_ frame: inout Frame, row: Int, history: [Double]?, _ judge: inout EquationJudge)
    throws(SimulationError) -> Double
  {
    for number in plan.blocks.indices { try solve(block: number, &frame, row: row, history, &judge) }
    for (_, equation) in plan.held { judge.backOut(equation, &frame, row: row) }
    return try judge.largest(of: plan.equations, frame, row: row, rows)
  }

  /// Solves one block of a period.
  mutating func solve(
    block number: Int, _ frame: inout Frame, row: Int, _ history: [Double]?, _ judge: inout EquationJudge
  ) throws(SimulationError) {
    let block = plan.blocks[number]
    if let left = block.explicit {
      let right = judge.evaluator.sides(block.equations[0], frame, row: row, values).right
      let before = left.lag > 0 ? frame[row - left.lag, block.columns[0]] : 0
      let value = left.variable(right: right, before: before)
      frame[row, block.columns[0]] = value
      guard abs(value) <= NewtonSettings.bound else {
        let reason: SolveFailure.Reason = value.isFinite ? .diverged : .undefined
        throw .notSolved(judge.failure(reason, block.equations, frame, row: row, rows, size: 1))
      }
      return
    }
    var failed: (reason: SolveFailure.Reason, frame: Frame)?
    var tried: [[Double]] = []
    for attempt in 0..<3 {
      let candidate = candidate(attempt, block, frame, row, history)
      if tried.contains(candidate) { continue }
      tried.append(candidate)
      for (column, value) in zip(block.columns, candidate) { frame[row, column] = value }
      switch systems[number]?.solve(&frame, row: row, &judge.evaluator) {
      case .failed(let reason):
        failed = failed.flatMap { $0.reason == .undefined ? nil : $0 } ?? (reason, frame)
      default: return
      }
    }
    if let (reason, frame) = failed {
      let size = block.equations.count
      throw .notSolved(judge.failure(reason, block.equations, frame, row: row, rows, size: size))
    }
  }

  /// Values to start from: first as wished, then the period before, then ones.
  private func candidate(
    _ attempt: Int, _ block: PeriodPlan.Block, _ frame: Frame, _ row: Int, _ history: [Double]?
  ) -> [Double] {
    block.columns.map { column in
      let before = row > 0 ? frame[row - 1, column] : .nan
      let lag = before.isNaN ? 1 : before
      let past = history?[column] ?? .nan
      switch (attempt, start) {
      case (0, .history), (0, .steady): return past.isNaN ? lag : past
      case (0, .lag), (1, _): return lag
      case (0, .zero): return 0
      default: return 1
      }
    }
  }
}
