import Regression

/// An ARIMA model whose orders are chosen: differences by KPSS tests at 5%, seasonal ones by the strength of the season, the rest by a
/// stepwise search for the smallest corrected AIC. Hyndman & Khandakar (2008); Wang, Smith & Hyndman (2006).
public struct AutomaticARIMA: Codable, Hashable, Sendable {
  /// Periods of a season; 1 for none.
  public var season: Int
  /// The most autoregressive and moving-average lags, plain and seasonal.
  public var mostLags: Int
  public var mostSeasonalLags: Int
  /// The most models tried.
  public var mostModels: Int

  public init(season: Int = 1, mostLags: Int = 5, mostSeasonalLags: Int = 2, mostModels: Int = 94) {
    self.season = season
    self.mostLags = mostLags
    self.mostSeasonalLags = mostSeasonalLags
    self.mostModels = mostModels
  }

  /// - Throws: `UnivariateError`; missing values are refused.
  public func fit(_ series: [Double]) throws(UnivariateError) -> ARIMA.Fit {
    try SeriesCheck.usable(series, needed: max(8, 3 * season), model: "an automatic ARIMA", mayMiss: false)
    var differenced = series
    var seasonalDifferences = 0
    if season > 1, SeasonalStrength.of(series, season: season) > 0.64 {
      seasonalDifferences = 1
      differenced = LagPolynomial.difference(1, every: season).applied(to: series)
    }
    var differences = 0
    while differences < 2, Self.hasUnitRoot(differenced) {
      differences += 1
      differenced = LagPolynomial.difference(1).applied(to: differenced)
    }
    guard let first = differenced.first, differenced.contains(where: { abs($0 - first) > 1e-12 * abs($0) })
    else {
      // A straight line or a fixed season: its own differences are the forecast.
      return ARIMA.Fit(
        model: model(0, 0, 0, 0, differences, seasonalDifferences, mean: true),
        parameters: .init(mean: differenced.first ?? 0, variance: 0), logLikelihood: .infinity,
        isConverged: true, series: series)
    }
    return try search(series, differences, seasonalDifferences)
  }

  /// KPSS around a constant rejects stationarity at 5%.
  private static func hasUnitRoot(_ series: [Double]) -> Bool {
    guard series.count > 8, let test = try? KPSS(series), let p = test.pValue else { return false }
    return p < 0.05
  }

  private func model(
    _ p: Int, _ q: Int, _ bigP: Int, _ bigQ: Int, _ d: Int, _ bigD: Int, mean: Bool
  ) -> ARIMA {
    ARIMA(
      .init(p, d, q), seasonal: .init(bigP, bigD, bigQ), season: season, mean: mean && d + bigD < 2)
  }

  private struct Choice: Hashable {
    var p = 0
    var q = 0
    var bigP = 0
    var bigQ = 0
    var mean = true
  }

  private func search(_ series: [Double], _ d: Int, _ bigD: Int) throws(UnivariateError) -> ARIMA.Fit {
    var tried: Set<Choice> = []
    var best: (choice: Choice, fit: ARIMA.Fit)?
    func tries(_ choice: Choice) -> Bool {
      let lags = 0...mostLags
      let seasonal = 0...(season > 1 ? mostSeasonalLags : 0)
      guard lags.contains(choice.p), lags.contains(choice.q), seasonal.contains(choice.bigP),
        seasonal.contains(choice.bigQ), tried.count < mostModels, tried.insert(choice).inserted
      else { return false }
      let model = model(choice.p, choice.q, choice.bigP, choice.bigQ, d, bigD, mean: choice.mean)
      guard let fit = try? model.fit(series), fit.correctedAkaike < best?.fit.correctedAkaike ?? .infinity
      else { return false }
      best = (choice, fit)
      return true
    }
    let s = season > 1 ? 1 : 0
    for (p, q, bigP, bigQ) in [(2, 2, s, s), (0, 0, 0, 0), (1, 0, s, 0), (0, 1, 0, s)] {
      _ = tries(Choice(p: p, q: q, bigP: bigP, bigQ: bigQ, mean: d + bigD < 2))
    }
    _ = tries(Choice(mean: false))
    var improves = true
    while improves, let centre = best?.choice {
      improves = Self.neighbours(centre).contains(where: tries)
    }
    guard let best else { throw .constant }
    return best.fit
  }

  private static func neighbours(_ c: Choice) -> [Choice] {
    let moves = [
      (0, 0, -1, 0), (0, 0, 0, -1), (0, 0, 1, 0), (0, 0, 0, 1), (0, 0, -1, -1), (0, 0, 1, 1), (-1, 0, 0, 0),
      (0, -1, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (-1, -1, 0, 0), (1, 1, 0, 0),
    ]
    let moved = moves.map { p, q, bigP, bigQ in
      Choice(p: c.p + p, q: c.q + q, bigP: c.bigP + bigP, bigQ: c.bigQ + bigQ, mean: c.mean)
    }
    var flipped = c
    flipped.mean.toggle()
    return moved + [flipped]
  }
}

/// How much of what a trend leaves a season explains: max(0, 1 − Var(rest)/Var(rest + season)). Wang, Smith & Hyndman (2006).
enum SeasonalStrength {
  static func of(_ series: [Double], season m: Int) -> Double {
    guard series.count > 2 * m else { return 0 }
    let pattern = ClassicalDecomposition.additive(series, season: m)
    let half = m / 2
    var (rest, both) = ([Double](), [Double]())
    for t in half..<(series.count - half) {
      let total = series[(t - half)...(t + half)].reduce(0, +)
      let edge = m % 2 == 0 ? 0.5 * (series[t - half] + series[t + half]) : 0
      let detrended = series[t] - (total - edge) / Double(m)
      both.append(detrended)
      rest.append(detrended - pattern[t % m])
    }
    func variance(_ x: [Double]) -> Double {
      let mean = x.reduce(0, +) / Double(x.count)
      return x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    let whole = variance(both)
    return whole > 0 ? max(0, 1 - variance(rest) / whole) : 0
  }
}
