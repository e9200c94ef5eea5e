import Probability
public import TimeSeries

/// A model bound to one simulation, ready to be solved for many draws at once.
///
///     let lanes = try LaneSimulation(solver, simulation, from: data, varying: LaneInputs(["demand"]))
///     var frame = LaneFrame(lanes)
///     lanes.load(&frame, lanes: 256)
///     // … overwrite frame.row(column, period:) of what varies …
///     lanes.solve(&frame)
///
/// Newton's method runs over the lanes from the path with nothing drawn. Large blocks begin with that path's own
/// factorisation, shared by all lanes; lanes that it does not serve are solved with their own derivatives, then one by one
/// with a line search. A draw counts as solved by the rule of `ModelSolver`: in every equation of a simultaneous block
/// |left − right| is at most the tolerance's share of the size of its terms; the others give their variable outright, which
/// must be finite. A draw's numbers are a function of its own inputs alone: the same bytes in any company, in any lane, on any
/// processor. Where equations have several solutions, the one nearest to the undrawn path is meant, but not guaranteed.
public struct LaneSimulation: Sendable {
  public let model: Model
  /// The periods solved.
  public let span: PeriodSpan
  /// What may differ between lanes.
  public let inputs: LaneInputs

  let solver: ModelSolver
  let layout: LaneLayout
  let columns: Tape.Layout
  /// The ways periods are solved, and the one of each period.
  let plans: [LanePlan]
  let planOfPeriod: [Int]
  let baseline: LaneBaseline
  let needs: LaneWorkspace.Needs

  /// Compiles the model for a simulation and solves it with nothing drawn.
  ///
  /// - Throws: what `ModelSolver.simulate` throws for the same simulation, and names that the model does not have.
  public init(
    _ solver: ModelSolver, _ simulation: Simulation, from data: ModelData, varying inputs: LaneInputs
  ) throws(SimulationError) {
    let problems = inputs.problems(solver.model) + Self.leads(solver)
    guard problems.isEmpty else { throw .unfit(problems) }
    let run = try SimulationRun(solver, simulation, data)
    model = solver.model
    span = simulation.span
    self.inputs = inputs
    self.solver = solver
    columns = solver.tape.layout
    let folding = Self.folding(solver, simulation, run.frame, inputs)
    layout = LaneLayout(
      columns: columns.columns.count, absent: folding.absent, historic: folding.historic,
      parameters: model.parameters.count, lags: solver.tape.longestLag, periods: run.frame.rows)

    let model = solver.model
    let backedOut = Set(inputs.addFactors.compactMap { model.index(ofEquation: $0) })
    var plans: [LanePlan] = []
    var known: [[Int]: Int] = [:]
    planOfPeriod = run.plans.map { plan in
      let held = plan.held.map(\.variable)
      if let number = known[held] { return number }
      known[held] = plans.count
      plans.append(LanePlan(plan, solver, folding, backedOut: backedOut))
      return plans.count - 1
    }
    self.plans = plans
    baseline = try LaneBaseline(solver, simulation, run, plans: planOfPeriod.map { plans[$0] })
    needs = Self.needs(plans, baseline)
  }

  /// The column of a variable, an exogenous variable or a shock.
  public func column(of name: String) -> Int? { columns.index[name] }

  /// The column of an equation's add-factor.
  public func addFactorColumn(ofEquation name: String) -> Int? {
    model.index(ofEquation: name).map(columns.addFactor)
  }

  /// The position of a parameter, for `LaneFrame.parameter`.
  public func parameter(of name: String) -> Int? { columns.parameters[name] }

  /// The path of a variable with nothing drawn.
  public func undrawn(_ variable: String) -> [Double]? {
    columns.index[variable].map { column in
      (0..<span.count).map { baseline.path[layout.lags + $0, column] }
    }
  }

  private static func leads(_ solver: ModelSolver) -> [SimulationProblem] {
    solver.model.equations.indices.flatMap { equation in
      solver.tape.operands(of: equation).filter { $0.shift > 0 && $0.column < solver.model.variables.count }
        .map {
          .lead(
            variable: solver.model.variables[$0.column].name, equation: solver.model.equations[equation].name)
        }
    }
  }

  /// Shocks and add-factors that neither vary nor are given are zero; lagged variables of a static simulation are data.
  private static func folding(
    _ solver: ModelSolver, _ simulation: Simulation, _ frame: Frame, _ inputs: LaneInputs
  ) -> LaneFolding {
    let (model, layout) = (solver.model, solver.tape.layout)
    var varying = Set(inputs.names.compactMap { layout.index[$0] })
    for name in inputs.addFactors {
      if let equation = model.index(ofEquation: name) { varying.insert(layout.addFactor(equation)) }
    }
    let first = model.variables.count + model.exogenous.count
    let absent = (first..<layout.columns.count).filter { column in
      !varying.contains(column) && (0..<frame.rows).allSatisfy { frame[$0, column] == 0 }
    }
    return LaneFolding(
      parameters: zip(model.parameters, solver.values).map { inputs.parameters.contains($0.name) ? nil : $1 },
      absent: Set(absent), historic: simulation.mode == .static ? model.variables.count : 0)
  }

  private static func needs(_ plans: [LanePlan], _ baseline: LaneBaseline) -> LaneWorkspace.Needs {
    var needs = LaneWorkspace.Needs()
    for stage in plans.flatMap(\.stages) {
      switch stage {
      case .straight(let routine): needs.take(routine)
      case .together(let block):
        needs.take(block.residuals)
        needs.take(block.derivatives)
        needs.take(block.verdict)
        needs.unknowns = max(needs.unknowns, block.size)
      }
    }
    for anchor in baseline.anchors.joined() {
      needs.places = max(needs.places, anchor?.order.places ?? 0)
    }
    return needs
  }

  // MARK: Loading

  /// Writes the numbers of the simulation with nothing drawn into every lane: everything the first time, later what may
  /// have been overwritten, which is what varies and what is solved for.
  public func load(_ frame: inout LaneFrame, lanes: Int) {
    precondition((1...frame.capacity).contains(lanes), "a frame holds 1…\(frame.capacity) lanes")
    precondition(frame.layout.width == layout.width, "the frame was made for another simulation")
    frame.lanes = lanes
    frame.failures = LaneFailures()
    let padded = LaneProgram.paddedLanes(frame.isLoaded ? lanes : frame.capacity)
    let all = columns.columns.indices.filter { layout.place[$0] != nil }
    let loaded = frame.isLoaded ? all.filter(isVarying) : all
    for row in 0..<layout.periods {
      for column in loaded {
        guard let place = layout.place[column] else { continue }
        frame.address(place, row: row).update(repeating: baseline.path[row, column], count: padded)
      }
      guard !frame.isLoaded else { continue }
      for (column, place) in layout.history.enumerated() {
        frame.address(place, row: row).update(repeating: baseline.data[row, column], count: padded)
      }
    }
    for index in 0..<layout.parameters {
      frame.parameter(index).update(repeating: solver.values[index], count: padded)
    }
    frame.isLoaded = true
  }

  private func isVarying(_ column: Int) -> Bool {
    column < model.variables.count || inputs.names.contains(columns.columns[column])
      || column >= columns.columns.count - columns.equationCount
  }
}
