import Foundation
import LinearAlgebra
import Probability
public import Regression

/// Portmanteau test that errors of a vector autoregression are not autocorrelated up to lag h:
/// Q = n Σ tr(Ĉᵢᵀ Ĉ₀⁻¹ Ĉᵢ Ĉ₀⁻¹), or with weights n/(n − i) (adjusted, Hosking 1980) ~ χ²(m²(h − p)). Lütkepohl (2005) §4.4.3.
public struct VectorPortmanteau: HypothesisTest {
  public static let name = "Portmanteau test of residual autocorrelation"
  public let null: String
  public let outcome: TestOutcome

  public init(_ fit: VAR.Fit, lags h: Int, adjusted: Bool = false) throws {
    null = "the errors have no autocorrelation up to lag \(h)"
    guard h > fit.lags, h < fit.observations else {
      outcome = .notApplicable(
        reason:
          "needs more lags than the \(fit.lags) of the model and fewer than its \(fit.observations) periods")
      return
    }
    let n = Double(fit.observations)
    let u = fit.residuals
    let inverse = try Cholesky(u.gram() / n, named: "The residual covariance").inverse
    var sum = 0.0
    for i in 1...h {
      let ahead = u.selectingRows(Array(i..<u.rows))
      let behind = u.selectingRows(Array(0..<u.rows - i))
      let c = ahead.transposeTimes(behind) / n
      let product = c.transposeTimes(inverse) * (c * inverse)
      sum += product.diagonal.reduce(0, +) / (adjusted ? n - Double(i) : n)
    }
    outcome = try TestOutcome(
      n * n * sum, .chiSquared(degreesOfFreedom: fit.count * fit.count * (h - fit.lags)))
  }
}

/// Jarque and Bera's test of normality for vectors: skewness and kurtosis of P⁻¹ûₜ, P the Cholesky factor of Σ̂, against 0 and 3;
/// λ = n(Σb₁²/6 + Σ(b₂ − 3)²/24) ~ χ²(2m). Lütkepohl (2005) §4.5. It depends on the order of the variables.
public struct VectorNormality: HypothesisTest {
  public static let name = "Multivariate Jarque–Bera test"
  public let null = "the errors are normal"
  public let outcome: TestOutcome

  public init(_ fit: VAR.Fit) throws {
    let n = Double(fit.observations)
    let means = (0..<fit.count).map { j in fit.residuals.column(j).reduce(0, +) / n }
    let centred = Matrix(rows: fit.observations, columns: fit.count) { t, j in fit.residuals[t, j] - means[j]
    }
    let factor = try Cholesky(centred.gram() / n, named: "The residual covariance").lower
    let w = try factor.solve(triangle: .lower, centred.transposed())
    var (skewness, kurtosis) = (0.0, 0.0)
    for i in 0..<fit.count {
      let row = w.row(i)
      let third = row.reduce(0) { $0 + $1 * $1 * $1 } / n
      let fourth = row.reduce(0) { $0 + $1 * $1 * $1 * $1 } / n - 3
      skewness += third * third
      kurtosis += fourth * fourth
    }
    outcome = try TestOutcome(
      n * (skewness / 6 + kurtosis / 24), .chiSquared(degreesOfFreedom: 2 * fit.count))
  }
}
