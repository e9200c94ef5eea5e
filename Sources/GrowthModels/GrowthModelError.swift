public import Datasets

/// Numbers that growth economics cannot work with.
public enum GrowthModelError: Error, Equatable, CustomStringConvertible {
  case notPositive(what: String, value: Double)
  case outsideUnitInterval(what: String, value: Double)
  case wrongSize(what: String, expected: Int, found: Int)
  case cannotReconcile(constraint: Int)
  case correlation(reason: String)
  case missing(what: String, need: String)
  /// What is wrong with the text of the equations.
  case equations(Diagnostics)

  public var description: String {
    switch self {
    case .notPositive(let what, let value): "\(what) is \(value); it must be positive."
    case .outsideUnitInterval(let what, let value): "\(what) is \(value); it must lie between 0 and 1."
    case .wrongSize(let what, let expected, let found):
      "\(what) has \(found) entries; \(expected) are needed."
    case .cannotReconcile(let constraint):
      "Constraint \(constraint) cannot be met: everything in it has variance zero, or the constraints before it "
        + "already determine it; free a part or drop the constraint."
    case .correlation(let reason): "The correlations of shocks are not those of any variables: \(reason)"
    case .missing(let what, let need): "\(what) is missing; \(need)."
    case .equations(let diagnostics): diagnostics.rendered()
    }
  }
}
