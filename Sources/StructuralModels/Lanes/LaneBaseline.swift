import TimeSeries

/// The path with nothing drawn, in the arithmetic of lanes, and each block to first order along it.
struct LaneBaseline: Sendable {
  /// What was simulated; data elsewhere.
  private(set) var path: Frame
  /// The data alone.
  let data: Frame
  /// By solved period and stage; nil for stages without unknowns.
  private(set) var anchors: [[LaneBench.Anchor?]] = []

  private let solver: ModelSolver
  private let simulation: Simulation

  /// - Throws: what `ModelSolver.simulate` throws, where there is no solution.
  init(_ solver: ModelSolver, _ simulation: Simulation, _ run: SimulationRun, plans: [LanePlan])
    throws(SimulationError)
  {
    self.solver = solver
    self.simulation = simulation
    path = run.frame
    data = run.frame
    let bench = LaneBench()
    for (row, plan) in zip(run.rows.span, plans) {
      var found: [LaneBench.Anchor?] = []
      for (number, stage) in plan.stages.enumerated() {
        switch stage {
        case .straight(let routine):
          try compute(routine, row, run, bench)
          found.append(nil)
        case .together(let block):
          let last = anchors.last.flatMap { number < $0.count ? $0[number]?.order : nil }
          found.append(try solve(block, row, run, bench, order: last?.size == block.size ? last : nil))
        }
      }
      anchors.append(found)
    }
  }

  func value(_ operand: LaneOperand, row: Int) -> Double {
    switch operand {
    case .column(let column, let shift): path[row + shift, column]
    case .history(let column, let shift): data[row + shift, column]
    case .parameter(let index): solver.values[index]
    case .result: .nan
    }
  }

  private mutating func compute(_ routine: LaneRoutine, _ row: Int, _ run: SimulationRun, _ bench: LaneBench)
    throws(SimulationError)
  {
    let values = bench.evaluate(routine) { value($0, row: row) }
    for (operand, value) in zip(routine.outputs, values) {
      guard case .column(let column, _) = operand else { continue }
      guard value.isFinite else { throw Self.failure(run, .undefined, row, size: 1) }
      path[row, column] = value
    }
  }

  private mutating func solve(
    _ block: LaneBlock, _ row: Int, _ run: SimulationRun, _ bench: LaneBench, order: EliminationOrder?
  ) throws(SimulationError) -> LaneBench.Anchor {
    let outcome = bench.solve(block, from: starts(block, row), order: order, solver.settings) {
      value($0, row: row)
    }
    switch outcome {
    case .solved(let anchor):
      for (column, value) in zip(block.columns, anchor.values) { path[row, column] = value }
      return anchor
    case .failed(let reason): throw Self.failure(run, reason, row, size: block.size)
    }
  }

  /// Where a search starts: as wished, then from the period before, then from ones.
  private func starts(_ block: LaneBlock, _ row: Int) -> [[Double]] {
    let before = block.columns.map { column in
      let value = row > 0 ? (simulation.mode == .static ? data : path)[row - 1, column] : .nan
      return value.isNaN ? 1 : value
    }
    let past = zip(block.columns, before).map { column, lag in
      let value = simulation.mode == .forecast ? .nan : data[row, column]
      return value.isNaN ? lag : value
    }
    let ones = block.columns.map { _ in 1.0 }
    switch simulation.start {
    case .history: return [past, before, ones]
    case .lag, .steady: return [before, ones]
    case .zero: return [block.columns.map { _ in 0.0 }, before, ones]
    }
  }

  /// What the solver says of the same simulation; else the bare reason.
  private static func failure(_ run: SimulationRun, _ reason: SolveFailure.Reason, _ row: Int, size: Int)
    -> SimulationError
  {
    var run = run
    do {
      _ = try run.solve()
    } catch { return error }
    return .notSolved(
      SolveFailure(period: run.rows.period(row), reason: reason, worst: [], blockSize: size))
  }
}
