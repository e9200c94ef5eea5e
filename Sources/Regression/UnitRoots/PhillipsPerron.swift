import LinearAlgebra

/// The Phillips–Perron tests of a unit root: Dickey–Fuller statistics of yₜ = d(t) + ρyₜ₋₁ + u, corrected for
/// correlated errors by their long-run variance. Phillips & Perron (1988), in the form of Hamilton (1994)
/// §17.6. Small values reject; p-values as for the Dickey–Fuller statistics.
public struct PhillipsPerron: HypothesisTest {
  /// Which statistic is corrected.
  public enum Form: String, Codable, Sendable {
    /// Zτ, the t statistic of ρ = 1.
    case tau
    /// Z_ρ, n(ρ̂ − 1).
    case rho
  }

  public static let name = "Phillips–Perron"
  public let null = "the series has a unit root"
  public let outcome: TestOutcome
  /// The lags of the long-run variance; nil where the test does not apply.
  public let lags: Int?
  /// Critical values of Zτ; nil for Z_ρ and where the test does not apply.
  public let criticalValues: CriticalValues?

  /// - Parameter lags: of Bartlett's kernel, ⌈12(n/100)^¼⌉ unless given.
  /// - Throws: `RegressionError` for NaN, `DiagnosticError` for negative lags.
  public init(
    _ series: [Double], deterministics: Deterministics = .constant, lags: Int? = nil, form: Form = .tau
  ) throws {
    try DesignCheck.requireFinite(series, "The series")
    let lags = lags ?? Bandwidths.schwert(series.count)
    try DiagnosticError.require(lags >= 0, "The number of lags", lags, "at least 0")
    let distribution = MacKinnonDistribution(deterministics: deterministics, series: 1)
    switch try Self.statistics(series, deterministics, lags) {
    case .failure(let reason):
      (outcome, self.lags, criticalValues) = (reason.outcome, nil, nil)
    case .success(let z):
      let statistic = form == .tau ? z.tau : z.rho
      let p =
        form == .tau
        ? distribution.pValue(statistic)
        : MacKinnonDistribution.pValueOfCoefficient(statistic, deterministics)
      outcome = TestOutcome(
        statistic, .tabulated(source: MacKinnonDistribution.source), pValue: p)
      self.lags = lags
      criticalValues = form == .tau ? distribution.criticalValues(series.count - 1) : nil
    }
  }

  private static func statistics(
    _ series: [Double], _ deterministics: Deterministics, _ lags: Int
  ) throws -> Result<(tau: Double, rho: Double), Inapplicable> {
    let n = series.count - 1
    let needed = max(deterministics.count + 4, lags + 2)
    guard series.count >= needed else {
      return .failure(
        Inapplicable(.tooFewObservations(series.count, for: "A test with \(lags) lags", needed: needed)))
    }
    guard !series.isConstant else { return .failure(Inapplicable("The series is constant.")) }
    let columns = [Array(series.dropLast())] + deterministics.columns(n)
    do {
      let fit = try LeastSquares().fit(
        zip(series.dropFirst(), series).map { $0 - $1 }, on: Matrix(columns: columns))
      let s2 = fit.sigma * fit.sigma
      let gamma0 = s2 * Double(n - fit.k) / Double(n)
      let lambda2 = LongRunVariance.bartlett(fit.residuals, lags: lags)
      guard lambda2 > 0, fit.sigma > 1e-13 * series.norm else {
        return .failure(Inapplicable("The series follows its own past exactly; there are no errors."))
      }
      let (slope, error) = (fit.coefficients[0], fit.standardErrors[0])
      let size = Double(n) * error / fit.sigma
      let excess = lambda2 - gamma0
      let tau =
        (gamma0 / lambda2).squareRoot() * slope / error - 0.5 * excess / lambda2.squareRoot() * size
      return .success((tau, Double(n) * slope - 0.5 * size * size * excess))
    } catch is RegressionError {
      return .failure(Inapplicable("The level and the deterministic terms are collinear."))
    }
  }
}
