public import LinearAlgebra
public import Regression
public import TimeSeries

/// The estimates of one equation.
public struct EquationFit: RegressionFit {
  /// The equation's name.
  public let equation: String
  /// How it was estimated.
  public let method: EstimationClauses.Method
  /// Parameters, in the order of the equation; those of autoregressive errors come last.
  public let names: [String]
  public let coefficients: [Double]
  /// Of all parameters jointly, of the kind in `covarianceChoice`; singular where restrictions bind.
  public let covariance: Matrix
  /// How standard errors allow for the disturbances.
  public let covarianceChoice: Covariance
  /// Periods whose disturbances are fitted, in order; those that only give lags are not among them.
  public let periods: [Period]
  /// The disturbances at the estimates, by period: left − right, with autoregressive errors after these are taken out.
  public let residuals: [Double]
  /// The left side, by period.
  public let response: [Double]
  /// The estimated standard deviation of the disturbance: √(Σe² / degreesOfFreedom); with priors that of the data alone.
  public let sigma: Double
  public let inferenceDegreesOfFreedom: Int?
  /// Periods less coefficients that restrictions leave free: what `sigma` divides by.
  public let degreesOfFreedom: Int
  /// Periods of the sample that could not be used, and why; without a sample, those between the first and the last used.
  public let unused: [UnusedPeriods]
  /// Priors that were combined with the data; empty where parameters come from data alone.
  public let priors: [CombinedPrior]

  public var n: Int { periods.count }

  /// Share of the left side's variation about its mean that is explained; negative where the mean explains more. Nil where it does not vary.
  public var rSquared: Double? {
    let mean = response.reduce(0, +) / Double(n)
    let total = response.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return total > 0 ? 1 - residualSumOfSquares / total : nil
  }

  /// Σe².
  public var residualSumOfSquares: Double { residuals.reduce(0) { $0 + $1 * $1 } }

  /// Σ(eₜ − eₜ₋₁)² / Σe² (Durbin & Watson 1950). Nil where periods have gaps or nothing is left over.
  public var durbinWatson: Double? {
    let isWhole = zip(periods, periods.dropFirst()).allSatisfy { $0.distance(to: $1) == 1 }
    guard isWhole, residualSumOfSquares > 0 else { return nil }
    let steps = zip(residuals.dropFirst(), residuals).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return steps / residualSumOfSquares
  }

  /// `residuals` as a series, missing in periods between that were not used. Nil where no period was.
  public var disturbances: Series? {
    guard let first = periods.first, let last = periods.last else { return nil }
    let known = Dictionary(uniqueKeysWithValues: zip(periods, residuals))
    return Series(
      start: first, values: (first...last).map { known[$0] }, unit: .ratio, basis: .notApplicable)
  }
}
