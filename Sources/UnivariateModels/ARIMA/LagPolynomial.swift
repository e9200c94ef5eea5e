import Foundation

/// 1 + c₁B + c₂B² + …, by its coefficients from the constant on.
struct LagPolynomial: Equatable {
  var coefficients: [Double]

  /// 1 − a₁Bˢ − a₂B²ˢ … (autoregressive sign) or 1 + … (moving-average sign).
  init(_ lags: [Double], sign: Double, every step: Int = 1) {
    coefficients = [1] + [Double](repeating: 0, count: lags.count * step)
    for (i, lag) in lags.enumerated() { coefficients[(i + 1) * step] = sign * lag }
  }

  /// (1 − Bˢ)ᵈ.
  static func difference(_ order: Int, every step: Int = 1) -> LagPolynomial {
    (0..<order).reduce(LagPolynomial([], sign: 1)) { product, _ in
      product * LagPolynomial([1], sign: -1, every: step)
    }
  }

  static func * (a: LagPolynomial, b: LagPolynomial) -> LagPolynomial {
    var result = LagPolynomial([], sign: 1)
    result.coefficients = [Double](repeating: 0, count: a.coefficients.count + b.coefficients.count - 1)
    for (i, x) in a.coefficients.enumerated() {
      for (j, y) in b.coefficients.enumerated() { result.coefficients[i + j] += x * y }
    }
    return result
  }

  /// Coefficients after the leading 1.
  var lags: ArraySlice<Double> { coefficients.dropFirst() }

  /// ψ with self · ψ = numerator, ψ₀ = 1 … ψₙ₋₁.
  func quotient(of numerator: LagPolynomial, count: Int) -> [Double] {
    var ψ: [Double] = []
    for i in 0..<count {
      var value = i < numerator.coefficients.count ? numerator.coefficients[i] : 0
      for (j, c) in lags.enumerated() where j < i { value -= c * ψ[i - 1 - j] }
      ψ.append(value)
    }
    return ψ
  }

  /// self applied to a series: Σ cⱼyₜ₋ⱼ, from the first t with all lags on.
  func applied(to series: [Double]) -> [Double] {
    let reach = coefficients.count - 1
    guard series.count > reach else { return [] }
    return (reach..<series.count).map { t in
      coefficients.indices.reduce(0) { $0 + coefficients[$1] * series[t - $1] }
    }
  }

  /// Autoregressive coefficients from numbers of any size: partial autocorrelations tanh θ, then Durbin's recursion, so that the process
  /// is stationary. Monahan (1984).
  static func stationary(_ θ: some Collection<Double>) -> [Double] {
    var φ: [Double] = []
    for x in θ {
      let r = tanh(x)
      φ = zip(φ, φ.reversed()).map { $0 - r * $1 } + [r]
    }
    return φ
  }
}
