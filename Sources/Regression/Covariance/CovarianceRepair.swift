import LinearAlgebra

/// A covariance matrix made positive semidefinite by replacing negative eigenvalues with zero, as Cameron, Gelbach &
/// Miller (2011) §2.3 do with their two-way clustered V₁ + V₂ − V₁₂.
struct CovarianceRepair {
  /// The matrix, changed only where it had to be.
  let matrix: Matrix
  /// How many eigenvalues were replaced.
  let negativeEigenvalues: Int

  /// Signs are read off the matrix scaled to a diagonal of ones (the number of negative eigenvalues does not depend on
  /// scale), where what is above −k · 2⁻⁴² is taken for rounding.
  init(_ v: Matrix) throws {
    let scales = v.diagonal.map { $0 == 0 ? 1 : abs($0).squareRoot() }
    let scaled = Matrix(rows: v.rows, columns: v.columns) { i, j in v[i, j] / (scales[i] * scales[j]) }
    let negative = try SymmetricEigen(scaled).values.count { $0 < -Double(v.rows) * 0x1p-42 }
    negativeEigenvalues = negative
    matrix = negative == 0 ? v : try SymmetricEigen(v).applying { max(0, $0) }
  }
}
