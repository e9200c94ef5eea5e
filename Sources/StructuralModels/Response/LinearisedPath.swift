import LinearAlgebra

/// A solved simulation to first order: A_t dx_t + Σ_k B_tk dx_{t−k} + Σ c_tk du_{t−k} = 0 in every period; with leads all
/// periods together.
struct LinearisedPath {
  private struct Term {
    let equation: Int
    let column: Int
    let shift: Int
    let slope: Double
  }

  private struct Step {
    /// Variables that move, as columns of the frame; held ones do not.
    let free: [Int]
    let factors: LU
    /// Slopes of everything but the current free variables; equations count within the period.
    let terms: [Term]
  }

  private let steps: [Step]
  private let variableCount: Int
  /// Where equations look ahead.
  private let stacked: StackedPath?

  init(_ solver: ModelSolver, _ run: SimulationRun) throws(SimulationError) {
    var evaluator = TapeEvaluator(solver.tape)
    variableCount = solver.model.variables.count
    stacked = try StackedPath(solver, run)
    guard stacked == nil else {
      steps = []
      return
    }
    var steps: [Step] = []
    for (row, plan) in zip(run.rows.span, run.plans) {
      let free = plan.blocks.flatMap(\.columns)
      let place = Dictionary(uniqueKeysWithValues: free.enumerated().map { ($1, $0) })
      var jacobian = Matrix(rows: free.count, columns: free.count)
      var terms: [Term] = []
      for (i, equation) in plan.blocks.flatMap(\.equations).enumerated() {
        _ = evaluator.sides(equation, run.frame, row: row, solver.values)
        evaluator.differentiate(equation)
        let slots = solver.tape.stretches[equation].columns
        for (slot, operand) in zip(slots, solver.tape.operands(of: equation)) {
          let slope = evaluator.adjoints[slot]
          if operand.shift == 0, let j = place[operand.column] {
            jacobian[i, j] = slope
          } else if slope != 0 {
            terms.append(Term(equation: i, column: operand.column, shift: operand.shift, slope: slope))
          }
        }
      }
      guard let factors = try? LU(jacobian) else {
        throw .unfit([.noMultipliers(run.rows.period(row))])
      }
      steps.append(Step(free: free, factors: factors, terms: terms))
    }
    self.steps = steps
  }

  /// dx_t / du_s of a column for one s, every period t of the span and every variable; periods are counted from the first.
  func response(to column: Int, from origin: Int) -> [[Double]] {
    if let stacked { return stacked.response(to: column, from: origin) }
    let still = [Double](repeating: 0, count: variableCount)
    var path = Array(repeating: still, count: origin)
    for t in origin..<steps.count {
      path.append(answer(steps[t], at: t, to: column, origin: origin, after: path))
    }
    return path
  }

  private func answer(_ step: Step, at t: Int, to column: Int, origin: Int, after path: [[Double]])
    -> [Double]
  {
    var right = [Double](repeating: 0, count: step.free.count)
    for term in step.terms {
      let s = t + term.shift
      if term.column == column, s == origin {
        right[term.equation] -= term.slope
      } else if term.column < variableCount, term.shift < 0, s >= origin {
        right[term.equation] -= term.slope * path[s][term.column]
      }
    }
    var response = [Double](repeating: 0, count: variableCount)
    for (column, value) in zip(step.free, step.factors.solve(right)) { response[column] = value }
    return response
  }
}
