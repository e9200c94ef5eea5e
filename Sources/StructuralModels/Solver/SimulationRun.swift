import TimeSeries

/// One simulation under way: data laid out, wishes checked, periods solved one after the other, or stacked.
struct SimulationRun {
  let solver: ModelSolver
  let simulation: Simulation
  /// The model's tape, with terminal conditions where periods are stacked.
  let tape: Tape
  let rows: FrameRows
  let terminal: TerminalConditions?
  private let data: ModelData
  private(set) var frame: Frame
  /// The ways periods are solved, one for each set of variables held.
  private(set) var distinctPlans: [PeriodPlan] = []
  /// Which of them each row of the span takes.
  private(set) var planNumbers: [Int] = []
  private var addFactorsUsed: Set<Int> = []

  /// For each row of the span the way it is solved.
  var plans: [PeriodPlan] { planNumbers.map { distinctPlans[$0] } }
  /// Whether periods are solved together.
  var isStacked: Bool { terminal != nil }

  private var model: Model { solver.model }

  init(_ solver: ModelSolver, _ simulation: Simulation, _ data: ModelData) throws(SimulationError) {
    self.solver = solver
    self.simulation = simulation
    self.data = data
    terminal = try TerminalConditions(solver, simulation)
    tape = terminal?.tape ?? solver.tape
    rows = FrameRows(simulation.span, tape)
    frame = try rows.frame(solver.model, tape.layout, data)
    try impose()
    try makePlans()
    try requireValues()
  }

  /// Writes shocks and add-factors into the frame.
  private mutating func impose() throws(SimulationError) {
    var problems: [SimulationProblem] = []
    let layout = tape.layout
    let equations = model.equations.map(\.name)
    let shocks = model.shocks.map(\.name)
    for (name, series) in simulation.addFactors.sorted(by: { $0.key < $1.key }) {
      if series.frequency != model.frequency {
        problems.append(.frequency(name: name, series.frequency, model: model.frequency))
      } else if let equation = model.index(ofEquation: name) {
        rows.write(series, to: layout.addFactor(equation), of: &frame)
        addFactorsUsed.insert(equation)
      } else {
        let suggestion = Suggestion.nearest(to: name, among: equations)
        problems.append(.unknownEquation(name, suggestion: suggestion))
      }
    }
    for (name, series) in simulation.shocks.sorted(by: { $0.key < $1.key }) {
      if series.frequency != model.frequency {
        problems.append(.frequency(name: name, series.frequency, model: model.frequency))
      } else if shocks.contains(name), let column = layout.index[name] {
        rows.write(series, to: column, of: &frame)
      } else {
        problems.append(.unknownShock(name, suggestion: Suggestion.nearest(to: name, among: shocks)))
      }
    }
    guard problems.isEmpty else { throw .unfit(problems) }
  }

  /// The order of solution of every period, made once for each set of variables held.
  private mutating func makePlans() throws(SimulationError) {
    let held = try heldVariables()
    var known: [[Int]: Int] = [:]
    for row in rows.span {
      let now = held.filter { $0.span.contains(rows.period(row)) }
      let key = now.map(\.variable)
      if let number = known[key] {
        planNumbers.append(number)
        continue
      }
      guard
        let plan = key.isEmpty
          ? solver.plan
          : PeriodPlan(model, solver.tape, solver.incidence, held: now.map { ($0.variable, $0.equation) })
      else {
        throw .unfit([.undetermined(held: key.map { model.variables[$0].name }, rows.period(row))])
      }
      known[key] = distinctPlans.count
      planNumbers.append(distinctPlans.count)
      distinctPlans.append(plan)
      addFactorsUsed.formUnion(now.map(\.equation))
    }
  }

  private func heldVariables() throws(SimulationError) -> [(variable: Int, equation: Int, span: PeriodSpan)] {
    var problems: [SimulationProblem] = []
    var held: [(variable: Int, equation: Int, span: PeriodSpan)] = []
    let names = model.variables.map(\.name)
    for (name, span) in simulation.exogenized.sorted(by: { $0.key < $1.key }) {
      let own = model.equations.firstIndex { $0.variable == name && $0.kind == .behavioral }
      if span.frequency != model.frequency {
        problems.append(.frequency(name: name, span.frequency, model: model.frequency))
      } else if let variable = model.index(of: name) {
        if let own {
          held.append((variable, own, span))
        } else {
          problems.append(.noBehavior(variable: name))
        }
      } else {
        problems.append(.unknownVariable(name, suggestion: Suggestion.nearest(to: name, among: names)))
      }
    }
    guard problems.isEmpty else { throw .unfit(problems) }
    return held.sorted { $0.variable < $1.variable }
  }

  // MARK: - Solving

  mutating func solve() throws(SimulationError) -> SimulatedPaths {
    let variables = model.variables.indices
    let given = frame
    let history = simulation.start == .steady ? SteadyPath(self, given)?.frame ?? given : given
    var result = Result(
      paths: Array(repeating: [], count: variables.count), residuals: [], iterations: [], addFactors: [:])
    var judge = EquationJudge(solver, tape)
    if let stacked = StackedSolver(self) {
      result.iterations = try stacked.solve(&frame, &judge)
      for row in rows.span {
        let plan = distinctPlans[planNumbers[row - rows.span.lowerBound]]
        result.residuals.append(try judge.largest(of: plan.equations, frame, row: row, rows))
        record(row, &result)
      }
    } else {
      var periods = distinctPlans.map { PeriodSolver(solver, $0, simulation.start, rows) }
      for (row, number) in zip(rows.span, planNumbers) {
        let before = periods[number].iterations
        let isBlind = simulation.mode == .forecast && simulation.start != .steady
        let start = isBlind ? nil : variables.map { history[row, $0] }
        result.residuals.append(try periods[number].solve(&frame, row: row, history: start, &judge))
        result.iterations.append(periods[number].iterations - before)
        record(row, &result)
        if simulation.mode == .static { for v in variables { frame[row, v] = given[row, v] } }
      }
    }
    return SimulatedPaths(
      paths: ModelData(named(result.paths)), addFactors: factors(result.addFactors),
      residuals: result.residuals, iterations: result.iterations)
  }

  private struct Result {
    var paths: [[Double?]]
    var residuals: [Double]
    var iterations: [Int]
    var addFactors: [Int: [Double?]]
  }

  /// Notes the numbers of a period that has been solved.
  private func record(_ row: Int, _ result: inout Result) {
    for equation in addFactorsUsed {
      let factor = frame[row, tape.layout.addFactor(equation)]
      result.addFactors[equation, default: []].append(factor.isFinite ? factor : nil)
    }
    for variable in model.variables.indices { result.paths[variable].append(frame[row, variable]) }
  }

  private func named(_ paths: [[Double?]]) -> [String: Series] {
    var series: [String: Series] = [:]
    for (variable, values) in zip(model.variables, paths) {
      let old = data[variable.name]
      series[variable.name] = Series(
        start: simulation.span.lowerBound, values: values, unit: variable.unit ?? old?.unit ?? .ratio,
        basis: variable.basis ?? old?.basis ?? .notApplicable)
    }
    return series
  }

  private func factors(_ values: [Int: [Double?]]) -> [String: Series] {
    var series: [String: Series] = [:]
    for (equation, values) in values {
      series[model.equations[equation].name] = Series(
        start: simulation.span.lowerBound, values: values, unit: .ratio, basis: .notApplicable)
    }
    return series
  }
}
