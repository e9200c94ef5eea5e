/// A stacked simulation to first order: all periods' equations together, so that what happens later is answered before.
struct StackedPath {
  private struct Term {
    let equation: Int
    let row: Int
    let slope: Double
  }

  private let system: EquationSystem
  private let jacobian: JacobianFactors
  /// By column, the slopes of what is given.
  private let given: [Int: [Term]]
  private let span: Range<Int>
  private let variableCount: Int

  /// Nil for simulations whose periods are solved one after the other.
  ///
  /// - Throws: `SimulationError.unfit` where small changes are not determined.
  init?(_ solver: ModelSolver, _ run: SimulationRun) throws(SimulationError) {
    guard let stacked = StackedSolver(run) else { return nil }
    system = stacked.system
    span = run.rows.span
    variableCount = solver.model.variables.count
    var evaluator = TapeEvaluator(run.tape)
    var jacobian = JacobianFactors(system)
    var given: [Int: [Term]] = [:]
    for (i, equation) in system.equations.enumerated() {
      _ = evaluator.sides(equation.number, run.frame, row: equation.row, solver.values)
      evaluator.differentiate(equation.number)
      for k in system.starts[i]..<system.starts[i + 1] {
        jacobian.elements[system.elements[k]] += evaluator.adjoints[system.slots[k]]
      }
      let unknown = Set(system.slots[system.starts[i]..<system.starts[i + 1]])
      let operands = zip(run.tape.stretches[equation.number].columns, run.tape.operands(of: equation.number))
      for (slot, operand) in operands where !unknown.contains(slot) && evaluator.adjoints[slot] != 0 {
        given[operand.column, default: []].append(
          Term(equation: i, row: equation.row + operand.shift, slope: evaluator.adjoints[slot]))
      }
    }
    guard jacobian.factor() else { throw .unfit([.noMultipliers(run.rows.period(span.lowerBound))]) }
    self.jacobian = jacobian
    self.given = given
  }

  /// dx_t / du_s of a column for one s, every period of the span and every variable.
  func response(to column: Int, from origin: Int) -> [[Double]] {
    var right = [Double](repeating: 0, count: system.unknowns.count)
    for term in given[column] ?? [] where term.row == span.lowerBound + origin {
      right[term.equation] -= term.slope
    }
    jacobian.solve(&right)
    var path = [[Double]](repeating: Array(repeating: 0, count: variableCount), count: span.count)
    for (unknown, value) in zip(system.unknowns, right) where span.contains(unknown.row) {
      path[unknown.row - span.lowerBound][unknown.number] = value
    }
    return path
  }
}
