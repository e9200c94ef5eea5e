import Foundation
public import LinearAlgebra
import Probability

/// What is believed of the coefficients B (k × m) and the error covariance Σ of m equations with the same k regressors:
/// Σ ~ IW(Ψ, d), vec B | Σ ~ N(vec B₀, Σ ⊗ Ω). Conjugate: data leave it in the family. Zellner (1971); Kadiyala & Karlsson (1997).
public struct NormalInverseWishart: Equatable, Sendable {
  /// B₀, k × m.
  public let mean: Matrix
  /// R, k × k upper triangular with Ω⁻¹ = RᵀR.
  public let precisionRoot: Matrix
  /// Ψ, m × m.
  public let scale: Matrix
  /// d; above m − 1.
  public let degreesOfFreedom: Double

  public init(mean: Matrix, precisionRoot: Matrix, scale: Matrix, degreesOfFreedom: Double) {
    precondition(
      precisionRoot.isSquare && precisionRoot.rows == mean.rows && scale.isSquare
        && scale.rows == mean.columns && degreesOfFreedom > Double(mean.columns - 1),
      "shapes of a normal–inverse-Wishart distribution fit each other")
    (self.mean, self.precisionRoot, self.scale) = (mean, precisionRoot, scale)
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// E Σ = Ψ/(d − m − 1); nil where d is too small for it to exist.
  public var meanCovariance: Matrix? {
    let freedom = degreesOfFreedom - Double(scale.rows) - 1
    return freedom > 0 ? scale / freedom : nil
  }

  /// Ω = (RᵀR)⁻¹.
  public func spread() throws -> Matrix {
    try precisionRoot.inverseOfTriangle(.upper, named: "The root of the precision").outerGram()
  }

  /// What is believed after n observations y = xB + u, and the log density of these under what was believed before: a matrix t.
  ///
  /// log p(Y) = −(nm/2) log π + log Γₘ((d + n)/2) − log Γₘ(d/2) + (d/2) log|Ψ| − ((d + n)/2) log|Ψ̄| + (m/2)(log|Ω̄| − log|Ω|).
  ///
  /// - Parameters:
  ///   - y: n × m.
  ///   - x: n × k.
  public func updated(_ y: Matrix, on x: Matrix) throws -> (
    posterior: NormalInverseWishart, logMarginalLikelihood: Double
  ) {
    let (n, m, k) = (y.rows, y.columns, x.columns)
    guard n > 0 else { return (self, 0) }
    let anchored = precisionRoot * mean
    let stacked = Matrix(rows: k + n, columns: k) { i, j in i < k ? precisionRoot[i, j] : x[i - k, j] }
    let targets = Matrix(rows: k + n, columns: m) { i, j in i < k ? anchored[i, j] : y[i - k, j] }
    let qr = try QR(stacked, named: "The regressors with the prior")
    let root = qr.r
    let rotated = (0..<m).map { qr.transposedQ(times: Array(targets.column($0))) }
    let b = try root.solve(triangle: .upper, Matrix(columns: rotated.map { Array($0.prefix(k)) }))
    let rest = Matrix(columns: rotated.map { Array($0.dropFirst(k)) })
    let posterior = NormalInverseWishart(
      mean: b, precisionRoot: root, scale: scale + rest.gram(), degreesOfFreedom: degreesOfFreedom + Double(n)
    )
    return (posterior, try evidence(posterior, n))
  }

  private func evidence(_ posterior: NormalInverseWishart, _ n: Int) throws -> Double {
    let (m, d, size) = (scale.rows, degreesOfFreedom, Double(n))
    let before = try Cholesky(scale, named: "The prior scale").logDeterminant
    let after = try Cholesky(posterior.scale, named: "The posterior scale").logDeterminant
    let spread = posterior.logSpread - logSpread
    let constant = -size * Double(m) / 2 * log(Double.pi)
    let gammas = logMultivariateGamma((d + size) / 2, m) - logMultivariateGamma(d / 2, m)
    let scales = d / 2 * before - (d + size) / 2 * after
    return constant + gammas + scales + Double(m) / 2 * spread
  }

  /// log|Ω|.
  private var logSpread: Double { -2 * precisionRoot.diagonal.reduce(0) { $0 + log(abs($1)) } }
}

/// log Γₘ(a) = (m(m − 1)/4) log π + Σ_{j ≤ m} log Γ(a + (1 − j)/2).
func logMultivariateGamma(_ a: Double, _ m: Int) -> Double {
  let start = Double(m * (m - 1)) / 4 * log(Double.pi)
  return (1...m).reduce(start) { sum, j in sum + logGamma(a + Double(1 - j) / 2) }
}
