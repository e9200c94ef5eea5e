import Foundation
import LinearAlgebra
import Regression
import Testing

private func triangle(_ matrix: Matrix) -> [Double] {
  (0..<matrix.rows).flatMap { i in (0...i).map { matrix[i, $0] } }
}

/// linearmodels 7.1, Tests/References/linearmodels/systems.py, and R 4.2.2's systemfit 1.1-28 and AER 1.2-10,
/// Tests/References/r/instruments.R.
@Suite struct SystemTests {
  let linearmodels: ReferenceTable
  let r: ReferenceTable

  init() throws {
    linearmodels = try ReferenceTable("Tests/References/linearmodels/systems.csv")
    r = try ReferenceTable("Tests/References/r/instruments.csv")
  }

  private func check(_ fit: SystemFit, _ reference: ReferenceTable, _ key: String, digits least: Double = 9)
    throws
  {
    #expect(digits(fit.coefficients, of: try reference.values(key, "coefficient")) >= least, "\(key)")
    #expect(digits(fit.standardErrors, of: try reference.values(key, "standardError")) >= least, "\(key)")
    let expected = try reference.value(key, "mcelroy")
    #expect((fit.systemRSquared ?? .nan).agrees(with: expected, to: least), "\(key) McElroy")
  }

  @Test(arguments: [5, 10]) func seeminglyUnrelatedRegressions(firms: Int) throws {
    let equations = try grunfeld(firms: firms)
    let one = try SUR().fit(equations)
    try check(one, linearmodels, "grunfeld\(firms)/one")
    #expect(
      digits(triangle(one.weightCovariance), of: try linearmodels.values("grunfeld\(firms)/one", "sigma"))
        >= 9)
    try check(
      try SUR(divisor: .degreesOfFreedom).fit(equations), linearmodels, "grunfeld\(firms)/oneDebiased")
    let separate = try SystemTwoStageLeastSquares().fit(equations)
    #expect(
      digits(
        separate.standardErrors, of: try linearmodels.values("grunfeld\(firms)/separate", "standardError"))
        >= 9)
    let expected = try linearmodels.value("grunfeld\(firms)/separate", "breuschPagan")
    for fit in [separate, one] {
      #expect((try CrossEquationCorrelation(fit).statistic ?? .nan).agrees(with: expected, to: 9))
    }
  }

  @Test(arguments: ["geomean", "noDfCor"]) func seeminglyUnrelatedAgreeWithSystemfit(divisor: String) throws {
    let choice = divisor == "geomean" ? ErrorDivisor.degreesOfFreedom : .observations
    let one = try SUR(divisor: choice).fit(try grunfeld(firms: 5))
    let key = "grunfeld5/SUR/\(divisor)"
    #expect(digits(one.coefficients, of: try r.values(key, "coefficient")) >= 9)
    #expect(digits(one.standardErrors, of: try r.values(key, "standardError")) >= 9)
    #expect(digits(triangle(one.weightCovariance), of: try r.values(key, "weightCovariance")) >= 9)
    #expect(digits(triangle(one.errorCovariance), of: try r.values(key, "errorCovariance")) >= 9)
    let iterated = try SUR(steps: .iterated(), divisor: choice).fit(try grunfeld(firms: 5))
    try check(iterated, r, "grunfeld5/ISUR/\(divisor)")
    #expect(iterated.iterations > 5)
  }

  @Test func iteratedSURIsMaximumLikelihood() throws {
    let equations = try grunfeld(firms: 5)
    let iterated = try SUR(steps: .iterated()).fit(equations)
    let maximum = try FIML().fit(equations)
    #expect(digits(maximum.coefficients, of: iterated.coefficients) >= 9)
    let logL = try #require(iterated.logLikelihood)
    #expect((maximum.logLikelihood ?? 0).agrees(with: logL, to: 13))
    #expect(logL.agrees(with: try r.value("grunfeld5/ISUR/noDfCor", "logLikelihood"), to: 10))
    #expect(
      digits(iterated.coefficients, of: try linearmodels.values("grunfeld5/iterated", "coefficient")) >= 9)
    // Hausman's information is that of SUR where every regressor is exogenous.
    let predicted = try FIML(information: .predicted).fit(equations)
    #expect(digits(predicted.standardErrors, of: iterated.standardErrors) >= 9)
    let ratio = try CrossEquationLikelihoodRatio(iterated)
    #expect((ratio.statistic ?? -1) > 0 && (ratio.pValue ?? 2) <= 1)
    let separate = try SystemTwoStageLeastSquares().fit(equations)
    let expected = 2 * (logL - (try CrossEquationLikelihoodRatio(separate).separateLogLikelihood(separate)))
    #expect((ratio.statistic ?? 0).agrees(with: expected, to: 10))
  }

  @Test func restrictionsAcrossEquations() throws {
    let equations = try grunfeld(firms: 5).enumerated().map { i, firm in
      SystemEquation(
        firm.name, response: firm.response, exogenous: firm.exogenous,
        exogenousNames: ["constant\(i)", "value\(i)", "capital\(i)"])
    }
    let values = (0..<4).map { i in
      CrossEquationRestriction(
        [.init("firm\(i + 1)", "value\(i)"), .init("firm\(i + 2)", "value\(i + 1)", weight: -1)], equals: 0)
    }
    let capital = CrossEquationRestriction(
      [.init("firm1", "capital0"), .init("firm2", "capital1", weight: 2)], equals: 0.7)
    let fit = try SUR().fit(equations, restrictions: values + [capital])
    #expect(
      digits(fit.coefficients, of: try linearmodels.values("grunfeld5/restricted", "coefficient")) >= 9)
    #expect(
      digits(fit.standardErrors, of: try linearmodels.values("grunfeld5/restricted", "standardError")) >= 9)
    #expect(fit.freeCoefficients == 10)
    #expect((fit.coefficients[2] + 2 * fit.coefficients[5]).agrees(with: 0.7, to: 13))
    let separate = try SystemTwoStageLeastSquares().fit(equations, restrictions: values + [capital])
    #expect(
      digits(
        separate.coefficients, of: try linearmodels.values("grunfeld5/restrictedSeparate", "coefficient"))
        >= 9)
    #expect(
      digits(
        separate.standardErrors, of: try linearmodels.values("grunfeld5/restrictedSeparate", "standardError"))
        >= 9)
  }

  /// Kruskal's theorem: with the same regressors everywhere, generalized least squares is least squares.
  @Test func equalRegressorsMakeSURLeastSquares() throws {
    let firms = try grunfeld(firms: 3)
    let x = firms[0].exogenous
    let equations = firms.map { SystemEquation($0.name, response: $0.response, exogenous: x) }
    let fit = try SUR(divisor: .degreesOfFreedom).fit(equations)
    for (i, firm) in firms.enumerated() {
      let ols = try LeastSquares().fit(firm.response, on: x)
      #expect(digits(Array(fit.coefficients[(3 * i)..<(3 * i + 3)]), of: ols.coefficients) >= 10)
      #expect(digits(Array(fit.standardErrors[(3 * i)..<(3 * i + 3)]), of: ols.standardErrors) >= 10)
    }
  }

  @Test func theFitDescribesItself() throws {
    let fit = try SUR().fit(try grunfeld(firms: 2))
    #expect(fit.n == 20 && fit.k == 6 && fit.inferenceDegreesOfFreedom == nil)
    #expect(fit.names[4] == "firm2: value2" && fit.index(of: "firm2", "value2") == 4)
    #expect(fit.coefficients(of: "firm2").map(\.name) == ["constant", "value2", "capital2"])
    #expect(fit.coefficients(of: "firm9").isEmpty)
    #expect(try JSONDecoder().decode(SystemFit.self, from: try JSONEncoder().encode(fit)) == fit)
    let alone = try SUR().fit(try grunfeld(firms: 1))
    let ols = try SystemTwoStageLeastSquares(divisor: .degreesOfFreedom).fit(try grunfeld(firms: 1))
    #expect(digits(alone.coefficients, of: ols.coefficients) >= 12)
    guard case .notApplicable = try CrossEquationCorrelation(alone).outcome else {
      Issue.record("one equation has no correlations")
      return
    }
  }
}

extension CrossEquationLikelihoodRatio {
  /// log L of normal errors that are uncorrelated between equations.
  fileprivate func separateLogLikelihood(_ fit: SystemFit) -> Double {
    let n = Double(fit.n)
    return (0..<fit.residuals.columns).reduce(0) { sum, j in
      let e = Array(fit.residuals.column(j))
      return sum - n / 2 * (1 + log(2 * Double.pi) + log(e.dot(e) / n))
    }
  }
}
