import CLAPACK
import Foundation

/// The factorisation A = LLᵀ of a symmetric positive-definite n × n matrix, L lower triangular.
/// Golub & Van Loan (2013) §4.2; LAPACK `dpotrf`.
public struct Cholesky: Sendable {
  /// L, with zeros above the diagonal.
  public let lower: Matrix
  let norm: Double

  /// Factors `a`. Throws when it is empty, not square, not symmetric, not finite, or has a leading minor that
  /// is not positive (named).
  public init(_ a: Matrix, named name: String = "The matrix") throws {
    try a.requireSymmetric(named: name)
    let n = a.rows
    var factor = a
    let info = BLAS.call { lapack_dpotrf(.lower, Int32(size: n), &factor.storage, Int32(size: n)) }
    let minor = lapackOutcome(info, "dpotrf")
    guard minor == 0 else {
      throw LinearAlgebraError.notPositiveDefinite(matrix: name, minor: minor, order: n)
    }
    factor.clearAboveDiagonal()
    lower = factor
    norm = a.oneNorm
  }

  /// log det A = 2 Σ log lᵢᵢ.
  public var logDeterminant: Double { 2 * lower.diagonal.reduce(0) { $0 + log($1) } }

  /// det A; may overflow or underflow where `logDeterminant` does not.
  public var determinant: Double { lower.diagonal.reduce(1) { $0 * $1 * $1 } }

  /// An estimate of 1/κ₁(A). LAPACK `dpocon`.
  public var reciprocalCondition: Double {
    let n = lower.rows
    var rcond = 0.0
    var work = [Double](repeating: 0, count: 3 * n)
    var iwork = [Int32](repeating: 0, count: n)
    let info = BLAS.call {
      lapack_dpocon(.lower, Int32(size: n), lower.storage, Int32(size: n), norm, &rcond, &work, &iwork)
    }
    _ = lapackOutcome(info, "dpocon")
    return rcond
  }

  /// X with AX = B; one column per right-hand side.
  public func solve(_ b: Matrix) -> Matrix {
    precondition(b.rows == lower.rows, "the right-hand side needs \(lower.rows) rows")
    var x = b
    guard b.columns > 0 else { return x }
    let n = Int32(size: lower.rows)
    let info = BLAS.call {
      lapack_dpotrs(.lower, n, Int32(size: b.columns), lower.storage, n, &x.storage, n)
    }
    _ = lapackOutcome(info, "dpotrs")
    return x
  }

  /// x with Ax = b.
  public func solve(_ b: [Double]) -> [Double] {
    solve(Matrix(rows: b.count, columns: 1, columnMajor: b)).elements
  }

  /// A⁻¹, exactly symmetric.
  public var inverse: Matrix {
    let n = Int32(size: lower.rows)
    var inverse = lower
    let info = BLAS.call { lapack_dpotri(.lower, n, &inverse.storage, n) }
    _ = lapackOutcome(info, "dpotri")
    inverse.mirrorLowerTriangle()
    return inverse
  }

  /// L⁻¹b, which turns a vector with covariance A into one with covariance I.
  public func whitened(_ b: [Double]) -> [Double] {
    precondition(b.count == lower.rows, "the vector needs \(lower.rows) elements")
    var x = Matrix(rows: b.count, columns: 1, columnMajor: b)
    lower.solveTriangle(.lower, transposed: false, order: b.count, into: &x)
    return x.elements
  }

  /// bᵀA⁻¹b, the squared Mahalanobis length of b.
  public func squaredLength(of b: [Double]) -> Double {
    let z = whitened(b)
    return z.dot(z)
  }
}
