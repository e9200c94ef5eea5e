public import LinearAlgebra

extension AutoregressiveErrors {
  /// What was found. k coefficients from n observations, p lags of the errors.
  public struct Fit: RegressionFit, Codable, Equatable, Sendable {
    /// The choices it was made with.
    public let choice: AutoregressiveErrors
    public let names: [String]
    public let coefficients: [Double]
    /// s²(X*ᵀX*)⁻¹, k × k.
    public let covariance: Matrix
    /// φ₁ … φₚ.
    public let phi: [Double]
    /// Of the regression of residuals on their lags, with n − 2p degrees of freedom; for maximum likelihood the
    /// asymptotic √diag(σ²Γₚ⁻¹/n), Γₚ the covariance of p errors in a row.
    public let phiStandardErrors: [Double]
    /// u = y − Xβ̂, n.
    public let residuals: [Double]
    /// e, of the filtered regression: n, or n − p for Cochrane–Orcutt.
    public let innovations: [Double]
    /// s, the innovations' standard deviation with k degrees of freedom taken off.
    public let sigma: Double
    /// Exact Gaussian log likelihood at these estimates and σ̃² = Σe²/n; nil for Cochrane–Orcutt.
    public let logLikelihood: Double?
    /// Whether φ is that of a stationary series; only Cochrane–Orcutt estimates can fail to be.
    public let isStationary: Bool
    /// Rounds until neither φ nor β changed; 1 for maximum likelihood, where Newton's method finds both.
    public let rounds: Int

    /// Number of observations, those that only serve as lags included.
    public var n: Int { residuals.count }
    /// Number of innovations less k.
    public var inferenceDegreesOfFreedom: Int? { innovations.count - k }
  }
}

/// Why a regression with autoregressive errors cannot be had.
public enum AutoregressiveErrorsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Too few observations for the lags.
  case tooFewObservations(observations: Int, needed: Int)
  /// The regressors fit perfectly.
  case noErrors
  /// The residuals' autoregression is not stationary, so the first observations cannot be filtered.
  case notStationary(coefficients: [Double])
  /// The iteration goes on.
  case notConverged(method: String, rounds: Int)

  public var description: String {
    switch self {
    case .tooFewObservations(let observations, let needed):
      "\(observations) observations are too few for regressors and lagged errors; at least \(needed) are needed."
    case .noErrors:
      "The regressors fit y perfectly, so there are no errors to be autoregressive; use least squares."
    case .notStationary(let coefficients):
      "The errors' autoregression (\(coefficients.map { "\($0)" }.joined(separator: ", "))) is not stationary; use "
        + "maximum likelihood, Cochrane–Orcutt, or first differences."
    case .notConverged(let method, let rounds):
      "The estimates of \(method) still change after \(rounds) rounds; use fewer lags or another method."
    }
  }
}
