import Foundation
import LinearAlgebra
import Regression
import Testing

@Suite struct RestrictionTests {
  let r: DiagnosticReferences
  let sample: DiagnosticSample
  let hypothesis = LinearHypothesis(["deflator": 1, "gnp": -1]).and(["armed": 1], equals: 0.5)

  init() throws {
    r = try DiagnosticReferences("r/diagnostics.csv")
    sample = try DiagnosticSample("longley")
  }

  /// car 3.1's `linearHypothesis`, sandwich's HC3.
  @Test(arguments: [("homoskedastic", Covariance.homoskedastic), ("hc3", .hc3)])
  func waldAndFAgreeWithR(name: String, covariance: Covariance) throws {
    let fit = try sample.fit(covariance)
    r.check(try FTest(fit, hypothesis), "f.\(name)", in: "longley")
    r.check(try WaldTest(fit, hypothesis), "wald.\(name)", in: "longley")
    let matrix = LinearHypothesis(matrix: [[0, 1, -1, 0], [0, 0, 0, 1]], values: [0, 0.5])
    #expect(try FTest(fit, matrix).outcome == FTest(fit, hypothesis).outcome)
    #expect(try FTest(fit, hypothesis).null == "deflator − gnp = 0; armed = 0.5")
  }

  @Test func nestedFitsAgreeWithR() throws {
    let full = try sample.fit()
    let small = try LeastSquares().fit(
      sample.y, on: sample.x.selectingColumns([0, 2]), names: ["constant", "gnp"])
    r.check(try LikelihoodRatio(restricted: small, in: full), "lr", in: "longley")
    let f = try FTest(restricted: small, in: full)
    r.check(f, "nested.f", in: "longley")
    #expect(f.null == "the coefficients of deflator, armed are zero")
    // The F test of the same restrictions by their names.
    let named = try FTest(full, LinearHypothesis(zero: "deflator", "armed"))
    #expect((f.statistic ?? 0).agrees(with: named.statistic ?? .nan, to: 11))
    // LM = n·R² of restricted residuals on all regressors.
    let auxiliary = try LeastSquares().fit(small.residuals, on: sample.x)
    let lm = try LagrangeMultiplier(restricted: small, in: full)
    #expect((lm.statistic ?? 0).agrees(with: 16 * (auxiliary.rSquared ?? .nan), to: 10))
  }

  /// LM ≤ LR ≤ W = n(RSSᵣ − RSS)/RSS for every set of regressors left out (Berndt & Savin 1977), and F = t².
  @Test func classicalInequalitiesAndSquares() throws {
    let full = try sample.fit()
    for kept in [[0], [0, 1], [0, 2], [0, 3], [0, 1, 2], [1, 2, 3], [2]] {
      let small = try LeastSquares().fit(
        sample.y, on: sample.x.selectingColumns(kept), names: kept.map { sample.names[$0] })
      let lm = try #require(try LagrangeMultiplier(restricted: small, in: full).statistic)
      let lr = try #require(try LikelihoodRatio(restricted: small, in: full).statistic)
      let f = try #require(try FTest(restricted: small, in: full).statistic)
      let wald = f * Double(4 - kept.count) * 16 / 12
      #expect(0 <= lm && lm <= lr && lr <= wald)
    }
    for name in sample.names {
      for covariance in [Covariance.homoskedastic, .hc1, .clustered(by: (0..<16).map { $0 / 4 })] {
        let fit = try sample.fit(covariance)
        let t = try TTest(fit, name)
        let f = try FTest(fit, LinearHypothesis(zero: name))
        let size = t.statistic ?? 0
        #expect((size * size).agrees(with: f.statistic ?? .nan, to: 12))
        #expect((t.pValue ?? 0).agrees(with: f.pValue ?? .nan, to: 11))
        #expect(size.agrees(with: fit.statistics[try #require(fit.index(of: name))], to: 12))
      }
    }
    #expect((try TTest(full, "gnp", equals: 1e6).statistic ?? 1) < 0)
  }

  @Test func testsThatDoNotApplySayWhy() throws {
    let fit = try sample.fit(.clustered(by: (0..<16).map { $0 / 8 }))
    #expect(
      try WaldTest(fit, LinearHypothesis(zero: "deflator", "gnp", "armed")).reason
        == "The estimated covariance of the restrictions is singular: too few clusters, or a perfect fit.")
    let full = try sample.fit()
    let other = try LeastSquares().fit(
      sample.y, on: Matrix(columns: [Array(sample.x.column(0)), (0..<16).map(Double.init)]))
    #expect(
      try LikelihoodRatio(restricted: other, in: full).reason
        == "The fits are not nested: x2 is not among the larger fit's regressors or their combinations.")
    #expect(
      try LikelihoodRatio(restricted: full, in: full).reason
        == "The restricted fit has 4 coefficients, no fewer than the 4 of the other.")
    let fewer = try LeastSquares().fit(Array(sample.y.dropLast()), on: sample.x.selectingRows(Array(0..<15)))
    #expect(
      try FTest(restricted: fewer, in: full).reason
        == "The fits have 15 and 16 observations; nested fits share them all.")
    let shifted = try LeastSquares().fit(sample.y.map { $0 * 2 }, on: sample.x.selectingColumns([0, 1]))
    #expect(
      try FTest(restricted: shifted, in: full).reason
        == "The fits do not explain the same y with the same weights.")
    #expect(
      try FTest(NormalFit(full), LinearHypothesis(zero: "gnp")).reason
        == "The fit's inference is asymptotic, without degrees of freedom; use Wald's test.")
    #expect(try TTest(NormalFit(full), "gnp").outcome != TTest(full, "gnp").outcome)
  }

  @Test func wrongQuestionsAreErrors() throws {
    let fit = try sample.fit()
    func message(_ hypothesis: LinearHypothesis) -> String {
      do { return "\(try WaldTest(fit, hypothesis))" } catch { return "\(error)" }
    }
    #expect(
      message(LinearHypothesis(zero: "gdp"))
        == "The fit has no coefficient named gdp; it has constant, deflator, gnp, armed.")
    #expect(
      message(LinearHypothesis(matrix: [[1, 0]]))
        == "The restrictions have 2 columns for 4 coefficients; give one column per coefficient.")
    #expect(
      message(LinearHypothesis(matrix: [[1, 0, 0, 0]], values: [1, 2]))
        == "There are 2 values for 1 restrictions; give one value per row.")
    #expect(
      message(LinearHypothesis(zero: [])) == "There are no restrictions to test; give at least one row.")
    #expect(
      message(LinearHypothesis(zero: "gnp", "gnp"))
        == "Restriction 2 is a linear combination of the others; leave it out.")
    #expect(
      throws: DiagnosticError.outOfRange(
        what: "The number of restrictions of a t test", value: "2", allowed: "1")
    ) {
      try TTest(fit, hypothesis)
    }
  }
}

/// A fit whose inference is asymptotic.
private struct NormalFit: RegressionFit {
  let base: LeastSquares.Fit
  init(_ base: LeastSquares.Fit) { self.base = base }
  var names: [String] { base.names }
  var coefficients: [Double] { base.coefficients }
  var covariance: Matrix { base.covariance }
  var n: Int { base.n }
  var inferenceDegreesOfFreedom: Int? { nil }
}
