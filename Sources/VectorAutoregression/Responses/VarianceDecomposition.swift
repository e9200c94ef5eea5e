public import LinearAlgebra

/// Which share of the variance of a forecast error each shock has: Σ_{i<h} Θᵢ[r, s]² over the sum for all shocks. Lütkepohl
/// (2005) §2.3.3. Shocks are those of the Cholesky factor.
public struct VarianceDecomposition: Sendable {
  public let names: [String]
  /// For 1 … h periods ahead: row the variable, column the shock; rows sum to 1.
  public let shares: [Matrix]

  /// - Throws: `VectorError.horizon`.
  public init(_ fit: VAR.Fit, horizon: Int) throws {
    guard horizon >= 1 else { throw VectorError.horizon(horizon) }
    let responses = try ImpulseResponses(fit, horizon: horizon - 1).responses
    var sum = Matrix(rows: fit.count, columns: fit.count)
    names = fit.data.names
    shares = responses.map { theta in
      sum += theta.map { $0 * $0 }
      let totals = (0..<sum.rows).map { r in (0..<sum.columns).reduce(0) { $0 + sum[r, $1] } }
      return sum.scalingRows(by: totals.map { 1 / $0 })
    }
  }
}
