import LinearAlgebra
import Testing
import TimeSeries

@testable import VectorAutoregression

/// Tests/References/statsmodels/conditional_forecast.py.
private struct Reference: Decodable {
  struct Case: Decodable {
    let mean: [[Double]]
    let covariances: [[[Double]]]
  }

  let path: Case
  let scattered: Case
}

@Suite("Forecasts given conditions")
struct ConditionedForecastTests {
  static func quarter(_ h: Int) -> Period { Period.quarter(2009, 3).advanced(by: h) }

  static let path = (1...4).map { PathCondition("realgdp", in: quarter($0), equals: 0.5) }
  static let scattered = [
    PathCondition("realinv", in: quarter(2), equals: -2),
    PathCondition("realgdp", in: quarter(5), equals: 0.9),
    PathCondition("realcons", in: quarter(5), equals: 0.4),
    PathCondition(mean: "realgdp", over: quarter(7)...quarter(8), equals: 0.7),
  ]

  @Test("The Kalman smoother finds the same paths and variances")
  func smoother() throws {
    let peer = try Repository.json(
      "Tests/References/statsmodels/conditional_forecast.json", as: Reference.self)
    let forecast = try VAR(lags: 2).fit(Macrodata.growth()).forecast(8)
    for (conditions, peer) in [(Self.path, peer.path), (Self.scattered, peer.scattered)] {
      let found = try forecast.conditioned(on: conditions)
      #expect(distance(found.mean, Matrix(peer.mean)) < 1e-10)
      for h in 0..<8 {
        let block = Matrix(found.pathCovariance[rows: 3 * h..<3 * h + 3, columns: 3 * h..<3 * h + 3])
        #expect(distance(block, Matrix(peer.covariances[h])) < 1e-10)
      }
    }
  }

  @Test("To condition on the mean changes the mean of nothing, and surprises nobody")
  func mean() throws {
    let forecast = try VAR(lags: 2).fit(Macrodata.growth()).forecast(8)
    let conditions = (0..<4).map {
      PathCondition("realcons", in: Self.quarter($0 + 1), equals: forecast.mean[$0, 1])
    }
    let found = try forecast.conditioned(on: conditions)
    #expect(distance(found.mean, forecast.mean) < 1e-12)
    #expect(found.surprise < 1e-20 && found.plausibility > 1 - 1e-9)
    let belief = PathCondition(
      [.init("realgdp", in: Self.quarter(3))],
      .density(mean: forecast.mean[2, 0], standardDeviation: forecast.standardDeviations[2, 0]))
    let same = try forecast.conditioned(on: [belief])
    #expect(distance(same.pathCovariance, forecast.pathCovariance) < 1e-12)
  }

  @Test("Draws given conditions have the closed form's moments, and meet the conditions in every draw")
  func draws() throws {
    let data = try Macrodata.growth()
    // A flat prior at fixed parameters: what is left of the posterior is its mean.
    let posterior = try BayesianVAR(lags: 2, prior: .stationary, hyperparameters: .given).fit(data)
    let n = 20_000
    let found = try posterior.forecast(8, given: Self.scattered, draws: n, parameters: .fixed)
    for d in [0, 17, n - 1] {
      let mean = (found.draws(of: 0, period: 6), found.draws(of: 0, period: 7))
      #expect(abs((mean.0[mean.0.startIndex + d] + mean.1[mean.1.startIndex + d]) / 2 - 0.7) < 1e-9)
    }
    let exact = try posterior.pointForecast(8).conditioned(on: Self.scattered)
    let (mean, sd) = (found.mean, found.standardDeviation)
    for h in 0..<8 {
      for i in 0..<3 {
        let spread = exact.standardDeviations[h, i]
        #expect(abs(mean[h, i] - exact.mean[h, i]) < 4.5 * spread / Double(n).squareRoot() + 1e-9)
        #expect(abs(sd[h, i] - spread) < 4.5 * spread / Double(2 * n).squareRoot() + 1e-7)
      }
    }
  }

  @Test("With parameters drawn, weights revise them and tell what is left")
  func weights() throws {
    let posterior = try BayesianVAR(lags: 2, prior: .stationary, hyperparameters: .given).fit(
      Macrodata.growth())
    let mild = try posterior.forecast(8, given: Self.path, draws: 5000)
    #expect(mild.effectiveDraws > 2500 && mild.effectiveDraws < 5000)
    #expect(abs(mild.mean[0, 0] - 0.5) < 1e-9 && mild.standardDeviation[0, 0] < 1e-6)
    // Weighted once more by hand: the mean of another cell.
    let weights = try #require(mild.weights)
    let cell = mild.draws(of: 1, period: 5)
    let mean = zip(weights, cell).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(mean - mild.mean[5, 1]) < 1e-12)
    #expect(throws: VectorError.self) {
      try posterior.forecast(
        8, given: (1...8).map { PathCondition("realgdp", in: Self.quarter($0), equals: 40) }, draws: 2000)
    }
  }

  @Test("Conditions that do not fit are named")
  func refusals() throws {
    let forecast = try VAR(lags: 2).fit(Macrodata.growth()).forecast(4)
    #expect(throws: VectorError.unknownVariable("realgpd", suggestion: "realgdp")) {
      try forecast.conditioned(on: [PathCondition("realgpd", in: Self.quarter(1), equals: 1)])
    }
    #expect(throws: VectorError.outsideHorizon("realgdp", Self.quarter(9), forecast.span)) {
      try forecast.conditioned(on: [PathCondition("realgdp", in: Self.quarter(9), equals: 1)])
    }
    let twice = [1.0, 2].map { PathCondition("realgdp", in: Self.quarter(1), equals: $0) }
    #expect(throws: VectorError.conditionDetermined("realgdp[2009Q4] = 2.0")) {
      try forecast.conditioned(on: twice)
    }
  }
}
