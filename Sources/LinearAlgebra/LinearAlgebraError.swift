/// What can go wrong with a matrix that came from data. Positions count from 0 in the cases and from 1 in
/// the messages; `matrix` is the name the caller gave.
public enum LinearAlgebraError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The matrix has no elements.
  case empty(matrix: String)
  /// An element is NaN or infinite; `value` is its spelling.
  case notFinite(matrix: String, row: Int, column: Int, value: String)
  /// The operation needs as many rows as columns.
  case notSquare(matrix: String, rows: Int, columns: Int)
  /// Elements (row, column) and (column, row) differ by more than rounding.
  case notSymmetric(matrix: String, row: Int, column: Int)
  /// The leading minor of the order given is not positive.
  case notPositiveDefinite(matrix: String, minor: Int, order: Int)
  /// The pivot of this column is zero.
  case singular(matrix: String, pivot: Int)
  /// Some columns are linear combinations of the others, to working precision.
  case rankDeficient(matrix: String, rank: Int, columns: Int, dependentColumns: [Int])
  /// Fewer rows than columns where at least as many are needed.
  case tooFewRows(matrix: String, rows: Int, columns: Int)
  /// Two arguments whose sizes must match do not.
  case sizeMismatch(matrix: String, rows: Int, other: String, otherRows: Int)
  /// An iteration of LAPACK stopped before it converged.
  case notConverged(matrix: String, algorithm: String, count: Int)

  public var description: String {
    switch self {
    case .empty(let matrix):
      return "\(matrix) has no elements."
    case .notFinite(let matrix, let row, let column, let value):
      return "\(matrix) holds \(value) in row \(row + 1), column \(column + 1); "
        + "remove or fill the missing value first."
    case .notSquare(let matrix, let rows, let columns):
      return "\(matrix) is \(rows) × \(columns), but must have as many rows as columns."
    case .notSymmetric(let matrix, let row, let column):
      return "\(matrix) is not symmetric: the elements in row \(row + 1), column \(column + 1) and in "
        + "row \(column + 1), column \(row + 1) differ; average it with its transpose if only rounding "
        + "separates them."
    case .notPositiveDefinite(let matrix, let minor, let order):
      return "\(matrix) is not positive definite: its leading \(minor) × \(minor) minor of "
        + "\(order) × \(order) is not positive; look for a variable \(minor) that repeats or combines "
        + "the ones before it."
    case .singular(let matrix, let pivot):
      return "\(matrix) is singular: the pivot of column \(pivot + 1) is zero; "
        + "drop the column or row that repeats others."
    case .rankDeficient(let matrix, let rank, let columns, let dependent):
      let names = dependent.map { String($0 + 1) }.joined(separator: ", ")
      return "\(matrix) has rank \(rank), but \(columns) columns: "
        + (dependent.count == 1
          ? "column \(names) is a linear combination of the others; drop it."
          : "columns \(names) are linear combinations of the others; drop them.")
    case .tooFewRows(let matrix, let rows, let columns):
      return "\(matrix) has fewer rows (\(rows)) than columns (\(columns)); add observations or drop columns."
    case .sizeMismatch(let matrix, let rows, let other, let otherRows):
      return "\(matrix) has \(rows) rows, but \(other) has \(otherRows); they must match."
    case .notConverged(let matrix, let algorithm, let count):
      return "The \(algorithm) of \(matrix) did not converge (\(count) values left); "
        + "rescale the matrix so that its elements are of like size."
    }
  }
}
