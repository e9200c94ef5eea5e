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
  /// Between those of autoregressive errors and the others zero.
  public let covariance: Matrix
  /// Periods used, in order; those that only give the errors' lags included.
  public let periods: [Period]
  /// left − right at the estimates, by period; with autoregressive errors before these are taken out.
  public let residuals: [Double]
  /// The left side.
  public let response: [Double]
  /// The estimated standard deviation of the disturbance.
  public let sigma: Double
  public let inferenceDegreesOfFreedom: Int?

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
}
