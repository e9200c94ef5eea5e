import LinearAlgebra

/// Engle's test of autoregressive conditional heteroskedasticity: e² is regressed on a constant and its own
/// lags; n·R² of the observations that have them all is compared with χ². Engle (1982).
public struct ARCHTest: HypothesisTest {
  public static let name = "ARCH-LM"
  public let null: String
  public let outcome: TestOutcome

  /// - Throws: `RegressionError` for NaN, `DiagnosticError` for a lag below 1.
  public init(_ series: [Double], lags: Int = 1, form: LagrangeForm = .chiSquared) throws {
    try DiagnosticError.require(lags >= 1, "The number of lags", lags, "at least 1")
    try DesignCheck.requireFinite(series, "The series")
    null = "the variance does not depend on the last \(lags == 1 ? "square" : "\(lags) squares")"
    outcome = try Self.outcome(series, lags, form)
  }

  /// Tests the residuals of a fit, times √w where it is weighted.
  public init(_ fit: LeastSquares.Fit, lags: Int = 1, form: LagrangeForm = .chiSquared) throws {
    try self.init(WorkingSample(fit).errors, lags: lags, form: form)
  }

  private static func outcome(_ series: [Double], _ lags: Int, _ form: LagrangeForm) throws -> TestOutcome {
    let n = series.count - lags
    guard n > lags + 1 else {
      return .tooFewObservations(series.count, for: "A test with \(lags) lags", needed: 2 * lags + 2)
    }
    let average = series.dot(series) / Double(series.count)
    let squares = series.map { average > 0 ? $0 * $0 / average : 0 }
    guard !squares.isConstant else { return .notApplicable(reason: "The squares do not vary.") }
    let y = Array(squares[lags...])
    let columns = (1...lags).map { Array(squares[(lags - $0)..<(squares.count - $0)]) }
    let ones = [[Double](repeating: 1, count: n)]
    let deviations = y.centred
    let variation = deviations.dot(deviations)
    let regression = try AuxiliaryRegression(deviations, on: Matrix(columns: ones + columns))
    guard regression.rank == lags + 1, variation > 0 else {
      return .notApplicable(reason: "Lagged squares are collinear; try fewer lags.")
    }
    let left = regression.unexplained
    switch form {
    case .chiSquared:
      return try TestOutcome(
        Double(n) * max(0, variation - left) / variation, .chiSquared(degreesOfFreedom: lags))
    case .f:
      return try .comparison(restricted: variation, full: left, restrictions: lags, freedom: n - lags - 1)
    }
  }
}
