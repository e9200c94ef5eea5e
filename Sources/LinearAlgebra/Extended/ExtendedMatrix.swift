/// A dense matrix of double-doubles, high + low: for designs whose elements no double holds, such as high powers of
/// decimal numbers.
public struct ExtendedMatrix: Equatable, Sendable {
  /// The elements rounded to doubles.
  public let high: Matrix
  /// What the rounding left.
  public let low: Matrix

  /// The sum of two matrices of one size, |low| ≤ ½ ulp(high) element by element, which is not checked.
  public init(high: Matrix, low: Matrix) {
    precondition(
      high.rows == low.rows && high.columns == low.columns, "the two parts of a matrix must have one size")
    (self.high, self.low) = (high, low)
  }

  /// The elements of a matrix of doubles, exactly.
  public init(_ exact: Matrix) {
    self.init(high: exact, low: Matrix(rows: exact.rows, columns: exact.columns))
  }

  /// The decimals of at most 15 digits that were rounded to the elements of a matrix, where there are such:
  /// `DoubleDouble(decimalOf:)`.
  public init(decimalsOf rounded: Matrix) {
    self.init(high: rounded, low: rounded.map { DoubleDouble(decimalOf: $0).low })
  }

  /// A matrix from its columns, each of the same length.
  public init(columns: [[DoubleDouble]]) {
    self.init(
      high: Matrix(columns: columns.map { $0.map(\.high) }),
      low: Matrix(columns: columns.map { $0.map(\.low) }))
  }

  /// The design of a polynomial: columns x^p for p in `degrees`, each formed with 31 digits. 0...q holds the constant.
  public static func powers(of x: [DoubleDouble], degrees: ClosedRange<Int>) -> ExtendedMatrix {
    precondition(degrees.lowerBound >= 0, "the degrees of a polynomial are not negative")
    var power = x.map { _ in DoubleDouble(1) }
    var columns: [[DoubleDouble]] = []
    for degree in 0...degrees.upperBound {
      if degree > 0 { power = zip(power, x).map { $0 * $1 } }
      if degrees.contains(degree) { columns.append(power) }
    }
    return ExtendedMatrix(columns: columns)
  }

  /// Number of rows.
  public var rows: Int { high.rows }
  /// Number of columns.
  public var columns: Int { high.columns }

  /// Element (row, column), counting from 0.
  public subscript(row: Int, column: Int) -> DoubleDouble {
    DoubleDouble(high: high[row, column], low: low[row, column])
  }

  /// One column, copied.
  public func column(_ j: Int) -> [DoubleDouble] {
    zip(high.column(j), low.column(j)).map { DoubleDouble(high: $0, low: $1) }
  }

  /// Each row times its factor.
  public func scalingRows(by factors: [DoubleDouble]) -> ExtendedMatrix {
    precondition(factors.count == rows, "one factor per row is needed")
    return ExtendedMatrix(columns: (0..<columns).map { j in zip(column(j), factors).map { $0 * $1 } })
  }
}
