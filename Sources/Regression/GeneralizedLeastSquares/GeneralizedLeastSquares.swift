import Foundation
public import LinearAlgebra

/// Generalised least squares with errors of covariance σ²Ω, Ω known. β̂ = (XᵀΩ⁻¹X)⁻¹XᵀΩ⁻¹y; X n × k, y n, Ω n × n.
/// Greene (2018) §9.4.
///
/// With Ω = LLᵀ it is least squares of L⁻¹y on L⁻¹X. σ² is estimated, so Ω matters up to a factor. Digits are lost as Ω
/// nears singularity.
public struct GeneralizedLeastSquares: Codable, Equatable, Sendable {
  public init() {}

  /// Ω, up to a factor.
  public enum ErrorCovariance: Codable, Equatable, Sendable {
    /// Variances of uncorrelated errors: weighted least squares with weights 1/variance.
    case diagonal([Double])
    /// Symmetric, positive definite, n × n.
    case matrix(Matrix)
  }

  /// What generalised least squares found. k coefficients from n observations.
  public struct Fit: RegressionFit, Codable, Equatable, Sendable {
    public let names: [String]
    public let coefficients: [Double]
    /// σ̂²(XᵀΩ⁻¹X)⁻¹, k × k.
    public let covariance: Matrix
    /// y − Xβ̂, in the units of y.
    public let residuals: [Double]
    /// L⁻¹(y − Xβ̂), uncorrelated with variance σ².
    public let whitenedResiduals: [Double]
    /// σ̂ with n − k degrees of freedom.
    public let sigma: Double
    /// Of normal errors at β̂ and σ̃² = Σ(whitened residuals)²/n; +∞ for a perfect fit.
    public let logLikelihood: Double

    /// Number of observations.
    public var n: Int { residuals.count }
    /// n − k.
    public var inferenceDegreesOfFreedom: Int? { n - k }
  }

  /// Estimates the coefficients of `y` on the columns of `x`.
  /// - Throws: `RegressionError` for data that cannot be used; `GeneralizedLeastSquaresError` for a variance that is not
  ///   positive; `LinearAlgebraError` where Ω is not symmetric or positive definite.
  public func fit(
    _ y: [Double], on x: Matrix, errorCovariance: ErrorCovariance, names: [String]? = nil
  ) throws -> Fit {
    let names = names ?? (0..<x.columns).map { "x\($0 + 1)" }
    let door = DesignCheck(x, names)
    let whitening: (design: Matrix, response: [Double], logDeterminant: Double)
    switch errorCovariance {
    case .diagonal(let variances):
      try door.requireLength(variances, "diagonal")
      try door.requireUsable(y)
      if let i = variances.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
        throw GeneralizedLeastSquaresError.varianceNotPositive(observation: i, value: "\(variances[i])")
      }
      let roots = variances.map { 1 / $0.squareRoot() }
      whitening = (
        x.scalingRows(by: roots), zip(y, roots).map { $0 * $1 }, variances.reduce(0) { $0 + log($1) }
      )
    case .matrix(let omega):
      try door.requireUsable(y)
      guard omega.rows == x.rows, omega.columns == x.rows else {
        throw LinearAlgebraError.sizeMismatch(
          matrix: "The error covariance", rows: omega.rows, other: "x", otherRows: x.rows)
      }
      let factor = try Cholesky(omega, named: "The error covariance")
      whitening = (
        try factor.lower.solve(triangle: .lower, x), factor.whitened(y), factor.logDeterminant
      )
    }
    let solution = try DesignCheck(whitening.design, names).solution(whitening.response)
    let (n, squares) = (Double(x.rows), solution.residualSumOfSquares)
    let variance = squares / Double(x.rows - x.columns)
    let logLikelihood = -(n * (log(2 * Double.pi * squares / n) + 1) + whitening.logDeterminant) / 2
    return try Fit(
      names: names, coefficients: solution.coefficients, covariance: variance * solution.inverseGram,
      residuals: zip(y, x * solution.coefficients).map { $0 - $1 }, whitenedResiduals: solution.residuals,
      sigma: variance.squareRoot(), logLikelihood: logLikelihood
    ).withinRange()
  }
}

/// Why errors' variances cannot be used.
public enum GeneralizedLeastSquaresError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A variance is zero, negative or not finite; `value` is its spelling.
  case varianceNotPositive(observation: Int, value: String)

  public var description: String {
    switch self {
    case .varianceNotPositive(let observation, let value):
      "The error variance of observation \(observation + 1) is \(value), but variances must be positive and finite."
    }
  }
}
