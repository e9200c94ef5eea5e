import LinearAlgebra

extension PathProgram {
  /// The path at u.
  func simulate(_ u: [Double], _ solver: ModelSolver) throws(SimulationError) -> SimulatedPaths {
    let (simulation, data) = levers.placing(u)
    return try solver.simulate(simulation, from: data)
  }

  /// The path at u with the multipliers of all levers on all targets and aims.
  func point(_ u: [Double], _ solver: ModelSolver) throws(SimulationError) -> Point {
    let (simulation, data) = levers.placing(u)
    var run = try SimulationRun(solver, simulation, data)
    let paths = try run.solve()
    let system = try LinearisedPath(solver, run)
    let (wished, aimed) = (targets.map(\.element), aims.map(\.element))
    var targetSlopes = Matrix(rows: wished.count, columns: u.count)
    var aimSlopes = Matrix(rows: aimed.count, columns: u.count)
    for (j, lever) in levers.levers.enumerated() {
      let response = system.response(to: lever.column, from: lever.origin)
      for (i, element) in wished.enumerated() {
        targetSlopes[i, j] = response[element.offset][element.variable]
      }
      for (i, element) in aimed.enumerated() {
        aimSlopes[i, j] = response[element.offset][element.variable]
      }
    }
    return Point(
      u: u, paths: paths, reached: Self.values(wished, of: paths), aimed: Self.values(aimed, of: paths),
      targetSlopes: targetSlopes, aimSlopes: aimSlopes)
  }
}
