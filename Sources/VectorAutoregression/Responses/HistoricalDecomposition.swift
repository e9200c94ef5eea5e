public import LinearAlgebra
public import TimeSeries

/// What each shock has contributed to each variable in each period: yₜ = base path + Σ_s Σ_{i<t} Θᵢ[·, s] εₜ₋ᵢ[s], the base path being
/// what initial values, deterministic terms and exogenous variables alone would have given. Burbidge & Harrison (1985); Kilian &
/// Lütkepohl (2017) §4.3. Shocks are those of the Cholesky factor.
public struct HistoricalDecomposition: Sendable {
  public let names: [String]
  /// The periods after the lags.
  public let span: PeriodSpan
  /// One row a period, one column a shock, variance 1.
  public let shocks: Matrix
  /// By shock: one row a period, one column a variable.
  public let contributions: [Matrix]
  /// What is left: data less all contributions.
  public let base: Matrix

  public init(_ fit: VAR.Fit) throws {
    let (n, m) = (fit.observations, fit.count)
    let impact = try Identification.cholesky.impact(fit.covariance)
    let epsilon = try impact.solve(triangle: .lower, fit.residuals.transposed()).transposed()
    let lags = fit.lagMatrices
    names = fit.data.names
    shocks = epsilon
    span = fit.data.span.lowerBound.advanced(by: fit.lags)...fit.data.span.upperBound
    contributions = (0..<m).map { s in
      var paths: [[Double]] = []
      for t in 0..<n {
        var now = (0..<m).map { impact[$0, s] * epsilon[t, s] }
        for (l, a) in lags.enumerated() where l < t {
          let past = a * paths[t - 1 - l]
          for i in 0..<m { now[i] += past[i] }
        }
        paths.append(now)
      }
      return Matrix(rows: n, columns: m) { t, i in paths[t][i] }
    }
    let total = contributions.dropFirst().reduce(contributions[0], +)
    base = Matrix(rows: n, columns: m) { t, i in fit.data.values[t + fit.lags, i] - total[t, i] }
  }
}
