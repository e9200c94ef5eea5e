import LinearAlgebra
import Regression
import Testing
import TimeSeries

@testable import VectorAutoregression

/// What statsmodels finds for one vector autoregression (Tests/References/statsmodels/vector_autoregression.py).
struct PeerFit: Decodable {
  let coefficients: [[Double]]
  let standardErrors: [[Double]]
  let covariance: [[Double]]
  let logLikelihood: Double
  let criteria: [Double]
  let moduli: [Double]
  let forecast: [[Double]]
  let forecastCovariance: [[[Double]]]
  let irf: [[[Double]]]
  let orthogonal: [[[Double]]]
  let irfErrors: [[[Double]]]
  let orthogonalErrors: [[[Double]]]
  let fevd: [[[Double]]]
  let granger: [Double]?
  let instantaneous: [Double]?
  let whiteness: [Double]?
  let whitenessAdjusted: [Double]?
  let normality: [Double]?
}

struct PeerReference: Decodable {
  struct Order: Decodable {
    let chosen: [Int]
    let aic: [Double]
    let fpe: [Double]
  }

  struct Exogenous: Decodable {
    let coefficients: [[Double]]
    let forecast: [[Double]]
  }

  let constant2: PeerFit
  let trend4: PeerFit
  let none1: PeerFit
  let order: Order
  let exogenous: Exogenous

  static func load() throws -> PeerReference {
    try Repository.json("Tests/References/statsmodels/vector_autoregression.json", as: PeerReference.self)
  }
}

@Suite("Vector autoregressions against statsmodels")
struct VARTests {
  static let cases: [(VAR, KeyPath<PeerReference, PeerFit> & Sendable)] = [
    (VAR(lags: 2), \.constant2), (VAR(lags: 4, terms: .trend), \.trend4),
    (VAR(lags: 1, terms: .none), \.none1),
  ]

  @Test("Coefficients, errors, likelihood, criteria, roots", arguments: cases)
  func estimates(_ model: VAR, _ key: KeyPath<PeerReference, PeerFit> & Sendable) throws {
    let peer = try PeerReference.load()[keyPath: key]
    let fit = try model.fit(Macrodata.growth())
    #expect(distance(fit.coefficients, Matrix(peer.coefficients)) < 1e-10)
    #expect(distance(fit.standardErrors, Matrix(peer.standardErrors)) < 1e-10)
    #expect(distance(fit.covariance, Matrix(peer.covariance)) < 1e-10)
    #expect(abs(fit.logLikelihood - peer.logLikelihood) < 1e-8)
    let criteria = fit.criteria
    let found = [
      criteria.akaike, criteria.bayes, criteria.hannanQuinn, criteria.finalPredictionError,
    ]
    for (a, b) in zip(found, peer.criteria) { #expect(abs(a - b) < 1e-10 * max(1, abs(b))) }
    for (a, b) in zip(try fit.roots().moduli, peer.moduli) { #expect(abs(a - b) < 1e-9) }
    #expect(try fit.isStable())
  }

  @Test("Forecasts and their covariances", arguments: cases)
  func forecasts(_ model: VAR, _ key: KeyPath<PeerReference, PeerFit> & Sendable) throws {
    let peer = try PeerReference.load()[keyPath: key]
    let forecast = try model.fit(Macrodata.growth()).forecast(8)
    #expect(distance(forecast.mean, Matrix(peer.forecast)) < 1e-10)
    for (h, covariance) in peer.forecastCovariance.enumerated() {
      #expect(distance(forecast.covariances[h], Matrix(covariance)) < 1e-10)
    }
    #expect(forecast.span.lowerBound == Period(.quarter, year: 2009, index: 4))
  }

  @Test("Impulse responses, their errors, variance decomposition", arguments: cases)
  func responses(_ model: VAR, _ key: KeyPath<PeerReference, PeerFit> & Sendable) throws {
    let peer = try PeerReference.load()[keyPath: key]
    let fit = try model.fit(Macrodata.growth())
    let plain = try ImpulseResponses(fit, horizon: 10, identification: .reducedForm, errors: true)
    let orthogonal = try ImpulseResponses(fit, horizon: 10, errors: true)
    let shares = try VarianceDecomposition(fit, horizon: 10).shares
    for i in 0...10 {
      #expect(distance(plain.responses[i], Matrix(peer.irf[i])) < 1e-10)
      #expect(distance(orthogonal.responses[i], Matrix(peer.orthogonal[i])) < 1e-10)
      #expect(distance(try #require(plain.standardErrors)[i], Matrix(peer.irfErrors[i])) < 1e-10)
      #expect(distance(try #require(orthogonal.standardErrors)[i], Matrix(peer.orthogonalErrors[i])) < 1e-10)
    }
    for variable in 0..<3 {
      for h in 0..<10 {
        for shock in 0..<3 {
          #expect(abs(shares[h][variable, shock] - peer.fevd[variable][h][shock]) < 1e-10)
        }
      }
    }
  }

  @Test("Tests of causality, whiteness and normality")
  func tests() throws {
    let peer = try PeerReference.load().constant2
    let fit = try VAR(lags: 2).fit(Macrodata.growth())
    let found: [(any HypothesisTest, [Double]?)] = [
      (try GrangerCausality(fit, from: ["realgdp"], to: ["realcons", "realinv"]), nil),
      (try GrangerCausality(fit, from: ["realcons", "realinv"], to: ["realgdp"]), peer.granger),
      (try InstantaneousCausality(fit, of: ["realgdp"]), peer.instantaneous),
      (try VectorPortmanteau(fit, lags: 10), peer.whiteness),
      (try VectorPortmanteau(fit, lags: 10, adjusted: true), peer.whitenessAdjusted),
      (try VectorNormality(fit), peer.normality),
    ]
    for (test, peer) in found {
      guard let peer else { continue }
      let statistic = try #require(test.statistic)
      #expect(abs(statistic - peer[0]) < 1e-8 * abs(peer[0]), "\(test.null)")
      #expect(abs(try #require(test.pValue) - peer[1]) < 1e-8, "\(test.null)")
    }
  }

  @Test("Orders chosen on a common sample")
  func order() throws {
    let peer = try PeerReference.load().order
    let selection = try LagSelection(Macrodata.growth(), most: 8)
    #expect(
      [selection.akaike, selection.bayes, selection.hannanQuinn, selection.finalPredictionError]
        == peer.chosen
    )
    // The peer's list begins with no lags at all.
    for (a, b) in zip(selection.criteria, peer.aic.dropFirst()) {
      #expect(abs(a.akaike - b) < 1e-10 * abs(b))
    }
    for (a, b) in zip(selection.criteria, peer.fpe.dropFirst()) {
      #expect(abs(a.finalPredictionError - b) < 1e-9 * abs(b))
    }
  }

  @Test("Exogenous variables enter every equation and the forecast")
  func exogenous() throws {
    let peer = try PeerReference.load().exogenous
    let data = try Macrodata.growth()
    let dummies = Matrix(rows: data.length, columns: 2) { t, j in
      (j == 0 ? t % 4 == 0 : t >= 100) ? 1 : 0
    }
    let outside = try MultipleSeries(dummies, names: ["season", "later"], from: data.span.lowerBound)
    let fit = try VAR(lags: 2).fit(data, exogenous: outside)
    // The peer puts exogenous variables after the constant, we put them last.
    let order = [0, 3, 4, 5, 6, 7, 8, 1, 2]
    #expect(distance(fit.coefficients, Matrix(order.map { peer.coefficients[$0] })) < 1e-10)
    let future = Matrix([[1, 1], [0, 1], [0, 1], [0, 1]])
    #expect(distance(try fit.forecast(4, exogenous: future).mean, Matrix(peer.forecast)) < 1e-10)
    #expect(throws: VectorError.exogenousFuture(rows: 0, needed: 4)) { try fit.forecast(4) }
  }

  @Test("A historical decomposition adds up to the data")
  func decomposition() throws {
    let data = try Macrodata.growth()
    let fit = try VAR(lags: 2).fit(data)
    let history = try HistoricalDecomposition(fit)
    let total = history.contributions.reduce(history.base, +)
    #expect(distance(total, data.values.selectingRows(Array(2..<data.length))) < 1e-12)
    // Without shocks the path follows its own equations.
    let first = fit.lagMatrix(1) * history.base.row(5)
    let second = fit.lagMatrix(2) * history.base.row(4)
    for i in 0..<3 {
      #expect(abs(history.base[6, i] - fit.coefficients[0, i] - first[i] - second[i]) < 1e-11)
    }
    let covariance = history.shocks.gram() / Double(fit.observations - fit.coefficientsPerEquation)
    #expect(distance(covariance, .identity(3)) < 1e-12)
  }

  @Test("What cannot be estimated is told")
  func refusals() throws {
    let data = try Macrodata.growth()
    #expect(throws: VectorError.tooFewPeriods(6, needed: 14, coefficients: 13)) {
      try VAR(lags: 4).fit(data.prefix(10))
    }
    let twice = Matrix(rows: data.length, columns: 2) { t, j in data.values[t, 0] * (j == 0 ? 1 : 2) }
    let same = try MultipleSeries(twice, names: ["a", "b"], from: data.span.lowerBound)
    #expect(throws: VectorError.self) { try VAR(lags: 1).fit(same) }
    var holes = data.values
    holes[3, 1] = .nan
    #expect(throws: VectorError.missing("realcons", [data.span.lowerBound.advanced(by: 3)])) {
      try MultipleSeries(holes, names: Macrodata.names, from: data.span.lowerBound)
    }
    let fit = try VAR(lags: 1).fit(data)
    #expect(throws: VectorError.unknownVariable("realgdpp", suggestion: "realgdp")) {
      try GrangerCausality(fit, from: ["realgdpp"], to: ["realcons"])
    }
    #expect(throws: VectorError.horizon(0)) { try fit.forecast(0) }
  }
}
