import LinearAlgebra

/// A regression run only for what it leaves unexplained. Columns that repeat others are left out and not
/// counted.
struct AuxiliaryRegression {
  /// y − Xβ̂.
  let residuals: [Double]
  /// Number of independent columns.
  let rank: Int

  init(_ y: [Double], on x: Matrix) throws {
    let small = x.rows * x.columns * x.columns <= 4_000_000
    let solution = try LeastSquaresSolution(
      x, y, rankDeficiency: .dropped, refinementSteps: small ? 1 : 0, named: "The auxiliary regression")
    residuals = solution.residuals
    rank = solution.rank
  }

  /// eᵀe.
  var unexplained: Double { residuals.dot(residuals) }
}

extension Array where Element == Double {
  /// The values less their mean, taken twice: the second pass removes the rounding of the first.
  var centred: [Double] {
    var values = self
    for _ in 0..<2 {
      let mean = values.reduce(0, +) / Double(Swift.max(1, count))
      for i in values.indices { values[i] -= mean }
    }
    return values
  }

  /// Whether all values are the same, up to the rounding of their last digits.
  var isConstant: Bool {
    guard let first else { return true }
    let spread = reduce(0) { Swift.max($0, abs($1 - first)) }
    return spread <= 1e-13 * abs(first)
  }

  /// The values `lag` places earlier, with zeros before the first.
  func lagged(by lag: Int) -> [Double] {
    [Double](repeating: 0, count: Swift.min(lag, count)) + dropLast(lag)
  }
}

extension Matrix {
  /// The columns of this matrix with more to their right.
  func appending(columns more: [[Double]]) -> Matrix {
    precondition(more.allSatisfy { $0.count == rows }, "columns to append must have \(rows) rows")
    return Matrix(
      rows: rows, columns: columns + more.count, columnMajor: elements + more.flatMap { $0 })
  }

  /// Rows `range`, copied.
  func rows(_ range: Range<Int>) -> Matrix { Matrix(self[rows: range, columns: 0..<columns]) }

  /// Whether a column is constant or columns combine to one.
  func spansConstant() throws -> Bool {
    let ones = [Double](repeating: 1, count: rows)
    let distance = try LeastSquaresSolution(self, ones, rankDeficiency: .dropped, refinementSteps: 0)
      .residuals.norm
    return distance <= 1e-9 * ones.norm
  }
}
