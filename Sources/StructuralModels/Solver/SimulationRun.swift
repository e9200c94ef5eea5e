import TimeSeries

/// One simulation under way: data laid out, wishes checked, periods solved one after the other.
struct SimulationRun {
  private let solver: ModelSolver
  private let simulation: Simulation
  let rows: FrameRows
  private let data: ModelData
  private(set) var frame: Frame
  /// For each row of the span the way it is solved.
  private(set) var plans: [PeriodPlan] = []
  private var addFactorsUsed: Set<Int> = []

  private var model: Model { solver.model }

  init(_ solver: ModelSolver, _ simulation: Simulation, _ data: ModelData) throws(SimulationError) {
    self.solver = solver
    self.simulation = simulation
    self.data = data
    rows = FrameRows(simulation.span, solver.tape)
    frame = try rows.frame(solver.model, solver.tape.layout, data)
    try impose()
    try makePlans()
    try requireValues()
  }

  /// Writes shocks and add-factors into the frame.
  private mutating func impose() throws(SimulationError) {
    var problems: [SimulationProblem] = []
    let layout = solver.tape.layout
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
    var known: [[Int]: PeriodPlan] = [:]
    for row in rows.span {
      let now = held.filter { $0.span.contains(rows.period(row)) }
      let key = now.map(\.variable)
      let pairs = now.map { ($0.variable, $0.equation) }
      guard let plan = known[key] ?? PeriodPlan(model, solver.tape, solver.incidence, held: pairs) else {
        throw .unfit([.undetermined(held: key.map { model.variables[$0].name }, rows.period(row))])
      }
      known[key] = plan
      plans.append(plan)
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

  // MARK: - Values needed

  private struct Need: Hashable {
    let column: Int
    let row: Int
  }

  /// Throws all values that equations need, that are not simulated, and that data do not have.
  private func requireValues() throws(SimulationError) {
    var users: [Need: Set<Int>] = [:]
    for (row, plan) in zip(rows.span, plans) {
      let held = Set(plan.held.map(\.variable))
      for variable in held where frame[row, variable].isNaN {
        users[Need(column: variable, row: row), default: []] = []
      }
      for equation in plan.equations {
        for (column, shift) in solver.tape.operands(of: equation)
        where frame[row + shift, column].isNaN && !isSimulated(column, row + shift, now: row, held) {
          users[Need(column: column, row: row + shift), default: []].insert(equation)
        }
      }
    }
    guard !users.isEmpty else { return }
    let columns = Set(users.keys.map(\.column)).sorted()
    throw .missing(
      columns.map { column in
        let needs = users.filter { $0.key.column == column }
        let equations = needs.values.reduce(into: Set<Int>()) { $0.formUnion($1) }
        return MissingValues(
          name: solver.tape.layout.columns[column], periods: needs.keys.map(\.row).sorted().map(rows.period),
          equations: equations.sorted().map { model.equations[$0].name })
      })
  }

  /// Whether the value is found by solving, in the period itself or before.
  private func isSimulated(_ column: Int, _ row: Int, now: Int, _ held: Set<Int>) -> Bool {
    guard column < model.variables.count else { return false }
    if row == now { return !held.contains(column) }
    return simulation.mode != .static && rows.span.contains(row)
  }

  // MARK: - Solving

  mutating func solve() throws(SimulationError) -> SimulatedPaths {
    let variables = model.variables.indices
    var paths = [[Double?]](repeating: [], count: variables.count)
    var (residuals, iterations): ([Double], [Int]) = ([], [])
    var addFactors: [Int: [Double?]] = [:]
    for (row, plan) in zip(rows.span, plans) {
      let history = variables.map { frame[row, $0] }
      var period = PeriodSolver(solver, plan, simulation.start, row: row, label: rows.period(row))
      residuals.append(try period.solve(&frame, history: simulation.mode == .forecast ? nil : history))
      iterations.append(period.iterations)
      for equation in addFactorsUsed {
        let factor = frame[row, solver.tape.layout.addFactor(equation)]
        addFactors[equation, default: []].append(factor.isFinite ? factor : nil)
      }
      for variable in variables {
        paths[variable].append(frame[row, variable])
        if simulation.mode == .static { frame[row, variable] = history[variable] }
      }
    }
    return SimulatedPaths(
      paths: ModelData(named(paths)), addFactors: factors(addFactors), residuals: residuals,
      iterations: iterations)
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
