/// For each period the values at which a model would rest if everything given stayed as it is in that period: lags and
/// leads equal to the present. A place to start from.
struct SteadyPath {
  let frame: Frame

  /// Nil where some period has no such values, or none are found from those before the span.
  init?(_ run: SimulationRun, _ given: Frame) {
    let solver = run.solver
    let tape = solver.tape.collapsed
    let variables = solver.model.variables.indices
    let places = variables.map { EquationSystem.Place(number: $0, row: 0) }
    let system = EquationSystem(
      tape, unknowns: places,
      equations: solver.model.equations.indices.map { .init(number: $0, row: 0) },
      explicit: variables.map { _ in nil })
    var newton = NewtonSolver(system, solver.values, solver.settings)
    var evaluator = TapeEvaluator(tape)
    var frame = given
    for row in run.rows.span {
      for variable in variables {
        let before = row > 0 ? frame[row - 1, variable] : .nan
        frame[row, variable] = before.isNaN ? 1 : before
      }
      if newton.solve(&frame, row: row, &evaluator) == .solved { continue }
      for variable in variables { frame[row, variable] = 1 }
      guard newton.solve(&frame, row: row, &evaluator) == .solved else { return nil }
    }
    self.frame = frame
  }
}
