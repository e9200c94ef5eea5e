import Foundation
import Testing

@testable import UnivariateModels

/// Tests/References/r/univariate.R.
private struct Reference: Decodable {
  struct Fit: Decodable {
    let coefficients: [Double]
    let variance: [Double]
    let log: [Double]
    let mean: [Double]
    let errors: [Double]
  }

  struct Smooth: Decodable {
    let squares: [Double]
    let mean: [Double]
  }

  struct ThetaFit: Decodable {
    let mean: [Double]
    let alpha: [Double]
  }

  struct Automatic: Decodable {
    let growth: [Double]
    let gdp: [Double]
    let quarters: [Double]
  }

  struct Data: Decodable { let drivers: [Double] }

  let series: Data
  let ar2: Fit
  let arma12: Fit
  let ima: Fit
  let airline: Fit
  let simple: Smooth
  let holt: Smooth
  let damped: Smooth
  let winters: Smooth
  let theta: ThetaFit
  let auto: Automatic

  static func load() throws -> Reference {
    try Repository.json("Tests/References/r/univariate.json", as: Reference.self)
  }

  var logDrivers: [Double] { series.drivers.map { Foundation.log($0) } }
}

@Suite("Univariate forecasts against R")
struct ForecastingTests {
  @Test("ARIMA by exact maximum likelihood")
  func arima() throws {
    let peer = try Reference.load()
    let (growth, gdp) = (try Macrodata.growth(), try Macrodata.gdp())
    let airline = ARIMA(.init(0, 1, 1), seasonal: .init(0, 1, 1), season: 12, mean: false)
    let cases: [(ARIMA, [Double], Reference.Fit)] = [
      (ARIMA(.init(2, 0, 0)), growth, peer.ar2), (ARIMA(.init(1, 0, 2)), growth, peer.arma12),
      (ARIMA(.init(0, 1, 1), mean: false), gdp, peer.ima), (airline, peer.logDrivers, peer.airline),
    ]
    for (model, series, peer) in cases {
      let fit = try model.fit(series)
      #expect(fit.logLikelihood > peer.log[0] - 1e-6, "\(model.name)")
      #expect(abs(fit.logLikelihood - peer.log[0]) < 1e-3, "\(model.name)")
      #expect(abs(fit.parameters.variance / peer.variance[0] - 1) < 1e-3, "\(model.name)")
      let forecast = try fit.forecast(8)
      #expect(distance(forecast.mean, peer.mean) < 2e-3, "\(model.name)")
      #expect(distance(forecast.standardDeviation, peer.errors) < 2e-3, "\(model.name)")
    }
  }

  @Test("Exponential smoothing fits at least as well")
  func smoothing() throws {
    let peer = try Reference.load()
    let (growth, gdp) = (try Macrodata.growth(), try Macrodata.gdp())
    let cases: [(ExponentialSmoothing, [Double], Reference.Smooth)] = [
      (.init(.none), growth, peer.simple), (.init(.additive), gdp, peer.holt),
      (.init(.damped), gdp, peer.damped), (.init(.additive, season: 12), peer.logDrivers, peer.winters),
    ]
    for (model, series, peer) in cases {
      let fit = try model.fit(series)
      let squares = fit.variance * Double(series.count)
      #expect(squares < peer.squares[0] * (1 + 1e-6), "\(model.trend)")
      #expect(squares > peer.squares[0] * 0.97, "\(model.trend)")
      #expect(distance(try fit.forecast(8).mean, peer.mean) < 0.03, "\(model.trend)")
    }
  }

  @Test("The variance of smoothing's forecasts is what its errors add up to")
  func variance() throws {
    let fit = try ExponentialSmoothing(.damped, season: 4).fit(Macrodata.growth())
    // The state-space recursion, run on unit errors one at a time.
    let p = fit.parameters
    let quiet = ExponentialSmoothing.Parameters(
      alpha: p.alpha, beta: p.beta, gamma: p.gamma, damping: p.damping, level: 0, slope: 0,
      season: [0, 0, 0, 0])
    var sum = 0.0
    for h in 0..<10 {
      if h > 0 {
        // One error of 1 now, none for h − 1 periods: what is expected then.
        var states = ExponentialSmoothing(.damped, season: 4).run(quiet, [1]).last
        for _ in 1..<h {
          let expected = states.level + p.damping * states.slope + states.season[0]
          var next = quiet
          (next.level, next.slope, next.season) = (states.level, states.slope, states.season)
          states = ExponentialSmoothing(.damped, season: 4).run(next, [expected]).last
        }
        let weight = states.level + p.damping * states.slope + states.season[0]
        sum += weight * weight
      } else {
        sum = 1
      }
      let deviation = try fit.forecast(h + 1).standardDeviation[h]
      #expect(abs(deviation - (fit.variance * sum).squareRoot()) < 1e-12)
    }
  }

  @Test("The theta method")
  func theta() throws {
    let peer = try Reference.load().theta
    let fit = try Theta().fit(Macrodata.gdp())
    #expect(abs(fit.alpha - peer.alpha[0]) < 1e-3)
    #expect(distance(try fit.forecast(8).mean, peer.mean) < 1e-4)
  }

  @Test("Automatic orders are at least as good as the peer's by the same criterion")
  func automatic() throws {
    let reference = try Reference.load()
    let peer = reference.auto
    let months = reference.logDrivers
    let quarters = stride(from: 0, to: months.count, by: 3).map { months[$0..<$0 + 3].reduce(0, +) / 3 }
    let cases: [(AutomaticARIMA, [Double], [Double])] = [
      (AutomaticARIMA(), try Macrodata.growth(), peer.growth),
      (AutomaticARIMA(), try Macrodata.gdp(), peer.gdp),
      (AutomaticARIMA(season: 4), quarters, peer.quarters),
    ]
    for (model, series, peer) in cases {
      let fit = try model.fit(series)
      #expect(fit.model.order.differences == Int(peer[1]))
      #expect(fit.correctedAkaike < (peer.last ?? 0) + 2, "\(fit.model.name)")
    }
  }

  @Test("A straight line goes on straight")
  func line() throws {
    let fit = try AutomaticARIMA().fit((0..<40).map { 3 + 2 * Double($0) })
    #expect(distance(try fit.forecast(3).mean, [83, 85, 87]) < 1e-9)
  }
}
