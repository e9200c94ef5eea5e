import LinearAlgebra
import Regression
import Testing

/// Klein's Model I by every estimator of systems.
@Suite struct KleinModelTests {
  let klein: KleinModel
  let linearmodels: ReferenceTable
  let r: ReferenceTable

  init() throws {
    klein = try KleinModel()
    linearmodels = try ReferenceTable("Tests/References/linearmodels/systems.csv")
    r = try ReferenceTable("Tests/References/r/instruments.csv")
  }

  /// The peers order each equation's regressors as this library does: exogenous, then endogenous.
  private func check(_ fit: SystemFit, _ reference: ReferenceTable, _ key: String) throws {
    #expect(digits(fit.coefficients, of: try reference.values(key, "coefficient")) >= 9, "\(key)")
    #expect(digits(fit.standardErrors, of: try reference.values(key, "standardError")) >= 9, "\(key)")
  }

  @Test func twoAndThreeStagesAgreeWithLinearmodels() throws {
    let (equations, further) = (klein.equations, klein.further)
    let two = try SystemTwoStageLeastSquares().fit(equations, instruments: further)
    try check(two, linearmodels, "klein/2sls")
    let three = try ThreeStageLeastSquares().fit(equations, instruments: further)
    try check(three, linearmodels, "klein/3sls")
    #expect((three.systemRSquared ?? 0).agrees(with: try linearmodels.value("klein/3sls", "mcelroy"), to: 9))
    try check(
      try ThreeStageLeastSquares(divisor: .degreesOfFreedom).fit(equations, instruments: further),
      linearmodels,
      "klein/3slsDebiased")
    try check(
      try ThreeStageLeastSquares(steps: .iterated()).fit(equations, instruments: further), linearmodels,
      "klein/3slsIterated")
  }

  @Test(arguments: ["geomean", "noDfCor"]) func twoAndThreeStagesAgreeWithSystemfit(divisor: String) throws {
    let choice = divisor == "geomean" ? ErrorDivisor.degreesOfFreedom : .observations
    let (equations, further) = (klein.equations, klein.further)
    try check(
      try SystemTwoStageLeastSquares(divisor: choice).fit(equations, instruments: further), r,
      "klein/2SLS/\(divisor)")
    let three = try ThreeStageLeastSquares(divisor: choice).fit(equations, instruments: further)
    try check(three, r, "klein/3SLS/\(divisor)")
    try check(
      try ThreeStageLeastSquares(steps: .iterated(), divisor: choice).fit(equations, instruments: further), r,
      "klein/I3SLS/\(divisor)")
  }

  /// Klein's two-stage estimates in Tests/References/klein, made by an independent program on his own 1950 variables (g there includes
  /// government wages, which spans the same instruments).
  @Test func textbookValuesOfTwoStageLeastSquares() throws {
    var values: [String: (value: Double, error: Double)] = [:]
    for line in try Repository.text("Tests/References/klein/klein_2sls_estimate.csv").split(
      whereSeparator: \.isNewline
    ).dropFirst() {
      let cells = line.split(separator: ",")
      if cells.count == 4, let value = Double(cells[2]), let error = Double(cells[3]) {
        values[String(cells[1])] = (value, error)
      }
    }
    let cases = [
      (klein.consumption, ["a1", "a3", "a2", "a4"]), (klein.investment, ["b1", "b3", "b4", "b2"]),
      (klein.wages, ["c1", "c3", "c4", "c2"]),
    ]
    for (equation, names) in cases {
      let fit = try TwoStageLeastSquares().fit(equation.response, on: try klein.design(equation))
      let expected = try names.map { try #require(values[$0]) }
      #expect(digits(fit.coefficients, of: expected.map(\.value)) >= 9, "\(equation.name)")
      #expect(digits(fit.standardErrors, of: expected.map(\.error)) >= 9, "\(equation.name)")
    }
  }

  /// R's ivreg with sandwich: every HC and HAC, and ivreg's diagnostics.
  @Test func singleEquationsAgreeWithIvreg() throws {
    for (name, equation) in [
      ("consumption", klein.consumption), ("investment", klein.investment), ("wages", klein.wages),
    ] {
      let (y, design, key) = (equation.response, try klein.design(equation), "klein/ivreg/\(name)")
      let fit = try TwoStageLeastSquares().fit(y, on: design)
      #expect(digits(fit.coefficients, of: try r.values(key, "coefficient")) >= 9)
      #expect(digits(fit.standardErrors, of: try r.values(key, "standardError")) >= 9)
      #expect((fit.rSquared ?? 0).agrees(with: try r.value(key, "rSquared"), to: 10))
      #expect(fit.sigma.agrees(with: try r.value(key, "sigma"), to: 10))
      var kinds: [(String, Covariance)] = [("HC0", .hc0), ("HC1", .hc1), ("HC2", .hc2), ("HC3", .hc3)]
      for (label, kernel) in [
        ("Bartlett", LagKernel.bartlett), ("Parzen", .parzen), ("QuadraticSpectral", .quadraticSpectral),
      ] {
        kinds.append((label, .hac(kernel: kernel, bandwidth: .andrews)))
        kinds.append(("\(label)Prewhitened", .hac(kernel: kernel, bandwidth: .andrews, prewhitened: true)))
      }
      kinds.append(("neweyWest", .hac(kernel: .bartlett, bandwidth: .neweyWest)))
      for (label, choice) in kinds {
        let robust = try TwoStageLeastSquares(covariance: choice, smallSample: .r).fit(y, on: design)
        let expected = try r.values("\(key)/\(label)", "standardError")
        #expect(digits(robust.standardErrors, of: expected) >= 9, "\(name) \(label)")
      }
      let one = design.endogenousNames.count == 1
      for (endogenous, theirs) in [("profits", "cprofits"), ("wages", "wages"), ("product", "gnp")]
      where design.endogenousNames.contains(endogenous) {
        let test = try FirstStageF(fit, of: endogenous)
        let label = one ? "Weak instruments" : "Weak instruments (\(theirs))"
        #expect((test.statistic ?? 0).agrees(with: try r.value(key, "statistic", label), to: 9))
        #expect((test.pValue ?? 0).agrees(with: try r.value(key, "pValue", label), to: 9))
      }
      let hausman = try WuHausman(fit)
      #expect((hausman.statistic ?? 0).agrees(with: try r.value(key, "statistic", "Wu-Hausman"), to: 9))
      #expect((hausman.pValue ?? 0).agrees(with: try r.value(key, "pValue", "Wu-Hausman"), to: 9))
      let sargan = try Sargan(fit)
      #expect((sargan.statistic ?? 0).agrees(with: try r.value(key, "statistic", "Sargan"), to: 9))
      #expect((sargan.pValue ?? 0).agrees(with: try r.value(key, "pValue", "Sargan"), to: 9))
    }
  }

  @Test func threeStagesOfOneEquationAreTwo() throws {
    let design = try klein.design(klein.consumption)
    let two = try TwoStageLeastSquares().fit(klein.consumption.response, on: design)
    let three = try ThreeStageLeastSquares(divisor: .degreesOfFreedom).fit(
      [klein.consumption], instruments: design.instruments)
    #expect(digits(three.coefficients, of: two.coefficients) >= 11)
    #expect(digits(three.standardErrors, of: two.standardErrors) >= 11)
    let plain = try ThreeStageLeastSquares().fit([klein.consumption], instruments: design.instruments)
    let (j, s) = (try HansenSargan(plain), try Sargan(two))
    #expect((j.statistic ?? 0).agrees(with: s.statistic ?? 1, to: 10) && j.pValue == j.pValue)
  }

  /// gretl 2022c, Tests/References/gretl/klein.inp; its tests are printed to six digits.
  @Test func systemTestsAgreeWithGretl() throws {
    let gretl = try ReferenceTable("Tests/References/gretl/klein.csv")
    let three = try ThreeStageLeastSquares().fit(klein.equations, instruments: klein.further)
    #expect(digits(three.coefficients, of: try gretl.values("klein/3sls", "coefficient")) >= 9)
    #expect(digits(three.standardErrors, of: try gretl.values("klein/3sls", "standardError")) >= 9)
    let sargan = try HansenSargan(three)
    #expect(abs((sargan.statistic ?? 0) - (try gretl.value("klein/3sls", "hansenSargan"))) <= 0.0005)
    guard case .computed(_, .chiSquared(degreesOfFreedom: 12), _) = sargan.outcome else {
      Issue.record("\(sargan.outcome)")
      return
    }
    // gretl takes the residuals of the three-stage estimates; the Lagrange multiplier needs those found under the
    // hypothesis, equation by equation.
    let s = three.errorCovariance
    let theirs =
      21
      * [(1, 0), (2, 0), (2, 1)].reduce(0) { sum, pair in
        sum + s[pair.0, pair.1] * s[pair.0, pair.1] / (s[pair.0, pair.0] * s[pair.1, pair.1])
      }
    #expect(abs(theirs - (try gretl.value("klein/3sls", "breuschPagan"))) <= 0.00005)
    #expect(abs((try CrossEquationCorrelation(three).statistic ?? 0) - 10.23514) < 0.000005)
  }

  /// 50-digit arithmetic, Tests/References/mpmath/klein_fiml.py. The estimates in print (Greene, Econometric Analysis; TSP's
  /// benchmark) are these: consumption 18.34, 0.386, −0.232, 0.802, log-likelihood −83.3238.
  @Test func fullInformationMaximumLikelihood() throws {
    let exact = try ReferenceTable("Tests/References/mpmath/klein_fiml.csv")
    let fit = try FIML().fit(klein.equations, identities: klein.identities, instruments: klein.further)
    #expect(digits(fit.coefficients, of: try exact.values("klein/fiml", "coefficient")) >= 10)
    #expect(digits(fit.standardErrors, of: try exact.values("klein/fiml", "standardError")) >= 9)
    let logL = try exact.value("klein/fiml", "logLikelihood")
    #expect((fit.logLikelihood ?? 0).agrees(with: logL, to: 13))
    let predicted = try FIML(information: .predicted).fit(
      klein.equations, identities: klein.identities, instruments: klein.further)
    #expect(
      digits(predicted.standardErrors, of: try exact.values("klein/fiml", "predictedStandardError")) >= 9)
    // gretl stops its climb after about five digits.
    let gretl = try ReferenceTable("Tests/References/gretl/klein.csv")
    #expect(digits(fit.coefficients, of: try gretl.values("klein/fiml", "coefficient")) >= 4.5)
    #expect(digits(predicted.standardErrors, of: try gretl.values("klein/fiml", "standardError")) >= 4)
    #expect((fit.logLikelihood ?? 0).agrees(with: try gretl.value("klein/fiml", "logLikelihood"), to: 9))
    let greene = [18.34, 0.386, -0.232, 0.802, 27.26, 1.052, -0.148, -0.801, 5.79, 0.285, 0.235, 0.234]
    #expect(zip(fit.coefficients, greene).allSatisfy { abs($0 - $1) <= 0.005 * max(1, abs($1)) })
  }

  @Test func restrictedMaximumIsLower() throws {
    let full = try FIML().fit(klein.equations, identities: klein.identities, instruments: klein.further)
    let restriction = CrossEquationRestriction(
      [.init("consumption", "profits"), .init("investment", "profits", weight: -1)], equals: 0)
    let fit = try FIML().fit(
      klein.equations, identities: klein.identities, instruments: klein.further, restrictions: [restriction])
    #expect(abs(fit.coefficients[2] - fit.coefficients[7]) < 1e-12)
    #expect((fit.logLikelihood ?? 0) < (full.logLikelihood ?? 0) && fit.freeCoefficients == 11)
    #expect(fit.standardErrors[2].agrees(with: fit.standardErrors[7], to: 9))
  }
}
