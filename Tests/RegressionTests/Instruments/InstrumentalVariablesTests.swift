import Foundation
import LinearAlgebra
import Regression
import Testing

private let designs = ["over", "exact", "one"]
private let kinds = ["homoskedastic", "HC0", "HC1", "clustered", "bartlett", "quadraticSpectral"]

/// linearmodels 7.1, Tests/References/linearmodels/instruments.py.
@Suite struct InstrumentalVariablesTests {
  let data: ConsumptionFunction
  let reference: ReferenceTable

  init() throws {
    data = try ConsumptionFunction()
    reference = try ReferenceTable("Tests/References/linearmodels/instruments.csv")
  }

  private func fit(_ model: String, _ covariance: Covariance, _ design: InstrumentalDesign) throws
    -> InstrumentalFit
  {
    let y = data.consumption
    return switch model {
    case "liml": try LIML(covariance: covariance).fit(y, on: design)
    case "fuller": try LIML(fuller: 1, covariance: covariance).fit(y, on: design)
    case "kclass": try KClass(kappa: 0.5, covariance: covariance).fit(y, on: design)
    default: try TwoStageLeastSquares(covariance: covariance).fit(y, on: design)
    }
  }

  @Test(arguments: designs, ["2sls", "liml", "fuller", "kclass"])
  func estimatesAgreeWithLinearmodels(design: String, model: String) throws {
    let fit = try fit(model, .homoskedastic, try data.design(design))
    let key = "\(design)/\(model)"
    #expect(digits(fit.coefficients, of: try reference.values(key, "coefficient")) >= 9)
    #expect(
      digits(fit.standardErrors, of: try reference.values("\(key)/homoskedastic", "standardError")) >= 9)
    #expect(fit.kappa.agrees(with: try reference.value(key, "kappa"), to: 11))
    #expect((fit.rSquared ?? 0).agrees(with: try reference.value(key, "rSquared"), to: 11))
  }

  @Test(arguments: designs, ["2sls", "liml", "fuller"])
  func everyCovarianceAgreesWithLinearmodels(design: String, model: String) throws {
    for kind in kinds {
      let choice = data.covariance(kind)
      let fit = try fit(model, choice, try data.design(design))
      // linearmodels is asked for n/(n − k) with every kernel.
      let expected = try reference.values("\(design)/\(model)/\(kind)", "standardError")
      #expect(digits(fit.standardErrors, of: expected) >= 9, "\(kind)")
    }
  }

  @Test(arguments: designs, kinds) func testsAgreeWithLinearmodels(design: String, kind: String) throws {
    let fit = try TwoStageLeastSquares(covariance: data.covariance(kind)).fit(
      data.consumption, on: try data.design(design))
    let key = "\(design)/tests/\(kind)"
    func check(_ value: Double?, _ quantity: String, _ name: String = "") throws {
      let expected = try reference.value(key, quantity, name)
      #expect(
        (value ?? .nan).agrees(with: expected, to: 9), "\(quantity) \(name) \(value ?? .nan) \(expected)")
    }
    let first = try FirstStage(fit)
    for (j, name) in first.names.enumerated() {
      try check(try FirstStageF(fit, of: name).statistic, "firstStageF", name)
      try check(first.partialRSquared[j], "partialRSquared", name)
      try check(first.sheaPartialRSquared[j], "sheaPartialRSquared", name)
    }
    let cragg = try CraggDonald(fit)
    try check(cragg.statistic, "craggDonald")
    try check(cragg.f, "craggDonaldF")
    let rk = try KleibergenPaap(fit)
    try check(rk.statistic, "kleibergenPaap")
    try check(rk.f, "kleibergenPaapF")
    try check(try Durbin(fit).statistic, "durbin")
    try check(try WuHausman(fit).statistic, "wuHausman")
    try check(try WuHausman(fit).pValue, "wuHausman", "pValue")
    try check(try WooldridgeScore(fit).statistic, "wooldridgeScore")
    try check(try WooldridgeRegression(fit).statistic, "wooldridgeRegression")
    guard design != "exact" else { return }
    try check(try Sargan(fit).statistic, "sargan")
    try check(try Sargan(fit).pValue, "sargan", "pValue")
    try check(try Basmann(fit).statistic, "basmann")
    try check(try WooldridgeOveridentification(fit).statistic, "wooldridgeOveridentification")
    try check(try AndersonRubinOveridentification(fit).statistic, "andersonRubinOveridentification")
  }

  @Test(arguments: designs, ["homoskedastic", "HC0", "clustered", "bartlett"])
  func gmmAgreesWithLinearmodels(design: String, kind: String) throws {
    for (steps, name) in [(GMM.Steps.two, "two"), (.iterated(), "iterated")] {
      let fit = try GMM(weight: data.covariance(kind), steps: steps).fit(
        data.consumption, on: try data.design(design))
      let key = "\(design)/gmm/\(kind)/\(name)"
      #expect(digits(fit.coefficients, of: try reference.values(key, "coefficient")) >= 9, "\(key)")
      #expect(digits(fit.standardErrors, of: try reference.values(key, "standardError")) >= 9, "\(key)")
      let j = try HansenJ(fit)
      guard design != "exact" else {
        #expect(fit.objective < 1e-15 && j.statistic == nil)
        continue
      }
      #expect((j.statistic ?? .nan).agrees(with: try reference.value(key, "hansenJ"), to: 9), "\(key)")
      #expect((j.pValue ?? .nan).agrees(with: try reference.value(key, "hansenJ", "pValue"), to: 9), "\(key)")
    }
  }

  @Test func twoStageLeastSquaresWithOwnInstrumentsIsLeastSquares() throws {
    let x = ["constant", "government", "income", "bills"]
    for kind in ["homoskedastic", "HC0", "HC1", "clustered", "bartlett"] {
      let choice = data.covariance(kind)
      let ols = try LeastSquares(covariance: choice).fit(data.consumption, on: data.matrix(x))
      let design = try data.design(["constant", "government"], ["income", "bills"], ["income", "bills"])
      let own = try TwoStageLeastSquares(covariance: choice).fit(data.consumption, on: design)
      #expect(digits(own.coefficients, of: ols.coefficients) >= 12)
      #expect(digits(own.standardErrors, of: ols.standardErrors) >= 12, "\(kind)")
      let none = try KClass(kappa: 0, covariance: choice).fit(data.consumption, on: try data.design("over"))
      #expect(digits(none.coefficients, of: ols.coefficients) >= 12)
      #expect(digits(none.standardErrors, of: ols.standardErrors) >= 12, "\(kind)")
    }
  }

  @Test func leveragesOfLeastSquaresAreKept() throws {
    for choice in [Covariance.hc2, .hc3] {
      let x = data.matrix(["constant", "government", "income", "bills"])
      let ols = try LeastSquares(covariance: choice).fit(data.consumption, on: x)
      let none = try KClass(kappa: 0, covariance: choice).fit(data.consumption, on: try data.design("over"))
      #expect(digits(none.standardErrors, of: ols.standardErrors) >= 12)
    }
  }

  @Test func exactlyIdentifiedEstimatesAreTheSame() throws {
    let design = try data.design("exact")
    let tsls = try TwoStageLeastSquares(covariance: .hc1).fit(data.consumption, on: design)
    let liml = try LIML(covariance: .hc1).fit(data.consumption, on: design)
    #expect(liml.kappa == 1 && liml.coefficients == tsls.coefficients)
    #expect(liml.standardErrors == tsls.standardErrors)
    let gmm = try GMM(weight: .clustered(by: data.years)).fit(data.consumption, on: design)
    #expect(digits(gmm.coefficients, of: tsls.coefficients) >= 10)
    // Exactly identified, β̂₂ solves (ZᵀX)β = Zᵀy (Greene 2018 equation 8-6).
    let z = design.allInstruments
    let direct = LUSolution.solve(z.transposeTimes(design.regressors), z.transposeTimes(data.consumption))
    #expect(digits(tsls.coefficients, of: try direct.get()) >= 9)
  }

  @Test func unitsDoNotMatter() throws {
    let design = try data.design("over")
    let scaled = try InstrumentalDesign(
      exogenous: design.exogenous, endogenous: 1e6 * design.endogenous, instruments: 1e-5 * design.instruments
    )
    let plain = try LIML(covariance: .hc0).fit(data.consumption, on: design)
    let other = try LIML(covariance: .hc0).fit(data.consumption, on: scaled)
    #expect(
      digits(other.coefficients.suffix(2).map { $0 * 1e6 }, of: Array(plain.coefficients.suffix(2))) >= 11)
    #expect(
      try digits([KleibergenPaap(other).statistic ?? 0], of: [KleibergenPaap(plain).statistic ?? 1]) >= 10)
    #expect(try digits([CraggDonald(other).statistic ?? 0], of: [CraggDonald(plain).statistic ?? 1]) >= 10)
  }

  /// With one endogenous regressor the Cragg–Donald F is the first stage's (Stock & Yogo 2005 §2).
  @Test func craggDonaldIsTheFirstStageF() throws {
    let fit = try TwoStageLeastSquares().fit(data.consumption, on: try data.design("one"))
    let f = try #require(try FirstStageF(fit, of: "income").statistic)
    #expect((try CraggDonald(fit).f ?? 0).agrees(with: f, to: 12))
    #expect((try KleibergenPaap(fit).f ?? 0).agrees(with: f, to: 12))
    #expect(try CraggDonald(fit).outcome != KleibergenPaap(fit).outcome)
  }

  /// The F test of nested least-squares regressions of y − Yβ₂ on X₁ and on [X₁, Z₂].
  @Test func andersonRubinIsAnFTest() throws {
    let design = try data.design("over")
    let fit = try TwoStageLeastSquares().fit(data.consumption, on: design)
    let u = zip(data.consumption, design.endogenous * [0.9, -0.01]).map { $0 - $1 }
    let short = try LeastSquares().fit(u, on: design.exogenous).residuals
    let long = try LeastSquares().fit(u, on: design.allInstruments).residuals
    let f = (short.dot(short) - long.dot(long)) / 4 / (long.dot(long) / Double(fit.n - 6))
    let test = try AndersonRubin(fit, values: [0.9, -0.01])
    #expect((test.statistic ?? 0).agrees(with: f, to: 10))
    #expect(test.null == "the coefficients are income = 0.9, bills = -0.01")
    guard case .computed(_, .f(numerator: 4, denominator: 196), _) = test.outcome else {
      Issue.record("\(test.outcome)")
      return
    }
  }

  @Test func theFitDescribesItself() throws {
    let design = try data.design("over")
    let fit = try TwoStageLeastSquares(covariance: .clustered(by: data.years)).fit(
      data.consumption, on: design)
    #expect(fit.names == ["constant", "government", "income", "bills"] && fit.n == 202 && fit.k == 4)
    #expect(fit.degreesOfFreedom == 198 && fit.inferenceDegreesOfFreedom == 50)
    #expect(digits(zip(fit.fitted, fit.residuals).map { $0 + $1 }, of: data.consumption) >= 15)
    let coded = try JSONDecoder().decode(InstrumentalFit.self, from: try JSONEncoder().encode(fit))
    #expect(coded == fit)
    let gmm = try GMM().fit(data.consumption, on: design)
    #expect(gmm.inferenceDegreesOfFreedom == nil && gmm.steps == 2)
    #expect(try JSONDecoder().decode(GMM.Fit.self, from: try JSONEncoder().encode(gmm)) == gmm)
  }
}

private enum LUSolution {
  static func solve(_ a: Matrix, _ b: [Double]) -> Result<[Double], any Error> {
    Result { try LU(a).solve(b) }
  }
}
