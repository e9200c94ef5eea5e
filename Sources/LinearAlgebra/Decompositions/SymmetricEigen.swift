import CLAPACK

/// The eigendecomposition A = V diag(λ) Vᵀ of a symmetric matrix, λ rising, V orthogonal.
/// Golub & Van Loan (2013) ch. 8; LAPACK `dsyevd`.
///
/// The sign of an eigenvector, and the basis of a repeated eigenvalue's space, are the library's choice.
public struct SymmetricEigen: Sendable {
  /// λ₁ ≤ λ₂ ≤ … ≤ λₙ.
  public let values: [Double]
  /// V; column j belongs to `values[j]`.
  public let vectors: Matrix

  /// Decomposes `a`. Throws when it is empty, not square, not symmetric, not finite, or does not converge.
  public init(_ a: Matrix, named name: String = "The matrix") throws {
    try a.requireSymmetric(named: name)
    let n = Int32(size: a.rows)
    var vectors = a
    var values = [Double](repeating: 0, count: a.rows)
    let info = Workspace.run { work, lwork, iwork, liwork in
      lapack_dsyevd(.vectors, .lower, n, &vectors.storage, n, &values, work, lwork, iwork, liwork)
    }
    let left = lapackOutcome(info, "dsyevd")
    guard left == 0 else {
      throw LinearAlgebraError.notConverged(matrix: name, algorithm: "eigendecomposition", count: left)
    }
    (self.values, self.vectors) = (values, vectors)
  }

  /// V diag(f(λ)) Vᵀ: the function f of the matrix, such as its square root.
  public func applying(_ f: (Double) throws -> Double) rethrows -> Matrix {
    let image = try values.map(f)
    let scaled = Matrix(rows: vectors.rows, columns: vectors.columns) { i, j in vectors[i, j] * image[j] }
    var result = scaled.timesTranspose(vectors)
    result.mirrorLowerTriangle()
    return result
  }
}
