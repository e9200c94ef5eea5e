/// The deterministic terms of a unit-root or cointegration regression.
public enum Deterministics: String, Codable, Sendable, CaseIterable {
  /// Neither constant nor trend.
  case none
  /// A constant.
  case constant
  /// A constant and a linear trend.
  case trend
  /// A constant, a linear and a quadratic trend.
  case quadraticTrend

  /// Number of terms.
  public var count: Int {
    switch self {
    case .none: 0
    case .constant: 1
    case .trend: 2
    case .quadraticTrend: 3
    }
  }

  /// One column per term, time in units of the sample.
  func columns(_ n: Int) -> [[Double]] {
    (0..<count).map { power in
      (1...max(1, n)).map { t in
        let time = Double(t) / Double(max(1, n))
        return (0..<power).reduce(1) { product, _ in product * time }
      }
    }
  }
}

/// How many lagged differences a regression has.
public enum LagChoice: Codable, Equatable, Sendable {
  /// So many.
  case fixed(Int)
  /// The smallest n·log(RSS/n) + 2k, all lags up to the most compared on one sample.
  case akaike(maximum: Int? = nil)
  /// The smallest n·log(RSS/n) + k·log n.
  case bayes(maximum: Int? = nil)
  /// From the most, down to the first whose last lag has |t| ≥ 1.645, 10% two-sided (Ng & Perron 1995).
  case lastSignificant(maximum: Int? = nil)

  /// The most lags: as told, or 12(n/100)^¼ rounded up (Schwert 1989), at most half the sample less the
  /// deterministic terms and 1.
  func maximum(_ n: Int, _ deterministics: Deterministics) -> Int {
    switch self {
    case .fixed(let lags): lags
    case .akaike(let maximum), .bayes(let maximum), .lastSignificant(let maximum):
      maximum ?? min(n / 2 - deterministics.count - 1, Bandwidths.schwert(n))
    }
  }
}

/// Rules of thumb for numbers of lags.
enum Bandwidths {
  /// ⌈12(n/100)^¼⌉.
  static func schwert(_ n: Int) -> Int { Int((12 * fourthRoot(Double(n) / 100)).rounded(.up)) }

  private static func fourthRoot(_ x: Double) -> Double { x.squareRoot().squareRoot() }
}
