import CLAPACK

/// The singular value decomposition A = U diag(σ) Vᵀ of an m × n matrix: U m × k, V n × k, k = min(m, n), with
/// orthonormal columns, σ falling. Golub & Van Loan (2013) §8.6; LAPACK `dgesdd`.
public struct SVD: Sendable {
  /// U, m × k.
  public let u: Matrix
  /// σ₁ ≥ σ₂ ≥ … ≥ σₖ ≥ 0.
  public let singularValues: [Double]
  /// Vᵀ, k × n.
  public let vTransposed: Matrix

  /// Decomposes `a`. Throws when it is empty, not finite, or the iteration does not converge.
  public init(_ a: Matrix, named name: String = "The matrix") throws {
    try a.requireFinite(named: name)
    let k = min(a.rows, a.columns)
    var work = a
    var u = Matrix(rows: a.rows, columns: k)
    var s = [Double](repeating: 0, count: k)
    var vt = Matrix(rows: k, columns: a.columns)
    var iwork = [Int32](repeating: 0, count: 8 * k)
    let (m, n) = (Int32(size: a.rows), Int32(size: a.columns))
    let info = Workspace.run { scratch, lwork in
      lapack_dgesdd(
        .thin, m, n, &work.storage, m, &s, &u.storage, m, &vt.storage, Int32(size: k), scratch, lwork,
        &iwork)
    }
    let left = lapackOutcome(info, "dgesdd")
    guard left == 0 else {
      throw LinearAlgebraError.notConverged(
        matrix: name, algorithm: "singular value decomposition", count: left)
    }
    (self.u, singularValues, vTransposed) = (u, s, vt)
  }

  /// κ₂ = σ₁ / σₖ; infinite for a singular matrix.
  public var conditionNumber: Double {
    let (largest, smallest) = (singularValues[0], singularValues[singularValues.count - 1])
    return smallest > 0 ? largest / smallest : .infinity
  }

  /// Number of singular values above `tolerance` · σ₁; the default tolerance is max(m, n) · 2⁻⁵².
  public func rank(tolerance: Double? = nil) -> Int {
    let relative = tolerance ?? Double(max(u.rows, vTransposed.columns)) * .ulpOfOne
    return singularValues.count { $0 > relative * singularValues[0] }
  }

  /// The Moore–Penrose inverse A⁺, n × m, from the singular values that `rank` counts.
  public func pseudoInverse(tolerance: Double? = nil) -> Matrix {
    let r = rank(tolerance: tolerance)
    let scaled = Matrix(rows: r, columns: vTransposed.columns) { i, j in vTransposed[i, j] / singularValues[i]
    }
    return scaled.view.transposeTimes(Matrix.leading(r, of: u).transposed().view)
  }

  /// The shortest x that minimises ‖Ax − b‖₂.
  public func solve(_ b: [Double], tolerance: Double? = nil) throws -> [Double] {
    precondition(b.count == u.rows, "the right-hand side needs \(u.rows) elements")
    try b.requireFinite(named: "The right-hand side")
    let r = rank(tolerance: tolerance)
    var c = u.transposeTimes(b)
    for i in c.indices { c[i] = i < r ? c[i] / singularValues[i] : 0 }
    return vTransposed.transposeTimes(c)
  }
}

extension Matrix {
  /// The first `count` columns.
  static func leading(_ count: Int, of a: Matrix) -> Matrix {
    Matrix(a[rows: 0..<a.rows, columns: 0..<count])
  }

  /// κ₂(A) = σ₁ / σₖ from the singular values; infinite for a singular matrix.
  public func conditionNumber(named name: String = "The matrix") throws -> Double {
    try SVD(self, named: name).conditionNumber
  }
}
