public import LinearAlgebra

/// The Engle–Granger test of no cointegration: an augmented Dickey–Fuller test, without deterministic terms,
/// on the residuals of y on the other series and deterministic terms. Small values reject. Engle & Granger
/// (1987); p-values for up to 6 series and critical values for up to 12 by MacKinnon (1994, 2010).
public struct EngleGranger: HypothesisTest {
  public static let name = "Engle–Granger"
  public let null = "the series are not cointegrated"
  public let outcome: TestOutcome
  /// The coefficients of the other series, then of the deterministic terms with time in units of the sample;
  /// empty where the test does not apply.
  public let coefficients: [Double]
  /// What is left of y; empty where the test does not apply.
  public let residuals: [Double]
  /// Number of lagged differences; nil where the test does not apply.
  public let lags: Int?
  /// Critical values for the sample's size; nil where none are tabulated.
  public let criticalValues: CriticalValues?

  /// - Parameter others: one column per other series, without constant or trend.
  /// - Throws: `RegressionError` for lengths that differ or NaN, `DiagnosticError` for `.none`, for which
  ///   there are no tables.
  public init(
    _ y: [Double], on others: Matrix, deterministics: Deterministics = .constant,
    lags choice: LagChoice = .akaike()
  ) throws {
    let door = DesignCheck(others, (0..<others.columns).map { "x\($0 + 1)" })
    try door.requireLength(y, "y")
    try DesignCheck.requireFinite(y, "y")
    try door.requireFiniteRegressors()
    guard others.columns > 0 else { throw RegressionError.noRegressors }
    guard deterministics != .none else {
      throw DiagnosticError.outOfRange(
        what: "The choice of deterministic terms", value: "none", allowed: "a constant or a trend")
    }
    let distribution = MacKinnonDistribution(deterministics: deterministics, series: others.columns + 1)
    do {
      let x = others.appending(columns: deterministics.columns(y.count))
      let fit = try LeastSquares().fit(y, on: x)
      guard fit.residuals.norm > 1e-10 * y.norm else {
        throw Inapplicable("y is an exact combination of the other series; there are no errors.")
      }
      let found = try DickeyFullerRegression.tau(fit.residuals, .none, choice).get()
      outcome = TestOutcome(
        found.tau, .tabulated(source: MacKinnonDistribution.source),
        pValue: distribution.pValue(found.tau))
      (coefficients, residuals, lags) = (fit.coefficients, fit.residuals, found.lags)
      criticalValues = distribution.criticalValues(y.count - 1)
    } catch let reason as Inapplicable {
      (outcome, coefficients, residuals, lags, criticalValues) = (reason.outcome, [], [], nil, nil)
    } catch RegressionError.collinear {
      outcome = .notApplicable(
        reason: "The other series are collinear among themselves or with the deterministic terms.")
      (coefficients, residuals, lags, criticalValues) = ([], [], nil, nil)
    } catch RegressionError.tooFewObservations(let n, let k) {
      outcome = .tooFewObservations(n, for: "A regression on \(k) terms", needed: k + 1)
      (coefficients, residuals, lags, criticalValues) = ([], [], nil, nil)
    }
  }
}
