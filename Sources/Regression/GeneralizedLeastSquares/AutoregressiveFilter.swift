import LinearAlgebra

/// A stationary autoregression uₜ = φ₁uₜ₋₁ + … + φₚuₜ₋ₚ + eₜ through its partial autocorrelations r₁ … rₚ, each inside
/// (−1, 1), and the exact linear map that turns u into innovations of equal variance.
/// Levinson (1947), Durbin (1960); Barndorff-Nielsen & Schou (1973).
struct AutoregressiveFilter {
  let partials: [Double]
  /// Row m − 1 holds φ₁ … φₘ of the best predictor from m past values.
  private let predictors: [[Double]]

  init(partials: [Double]) {
    self.partials = partials
    var rows: [[Double]] = []
    for (m, r) in partials.enumerated() {
      let last = m == 0 ? [] : rows[m - 1]
      rows.append((0..<m).map { last[$0] - r * last[m - 1 - $0] } + [r])
    }
    predictors = rows
  }

  /// From φ; nil where the autoregression is not stationary.
  init?(coefficients phi: [Double]) {
    var (row, partials) = (phi, [Double](repeating: 0, count: phi.count))
    for m in stride(from: phi.count - 1, through: 0, by: -1) {
      let r = row[m]
      guard abs(r) < 1 else { return nil }
      partials[m] = r
      row = (0..<m).map { (row[$0] + r * row[m - 1 - $0]) / (1 - r * r) }
    }
    self.init(partials: partials)
  }

  var order: Int { partials.count }
  /// φ.
  var coefficients: [Double] { predictors.last ?? [] }

  /// log det of the covariance of u over the variance of e: −Σ j log(1 − rⱼ²).
  var logDeterminantTerms: [(weight: Double, slack: Double)] {
    partials.enumerated().map { (Double($0 + 1), (1 - $1) * (1 + $1)) }
  }

  /// Innovations of a series that starts in the stationary state: row t ≤ p is predicted from the t − 1 rows before it and
  /// scaled to the variance of e. For p = 1 the first row times √(1 − φ²): Prais & Winsten (1954).
  func whitened(_ u: ArraySlice<Double>) -> [Double] {
    let u = Array(u)
    var scale = 1.0
    var scales = [Double](repeating: 1, count: order)
    for t in stride(from: order - 1, through: 0, by: -1) {
      scale *= ((1 - partials[t]) * (1 + partials[t])).squareRoot()
      scales[t] = scale
    }
    return u.indices.map { t in
      let past = min(t, order)
      guard past > 0 else { return order > 0 ? scales[0] * u[t] : u[t] }
      let error = u[t] - Self.prediction(predictors[past - 1], u, t)
      return t < order ? scales[t] * error : error
    }
  }

  func whitened(_ x: Matrix) -> Matrix { Matrix(columns: (0..<x.columns).map { whitened(x.column($0)) }) }

  /// uₜ − Σφⱼuₜ₋ⱼ from the p + 1st on, stationary or not: Cochrane & Orcutt (1949).
  static func differenced(_ u: ArraySlice<Double>, _ phi: [Double]) -> [Double] {
    let u = Array(u)
    return (phi.count..<u.count).map { t in u[t] - prediction(phi, u, t) }
  }

  static func differenced(_ x: Matrix, _ phi: [Double]) -> Matrix {
    Matrix(columns: (0..<x.columns).map { differenced(x.column($0), phi) })
  }

  private static func prediction(_ phi: [Double], _ u: [Double], _ t: Int) -> Double {
    var sum = 0.0
    for (j, value) in phi.enumerated() { sum += value * u[t - 1 - j] }
    return sum
  }
}
