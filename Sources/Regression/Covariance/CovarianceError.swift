/// Why a covariance of coefficients cannot be had.
public enum CovarianceError: Error, Equatable, Sendable, CustomStringConvertible {
  /// All observations carry the same period.
  case onePeriod
  /// A bandwidth or a number of lags below zero, or not finite; `value` is its spelling.
  case bandwidthNotUsable(value: String)
  /// A given bandwidth that reaches beyond the sample: scores of least squares sum to zero, so that with every lag
  /// counted in full nothing would be left of the covariance.
  case bandwidthTooLong(value: String, observations: Int)
  /// The automatic rule divides by a long-run variance that is zero.
  case bandwidthUndefined(rule: String)
  /// The scores' autoregression cannot be estimated or has a unit root.
  case prewhiteningUndefined
  /// The kind needs more than scores.
  case notOfScores(covariance: String)

  public var description: String {
    switch self {
    case .onePeriod:
      "All observations are of one period; Driscoll–Kraay errors need at least two. Use clustered errors."
    case .bandwidthNotUsable(let value):
      "A bandwidth of \(value) cannot be used; give a number that is zero or above."
    case .bandwidthTooLong(let value, let observations):
      "A bandwidth of \(value) is longer than the series of \(observations); give one that is far shorter."
    case .bandwidthUndefined(let rule):
      "The bandwidth of \(rule) is not defined for these residuals, whose scores have no long-run variance; give "
        + "a bandwidth."
    case .prewhiteningUndefined:
      "The scores cannot be prewhitened: their first-order autoregression is not identified or has a unit root; "
        + "use the covariance without prewhitening."
    case .notOfScores(let covariance):
      "\(covariance) errors are not defined for this estimator; use HC0 or HC1."
    }
  }
}
