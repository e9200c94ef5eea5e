import Foundation
import Optimization

/// Exponential smoothing with additive errors in state-space form: Holt (1957), Winters (1960), Gardner & McKenzie (1985); Hyndman,
/// Koehler, Ord & Snyder (2008) ch. 2–3.
///
/// yₜ = ℓₜ₋₁ + φbₜ₋₁ + sₜ₋ₘ + εₜ;  ℓₜ = ℓₜ₋₁ + φbₜ₋₁ + αεₜ;  bₜ = φbₜ₋₁ + βεₜ;  sₜ = sₜ₋ₘ + γεₜ.
public struct ExponentialSmoothing: Codable, Hashable, Sendable {
  /// How the level goes on.
  public enum Trend: String, Codable, CaseIterable, Sendable {
    case none
    /// Holt's.
    case additive
    /// φ < 1.
    case damped
  }

  public var trend: Trend
  /// Periods of an additive season; nil for none.
  public var season: Int?

  public init(_ trend: Trend = .damped, season: Int? = nil) {
    self.trend = trend
    self.season = season
  }

  /// Smoothing parameters and states before the first value.
  public struct Parameters: Codable, Hashable, Sendable {
    public var alpha: Double
    public var beta: Double
    public var gamma: Double
    /// φ; 1 without damping.
    public var damping: Double
    public var level: Double
    public var slope: Double
    /// The season's values before the first value, the one that is due first at the front; they sum to zero.
    public var season: [Double]
  }

  /// An estimated model.
  public struct Fit: Sendable {
    public let model: ExponentialSmoothing
    public let parameters: Parameters
    /// Mean squared one-step error.
    public let variance: Double
    /// −n/2 (log(2πσ̂²) + 1).
    public let logLikelihood: Double
    public let isConverged: Bool
    public let series: [Double]
    let last: States

    /// Parameters, initial states and the variance.
    public var parameterCount: Int { model.parameterCount }
    public var akaike: Double { -2 * logLikelihood + 2 * Double(parameterCount) }
    public var correctedAkaike: Double {
      let (k, n) = (Double(parameterCount), Double(series.count))
      return n > k + 1 ? akaike + 2 * k * (k + 1) / (n - k - 1) : .infinity
    }

    /// Var = σ²(1 + Σ_{j<h} cⱼ²), cⱼ = α + β(φ + … + φʲ) + γ·1[m | j].
    ///
    /// - Throws: `UnivariateError.horizon`.
    public func forecast(_ periods: Int) throws(UnivariateError) -> UnivariateForecast {
      guard periods >= 1 else { throw .horizon(periods) }
      var (means, deviations) = ([Double](), [Double]())
      var (damped, power, sum) = (0.0, 1.0, 1.0)
      let m = model.season
      for h in 1...periods {
        power *= parameters.damping
        damped += power
        let season = m.map { last.season[(h - 1) % $0] } ?? 0
        means.append(last.level + damped * last.slope + season)
        deviations.append((variance * sum).squareRoot())
        let c =
          parameters.alpha + parameters.beta * damped
          + (m.map { h % $0 == 0 } ?? false ? parameters.gamma : 0)
        sum += c * c
      }
      return UnivariateForecast(mean: means, standardDeviation: deviations)
    }
  }

  var parameterCount: Int {
    2 + (trend == .none ? 0 : 2) + (trend == .damped ? 1 : 0) + (season ?? 0) + 1
  }

  /// States under way.
  struct States {
    var level: Double
    var slope: Double
    /// A ring: the value due next is at the front.
    var season: [Double]
  }

  /// Sum of squared one-step errors, and the states at the end.
  func run(_ p: Parameters, _ series: [Double]) -> (squares: Double, last: States) {
    var level = p.level
    var slope = p.slope
    var season = p.season
    var (squares, due) = (0.0, 0)
    for y in series {
      let slid = p.damping * slope
      let seasonal = season.isEmpty ? 0 : season[due]
      let error = y - level - slid - seasonal
      squares += error * error
      level += slid + p.alpha * error
      slope = slid + p.beta * error
      if !season.isEmpty {
        season[due] = seasonal + p.gamma * error
        due = due + 1 == season.count ? 0 : due + 1
      }
    }
    return (squares, States(level: level, slope: slope, season: Array(season[due...] + season[..<due])))
  }

  /// Estimates smoothing parameters and initial states by maximum likelihood, within 0 < β < α < 1, 0 < γ < 1 − α, 0.8 ≤ φ ≤ 0.98.
  ///
  /// - Throws: `UnivariateError`; missing values are refused.
  public func fit(_ series: [Double]) throws(UnivariateError) -> Fit {
    let name = "exponential smoothing"
    try SeriesCheck.usable(series, needed: parameterCount + 2, model: name, mayMiss: false)
    let origin = SmoothingStart(series, season: season)
    let search = BFGS(tolerance: 1e-8, iterationLimit: 300)
    let starts = [0.3, 0.7].map { origin.point(self, alpha: $0) }
    let found = starts.map { start in
      search.minimise(from: start) { θ in
        let squares = run(origin.parameters(self, θ), series).squares
        return squares > 0 && squares.isFinite ? 0.5 * Double(series.count) * log(squares) : .infinity
      }
    }
    guard let best = found.min(by: { $0.value < $1.value }) else { throw .constant }
    let parameters = origin.parameters(self, best.point)
    let (squares, last) = run(parameters, series)
    let n = Double(series.count)
    return Fit(
      model: self, parameters: parameters, variance: squares / n,
      logLikelihood: -n / 2 * (log(2 * Double.pi * squares / n) + 1), isConverged: best.isConverged,
      series: series, last: last)
  }
}

/// Where a search for smoothing parameters begins, and how it is written without bounds.
private struct SmoothingStart {
  let level: Double
  let slope: Double
  let season: [Double]
  let unit: Double

  init(_ series: [Double], season m: Int?) {
    let n = series.count
    let width = min(n, max(2 * (m ?? 1), 10))
    let head = series.prefix(width)
    let mean = head.reduce(0, +) / Double(width)
    let middle = Double(width - 1) / 2
    var (cross, square) = (0.0, 0.0)
    for (t, y) in head.enumerated() {
      cross += (Double(t) - middle) * (y - mean)
      square += (Double(t) - middle) * (Double(t) - middle)
    }
    let steepness = cross / square
    slope = steepness
    level = mean - steepness * (middle + 1)
    let changes = zip(series.dropFirst(), series).map { abs($0 - $1) }
    let typical = changes.reduce(0, +) / Double(max(1, changes.count))
    unit = typical > 0 ? typical : 1
    guard let m else {
      season = []
      return
    }
    let raw = (0..<m).map { j -> Double in
      let places = stride(from: j, to: width, by: m)
      let gaps = places.map { series[$0] - mean - steepness * (Double($0) - middle) }
      return gaps.reduce(0, +) / Double(max(1, gaps.count))
    }
    let centre = raw.reduce(0, +) / Double(m)
    season = raw.map { $0 - centre }
  }

  func point(_ model: ExponentialSmoothing, alpha: Double) -> [Double] {
    var θ = [log(alpha / (1 - alpha)), 0]
    if model.trend != .none { θ += [-2, 0] }
    if model.trend == .damped { θ.append(1) }
    if let m = model.season { θ += [-2] + [Double](repeating: 0, count: m - 1) }
    return θ
  }

  func parameters(_ model: ExponentialSmoothing, _ θ: [Double]) -> ExponentialSmoothing.Parameters {
    var rest = θ[...]
    func share() -> Double { 1 / (1 + exp(-rest.removeFirst())) }
    let alpha = 1e-4 + 0.9998 * share()
    let level = self.level + unit * rest.removeFirst()
    var (beta, slope, damping) = (0.0, 0.0, 1.0)
    if model.trend != .none {
      beta = alpha * share()
      slope = self.slope + 0.1 * unit * rest.removeFirst()
    }
    if model.trend == .damped { damping = 0.8 + 0.18 * share() }
    var (gamma, season) = (0.0, [Double]())
    if model.season != nil {
      gamma = (1 - alpha) * share()
      let free = zip(self.season, rest).map { $0 + unit * $1 }
      season = free + [-free.reduce(0, +)]
    }
    return ExponentialSmoothing.Parameters(
      alpha: alpha, beta: beta, gamma: gamma, damping: damping, level: level, slope: slope, season: season)
  }
}
