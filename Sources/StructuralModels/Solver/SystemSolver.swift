/// A way to solve a system of equations, with its work space: to be used again and again.
protocol SystemSolver {
  var system: EquationSystem { get }
  /// Steps or sweeps taken so far.
  var iterations: Int { get }
  /// Solves from the values the unknowns have in the frame, and leaves the solution there.
  mutating func solve(_ frame: inout Frame, row: Int, _ evaluator: inout TapeEvaluator) -> SolveOutcome
}

/// How a search for a solution ended.
enum SolveOutcome: Equatable {
  case solved
  case failed(SolveFailure.Reason)
}

extension ModelSolver {
  /// The method asked for, on one system.
  func systemSolver(_ system: EquationSystem) -> any SystemSolver {
    switch settings.method {
    case .newton: NewtonSolver(system, values, settings)
    case .gaussSeidel(let damping): GaussSeidelSolver(system, values, settings, damping: damping)
    }
  }
}
