/// Solves all periods of a simulation together, as far as they need each other: the equations of the whole span are one sparse
/// system for Newton's method. Laffargue (1990); Boucekkine (1995), J. Economic Dynamics and Control 19:711–734; Juillard
/// (1996), Dynare, CEPREMAP working paper 9602.
struct StackedSolver {
  private let run: SimulationRun
  private let terminal: TerminalConditions
  private let groups: [StackedOrder.Group]
  /// For each plan and group the plan's blocks that lie in it.
  private let members: [[[Int]]]

  /// Nil where periods are solved one after the other.
  init?(_ run: SimulationRun) {
    guard let terminal = run.terminal else { return nil }
    self.run = run
    self.terminal = terminal
    let count = run.solver.model.variables.count
    groups = StackedOrder(run.distinctPlans, run.solver.tape, variableCount: count).groups
    var number = [Int](repeating: 0, count: count)
    for (i, group) in groups.enumerated() {
      for variable in group.variables { number[variable] = i }
    }
    members = run.distinctPlans.map { plan in
      var blocks = [[Int]](repeating: [], count: number.count)
      for (b, block) in plan.blocks.enumerated() { blocks[number[block.columns[0]]].append(b) }
      return blocks
    }
  }

  /// Writes the solution into the frame, with the add-factors that equations of held variables need, and returns the steps
  /// taken, the same for every period.
  func solve(_ frame: inout Frame, _ judge: inout EquationJudge) throws(SimulationError) -> [Int] {
    let history = frame
    var steady = Steady()
    var periods = run.distinctPlans.map {
      PeriodSolver(run.solver, $0, run.simulation.start, run.rows)
    }
    var steps = 0
    for (number, group) in groups.enumerated() {
      if group.looksAhead || run.simulation.stacking == .always {
        steps += try stack(number, &frame, history, &steady, &judge)
      } else {
        try solveInTurn(number, &frame, history, &periods, &judge)
      }
    }
    for (row, number) in zip(run.rows.span, run.planNumbers) {
      for (_, equation) in run.distinctPlans[number].held { judge.backOut(equation, &frame, row: row) }
    }
    steps += periods.reduce(0) { $0 + $1.iterations }
    return run.planNumbers.map { _ in steps }
  }

  /// Period after period, then what lies beyond the last.
  private func solveInTurn(
    _ group: Int, _ frame: inout Frame, _ history: Frame, _ periods: inout [PeriodSolver],
    _ judge: inout EquationJudge
  ) throws(SimulationError) {
    let variables = run.solver.model.variables.indices
    for (row, plan) in zip(run.rows.span, run.planNumbers) {
      let start = run.simulation.mode == .forecast ? nil : variables.map { history[row, $0] }
      for block in members[plan][group] {
        try periods[plan].solve(block: block, &frame, row: row, start, &judge)
      }
    }
    for variable in groups[group].variables {
      for condition in terminal.conditions(of: variable, run.rows) {
        let sides = judge.evaluator.sides(condition.equation, frame, row: condition.row, run.solver.values)
        frame[condition.row, variable] = sides.right
      }
    }
  }

  // MARK: - One system over the span

  /// All equations of all periods, terminal conditions included.
  var system: EquationSystem { system(Array(groups.indices)) }

  private func system(_ numbers: [Int]) -> EquationSystem {
    var unknowns: [EquationSystem.Place] = []
    var equations: [EquationSystem.Place] = []
    var explicit: [LeftSide?] = []
    for (row, plan) in zip(run.rows.span, run.planNumbers) {
      for block in numbers.flatMap({ members[plan][$0] }).map({ run.distinctPlans[plan].blocks[$0] }) {
        unknowns += block.columns.map { .init(number: $0, row: row) }
        equations += block.equations.map { .init(number: $0, row: row) }
        explicit += block.system.explicit
      }
    }
    let beyond = numbers.flatMap { groups[$0].variables }.flatMap { terminal.conditions(of: $0, run.rows) }
    for condition in beyond.sorted(by: { ($0.row, $0.column) < ($1.row, $1.column) }) {
      unknowns.append(.init(number: condition.column, row: condition.row))
      equations.append(.init(number: condition.equation, row: condition.row))
      explicit.append(.level)
    }
    return EquationSystem(run.tape, unknowns: unknowns, equations: equations, explicit: explicit)
  }

  private func stack(
    _ group: Int, _ frame: inout Frame, _ history: Frame, _ steady: inout Steady,
    _ judge: inout EquationJudge
  ) throws(SimulationError) -> Int {
    let system = system([group])
    guard !system.unknowns.isEmpty else { return 0 }
    var solver = run.solver.systemSolver(system)
    var failed: (reason: SolveFailure.Reason, frame: Frame)?
    for start in Start.order(run.simulation.start) {
      guard let source = start == .steady ? steady.frame(run, history) : history else { continue }
      place(system, start, &frame, source)
      switch solver.solve(&frame, row: 0, &judge.evaluator) {
      case .solved: return solver.iterations
      case .failed(let reason):
        failed = failed.flatMap { $0.reason == .undefined ? nil : $0 } ?? (reason, frame)
      }
    }
    guard let (reason, frame) = failed else { return 0 }
    throw .notSolved(failure(reason, system, frame, &judge))
  }

  /// Where a search starts.
  private enum Start {
    case history, lag, zero, steady, ones

    /// The start wished for first, then the others worth trying.
    static func order(_ wish: Simulation.Start) -> [Start] {
      switch wish {
      case .history: [.history, .lag, .steady, .ones]
      case .lag: [.lag, .steady, .ones]
      case .zero: [.zero, .lag, .steady, .ones]
      case .steady: [.steady, .lag, .ones]
      }
    }
  }

  /// A steady path, looked for when it is first needed.
  private struct Steady {
    private var isSought = false
    private var found: Frame?

    mutating func frame(_ run: SimulationRun, _ history: Frame) -> Frame? {
      if !isSought { found = SteadyPath(run, history)?.frame }
      isSought = true
      return found
    }
  }

  /// Writes values to start from into the frame, from history or a steady path. Where history ends, its last value goes on.
  private func place(
    _ system: EquationSystem, _ start: Start, _ frame: inout Frame, _ source: Frame
  ) {
    let span = run.rows.span
    var last = [Double](repeating: .nan, count: run.solver.model.variables.count)
    for variable in last.indices where span.lowerBound > 0 {
      let before = source[span.lowerBound - 1, variable]
      last[variable] = before.isNaN ? 1 : before
    }
    let isForecast = run.simulation.mode == .forecast
    for unknown in system.unknowns {
      let variable = unknown.number
      let row = min(unknown.row, span.upperBound - 1)
      switch start {
      case .zero: last[variable] = 0
      case .ones: last[variable] = 1
      case .steady: last[variable] = source[row, variable]
      case .history:
        let past = isForecast || unknown.row != row ? .nan : source[row, variable]
        if !past.isNaN { last[variable] = past }
      case .lag: break
      }
      if last[variable].isNaN { last[variable] = 1 }
      frame[unknown.row, variable] = last[variable]
    }
  }

  /// The period with the equation furthest from holding, and its worst equations.
  private func failure(
    _ reason: SolveFailure.Reason, _ system: EquationSystem, _ frame: Frame, _ judge: inout EquationJudge
  ) -> SolveFailure {
    let count = run.solver.model.equations.count
    var worst = (residual: -1.0, row: run.rows.span.lowerBound)
    for equation in system.equations where equation.number < count {
      let residual = judge.residual(equation.number, frame, row: equation.row)
      let size = residual.isNaN ? .infinity : residual
      if size > worst.residual { worst = (size, equation.row) }
    }
    let here = system.equations.filter { $0.row == worst.row && $0.number < count }.map(\.number)
    return judge.failure(
      reason, here, frame, row: worst.row, run.rows, size: system.equations.count)
  }
}
