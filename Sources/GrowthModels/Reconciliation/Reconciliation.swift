import LinearAlgebra

/// Estimates made to satisfy accounting identities, each moved in proportion to its uncertainty:
///
///     x̃ = x̂ − W Cᵀ (C W Cᵀ)⁻¹ (C x̂ − d) ,   W̃ = W − W Cᵀ (C W Cᵀ)⁻¹ C W
///
/// with x̂ of n estimates, covariance W (n × n) and constraints C x = d (k × n). Stone, Champernowne and Meade (1942); the
/// trace-minimising reconciliation of Wickramasuriya, Athanasopoulos and Hyndman (2019) is the same projection. An
/// estimate with variance zero stays where it is.
public struct Reconciliation: Sendable, Hashable, Codable {
  /// x̃.
  public var reconciled: [Double]
  /// W̃, n × n, of rank n − k at most.
  public var covariance: [[Double]]
  /// C x̂ − d: by how much the estimates failed each constraint.
  public var discrepancies: [Double]

  /// - Parameters:
  ///   - covariance: W, symmetric and positive semidefinite (not checked).
  ///   - constraints: rows of C.
  ///   - totals: d; zero where the constraint is a sum that closes.
  /// - Throws: `wrongSize`; `cannotReconcile` when a constraint leaves nothing free to move.
  public init(
    _ base: [Double], covariance: [[Double]], constraints: [[Double]], totals: [Double]? = nil
  ) throws(GrowthModelError) {
    let n = base.count
    let totals = totals ?? [Double](repeating: 0, count: constraints.count)
    try Self.check("the covariance", covariance.map(\.count) + [covariance.count], n)
    try Self.check("a constraint", constraints.map(\.count), n)
    try Self.check("the totals", [totals.count], constraints.count)
    let c = Matrix(rows: constraints.count, columns: n) { constraints[$0][$1] }
    let w = Matrix(rows: n, columns: n) { covariance[$0][$1] }
    let cw = c * w
    let factor: Cholesky
    do {
      factor = try Cholesky(Self.symmetrised(cw.timesTranspose(c)))
    } catch {
      throw .cannotReconcile(constraint: Self.failingMinor(error))
    }
    discrepancies = zip(c * base, totals).map { $0 - $1 }
    let shift = cw.transposeTimes(factor.solve(discrepancies))
    reconciled = zip(base, shift).map { $0 - $1 }
    let explained = cw.transposeTimes(factor.solve(cw))
    self.covariance = (0..<n).map { i in (0..<n).map { j in covariance[i][j] - explained[i, j] } }
  }

  private static func check(_ what: String, _ sizes: [Int], _ expected: Int) throws(GrowthModelError) {
    for size in sizes where size != expected { throw .wrongSize(what: what, expected: expected, found: size) }
  }

  private static func symmetrised(_ a: Matrix) -> Matrix {
    Matrix(rows: a.rows, columns: a.columns) { (a[$0, $1] + a[$1, $0]) / 2 }
  }

  private static func failingMinor(_ error: any Error) -> Int {
    if case LinearAlgebraError.notPositiveDefinite(_, let minor, _) = error { return minor }
    return 1
  }
}
