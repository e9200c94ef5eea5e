/// What every thread of a stochastic simulation works from.
struct StochasticBench: Sendable {
  let simulation: StochasticSimulation
  let layout: DrawLayout
  let lanes: LaneSimulation
  /// Variables summarised, and their columns.
  let names: [String]
  let columns: [Int]
  let periods: Int
  /// The column each subject of the layout is added to.
  let targets: [Int]
  /// Whether a subject is left alone in a period, since its equation gave way: by subject, then period.
  let isSilent: [[Bool]]
  /// Places of drawn parameters in the model.
  let parameters: [Int]

  static let block = 256

  init(
    _ stochastic: StochasticSimulation, _ layout: DrawLayout, _ solver: ModelSolver,
    _ simulation: Simulation, _ data: ModelData
  ) throws(SimulationError) {
    self.simulation = stochastic
    self.layout = layout
    let model = solver.model
    var inputs = LaneInputs(parameters: Set(layout.parameters))
    for subject in layout.subjects {
      switch subject {
      case .equation(let name): inputs.addFactors.insert(name)
      case .shock(let name): inputs.names.insert(name)
      }
    }
    let lanes = try LaneSimulation(solver, simulation, from: data, varying: inputs)
    self.lanes = lanes
    names = stochastic.variables ?? model.variables.map(\.name)
    columns = names.compactMap(lanes.column)
    periods = simulation.span.count
    targets = layout.subjects.compactMap { subject in
      switch subject {
      case .equation(let name): lanes.addFactorColumn(ofEquation: name)
      case .shock(let name): lanes.column(of: name)
      }
    }
    let span = Array(simulation.span)
    isSilent = layout.subjects.map { subject in
      guard case .equation(let name) = subject, let variable = Self.behavioral(name, of: model),
        let held = simulation.exogenized[variable]
      else { return span.map { _ in false } }
      return span.map(held.contains)
    }
    parameters = layout.parameters.compactMap { name in model.parameters.firstIndex { $0.name == name } }
  }

  private static func behavioral(_ name: String, of model: Model) -> String? {
    model.index(ofEquation: name).map { model.equations[$0].variable }.flatMap { variable in
      model.behavioralEquation(of: variable).map { model.equations[$0].name } == name ? variable : nil
    }
  }

  /// Blocks the draws are cut into.
  var blocks: Int { (simulation.draws + Self.block - 1) / Self.block }

  func draws(ofBlock block: Int) -> Range<UInt64> {
    let first = block * Self.block
    return UInt64(first)..<UInt64(min(first + Self.block, simulation.draws))
  }

  /// Adds what was drawn to what the simulation gives.
  func disturb(_ frame: inout LaneFrame, by drawn: DrawnRows) {
    let lanes = frame.lanes
    for (subject, column) in targets.enumerated() {
      for period in 0..<periods where !isSilent[subject][period] {
        let (row, drawn) = (frame.row(column, period: period), drawn.subject(subject, period: period))
        for lane in 0..<lanes { row[lane] += drawn[lane] }
      }
    }
    for (place, parameter) in parameters.enumerated() {
      frame.parameter(parameter).update(from: drawn.parameter(place, of: layout), count: lanes)
    }
  }
}
