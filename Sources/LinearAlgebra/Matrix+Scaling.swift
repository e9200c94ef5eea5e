extension Matrix {
  /// Lengths of the columns.
  public var columnNorms: [Double] { (0..<columns).map { Array(column($0)).norm } }

  /// A diag(f).
  public func scalingColumns(by factors: [Double]) -> Matrix {
    precondition(factors.count == columns, "one factor a column")
    return Matrix(rows: rows, columns: columns) { i, j in self[i, j] * factors[j] }
  }

  /// diag(f) A.
  public func scalingRows(by factors: [Double]) -> Matrix {
    precondition(factors.count == rows, "one factor a row")
    return Matrix(rows: rows, columns: columns) { i, j in self[i, j] * factors[i] }
  }
}
