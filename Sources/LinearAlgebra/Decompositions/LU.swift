import CLAPACK
import Foundation

/// The factorisation PA = LU of a square matrix with rows exchanged. Golub & Van Loan (2013) §3.4; LAPACK `dgetrf`.
public struct LU: Sendable {
  let factors: Matrix
  let exchanges: [Int32]
  let norm: Double

  /// Factors `a`. Throws when it is empty, not square, not finite, or exactly singular (the pivot is named).
  /// A matrix that is merely close to singular passes: look at `reciprocalCondition`.
  public init(_ a: Matrix, named name: String = "The matrix") throws {
    try a.requireSquare(named: name)
    try a.requireFinite(named: name)
    let n = Int32(size: a.rows)
    var factors = a
    var exchanges = [Int32](repeating: 0, count: a.rows)
    let info = BLAS.call { lapack_dgetrf(n, n, &factors.storage, n, &exchanges) }
    let pivot = lapackOutcome(info, "dgetrf")
    guard pivot == 0 else { throw LinearAlgebraError.singular(matrix: name, pivot: pivot - 1) }
    self.factors = factors
    self.exchanges = exchanges
    norm = a.oneNorm
  }

  /// L, unit lower triangular.
  public var lower: Matrix {
    Matrix(rows: factors.rows, columns: factors.columns) { i, j in i == j ? 1 : (i > j ? factors[i, j] : 0) }
  }

  /// U, upper triangular.
  public var upper: Matrix {
    Matrix(rows: factors.rows, columns: factors.columns) { i, j in i <= j ? factors[i, j] : 0 }
  }

  /// `rowOrder[i]` is the row of A that came to place i: row i of LU is row `rowOrder[i]` of A.
  public var rowOrder: [Int] {
    var order = Array(0..<factors.rows)
    for (i, exchange) in exchanges.enumerated() { order.swapAt(i, Int(exchange) - 1) }
    return order
  }

  /// The sign of det A and log |det A|.
  public var logDeterminant: (sign: Double, logarithm: Double) {
    var (sign, logarithm) = (1.0, 0.0)
    for (i, pivot) in factors.diagonal.enumerated() {
      if Int(exchanges[i]) != i + 1 { sign = -sign }
      if pivot < 0 { sign = -sign }
      logarithm += log(abs(pivot))
    }
    return (sign, logarithm)
  }

  /// det A; may overflow or underflow where `logDeterminant` does not.
  public var determinant: Double {
    factors.diagonal.enumerated().reduce(1) { product, pivot in
      product * (Int(exchanges[pivot.offset]) == pivot.offset + 1 ? pivot.element : -pivot.element)
    }
  }

  /// An estimate of 1/κ₁(A). LAPACK `dgecon`.
  public var reciprocalCondition: Double {
    let n = factors.rows
    var rcond = 0.0
    var work = [Double](repeating: 0, count: 4 * n)
    var iwork = [Int32](repeating: 0, count: n)
    let info = BLAS.call {
      lapack_dgecon(.oneNorm, Int32(size: n), factors.storage, Int32(size: n), norm, &rcond, &work, &iwork)
    }
    _ = lapackOutcome(info, "dgecon")
    return rcond
  }

  /// X with AX = B (or AᵀX = B); one column per right-hand side.
  public func solve(_ b: Matrix, transposed: Bool = false) -> Matrix {
    precondition(b.rows == factors.rows, "the right-hand side needs \(factors.rows) rows")
    var x = b
    guard b.columns > 0 else { return x }
    let n = Int32(size: factors.rows)
    let info = BLAS.call {
      lapack_dgetrs(
        transposed ? .transposed : .asIs, n, Int32(size: b.columns), factors.storage, n, exchanges,
        &x.storage, n)
    }
    _ = lapackOutcome(info, "dgetrs")
    return x
  }

  /// x with Ax = b (or Aᵀx = b).
  public func solve(_ b: [Double], transposed: Bool = false) -> [Double] {
    solve(Matrix(rows: b.count, columns: 1, columnMajor: b), transposed: transposed).elements
  }

  /// A⁻¹. To solve equations, `solve` is faster and more accurate.
  public var inverse: Matrix {
    let n = Int32(size: factors.rows)
    var inverse = factors
    let info = Workspace.run { work, lwork in
      lapack_dgetri(n, &inverse.storage, n, exchanges, work, lwork)
    }
    _ = lapackOutcome(info, "dgetri")
    return inverse
  }
}
