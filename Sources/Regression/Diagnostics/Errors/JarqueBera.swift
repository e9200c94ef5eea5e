/// The Jarque–Bera test of normality: n/6 · (S² + (K − 3)²/4), S skewness and K kurtosis about the mean with
/// moments over n, compared with χ² of 2 degrees of freedom; that is slow to be reached, and in small samples
/// the test rejects too seldom. Jarque & Bera (1987).
public struct JarqueBera: HypothesisTest {
  public static let name = "Jarque–Bera"
  public let null = "the errors are normal"
  public let outcome: TestOutcome
  /// Third moment over that of the standard deviation; nil where the test does not apply.
  public let skewness: Double?
  /// Fourth moment over the squared variance, 3 for the normal distribution.
  public let kurtosis: Double?

  /// - Throws: `RegressionError` for NaN or infinity.
  public init(_ series: [Double]) throws {
    try DesignCheck.requireFinite(series, "The series")
    let n = Double(series.count)
    guard series.count >= 3, !series.isConstant else {
      (skewness, kurtosis) = (nil, nil)
      outcome =
        series.count < 3
        ? .tooFewObservations(series.count, for: "A test of normality", needed: 3)
        : .notApplicable(reason: "The series is constant.")
      return
    }
    let d = series.centred
    let variance = d.dot(d) / n
    let z = d.map { $0 / variance.squareRoot() }
    let s = z.reduce(0) { $0 + $1 * $1 * $1 } / n
    let k = z.reduce(0) { $0 + $1 * $1 * ($1 * $1) } / n
    (skewness, kurtosis) = (s, k)
    outcome = try TestOutcome(n / 6 * (s * s + (k - 3) * (k - 3) / 4), .chiSquared(degreesOfFreedom: 2))
  }

  /// Tests the residuals of a fit, times √w where it is weighted.
  public init(_ fit: LeastSquares.Fit) throws {
    try self.init(WorkingSample(fit).errors)
  }
}
