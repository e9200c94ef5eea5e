import Foundation
import LinearAlgebra

/// The augmented Dickey–Fuller test of a unit root: τ is the t statistic of ρ in Δyₜ = d(t) + ρyₜ₋₁ + Σ
/// γⱼΔyₜ₋ⱼ + ε. Small values reject. Dickey & Fuller (1979); Said & Dickey (1984). p-values by MacKinnon's
/// response surfaces, asymptotic.
public struct AugmentedDickeyFuller: HypothesisTest {
  public static let name = "Augmented Dickey–Fuller"
  public let null = "the series has a unit root"
  public let outcome: TestOutcome
  /// The deterministic terms d(t).
  public let deterministics: Deterministics
  /// Number of lagged differences; nil where the test does not apply.
  public let lags: Int?
  /// Number of observations in the regression; nil where the test does not apply.
  public let observations: Int?
  /// Critical values of τ for that number; nil where the test does not apply.
  public let criticalValues: CriticalValues?

  /// - Throws: `RegressionError` for NaN, `DiagnosticError` for negative lags.
  public init(
    _ series: [Double], deterministics: Deterministics = .constant, lags choice: LagChoice = .akaike()
  ) throws {
    try DesignCheck.requireFinite(series, "The series")
    self.deterministics = deterministics
    let distribution = MacKinnonDistribution(deterministics: deterministics, series: 1)
    switch try DickeyFullerRegression.tau(series, deterministics, choice) {
    case .failure(let reason):
      (outcome, lags, observations, criticalValues) = (reason.outcome, nil, nil, nil)
    case .success(let found):
      outcome = TestOutcome(
        found.tau, .tabulated(source: MacKinnonDistribution.source),
        pValue: distribution.pValue(found.tau))
      lags = found.lags
      observations = found.observations
      criticalValues = distribution.criticalValues(found.observations)
    }
  }
}

/// Why a test does not apply, as a failure.
struct Inapplicable: Error {
  let outcome: TestOutcome
  init(_ outcome: TestOutcome) { self.outcome = outcome }
  init(_ reason: String) { outcome = .notApplicable(reason: reason) }
}

/// The regression of Δy on yₜ₋₁, deterministic terms and lagged differences.
struct DickeyFullerRegression {
  let tau: Double
  let lags: Int
  let observations: Int

  /// τ with the lags chosen, or why there is none.
  static func tau(
    _ series: [Double], _ deterministics: Deterministics, _ choice: LagChoice
  ) throws -> Result<DickeyFullerRegression, Inapplicable> {
    let most = choice.maximum(series.count, deterministics)
    if case .fixed = choice {
      try DiagnosticError.require(most >= 0, "The number of lags", most, "at least 0")
    } else {
      try DiagnosticError.require(
        most >= 0 || series.count < 8, "The largest number of lags", most, "at least 0")
    }
    let needed = 2 * max(0, most) + deterministics.count + 3
    guard most >= 0, series.count >= needed else {
      return .failure(
        Inapplicable(
          .tooFewObservations(
            series.count, for: "A regression with up to \(max(0, most)) lags", needed: needed)))
    }
    guard !series.isConstant else { return .failure(Inapplicable("The series is constant.")) }
    let lags = try Self.lags(series, deterministics, choice, most)
    let (y, x) = design(series, deterministics, lags)
    do {
      let fit = try LeastSquares().fit(y, on: x)
      guard fit.sigma > 1e-13 * y.norm else {
        return .failure(Inapplicable("The series follows its own past exactly; there are no errors."))
      }
      return .success(.init(tau: fit.statistics[0], lags: lags, observations: y.count))
    } catch is RegressionError {
      return .failure(
        Inapplicable("The level, its lagged differences and the deterministic terms are collinear."))
    }
  }

  /// Δy and its regressors, level first, then deterministic terms, then lags.
  private static func design(
    _ series: [Double], _ deterministics: Deterministics, _ lags: Int
  ) -> (y: [Double], x: Matrix) {
    let differences = zip(series.dropFirst(), series).map { $0 - $1 }
    let n = differences.count - lags
    let level = Array(series[lags..<(lags + n)])
    let lagged = (0..<lags).map { j in Array(differences[(lags - 1 - j)..<(lags - 1 - j + n)]) }
    return (
      Array(differences[lags...]), Matrix(columns: [level] + deterministics.columns(n) + lagged)
    )
  }

  /// All numbers of lags share one factorisation: what a column explains is its element of Qᵀy squared.
  private static func lags(
    _ series: [Double], _ deterministics: Deterministics, _ choice: LagChoice, _ most: Int
  ) throws -> Int {
    if case .fixed = choice { return most }
    let (y, x) = design(series, deterministics, most)
    let n = Double(y.count)
    let rotated = try QR(x).transposedQ(times: y)
    var unexplained = [Double](repeating: 0, count: x.columns + 1)
    unexplained[x.columns] = rotated[x.columns...].reduce(0) { $0 + $1 * $1 }
    for j in (0..<x.columns).reversed() { unexplained[j] = unexplained[j + 1] + rotated[j] * rotated[j] }
    let base = 1 + deterministics.count
    func criterion(_ penalty: Double) -> Int {
      let values = (0...most).map { n * log(unexplained[base + $0] / n) + penalty * Double(base + $0) }
      return values.indices.min { values[$0] < values[$1] } ?? 0
    }
    switch choice {
    case .fixed: return most
    case .akaike: return criterion(2)
    case .bayes: return criterion(log(n))
    case .lastSignificant:
      return (0...most).reversed().first { lag in
        let last = base + lag
        let variance = unexplained[last] / (n - Double(last))
        return lag == 0
          || rotated[last - 1] * rotated[last - 1] >= 1.6448536269514722 * 1.6448536269514722 * variance
      } ?? 0
    }
  }
}
