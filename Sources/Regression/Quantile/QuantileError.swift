/// What can be wrong with a quantile regression beyond its data.
public enum QuantileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A quantile is not strictly between 0 and 1.
  case quantileOutside(Double)
  /// Quantiles fitted together must rise.
  case quantilesNotRising(Double, Double)
  /// No quantiles were given.
  case noQuantiles
  /// y is the same throughout, so that errors have no distribution to speak of.
  case constantResponse(value: Double)
  /// Rounding kept the descent from ending.
  case notSolved(quantile: Double)
  /// A bootstrap needs at least two replications.
  case tooFewReplications(Int)
  /// A bandwidth, or the spacing it gives, leaves the density of the errors undefined.
  case sparsityUndefined(quantile: Double, reason: String)

  public var description: String {
    switch self {
    case .quantileOutside(let τ):
      return
        "The quantile \(τ) is outside (0, 1); give the share of observations to lie below the line, such as 0.5."
    case .quantilesNotRising(let first, let second):
      return "The quantiles must rise, but \(second) follows \(first); sort them and drop duplicates."
    case .noQuantiles:
      return "No quantiles were given; give at least one, such as 0.5."
    case .constantResponse(let value):
      return "y is \(value) in every observation, so there is no distribution to estimate quantiles of; "
        + "check that the right variable was chosen."
    case .notSolved(let τ):
      return "The linear program of quantile \(τ) was not solved: rounding defeats it. "
        + "Bring the columns of x to similar sizes, or subtract their means."
    case .tooFewReplications(let count):
      return "\(count) replications cannot give a covariance; draw at least 2, better 1000."
    case .sparsityUndefined(let τ, let reason):
      return "The density of the errors at quantile \(τ) cannot be estimated: \(reason). "
        + "Use rank-score intervals or the bootstrap."
    }
  }
}
