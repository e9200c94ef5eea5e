import Foundation
import LinearAlgebra
import Testing

@testable import UnivariateModels

/// Tests/References/statsmodels/univariate.py.
private struct Reference: Decodable {
  struct Case: Decodable {
    let llf: Double
    let forecast: [Double]
    let errors: [Double]
    let smoothed: [Double]?
    let smoothedVariance: [Double]?
  }

  struct Maximum: Decodable {
    struct Found: Decodable {
      let llf: Double
      let params: [Double]
    }

    let trend: Found
    let level: Found
  }

  let level: Case
  let trend: Case
  let holes: Case
  let seasonal: Case
  let maximum: Maximum
  let arima: [String: Case]

  static func load() throws -> Reference {
    try Repository.json("Tests/References/statsmodels/univariate.json", as: Reference.self)
  }
}

@Suite("Kalman filter and smoother against statsmodels")
struct StateSpaceTests {
  typealias Variances = StructuralTimeSeries.Parameters

  private static func holes() throws -> [Double] {
    var y = try Macrodata.gdpFromZero()
    for i in [1, 49, 50, 51, 52, 119] { y[i] = .nan }
    return y
  }

  @Test("Likelihood, forecasts, smoothed levels: exact diffuse start, gaps included")
  func filters() throws {
    let peer = try Reference.load()
    let trend = Variances(irregular: 0.1, level: 0.5, slope: 0.02)
    var seasonal = trend
    seasonal.seasonal = 0.01
    let cases: [(StructuralTimeSeries, Variances, [Double], Reference.Case)] = [
      (.init(.level), .init(irregular: 0.3, level: 0.05), try Macrodata.growth(), peer.level),
      (.init(.linear), trend, try Macrodata.gdpFromZero(), peer.trend),
      (.init(.linear), trend, try Self.holes(), peer.holes),
      (.init(.linear, season: 4), seasonal, try Self.holes(), peer.seasonal),
    ]
    for (model, parameters, series, peer) in cases {
      let space = model.stateSpace(parameters)
      let filter = KalmanFilter(space, series)
      #expect(abs(filter.logLikelihood - peer.llf) < 1e-9 * abs(peer.llf))
      #expect(KalmanFilter.logLikelihood(space, series) == filter.logLikelihood)
      let forecast = try space.forecast(series, periods: 8)
      #expect(distance(forecast.mean, peer.forecast) < 1e-9)
      #expect(distance(forecast.standardDeviation, peer.errors) < 1e-9)
      let smoother = KalmanSmoother(space, series)
      #expect(distance(smoother.means.map { $0[0] }, try #require(peer.smoothed)) < 1e-8)
      #expect(distance(smoother.covariances.map { $0[0, 0] }, try #require(peer.smoothedVariance)) < 1e-8)
    }
  }

  @Test("Variances of largest likelihood are at least as likely as the peer's")
  func maximum() throws {
    let peer = try Reference.load().maximum
    let level = try StructuralTimeSeries(.level).fit(Macrodata.growth())
    #expect(abs(level.logLikelihood - peer.level.llf) < 1e-6)
    #expect(abs(level.parameters.irregular - peer.level.params[0]) < 1e-4)
    #expect(abs(level.parameters.level - peer.level.params[1]) < 1e-4)
    let trend = try StructuralTimeSeries(.linear).fit(Macrodata.gdpFromZero())
    #expect(trend.logLikelihood > peer.trend.llf - 1e-6)
    #expect(abs(trend.parameters.slope - peer.trend.params[2]) < 1e-3)
  }

  @Test("Exact likelihoods and forecasts of autoregressive moving averages")
  func arima() throws {
    let peer = try Reference.load().arima
    let y = try Macrodata.growth()
    // The peer's intercept 0.4 is μ(1 − φ₁ − φ₂).
    let ar = ARIMA.Parameters(autoregressive: [0.2, 0.25], mean: 0.4 / 0.55, variance: 0.45)
    let arma = ARIMA.Parameters(autoregressive: [0.8], movingAverage: [-0.5, 0.1], variance: 0.45)
    let ima = ARIMA.Parameters(movingAverage: [0.3], seasonalMovingAverage: [-0.2], variance: 0.5)
    let cases: [(ARIMA, ARIMA.Parameters, String)] = [
      (ARIMA(.init(2, 0, 0)), ar, "ar2"), (ARIMA(.init(1, 0, 2), mean: false), arma, "arma"),
      (ARIMA(.init(0, 0, 1), seasonal: .init(0, 0, 1), season: 4, mean: false), ima, "ima"),
    ]
    for (model, parameters, name) in cases {
      let peer = try #require(peer[name])
      #expect(abs(model.logLikelihood(parameters, y) - peer.llf) < 1e-9 * abs(peer.llf), "\(name)")
      let centred = y.map { $0 - parameters.mean }
      let other = InnovationsLikelihood(
        model.autoregressive(parameters).lags.map { -$0 }, Array(model.movingAverage(parameters).lags),
        model.differencing.applied(to: centred))
      let n = Double(model.differencing.applied(to: centred).count)
      let log =
        -0.5
        * (n * Foundation.log(2 * .pi * parameters.variance) + other.logs + other.squares
          / parameters.variance)
      #expect(abs(log - peer.llf) < 1e-9 * abs(peer.llf), "\(name)")
      let fit = ARIMA.Fit(
        model: model, parameters: parameters, logLikelihood: peer.llf, isConverged: true, series: y)
      let forecast = try fit.forecast(8)
      #expect(distance(forecast.mean, peer.forecast) < 1e-9, "\(name)")
      #expect(distance(forecast.standardDeviation, peer.errors) < 1e-9, "\(name)")
    }
  }

  @Test("What leaves states unknown is told")
  func unknown() throws {
    let space = StructuralTimeSeries(.linear).stateSpace(.init(irregular: 1, level: 1, slope: 1))
    #expect(throws: UnivariateError.tooShort(1, needed: 2, model: "the state-space model")) {
      try space.forecast([3.0, .nan], periods: 2)
    }
    #expect(throws: UnivariateError.constant) {
      try StructuralTimeSeries(.level).fit([Double](repeating: 2, count: 20))
    }
    #expect(throws: UnivariateError.notFinite(position: 3)) {
      try StructuralTimeSeries(.level).fit([1, 2, 3, .infinity, 4, 5])
    }
    #expect(throws: UnivariateError.missing(position: 2, model: "exponential smoothing")) {
      try ExponentialSmoothing(.none).fit([1, 2, .nan, 4, 5, 7, 8, 9])
    }
  }
}
