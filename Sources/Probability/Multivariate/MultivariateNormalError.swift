/// Why a multivariate normal could not be built or asked.
public enum MultivariateNormalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There are no variables.
  case empty
  /// `what` has `found` entries where `expected` are needed.
  case wrongSize(what: String, expected: Int, found: Int)
  /// `what` holds a NaN or an infinity.
  case notFinite(what: String)
  /// The covariance differs from its transpose at (row, column), counted from 0.
  case notSymmetric(row: Int, column: Int)
  /// The leading minor of this order (counted from 1) of the covariance is negative.
  case notPositiveSemidefinite(minor: Int)
  /// The covariance has no inverse, which `need` requires.
  case degenerate(need: String, rank: Int, dimension: Int)
  /// An index is outside 0..<dimension.
  case noSuchVariable(index: Int, dimension: Int)
  /// An index is given twice.
  case repeatedVariable(index: Int)
  /// A condition on every variable leaves nothing to describe.
  case nothingLeft
  /// A lower bound exceeds its upper bound, or a bound is not a number.
  case invalidBounds(index: Int, lower: Double, upper: Double)

  public var description: String {
    switch self {
    case .empty: "The normal distribution has no variables; give at least one mean."
    case .wrongSize(let what, let expected, let found): "\(what) has \(found) entries but needs \(expected)."
    case .notFinite(let what): "\(what) holds a value that is not finite."
    case .notSymmetric(let row, let column):
      "The covariance is not symmetric: entry (\(row), \(column)) differs from entry (\(column), \(row))."
    case .notPositiveSemidefinite(let minor):
      "The covariance is not positive semi-definite: its leading minor of order \(minor) is negative; "
        + "check the correlations of variable \(minor - 1) (counted from 0) with those before it."
    case .degenerate(let need, let rank, let dimension):
      "\(need) needs a covariance of full rank, but it has rank \(rank) of \(dimension); "
        + "drop variables that are exact combinations of others."
    case .noSuchVariable(let index, let dimension):
      "There is no variable \(index); indices run from 0 to \(dimension - 1)."
    case .repeatedVariable(let index): "Variable \(index) is given twice."
    case .nothingLeft: "The condition fixes every variable; leave at least one free."
    case .invalidBounds(let index, let lower, let upper):
      "The bounds of variable \(index) are \(lower) and \(upper); the lower must not exceed the upper."
    }
  }
}
