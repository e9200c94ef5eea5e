import CLAPACK

/// Which half of a square matrix is read; the other half is taken as zero.
public enum Triangle: String, Codable, Sendable {
  case upper, lower
}

extension Matrix {
  /// X with TX = B (or TᵀX = B), T being a triangle of this square matrix; the other half is not read.
  /// Throws when T is not square, not finite, or has a zero on its diagonal (named).
  public func solve(
    triangle: Triangle, transposed: Bool = false, _ b: Matrix, named name: String = "The triangle"
  ) throws -> Matrix {
    try requireInvertibleTriangle(named: name)
    precondition(b.rows == rows, "the right-hand side needs \(rows) rows")
    var x = b
    if b.columns > 0 { solveTriangle(triangle, transposed: transposed, order: rows, into: &x) }
    return x
  }

  /// x with Tx = b (or Tᵀx = b).
  public func solve(
    triangle: Triangle, transposed: Bool = false, _ b: [Double], named name: String = "The triangle"
  ) throws -> [Double] {
    try solve(
      triangle: triangle, transposed: transposed, Matrix(rows: b.count, columns: 1, columnMajor: b),
      named: name
    ).elements
  }

  /// T⁻¹ of a triangle of this square matrix, with zeros in the other half.
  public func inverseOfTriangle(
    _ triangle: Triangle, named name: String = "The triangle"
  ) throws -> Matrix {
    try requireInvertibleTriangle(named: name)
    var inverse = Matrix(rows: rows, columns: columns) { i, j in
      triangle == .upper ? (i <= j ? self[i, j] : 0) : (i >= j ? self[i, j] : 0)
    }
    let info = BLAS.call {
      lapack_dtrtri(
        triangle == .upper ? .upper : .lower, .asIs, Int32(size: rows), &inverse.storage, Int32(size: rows))
    }
    _ = lapackOutcome(info, "dtrtri")
    return inverse
  }

  private func requireInvertibleTriangle(named name: String) throws {
    try requireSquare(named: name)
    try requireFinite(named: name)
    if let zero = diagonal.firstIndex(of: 0) { throw LinearAlgebraError.singular(matrix: name, pivot: zero) }
  }

  /// Solves in place with the leading `order` × `order` triangle.
  func solveTriangle(_ triangle: Triangle, transposed: Bool, order: Int, into x: inout Matrix) {
    BLAS.call {
      blas_dtrsm(
        .left, triangle == .upper ? .upper : .lower, transposed ? .transposed : .asIs, .asIs,
        Int32(size: order), Int32(size: x.columns), 1, storage, Int32(size: rows), &x.storage,
        Int32(size: x.rows))
    }
  }

  mutating func clearAboveDiagonal() {
    for j in 0..<columns {
      for i in 0..<min(j, rows) { storage[j * rows + i] = 0 }
    }
  }
}
