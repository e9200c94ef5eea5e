/// Solves a system of equations one after the other, each for its own unknown, again and again: the method of Gauss and Seidel
/// with damping, for comparison with programs that use it. Ortega & Rheinboldt (1970) §7.4.
///
/// It converges only where equations lean on their own unknowns more than on the others', and then in steps of even length;
/// where it does not, that is said.
struct GaussSeidelSolver: SystemSolver {
  let system: EquationSystem
  private let parameters: [Double]
  private let settings: NewtonSettings
  private let damping: Double
  /// Sweeps over all equations.
  private(set) var iterations = 0

  init(_ system: EquationSystem, _ parameters: [Double], _ settings: NewtonSettings, damping: Double) {
    self.system = system
    self.parameters = parameters
    self.settings = settings
    self.damping = damping
  }

  /// Solves the system from the values its unknowns have in the frame, and leaves the solution there.
  mutating func solve(_ frame: inout Frame, row: Int, _ evaluator: inout TapeEvaluator)
    -> SolveOutcome
  {
    let goal = settings.tolerance / 100
    for _ in 0..<settings.iterationLimit {
      iterations += 1
      for i in system.equations.indices {
        guard let value = value(of: i, frame, row, &evaluator) else { return .failed(.singular) }
        guard value.isFinite else { return .failed(.undefined) }
        guard abs(value) <= NewtonSettings.bound else { return .failed(.diverged) }
        let unknown = system.unknowns[i]
        let old = frame[row + unknown.row, unknown.number]
        frame[row + unknown.row, unknown.number] = damping == 1 ? value : old + damping * (value - old)
      }
      let isSolved = system.equations.allSatisfy { equation in
        evaluator.scaledResidual(equation.number, frame, row: row + equation.row, parameters) <= goal
      }
      if isSolved { return .solved }
    }
    return .failed(.iterationLimit)
  }

  /// What an unknown would have to be for its equation to hold with the others as they are: exactly where the right side gives
  /// it, else by one step of Newton's method. Nil where the equation does not depend on it.
  private func value(of i: Int, _ frame: Frame, _ row: Int, _ evaluator: inout TapeEvaluator) -> Double? {
    let (equation, unknown) = (system.equations[i], system.unknowns[i])
    let sides = evaluator.sides(equation.number, frame, row: row + equation.row, parameters)
    let place = row + unknown.row
    if let left = system.explicit[i] {
      return left.variable(
        right: sides.right, before: left.lag > 0 ? frame[place - left.lag, unknown.number] : 0)
    }
    evaluator.differentiate(equation.number)
    for k in system.starts[i]..<system.starts[i + 1] where system.owners[k] == i {
      let slope = evaluator.adjoints[system.slots[k]]
      return slope == 0 ? nil : frame[place, unknown.number] - (sides.left - sides.right) / slope
    }
    return nil
  }
}
