import Foundation
import Optimization

/// The theta method: simple exponential smoothing of the series with half the slope of its straight line as drift. Assimakopoulos &
/// Nikolopoulos (2000), in the form of Hyndman & Billah (2003); seasons are taken out first by classical additive decomposition where
/// given.
public struct Theta: Codable, Hashable, Sendable {
  /// Periods of a season; nil for none.
  public var season: Int?

  public init(season: Int? = nil) { self.season = season }

  /// An estimated theta model.
  public struct Fit: Sendable {
    public let model: Theta
    /// α.
    public let alpha: Double
    /// Half the least-squares slope.
    public let drift: Double
    public let level: Double
    public let variance: Double
    public let count: Int
    /// The season's values, the one due next at the front.
    let seasonal: [Double]

    /// ŷ = ℓₙ + d(h − 1 + (1 − (1 − α)ⁿ)/α), Var = σ²(1 + (h − 1)α²).
    ///
    /// - Throws: `UnivariateError.horizon`.
    public func forecast(_ periods: Int) throws(UnivariateError) -> UnivariateForecast {
      guard periods >= 1 else { throw .horizon(periods) }
      let first = (1 - pow(1 - alpha, Double(count))) / alpha
      return UnivariateForecast(
        mean: (0..<periods).map { h in
          level + drift * (Double(h) + first) + (seasonal.isEmpty ? 0 : seasonal[h % seasonal.count])
        },
        standardDeviation: (0..<periods).map { (variance * (1 + Double($0) * alpha * alpha)).squareRoot() })
    }
  }

  /// - Throws: `UnivariateError`; missing values are refused.
  public func fit(_ series: [Double]) throws(UnivariateError) -> Fit {
    let needed = max(4, 2 * (season ?? 1) + 1)
    try SeriesCheck.usable(series, needed: needed, model: "the theta method", mayMiss: false)
    let n = series.count
    let pattern = season.map { ClassicalDecomposition.additive(series, season: $0) } ?? []
    let plain = pattern.isEmpty ? series : series.indices.map { series[$0] - pattern[$0 % pattern.count] }
    let smoothing = try ExponentialSmoothing(.none).fit(plain)
    let middle = Double(n - 1) / 2
    let mean = plain.reduce(0, +) / Double(n)
    var (cross, square) = (0.0, 0.0)
    for (t, y) in plain.enumerated() {
      cross += (Double(t) - middle) * (y - mean)
      square += (Double(t) - middle) * (Double(t) - middle)
    }
    return Fit(
      model: self, alpha: smoothing.parameters.alpha, drift: cross / square / 2, level: smoothing.last.level,
      variance: smoothing.variance * Double(n) / Double(n - 2), count: n,
      seasonal: pattern.isEmpty ? [] : pattern.indices.map { pattern[(n + $0) % pattern.count] })
  }
}

/// Seasons by moving averages.
enum ClassicalDecomposition {
  /// The mean distance of each season from a centred moving average over one season; sums to zero.
  static func additive(_ series: [Double], season m: Int) -> [Double] {
    let half = m / 2
    var sums = [Double](repeating: 0, count: m)
    var counts = sums
    for t in half..<(series.count - half) {
      let inside = series[(t - half)...(t + half)]
      let total = inside.reduce(0, +)
      let average =
        m % 2 == 1 ? total / Double(m) : (total - 0.5 * (series[t - half] + series[t + half])) / Double(m)
      sums[t % m] += series[t] - average
      counts[t % m] += 1
    }
    let raw = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
    let centre = raw.reduce(0, +) / Double(m)
    return raw.map { $0 - centre }
  }
}
