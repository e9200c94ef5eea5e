import Foundation
import LinearAlgebra
import Optimization

/// A series as level, slope and season that move at random, estimated by maximum diffuse likelihood. Harvey (1989); Durbin & Koopman
/// (2012) §3.2. Missing values are passed over.
///
/// yₜ = μₜ + γₜ + εₜ;  μₜ₊₁ = μₜ + βₜ + ξₜ;  βₜ₊₁ = φβₜ + ζₜ;  γₜ₊₁ = −γₜ − … − γₜ₋ₛ₊₂ + ωₜ.
public struct StructuralTimeSeries: Codable, Hashable, Sendable {
  /// How the level goes on.
  public enum Trend: String, Codable, CaseIterable, Sendable {
    /// A random walk.
    case level
    /// A random walk with a slope that is one itself.
    case linear
    /// The slope dies away, φ < 1 estimated.
    case damped
  }

  public var trend: Trend
  /// Periods of a season, 4 or 12; nil for none.
  public var season: Int?

  public init(_ trend: Trend = .level, season: Int? = nil) {
    self.trend = trend
    self.season = season
  }

  /// Variances and damping: the parameters.
  public struct Parameters: Codable, Hashable, Sendable {
    /// Var ε, ξ, ζ, ω; zero for what the model does not have.
    public var irregular: Double
    public var level: Double
    public var slope: Double
    public var seasonal: Double
    /// φ.
    public var damping: Double

    public init(
      irregular: Double, level: Double, slope: Double = 0, seasonal: Double = 0, damping: Double = 1
    ) {
      (self.irregular, self.level, self.slope) = (irregular, level, slope)
      (self.seasonal, self.damping) = (seasonal, damping)
    }
  }

  /// An estimated structural model.
  public struct Fit: Sendable {
    public let model: StructuralTimeSeries
    public let parameters: Parameters
    /// The diffuse log-likelihood at the estimate; its constant is that of `KalmanFilter`.
    public let logLikelihood: Double
    /// −2 log L + 2k with k the parameters and the diffuse states.
    public let akaike: Double
    public let isConverged: Bool
    public let series: [Double]

    public var stateSpace: StateSpace { model.stateSpace(parameters) }

    /// - Throws: `UnivariateError.horizon`.
    public func forecast(_ periods: Int) throws(UnivariateError) -> UnivariateForecast {
      try stateSpace.forecast(series, periods: periods)
    }

    /// The level of every period, given the whole series.
    public var level: [Double] { KalmanSmoother(stateSpace, series).means.map { $0[0] } }
  }

  /// Estimates the variances. `series` has NaN where values are missing.
  ///
  /// - Throws: `UnivariateError`.
  public func fit(_ series: [Double]) throws(UnivariateError) -> Fit {
    let states = stateCount
    try SeriesCheck.usable(series, needed: states + 2, model: "a structural model", mayMiss: true)
    let scale = Self.scale(series)
    let bounded = { (x: Double) in min(max(x, -40), 40) }
    let parameters = { (θ: [Double]) -> Parameters in
      var rest = θ[...]
      let variance = { scale * exp(bounded(rest.removeFirst())) }
      var found = Parameters(irregular: variance(), level: variance())
      if trend != .level { found.slope = variance() }
      if season != nil { found.seasonal = variance() }
      if trend == .damped { found.damping = 1 / (1 + exp(-bounded(rest.removeFirst()))) }
      return found
    }
    var start = [-0.5, -1.5]
    if trend != .level { start.append(-3) }
    if season != nil { start.append(-3) }
    if trend == .damped { start.append(2) }
    let starts = [
      start, start.map { $0 - 3 }, [-6] + start.dropFirst(), [start[0], -8] + start.dropFirst(2),
    ]
    let search = BFGS(tolerance: 1e-9)
    let found = starts.map { origin in
      search.minimise(from: Array(origin)) { θ in
        let log = KalmanFilter.logLikelihood(stateSpace(parameters(θ)), series)
        return log.isFinite ? -log : .infinity
      }
    }
    guard let best = found.min(by: { $0.value < $1.value }) else { throw .constant }
    let k = start.count + states
    return Fit(
      model: self, parameters: parameters(best.point), logLikelihood: -best.value,
      akaike: 2 * best.value + 2 * Double(k), isConverged: best.isConverged, series: series)
  }

  /// The mean squared change: what variances are measured by.
  private static func scale(_ series: [Double]) -> Double {
    let known = series.filter { !$0.isNaN }
    let changes = zip(known.dropFirst(), known).map { ($0 - $1) * ($0 - $1) }
    let mean = changes.reduce(0, +) / Double(max(1, changes.count))
    return mean > 0 ? mean : 1
  }

  var stateCount: Int { (trend == .level ? 1 : 2) + (season.map { $0 - 1 } ?? 0) }

  /// The model with parameters given: states are level, slope, and the seasons from the present one back.
  public func stateSpace(_ parameters: Parameters) -> StateSpace {
    let r = stateCount
    let first = trend == .level ? 1 : 2
    var (t, q) = (Matrix(rows: r, columns: r), Matrix(rows: r, columns: r))
    var z = [Double](repeating: 0, count: r)
    (t[0, 0], q[0, 0], z[0]) = (1, parameters.level, 1)
    if first == 2 {
      t[0, 1] = 1
      t[1, 1] = trend == .damped ? parameters.damping : 1
      q[1, 1] = parameters.slope
    }
    if season != nil {
      z[first] = 1
      q[first, first] = parameters.seasonal
      for j in first..<r { t[first, j] = -1 }
      for j in (first + 1)..<max(r, first + 1) { t[j, j - 1] = 1 }
    }
    return StateSpace(
      observation: z, observationVariance: parameters.irregular, transition: t, disturbance: q)
  }
}
