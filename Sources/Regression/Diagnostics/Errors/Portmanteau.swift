import LinearAlgebra

/// The Ljung–Box test of autocorrelation up to a lag: Q = n(n + 2) Σ r²ⱼ/(n − j), r the autocorrelations
/// about the mean, compared with χ² of m degrees of freedom less the number of ARMA parameters fitted. Ljung
/// & Box (1978).
public struct LjungBox: HypothesisTest {
  public static let name = "Ljung–Box"
  public let null: String
  public let outcome: TestOutcome

  /// - Parameters:
  ///   - fittedParameters: autoregressive and moving-average parameters estimated to get the series; they
  ///     cost degrees of freedom.
  /// - Throws: `RegressionError` for NaN, `DiagnosticError` for a lag below 1.
  public init(_ series: [Double], lags: Int, fittedParameters: Int = 0) throws {
    null = "the series is not autocorrelated up to lag \(lags)"
    outcome = try Autocorrelations(series, lags: lags).outcome(fittedParameters: fittedParameters) { n, j in
      n * (n + 2) / (n - j)
    }
  }

  /// Tests the residuals of a fit, times √w where it is weighted.
  public init(_ fit: LeastSquares.Fit, lags: Int, fittedParameters: Int = 0) throws {
    try self.init(WorkingSample(fit).errors, lags: lags, fittedParameters: fittedParameters)
  }
}

/// The Box–Pierce test of autocorrelation up to a lag: Q = n Σ r²ⱼ; `LjungBox` keeps its level better. Box &
/// Pierce (1970).
public struct BoxPierce: HypothesisTest {
  public static let name = "Box–Pierce"
  public let null: String
  public let outcome: TestOutcome

  /// Parameters and errors as for `LjungBox`.
  public init(_ series: [Double], lags: Int, fittedParameters: Int = 0) throws {
    null = "the series is not autocorrelated up to lag \(lags)"
    outcome = try Autocorrelations(series, lags: lags).outcome(fittedParameters: fittedParameters) { n, _ in n
    }
  }

  /// Tests the residuals of a fit, times √w where it is weighted.
  public init(_ fit: LeastSquares.Fit, lags: Int, fittedParameters: Int = 0) throws {
    try self.init(WorkingSample(fit).errors, lags: lags, fittedParameters: fittedParameters)
  }
}

/// Autocorrelations r₁ … rₘ of a series about its mean, sums of products over n.
private struct Autocorrelations {
  let values: [Double]
  let n: Int
  let lags: Int
  let isConstant: Bool

  init(_ series: [Double], lags: Int) throws {
    try DiagnosticError.require(lags >= 1, "The number of lags", lags, "at least 1")
    try DesignCheck.requireFinite(series, "The series")
    n = series.count
    self.lags = lags
    isConstant = series.isConstant
    let d = series.centred
    let c0 = d.dot(d)
    values = (1...lags).map { j in
      guard j < d.count, c0 > 0 else { return 0 }
      return Array(d[j...]).dot(Array(d[..<(d.count - j)])) / c0
    }
  }

  func outcome(fittedParameters: Int, weight: (Double, Double) -> Double) throws -> TestOutcome {
    try DiagnosticError.require(
      fittedParameters >= 0, "The number of fitted parameters", fittedParameters, "at least 0")
    guard n > lags + 1 else {
      return .tooFewObservations(n, for: "A test up to lag \(lags)", needed: lags + 2)
    }
    guard !isConstant else { return .notApplicable(reason: "The series is constant.") }
    guard lags > fittedParameters else {
      return .notApplicable(
        reason: "\(lags) lags leave no degrees of freedom for \(fittedParameters) fitted parameters; "
          + "test at least \(fittedParameters + 1) lags.")
    }
    let q = values.enumerated().reduce(0) {
      $0 + weight(Double(n), Double($1.offset + 1)) * $1.element * $1.element
    }
    return try TestOutcome(q, .chiSquared(degreesOfFreedom: lags - fittedParameters))
  }
}
