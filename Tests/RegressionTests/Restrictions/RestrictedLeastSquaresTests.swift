import LinearAlgebra
import Probability
import Regression
import Testing

/// R 4.2.2: lm, car 3.1-1, sandwich 3.0-2, quadprog 1.5-8 (Tests/References/r/restrictions.R).
@Suite struct RestrictedLeastSquaresTests {
  let y: [Double]
  let x: Matrix
  let names = ["one", "value", "capital", "t"]
  let reference: References

  init() throws {
    let firms = try Grunfeld()
    y = firms.y
    x = Matrix(columns: [
      Array(firms.x.column(0)), Array(firms.x.column(1)), Array(firms.x.column(2)),
      firms.year.map { Double($0 - 1935) },
    ])
    reference = try References("Tests/References/r/restrictions.csv")
  }

  private let twice = LinearRestriction(["capital": 1, "value": -2], .equal, 0.1)

  @Test func equalitiesAreSubstitution() throws {
    let fit = try RestrictedLeastSquares([twice]).fit(y, on: x, names: names)
    #expect(digits(fit.coefficients, of: reference.vector("equal", "coefficient")) >= 11)
    #expect(digits(fit.standardErrors, of: reference.vector("equal", "se")) >= 11)
    #expect(fit.binding == [true] && fit.inferenceDegreesOfFreedom == 197)
    let robust = try RestrictedLeastSquares([twice], covariance: .hc1).fit(y, on: x, names: names)
    #expect(digits(robust.standardErrors, of: reference.vector("equal-hc1", "se")) >= 11)
    #expect(robust.smallSample.value == 200.0 / 197)
  }

  @Test func theTestIsTheFTest() throws {
    let free = try LeastSquares().fit(y, on: x, names: names)
    let test = try RestrictionsTest(free, [twice])
    #expect((test.statistic ?? 0).agrees(with: reference.value("equal", "F"), to: 11))
    #expect((test.pValue ?? 0).agrees(with: reference.value("equal", "p"), to: 10))
    // (SSR_R − SSR)/(SSR/(n − k)) of the two fits.
    let fit = try RestrictedLeastSquares([twice]).fit(y, on: x, names: names)
    let ssr = free.residuals.dot(free.residuals)
    let f = (fit.residualSumOfSquares - ssr) / (ssr / 196)
    #expect(f.agrees(with: test.statistic ?? 0, to: 11))
    let robust = try LeastSquares(covariance: .hc3).fit(y, on: x, names: names)
    let joint = try RestrictionsTest(robust, [twice, LinearRestriction(["t": 1], .equal, 0)])
    #expect((joint.statistic ?? 0).agrees(with: reference.value("joint-hc3", "F"), to: 10))
    #expect((joint.pValue ?? 0).agrees(with: reference.value("joint-hc3", "p"), to: 10))
  }

  @Test(arguments: 0..<4) func fIsTSquared(j: Int) throws {
    for covariance in [Covariance.homoskedastic, .hc2] {
      let fit = try LeastSquares(covariance: covariance).fit(y, on: x, names: names)
      let test = try RestrictionsTest(fit, [LinearRestriction([names[j]: 3], .equal, 0)])
      #expect((test.statistic ?? 0).agrees(with: fit.statistics[j] * fit.statistics[j], to: 13))
      #expect((test.pValue ?? 0).agrees(with: try fit.pValues[j], to: 11))
    }
  }

  @Test func inequalitiesMeetTheirOptimum() throws {
    let restrictions = [
      LinearRestriction(["value": 1], .atLeast, 0.15), LinearRestriction(["t": 1], .atMost, -1),
      LinearRestriction(["value": 1, "capital": 1], .atMost, 0.3),
      LinearRestriction(["capital": 1], .atLeast, 0),
    ]
    let fit = try RestrictedLeastSquares(restrictions).fit(y, on: x, names: names)
    #expect(fit.binding == [true, true, true, false])
    #expect(digits(fit.coefficients, of: reference.vector("unequal", "coefficient")) >= 12)
    #expect(digits(fit.multipliers, of: reference.vector("unequal", "lagrangian")) >= 10)
    #expect(fit.multipliers[0] > 0 && fit.multipliers[1] < 0 && fit.multipliers[2] < 0)
    // A multiplier is the slope of the sum of squares in the value.
    let h = 1e-5
    let sides = try [-h, h].map { step in
      var moved = restrictions
      moved[0] = LinearRestriction(["value": 1], .atLeast, 0.15 + step)
      return try RestrictedLeastSquares(moved).fit(y, on: x, names: names).residualSumOfSquares
    }
    #expect(((sides[1] - sides[0]) / (2 * h)).agrees(with: fit.multipliers[0], to: 6))
  }

  @Test func equalitiesAndInequalitiesTogether() throws {
    let restrictions = [
      LinearRestriction(["value": 1, "capital": 1], .equal, 0.3),
      LinearRestriction(["value": 1], .atLeast, 0.05), LinearRestriction(["t": 1], .atMost, -2),
    ]
    let fit = try RestrictedLeastSquares(restrictions).fit(y, on: x, names: names)
    #expect(fit.binding == [true, false, true])
    #expect(digits(fit.coefficients, of: reference.vector("mixed", "coefficient")) >= 10)
    #expect(fit.residualSumOfSquares.agrees(with: reference.value("mixed", "value"), to: 11))
    let slack = try RestrictedLeastSquares([LinearRestriction(["value": 1], .atLeast, 0)]).fit(
      y, on: x, names: names)
    let free = try LeastSquares().fit(y, on: x, names: names)
    #expect(digits(slack.coefficients, of: free.coefficients) >= 12 && slack.binding == [false])
    #expect(digits(slack.standardErrors, of: free.standardErrors) >= 12 && slack.multipliers == [0])
  }

  /// Karush, Kuhn and Tucker on 200 random problems of 5 coefficients and 8 inequalities, one given twice: all met, the
  /// gradient −2Xᵀe is the multipliers' combination, signs as they should be, and nothing slack has a multiplier.
  @Test func randomProblemsMeetTheConditions() throws {
    var stream = PhiloxStream(seed: 3, draw: 0, period: 0, shock: 0)
    func draw() -> Double { Double.random(in: -1...1, using: &stream) }
    let names = (0..<5).map { "b\($0)" }
    var bound = 0
    for _ in 0..<200 {
      let x = Matrix(rows: 30, columns: 5) { _, j in draw() * [1, 1e3, 1, 1e-3, 1][j] }
      let y = (0..<30).map { _ in draw() }
      var restrictions = (0..<7).map { i in
        let weights = names.map { name in (name, name == "b1" ? 1e3 * draw() : draw()) }
        return LinearRestriction(
          Dictionary(uniqueKeysWithValues: weights), i % 2 == 0 ? .atLeast : .atMost,
          (i % 2 == 0 ? -0.1 : 0.1) * abs(draw()))
      }
      restrictions.append(restrictions[0])
      let fit = try RestrictedLeastSquares(restrictions).fit(y, on: x, names: names)
      var gradient = x.transposeTimes(fit.residuals).map { -2 * $0 }
      for (restriction, multiplier) in zip(restrictions, fit.multipliers) {
        let weights = names.map { restriction.weights[$0] ?? 0 }
        let gap = weights.dot(fit.coefficients) - restriction.value
        let sign: Double = restriction.relation == .atLeast ? 1 : -1
        #expect(sign * gap > -1e-11 && sign * multiplier >= 0)
        #expect(multiplier == 0 || abs(gap) < 1e-11)
        for j in gradient.indices { gradient[j] -= multiplier * weights[j] }
      }
      #expect(zip(gradient, [1, 1e3, 1, 1e-3, 1]).allSatisfy { abs($0 / $1) < 1e-10 })
      bound += fit.binding.count { $0 }
    }
    #expect(bound > 200)
  }

  /// Restrictions can settle what collinear regressors leave open.
  @Test func restrictionsIdentifyCollinearRegressors() throws {
    let total = Matrix(columns: [[1, 1, 1, 1, 1], [1, 0, 1, 0, 1], [0, 1, 0, 1, 0]])
    let zero = LinearRestriction(["x2": 1, "x3": 1], .equal, 0)
    let fit = try RestrictedLeastSquares([zero]).fit([1, 2, 4, 6, 7], on: total)
    #expect(digits(fit.coefficients, of: [4, 0, 0]) >= 14 || abs(fit.coefficients[1]) < 1e-14)
    #expect(throws: RestrictionError.notIdentified) {
      try RestrictedLeastSquares([LinearRestriction(["x1": 1], .equal, 0.5)]).fit(
        [1, 2, 4, 6, 7, 8],
        on: Matrix(columns: [[1, 1, 1, 1, 1, 1], [1, 2, 3, 4, 5, 6], [2, 4, 6, 8, 10, 12]]))
    }
  }

  private func message(_ restrictions: [LinearRestriction]) -> String {
    do {
      _ = try RestrictedLeastSquares(restrictions).fit(y, on: x, names: names)
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func restrictionsThatCannotBeAreExplained() {
    #expect(
      message([LinearRestriction(["wages": 1], .equal, 0)])
        == "A restriction names wages, but the coefficients are one, value, capital, t.")
    #expect(
      message([LinearRestriction(["t": 0], .equal, 0)])
        == "Restriction 1 has only weights of zero; name the coefficients it restricts.")
    #expect(
      message([LinearRestriction(["t": 1], .equal, .infinity)])
        == "Restriction 1 holds a number that is not finite; correct it.")
    let repeats = message([
      LinearRestriction(["t": 1], .equal, 0), LinearRestriction(["value": 1], .equal, 0),
      LinearRestriction(["t": 1, "value": 2], .equal, 5),
    ])
    #expect(repeats.hasSuffix("repeats or contradicts the others; drop it."))
    #expect(
      message([LinearRestriction(["t": 1], .atLeast, 1), LinearRestriction(["t": 1], .atMost, 0)])
        == "No coefficients meet all restrictions; relax one of the inequalities.")
    #expect(
      message(names.map { LinearRestriction([$0: 1], .equal, 0) })
        == "4 restrictions leave nothing to estimate of 4 coefficients; give fewer.")
  }

  @Test func testsThatDoNotApplySayWhy() throws {
    let fit = try LeastSquares().fit(y, on: x, names: names)
    let test = try RestrictionsTest(fit, [LinearRestriction(["t": 1], .atLeast, 0)])
    #expect(test.outcome == .notApplicable(reason: "the test is of equalities, at least one"))
    #expect(test.statistic == nil && test.pValue == nil)
  }
}
