import Foundation
import Optimization

extension ARIMA {
  /// An estimated model.
  public struct Fit: Sendable {
    public let model: ARIMA
    public let parameters: Parameters
    /// Exact, of the differenced series.
    public let logLikelihood: Double
    public let isConverged: Bool
    public let series: [Double]

    /// Values the likelihood counts.
    public var observations: Int { model.differencing.applied(to: series).count { !$0.isNaN } }
    /// −2 log L + 2k.
    public var akaike: Double { -2 * logLikelihood + 2 * Double(model.parameterCount) }
    /// AIC + 2k(k + 1)/(n − k − 1): Hurvich & Tsai (1989). Infinite where that has no meaning.
    public var correctedAkaike: Double {
      let (k, n) = (Double(model.parameterCount), Double(observations))
      return n > k + 1 ? akaike + 2 * k * (k + 1) / (n - k - 1) : .infinity
    }

    /// - Throws: `UnivariateError`: the horizon, and values missing among those that differences reach back to.
    public func forecast(_ periods: Int) throws(UnivariateError) -> UnivariateForecast {
      guard periods >= 1 else { throw .horizon(periods) }
      let differencing = model.differencing
      let centred = differencing.applied(to: series).map { $0 - parameters.mean }
      let inner = try model.stateSpace(parameters).forecast(centred, periods: periods)
      let reach = differencing.coefficients.count - 1
      if let gap = series.indices.suffix(reach).first(where: { series[$0].isNaN }) {
        throw .missing(position: gap, model: "a forecast of differences")
      }
      var path = Array(series.suffix(reach))
      for value in inner.mean {
        var next = value + parameters.mean
        for (j, c) in differencing.lags.enumerated() { next -= c * path[path.count - 1 - j] }
        path.append(next)
      }
      guard reach > 0 else {
        return UnivariateForecast(mean: path, standardDeviation: inner.standardDeviation)
      }
      let whole = model.autoregressive(parameters) * differencing
      let ψ = whole.quotient(of: model.movingAverage(parameters), count: periods)
      var sum = 0.0
      let deviations = ψ.map { weight -> Double in
        sum += weight * weight
        return (parameters.variance * sum).squareRoot()
      }
      return UnivariateForecast(mean: Array(path.suffix(periods)), standardDeviation: deviations)
    }
  }

  /// The log-likelihood with parameters given.
  public func logLikelihood(_ parameters: Parameters, _ series: [Double]) -> Double {
    let centred = differencing.applied(to: series).map { $0 - parameters.mean }
    return KalmanFilter.logLikelihood(stateSpace(parameters), centred)
  }

  /// Estimates by exact maximum likelihood, σ² concentrated out, stationary and invertible. `series` has NaN where values are
  /// missing.
  ///
  /// - Throws: `UnivariateError`.
  public func fit(_ series: [Double]) throws(UnivariateError) -> Fit {
    let reach = differencing.coefficients.count - 1
    let name = "ARIMA\(name)"
    try SeriesCheck.usable(series, needed: reach + parameterCount + 1, model: name, mayMiss: true)
    let differenced = differencing.applied(to: series)
    let known = differenced.filter { !$0.isNaN }
    guard known.count > parameterCount else {
      throw .tooShort(known.count, needed: parameterCount + 1, model: name)
    }
    let centre = known.reduce(0, +) / Double(known.count)
    let spread = (known.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(known.count)).squareRoot()
    let isExact = spread <= 1e-12 * max(abs(centre), .leastNormalMagnitude)
    let unit = isExact ? 1 : spread
    guard !isExact else { throw .constant }
    let count = parameterCount - 1
    let bound = hasMean ? Double.infinity : 8
    let objective: ([Double]) -> Double = { θ in
      guard θ.allSatisfy({ abs($0) < bound }) else { return .infinity }
      let found = concentrated(values(θ, centre, unit), differenced)
      return found.log.isFinite ? -found.log : .infinity
    }
    let search = BFGS(tolerance: 1e-8)
    var best = search.minimise(from: [Double](repeating: 0, count: count), objective)
    if count > (hasMean ? 1 : 0) {
      let other = search.minimise(from: start(count), objective)
      if other.value < best.value { best = other }
    }
    guard best.value.isFinite else { throw .constant }
    var estimate = values(best.point, centre, unit)
    estimate.variance = concentrated(estimate, differenced).variance
    return Fit(
      model: self, parameters: estimate, logLikelihood: -best.value, isConverged: best.isConverged,
      series: series)
  }

  /// “(2,1,1)(0,1,1)[12]”.
  var name: String {
    let plain = "(\(order.autoregressive),\(order.differences),\(order.movingAverage))"
    guard season > 1 else { return plain }
    return plain
      + "(\(seasonal.autoregressive),\(seasonal.differences),\(seasonal.movingAverage))[\(season)]"
  }

  /// A second place to begin: some persistence.
  private func start(_ count: Int) -> [Double] {
    (0..<count).map { $0 < order.autoregressive && $0 == 0 ? 0.5 : $0 == count - 1 && hasMean ? 0 : 0.1 }
  }

  /// θ: partial autocorrelations before tanh, then μ in standard deviations from the sample mean.
  private func values(_ θ: [Double], _ centre: Double, _ unit: Double) -> Parameters {
    var rest = θ[...]
    func take(_ n: Int) -> [Double] {
      defer { rest = rest.dropFirst(n) }
      return LagPolynomial.stationary(rest.prefix(n))
    }
    let ar = take(order.autoregressive)
    let ma = take(order.movingAverage).map { -$0 }
    let seasonalAR = take(seasonal.autoregressive)
    let seasonalMA = take(seasonal.movingAverage).map { -$0 }
    return Parameters(
      autoregressive: ar, movingAverage: ma, seasonalAutoregressive: seasonalAR,
      seasonalMovingAverage: seasonalMA, mean: hasMean ? centre + unit * (rest.first ?? 0) : 0, variance: 1)
  }

  /// log L at the variance that makes it largest, σ̂² = Σ v²/F / n.
  private func concentrated(_ parameters: Parameters, _ differenced: [Double]) -> (
    log: Double, variance: Double
  ) {
    let centred = differenced.map { $0 - parameters.mean }
    var (squares, logs) = (0.0, 0.0)
    let n = Double(centred.count { !$0.isNaN })
    if centred.contains(where: \.isNaN) {
      let filter = KalmanFilter(stateSpace(parameters), centred)
      for (v, f) in zip(filter.innovations, filter.variances) where !v.isNaN {
        squares += v * v / f
        logs += log(f)
      }
    } else {
      let found = InnovationsLikelihood(
        autoregressive(parameters).lags.map { -$0 }, Array(movingAverage(parameters).lags), centred)
      (squares, logs) = (found.squares, found.logs)
    }
    let variance = squares / n
    guard variance > 0, variance.isFinite else { return (-.infinity, .nan) }
    return (-0.5 * (n * (log(2 * Double.pi * variance) + 1) + logs), variance)
  }
}
