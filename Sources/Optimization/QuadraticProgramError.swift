/// Why a quadratic program has no minimum that could be found. Positions count from 0 in the cases and from 1 in the messages.
public enum QuadraticProgramError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is nothing to choose.
  case empty
  /// An element of H, A or g is NaN or infinite.
  case notFinite(String, row: Int, column: Int)
  /// H is not symmetric, or curves downwards somewhere.
  case notConvex
  /// These constraints cannot hold together; without any one of them the others can.
  case infeasible([QuadraticProgram.Constraint])
  /// The objective falls for ever along a direction, most along this element of x.
  case unbounded(element: Int)
  /// Rounding keeps the method from ending: the problem is too badly conditioned.
  case notFinished(iterations: Int)

  public var description: String {
    switch self {
    case .empty: "the problem has no unknowns"
    case .notFinite(let name, let row, let column):
      "\(name) is not a number in row \(row + 1), column \(column + 1); remove or fill it first"
    case .notConvex:
      "H is not symmetric or not positive semidefinite, so that there may be many local minima; give a convex objective"
    case .infeasible(let constraints):
      "these constraints cannot hold together: \(constraints.map(Self.name).joined(separator: ", ")); "
        + "give up or widen one of them"
    case .unbounded(let element):
      "the objective falls without end along x\(element + 1); bound it or give it a cost"
    case .notFinished(let iterations):
      "no end after \(iterations) changes of the active set; rescale unknowns and constraints to like sizes"
    }
  }

  private static func name(_ constraint: QuadraticProgram.Constraint) -> String {
    switch constraint {
    case .row(let i): "row \(i + 1)"
    case .bound(let j): "the bounds of x\(j + 1)"
    }
  }
}
