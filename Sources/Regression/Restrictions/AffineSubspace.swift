import LinearAlgebra

/// All β with Rβ = q, as β = β₀ + Zγ with β₀ the shortest of them and Z orthonormal: the null-space method.
/// Björck (1996) §5.1.3. R m × k of full row rank; a single point where m = k.
struct AffineSubspace {
  /// β₀.
  let point: [Double]
  /// Z, k × (k − m).
  let directions: Matrix

  private init(point: [Double], directions: Matrix) {
    self.point = point
    self.directions = directions
  }

  /// The whole space.
  init(dimension k: Int) {
    point = [Double](repeating: 0, count: k)
    directions = .identity(k)
  }

  /// - Throws: `RestrictionError.dependent`, counted within `rows`.
  init(rows: [[Double]], values: [Double], dimension k: Int) throws {
    guard !rows.isEmpty else {
      self.init(dimension: k)
      return
    }
    let m = rows.count
    // Rows of length one, so that no restriction's units decide what is called dependent.
    let lengths = rows.map(\.norm)
    let transposed = Matrix(columns: zip(rows, lengths).map { row, length in row.map { $0 / length } })
    let pivoted = try PivotedQR(transposed, tolerance: 1e-12, named: "The restrictions")
    guard pivoted.rank == m else { throw RestrictionError.dependent(pivoted.dependentColumns) }
    let qr = try QR(transposed, named: "The restrictions")
    let w = try qr.r.solve(
      triangle: .upper, transposed: true, zip(values, lengths).map { $0 / $1 }, named: "The restrictions")
    self.init(
      point: qr.fullQ(times: w + [Double](repeating: 0, count: k - m)),
      directions: Matrix(
        rows: k, columns: k - m,
        columnMajor: (m..<k).flatMap { j in qr.fullQ(times: (0..<k).map { $0 == j ? 1 : 0 }) }))
  }
}
