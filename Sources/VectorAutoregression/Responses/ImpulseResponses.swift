public import LinearAlgebra

/// What each variable does after each shock: Θᵢ = ΨᵢP, i = 0 … h. Lütkepohl (2005) §2.3.
public struct ImpulseResponses: Sendable {
  /// The variables, and the shocks in the same order.
  public let names: [String]
  public let identification: Identification
  /// Θ₀ … Θ_h: row the variable, column the shock.
  public let responses: [Matrix]
  /// Asymptotic standard errors of each, from the normal distribution of coefficients and Σ̂; nil unless asked for.
  public let standardErrors: [Matrix]?

  /// - Parameters:
  ///   - horizon: h periods after the shock.
  ///   - errors: whether asymptotic standard errors are found (Lütkepohl 1990; Lütkepohl 2005, proposition 3.6).
  /// - Throws: `VectorError.horizon`.
  public init(
    _ fit: VAR.Fit, horizon: Int, identification: Identification = .cholesky, errors: Bool = false
  ) throws {
    guard horizon >= 0 else { throw VectorError.horizon(horizon) }
    let impact = try identification.impact(fit.covariance)
    let psi = MovingAverage(fit.lagMatrices, horizon: horizon).terms
    names = fit.data.names
    self.identification = identification
    responses = psi.map { $0 * impact }
    standardErrors =
      errors ? try ResponseErrors(fit, psi, identification, impact).standardErrors(horizon) : nil
  }

  /// Σ_{j ≤ i} Θⱼ for each i: what a shock has moved levels of differenced variables by.
  public var cumulative: [Matrix] {
    var sums: [Matrix] = []
    for response in responses { sums.append(sums.last.map { $0 + response } ?? response) }
    return sums
  }
}

/// The delta method for impulse responses: gradients by the lag matrices, whose covariance is (XᵀX)⁻¹ ⊗ Σ, and by Σ, whose elements have
/// Cov(σᵢⱼ, σₖₗ) = (σᵢₖσⱼₗ + σᵢₗσⱼₖ)/n.
private struct ResponseErrors {
  let fit: VAR.Fit
  let psi: [Matrix]
  let impact: Matrix
  let isOrthogonal: Bool
  /// ∂P by σ_kl, k ≥ l, as matrices.
  let impactSlopes: [Matrix]
  let sigmaCovariance: Matrix
  let lagCovariance: Matrix

  init(_ fit: VAR.Fit, _ psi: [Matrix], _ identification: Identification, _ impact: Matrix) throws {
    self.fit = fit
    self.psi = psi
    self.impact = impact
    isOrthogonal = identification == .cholesky
    let m = fit.count
    let sigma = fit.covariance
    let pairs = (0..<m).flatMap { k in (0...k).map { (k, $0) } }
    let inverse = try impact.inverseOfTriangle(.lower, named: "The impact matrix")
    impactSlopes = pairs.map { k, l in
      let change = Matrix(rows: m, columns: m) { i, j in (i == k && j == l) || (i == l && j == k) ? 1 : 0 }
      let inner = inverse * change.timesTranspose(inverse)
      let half = Matrix(rows: m, columns: m) { i, j in i > j ? inner[i, j] : i == j ? inner[i, j] / 2 : 0 }
      return impact * half
    }
    let n = Double(fit.observations)
    sigmaCovariance = Matrix(rows: pairs.count, columns: pairs.count) { a, b in
      let ((i, j), (k, l)) = (pairs[a], pairs[b])
      return (sigma[i, k] * sigma[j, l] + sigma[i, l] * sigma[j, k]) / n
    }
    let first = fit.model.terms.count
    let lags = fit.lags
    // Element (l, a, b), A_l[a, b], stands at ((l − 1)·m + b)·m + a.
    lagCovariance = Matrix(rows: m * m * lags, columns: m * m * lags) { x, y in
      sigma[x % m, y % m] * fit.inverseGram[first + x / m, first + y / m]
    }
  }

  func standardErrors(_ horizon: Int) -> [Matrix] { (0...horizon).map(errors) }

  private func errors(at i: Int) -> Matrix {
    let m = fit.count
    return Matrix(rows: m, columns: m) { r, s in
      let byLags = lagGradient(i, r, s)
      var variance = byLags.dot(lagCovariance * byLags)
      if isOrthogonal {
        let bySigma = impactSlopes.map { slope in (0..<m).reduce(0) { $0 + psi[i][r, $1] * slope[$1, s] } }
        variance += bySigma.dot(sigmaCovariance * bySigma)
      }
      return max(variance, 0).squareRoot()
    }
  }

  /// ∂Θᵢ[r, s]/∂A_l[a, b] = Σⱼ Ψⱼ[r, a] Θᵢ₋ₗ₋ⱼ[b, s].
  private func lagGradient(_ i: Int, _ r: Int, _ s: Int) -> [Double] {
    let m = fit.count
    var gradient = [Double](repeating: 0, count: m * m * fit.lags)
    for l in 1...fit.lags where l <= i {
      for j in 0...(i - l) {
        for b in 0..<m {
          let right =
            isOrthogonal
            ? (0..<m).reduce(0) { $0 + psi[i - l - j][b, $1] * impact[$1, s] } : psi[i - l - j][b, s]
          for a in 0..<m { gradient[((l - 1) * m + b) * m + a] += psi[j][r, a] * right }
        }
      }
    }
    return gradient
  }
}
