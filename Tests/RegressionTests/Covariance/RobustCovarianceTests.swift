import LinearAlgebra
import Regression
import Testing

/// R's sandwich 3.0-2 (Tests/References/r/covariances.R), statsmodels 0.15 (Tests/References/statsmodels/covariances.py).
@Suite struct RobustCovarianceTests {
  let sandwich: References
  let statsmodels: References
  let macro: Macrodata
  let firms: Grunfeld

  init() throws {
    sandwich = try References("Tests/References/r/covariances.csv")
    statsmodels = try References("Tests/References/statsmodels/covariances.csv")
    macro = try Macrodata()
    firms = try Grunfeld()
  }

  private var halves: [Int] { firms.year.map { $0 / 5 } }

  private func series(_ covariance: Covariance, _ smallSample: SmallSample = .r) throws -> LeastSquares.Fit {
    try LeastSquares(covariance: covariance, smallSample: smallSample).fit(
      macro.consumption, on: macro.consumptionDesign)
  }

  private func panel(_ covariance: Covariance, _ smallSample: SmallSample = .r) throws -> LeastSquares.Fit {
    try LeastSquares(covariance: covariance, smallSample: smallSample).fit(firms.y, on: firms.x)
  }

  private func expectAgreement(_ fit: LeastSquares.Fit, _ name: String, to wanted: Double = 9.5) {
    #expect(digits(fit.standardErrors, of: sandwich.vector(name, "se")) >= wanted, "\(name)")
    let v = fit.covariance
    let upper = fit.k == 2 ? [v[0, 1]] : [v[0, 1], v[0, 2], v[1, 2]]
    #expect(digits(upper, of: sandwich.vector(name, "cov")) >= wanted - 0.5, "\(name)")
  }

  @Test(arguments: LagKernel.allCases, [false, true])
  func kernelsAgreeWithSandwich(kernel: LagKernel, prewhitened: Bool) throws {
    for (rule, bandwidth) in [
      ("fixed", Bandwidth.fixed(6.5)), ("neweyWest", .neweyWest), ("andrews", .andrews),
    ] {
      let name = "\(kernel.rawValue)\(prewhitened ? "-prewhitened" : "")-\(rule)"
      let fit = try series(.hac(kernel: kernel, bandwidth: bandwidth, prewhitened: prewhitened))
      expectAgreement(fit, name)
      let b = try #require(fit.covarianceReport.bandwidth)
      #expect(rule == "fixed" || b.agrees(with: sandwich.value(name, "bandwidth"), to: 9.5), "\(name)")
    }
  }

  @Test func lagsAreThoseOfNeweyAndWest() throws {
    expectAgreement(try series(.hac(bandwidth: .lags(4)), .none), "lags4-none")
    let plain = try series(.hac(bandwidth: .lags(4)), .statsmodels)
    #expect(digits(plain.standardErrors, of: statsmodels.vector("hac-4", "se")) >= 9.5)
    #expect(plain.smallSample == .none && plain.covarianceReport.bandwidth == 5)
    let corrected = try series(.hac(bandwidth: .lags(4)), .stata)
    #expect(digits(corrected.standardErrors, of: statsmodels.vector("hac-4-corrected", "se")) >= 9.5)
    #expect(corrected.smallSample == SmallSampleFactor(name: "n/(n − k)", value: 203.0 / 200))
  }

  @Test func weightsEnterTheScores() throws {
    let fit = try LeastSquares(
      covariance: .hac(kernel: .parzen, bandwidth: .andrews), smallSample: .r
    ).fit(macro.consumption, on: macro.consumptionDesign, weights: macro.column("pop"))
    expectAgreement(fit, "weighted")
  }

  @Test func clustersAgree() throws {
    let oneWay = try panel(.clustered(by: firms.firm))
    expectAgreement(oneWay, "oneWay")
    #expect(digits(oneWay.standardErrors, of: statsmodels.vector("oneWay", "se")) >= 10)
    // Published to 11 digits: Stata ivreg2 in statsmodels' results_grunfeld_ols_robust_cluster.py, of the same firms.
    let stata = try panel(.clustered(by: firms.firm), .stata)
    #expect(stata.smallSample.value.agrees(with: 10.0 / 9 * 199 / 197, to: 15))
    #expect(stata.smallSample.name == "G/(G − 1) · (n − 1)/(n − k)" && stata.clusters == 10)
    let two = Covariance.twoWayClustered(by: firms.firm, and: halves)
    expectAgreement(try panel(two), "twoWay-overlapping")
    expectAgreement(try panel(two, .none), "twoWay-none")
    let own = try panel(two, .statsmodels)
    #expect(digits(own.standardErrors, of: statsmodels.vector("twoWay", "se")) >= 10)
    #expect(own.covarianceReport.clusters == [10, 4] && own.inferenceDegreesOfFreedom == 3)
    expectAgreement(try panel(.twoWayClustered(by: firms.firm, and: firms.year)), "twoWay")
  }

  /// reghdfe and ivreg2 give all three matrices the factor of the fewer clusters: the plain ones times it.
  @Test func stataUsesTheFewerClusters() throws {
    let two = Covariance.twoWayClustered(by: firms.firm, and: halves)
    let (plain, stata) = (try panel(two, .none), try panel(two, .stata))
    let factor = 4.0 / 3 * 199 / 197
    #expect(digits((factor * plain.covariance).elements, of: stata.covariance.elements) >= 12)
    #expect(stata.smallSample.value.agrees(with: factor, to: 15))
  }

  @Test func negativeEigenvaluesAreReplacedAndCounted() throws {
    let a = (0..<16).map { $0 / 4 + 1 }
    let b = (0..<16).map { $0 % 4 + 1 }
    let signs: [Double] = [1, -1, 1, -1, -1, 1, -1, 1, 1, -1, 1, -1, -1, 1, -1, 1]
    let values: [Double] = [3, -1, 2, 0, -2, 2, -1, 3, 1, -3, 2, -1, 0, 2, -2, 1]
    let x = Matrix(rows: 16, columns: 2) { i, j in j == 0 ? 1 : signs[i] + Double(a[i]) / 10 }
    let y = zip(values, b).map { $0 + Double($1) / 7 }
    let fit = try LeastSquares(covariance: .twoWayClustered(by: a, and: b), smallSample: .r).fit(y, on: x)
    expectAgreement(fit, "negative-repaired")
    #expect(fit.covarianceReport.negativeEigenvalues == 1)
    let values2 = try SymmetricEigen(fit.covariance).values
    #expect(values2[0] > -1e-16)
    #expect(
      try panel(.twoWayClustered(by: firms.firm, and: halves)).covarianceReport.negativeEigenvalues == 0)
  }

  @Test func driscollKraayAgrees() throws {
    for (name, lags) in [("driscollKraay-0", 0), ("driscollKraay-4", 4)] {
      let choice = Covariance.driscollKraay(periods: firms.year, bandwidth: .lags(lags))
      expectAgreement(try panel(choice), name)
      let stata = try panel(choice, .stata)
      #expect(digits(stata.standardErrors, of: statsmodels.vector(name, "se")) >= 10)
      #expect(stata.inferenceDegreesOfFreedom == 19 && stata.covarianceReport.periods == 20)
    }
    expectAgreement(
      try panel(.driscollKraay(periods: firms.year, bandwidth: .lags(4)), .none), "driscollKraay-none")
    expectAgreement(
      try panel(.driscollKraay(periods: firms.year, kernel: .parzen, bandwidth: .fixed(5.5))),
      "driscollKraay-parzen")
  }

  /// Stata 12's xtscc on the same data, 6 digits because Stata holds data as single-precision floats:
  /// statsmodels/regression/tests/results/results_grunfeld_ols_robust_cluster.py.
  @Test func driscollKraayAgreesWithStata() throws {
    let fit = try panel(.driscollKraay(periods: firms.year, bandwidth: .lags(4)), .stata)
    #expect(digits(fit.standardErrors, of: [12.190347184209, 0.0134360177573, 0.04930800664089]) >= 6.5)
  }
}

@Suite struct CovarianceIdentityTests {
  private func fit(_ covariance: Covariance, _ smallSample: SmallSample = .none) throws -> LeastSquares.Fit {
    let data = try Grunfeld()
    return try LeastSquares(covariance: covariance, smallSample: smallSample).fit(data.y, on: data.x)
  }

  @Test func bandwidthZeroIsWhite() throws {
    let white = try fit(.hc0)
    for kernel in LagKernel.allCases {
      let hac = try fit(.hac(kernel: kernel, bandwidth: .fixed(0)))
      #expect(digits(hac.covariance.elements, of: white.covariance.elements) >= 14)
    }
    let adjusted = try fit(.hac(bandwidth: .lags(0)), .stata)
    #expect(digits(adjusted.standardErrors, of: try fit(.hc1).standardErrors) >= 14)
  }

  @Test func twoEqualWaysAreOne() throws {
    let data = try Grunfeld()
    for smallSample in SmallSample.allCases {
      let one = try fit(.clustered(by: data.firm), smallSample)
      let two = try fit(.twoWayClustered(by: data.firm, and: data.firm), smallSample)
      #expect(digits(two.covariance.elements, of: one.covariance.elements) >= 12)
    }
  }

  @Test func clustersOfOneAreWhiteAndCounted() throws {
    let ones = try fit(.clustered(by: Array(0..<200)))
    #expect(digits(ones.standardErrors, of: try fit(.hc0).standardErrors) >= 14)
    #expect(ones.covarianceReport.singletonClusters == [200])
    let labels = (0..<200).map { max(0, $0 - 190) }
    let some = try fit(.clustered(by: labels))
    #expect(some.covarianceReport.singletonClusters == [9] && some.clusters == 10)
  }

  @Test func onePeriodEachIsHAC() throws {
    let hac = try fit(.hac(kernel: .quadraticSpectral, bandwidth: .fixed(3)))
    let dk = try fit(
      .driscollKraay(periods: Array(0..<200), kernel: .quadraticSpectral, bandwidth: .fixed(3)))
    #expect(digits(dk.covariance.elements, of: hac.covariance.elements) >= 14)
    let years = try Grunfeld().year
    let within = try fit(.driscollKraay(periods: years, bandwidth: .fixed(0)))
    #expect(digits(within.covariance.elements, of: try fit(.clustered(by: years)).covariance.elements) >= 13)
  }

  /// Units do not matter where no bandwidth is searched for.
  @Test func unitsOfRegressorsOnlyRescale() throws {
    let data = try Grunfeld()
    let choice = LeastSquares(covariance: .hac(bandwidth: .lags(3), prewhitened: true))
    let scaled = Matrix(rows: 200, columns: 3) { i, j in data.x[i, j] * [1, 1e6, 1e-5][j] }
    let (a, b) = (try choice.fit(data.y, on: data.x), try choice.fit(data.y, on: scaled))
    #expect(
      digits(zip(b.standardErrors, [1, 1e6, 1e-5]).map { $0 * $1 }, of: a.standardErrors) >= 11)
  }

  /// w(0) = 1; Andrews (1991) table: Parzen at ½ is ¼; the quadratic spectral kernel's curvature is −18π²/125 · x².
  @Test func kernelsHaveTheirShapes() {
    #expect(LagKernel.allCases.allSatisfy { $0.weight(0) == 1 })
    #expect(LagKernel.bartlett.weight(-0.25) == 0.75 && LagKernel.bartlett.weight(1.5) == 0)
    #expect(LagKernel.parzen.weight(0.5) == 0.25 && LagKernel.parzen.weight(1) == 0)
    let x = 0.004
    let curvature = (1 - LagKernel.quadraticSpectral.weight(x)) / (x * x)
    #expect(curvature.agrees(with: 18 * Double.pi * Double.pi / 125, to: 4))
    let (below, above) = (0.02 / (1.2 * .pi) * 0.999999, 0.02 / (1.2 * .pi) * 1.000001)
    let jump = LagKernel.quadraticSpectral.weight(below) - LagKernel.quadraticSpectral.weight(above)
    #expect(abs(jump) < 1e-9)
  }

  @Test func whatCannotBeUsedIsSaid() throws {
    #expect(throws: CovarianceError.onePeriod) {
      try fit(.driscollKraay(periods: [Int](repeating: 1950, count: 200)))
    }
    #expect(throws: CovarianceError.bandwidthNotUsable(value: "-1")) { try fit(.hac(bandwidth: .lags(-1))) }
    #expect(throws: CovarianceError.bandwidthNotUsable(value: "nan")) {
      try fit(.hac(bandwidth: .fixed(.nan)))
    }
    #expect(throws: RegressionError.oneCluster) {
      try fit(.twoWayClustered(by: Array(0..<200), and: [Int](repeating: 1, count: 200)))
    }
    #expect(
      throws: RegressionError.lengthMismatch(what: "twoWayClustered(and:)", count: 2, observations: 200)
    ) { try fit(.twoWayClustered(by: Array(0..<200), and: [1, 2])) }
    #expect(throws: CovarianceError.bandwidthTooLong(value: "200 lags", observations: 200)) {
      try fit(.hac(bandwidth: .lags(200)))
    }
    #expect(throws: CovarianceError.bandwidthTooLong(value: "21.0", observations: 20)) {
      try fit(.driscollKraay(periods: (0..<200).map { $0 % 20 }, bandwidth: .fixed(21)))
    }
    #expect(
      CovarianceError.bandwidthTooLong(value: "21.0", observations: 20).description
        == "A bandwidth of 21.0 is longer than the series of 20; give one that is far shorter.")
    #expect(
      CovarianceError.bandwidthNotUsable(value: "-1").description
        == "A bandwidth of -1 cannot be used; give a number that is zero or above.")
    #expect(
      CovarianceError.onePeriod.description
        == "All observations are of one period; Driscoll–Kraay errors need at least two. Use clustered errors."
    )
  }

  /// A perfect fit has errors of zero, or of rounding, whatever they allow for: never NaN.
  @Test func perfectFitsHaveNoNaN() throws {
    let x = Matrix(columns: [[1, 1, 1, 1, 1, 1], [1, 2, 3, 4, 5, 6]])
    for rule in [Bandwidth.neweyWest, .andrews, .fixed(2)] {
      let fit = try LeastSquares(covariance: .hac(bandwidth: rule)).fit([0, 0, 0, 0, 0, 0], on: x)
      #expect(fit.standardErrors == [0, 0] && fit.statistics == [0, 0])
    }
    #expect(throws: CovarianceError.prewhiteningUndefined) {
      try LeastSquares(covariance: .hac(prewhitened: true)).fit([0, 0, 0, 0, 0, 0], on: x)
    }
  }
}
