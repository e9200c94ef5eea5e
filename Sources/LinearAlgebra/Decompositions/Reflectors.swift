import CLAPACK

/// Q as a product of Householder reflections below the diagonal, and R on and above it, as LAPACK leaves them.
struct Reflectors: Sendable {
  let factors: Matrix
  let tau: [Double]
  let name: String

  var order: Int { min(factors.rows, factors.columns) }

  var r: Matrix {
    Matrix(rows: order, columns: factors.columns) { i, j in i <= j ? factors[i, j] : 0 }
  }

  var q: Matrix {
    let k = order
    var q = Matrix(factors[rows: 0..<factors.rows, columns: 0..<k])
    let (m, n) = (Int32(size: q.rows), Int32(size: k))
    let info = Workspace.run { work, lwork in
      lapack_dorgqr(m, n, n, &q.storage, m, tau, work, lwork)
    }
    _ = lapackOutcome(info, "dorgqr")
    return q
  }

  /// Qᵀb or Qb with the full square Q.
  func applied(to b: [Double], transposed: Bool) -> [Double] {
    applied(to: Matrix(rows: b.count, columns: 1, columnMajor: b), transposed: transposed).elements
  }

  func applied(to b: Matrix, transposed: Bool) -> Matrix {
    precondition(b.rows == factors.rows, "\(factors.rows) rows are needed")
    var c = b
    let (m, n, k) = (Int32(size: b.rows), Int32(size: b.columns), Int32(size: order))
    let info = Workspace.run { work, lwork in
      lapack_dormqr(
        .left, transposed ? .transposed : .asIs, m, n, k, factors.storage, m, tau, &c.storage, m, work, lwork)
    }
    _ = lapackOutcome(info, "dormqr")
    return c
  }

  /// An estimate of 1/κ₁ of the leading triangle.
  var reciprocalCondition: Double {
    var rcond = 0.0
    var work = [Double](repeating: 0, count: 3 * order)
    var iwork = [Int32](repeating: 0, count: order)
    let info = BLAS.call {
      lapack_dtrcon(
        .oneNorm, .upper, .asIs, Int32(size: order), factors.storage, Int32(size: factors.rows), &rcond,
        &work, &iwork)
    }
    _ = lapackOutcome(info, "dtrcon")
    return rcond
  }

  /// The smallest |rⱼⱼ| relative to the length of column j of A, which is that of column j of R.
  var smallestRelativePivot: (ratio: Double, column: Int) {
    var result = (ratio: Double.infinity, column: 0)
    for j in 0..<order {
      let length = Array(factors.column(j).prefix(j + 1)).norm
      let ratio = length > 0 ? abs(factors[j, j]) / length : 0
      if ratio < result.ratio { result = (ratio, j) }
    }
    return result
  }
}
