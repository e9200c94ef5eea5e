import CLAPACK
import Foundation

/// The Householder factorisation A = QR of an m × n matrix, m ≥ n: Q m × n with orthonormal columns, R n × n
/// upper triangular. Golub & Van Loan (2013) §5.2; LAPACK `dgeqrf`.
///
/// Columns are not exchanged, so rank is not found: `solve` refuses an R that is singular to working precision.
/// Use `PivotedQR` or `LeastSquaresSolution` where columns may depend on each other.
public struct QR: Sendable {
  let reflectors: Reflectors

  /// Factors `a`. Throws when it is empty, has fewer rows than columns, or holds NaN or infinity.
  public init(_ a: Matrix, named name: String = "The matrix") throws {
    try a.requireFinite(named: name)
    guard a.rows >= a.columns else {
      throw LinearAlgebraError.tooFewRows(matrix: name, rows: a.rows, columns: a.columns)
    }
    var factors = a
    var tau = [Double](repeating: 0, count: a.columns)
    let (m, n) = (Int32(size: a.rows), Int32(size: a.columns))
    let info = Workspace.run { work, lwork in
      lapack_dgeqrf(m, n, &factors.storage, m, &tau, work, lwork)
    }
    _ = lapackOutcome(info, "dgeqrf")
    reflectors = Reflectors(factors: factors, tau: tau, name: name)
  }

  /// Q, m × n.
  public var q: Matrix { reflectors.q }

  /// R, n × n upper triangular.
  public var r: Matrix { reflectors.r }

  /// Qᵀb in full length m: the first n elements belong to R, the others are the residual's coordinates.
  public func transposedQ(times b: [Double]) -> [Double] { reflectors.applied(to: b, transposed: true) }

  /// Q times a vector of length m (the full m × m Q).
  public func fullQ(times b: [Double]) -> [Double] { reflectors.applied(to: b, transposed: false) }

  /// |det A| of a square matrix as its logarithm, Σ log |rᵢᵢ|; −∞ when singular.
  public var logAbsoluteDeterminant: Double {
    precondition(reflectors.factors.isSquare, "only square matrices have a determinant")
    return reflectors.factors.diagonal.reduce(0) { $0 + log(abs($1)) }
  }

  /// An estimate of 1/κ₁(R); near 0 for columns that depend on each other. LAPACK `dtrcon`.
  public var reciprocalCondition: Double { reflectors.reciprocalCondition }

  /// 1/κ₁ of an upper triangle, estimated.
  static func reciprocalCondition(ofTriangle r: Matrix) -> Double {
    Reflectors(factors: r, tau: [], name: "R").reciprocalCondition
  }

  /// The x that minimises ‖Ax − b‖₂. Throws where R is singular to working precision.
  public func solve(_ b: [Double]) throws -> [Double] {
    let (m, n) = (reflectors.factors.rows, reflectors.factors.columns)
    precondition(b.count == m, "the right-hand side needs \(m) elements")
    try b.requireFinite(named: "The right-hand side")
    let smallest = reflectors.smallestRelativePivot
    guard smallest.ratio > Double.ulpOfOne * Double(m) else {
      throw LinearAlgebraError.singular(matrix: reflectors.name, pivot: smallest.column)
    }
    var x = Matrix(rows: n, columns: 1, columnMajor: Array(transposedQ(times: b).prefix(n)))
    reflectors.factors.solveTriangle(.upper, transposed: false, order: n, into: &x)
    return x.elements
  }

  /// R⁻¹, from which (AᵀA)⁻¹ = R⁻¹R⁻ᵀ. Throws where a pivot is exactly zero.
  public func inverseOfR() throws -> Matrix {
    try reflectors.r.inverseOfTriangle(.upper, named: "R of \(reflectors.name)")
  }
}
