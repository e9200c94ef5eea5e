/// The x that minimises ‖Ax − b‖₂, found in double-double arithmetic by Householder QR: about 31 digits less what the
/// condition of A costs, so that doubles hold every digit of the result even where κ(A) is 10¹⁵. A m × n, m ≥ n.
///
/// About thirty times the work of a double's factorisation; memory three copies of A.
public struct ExtendedLeastSquares: Sendable {
  /// x, of length n.
  public let coefficients: [DoubleDouble]
  /// b − Ax; exactly zero where all are below what double-double arithmetic resolves.
  public let residuals: [DoubleDouble]
  /// The same rounded to doubles, with what inference needs.
  public let solution: LeastSquaresSolution

  /// Solves for one right-hand side.
  ///
  /// - Parameter tolerance: a column is dependent where its part that is new, relative to its length, is at most this;
  ///   the default is n√m · 2⁻⁹⁴.
  /// - Throws: `LinearAlgebraError` for NaN, infinity, unequal numbers of rows, fewer rows than columns, or columns
  ///   that depend on each other.
  public init(
    _ a: ExtendedMatrix, _ b: [DoubleDouble], tolerance: Double? = nil, named name: String = "The matrix"
  ) throws {
    try a.high.requireFinite(named: name)
    try b.map(\.high).requireFinite(named: "The right-hand side")
    guard a.rows == b.count else {
      throw LinearAlgebraError.sizeMismatch(
        matrix: name, rows: a.rows, other: "the right-hand side", otherRows: b.count)
    }
    guard a.rows >= a.columns else {
      throw LinearAlgebraError.tooFewRows(matrix: name, rows: a.rows, columns: a.columns)
    }
    let scaling = ColumnScaling(a.high)
    let scaled = ExtendedMatrix(high: scaling.apply(to: a.high), low: scaling.apply(to: a.low))
    let qr = ExtendedQR(scaled, b)
    let limit = tolerance ?? Double(a.columns) * Double(a.rows).squareRoot() * 0x1p-94
    let dependent = qr.dependentColumns(tolerance: limit)
    guard dependent.isEmpty else {
      throw LinearAlgebraError.rankDeficient(
        matrix: name, rank: a.columns - dependent.count, columns: a.columns, dependentColumns: dependent)
    }
    let x = qr.solve(qr.projected)
    let inverse = qr.inverse
    residuals = Self.residuals(scaled, x, b)
    coefficients = zip(x, scaling.exponents).map { $0.scaled(byPowerOfTwo: -$1) }
    solution = LeastSquaresSolution(
      coefficients: coefficients.map(\.value), residuals: residuals.map(\.value),
      inverseFactor: scaling.unscaleRows(
        Matrix(rows: a.columns, columns: a.columns) { i, j in inverse[j][i].value }),
      basis: Matrix(columns: inverse.map { Self.times(scaled, $0).map(\.value) }),
      reciprocalCondition: QR.reciprocalCondition(
        ofTriangle: Matrix(rows: a.columns, columns: a.columns) { i, j in i <= j ? qr.r[j][i].value : 0 }))
  }

  private static func residuals(
    _ a: ExtendedMatrix, _ x: [DoubleDouble], _ b: [DoubleDouble]
  ) -> [DoubleDouble] {
    let r = zip(b, times(a, x)).map { $0 - $1 }
    var largestTerm = b.reduce(0) { max($0, abs($1.high)) }
    for (j, xj) in x.enumerated() {
      largestTerm = max(largestTerm, abs(xj.high) * a.high.column(j).magnitude)
    }
    let resolved = Double(a.rows) * 0x1p-98 * largestTerm
    return r.contains { abs($0.high) > resolved } ? r : r.map { _ in DoubleDouble(0) }
  }

  private static func times(_ a: ExtendedMatrix, _ x: [DoubleDouble]) -> [DoubleDouble] {
    var product = [DoubleDouble](repeating: DoubleDouble(0), count: a.rows)
    for (j, xj) in x.enumerated() {
      for (i, aij) in a.column(j).enumerated() { product[i] = product[i] + aij * xj }
    }
    return product
  }
}

extension ArraySlice where Element == Double {
  fileprivate var magnitude: Double { reduce(0) { Swift.max($0, abs($1)) } }
}
