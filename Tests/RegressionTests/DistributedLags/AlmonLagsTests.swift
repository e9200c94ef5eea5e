import Foundation
import LinearAlgebra
import Regression
import Testing

/// R 4.2.2, lm on Almon's own combinations of lags; sandwich 3.0-2: Tests/References/r/almon.R.
@Suite struct AlmonLagsTests {
  let y: [Double]
  let x: [Double]
  let ones: Matrix
  let reference: References

  init() throws {
    let macro = try Macrodata()
    let investment = macro.column("realinv").map { log($0) }
    y = zip(investment.dropFirst(), investment).map { 100 * ($0 - $1) }
    x = Array(macro.column("tbilrate").dropFirst())
    ones = Matrix(columns: [[Double](repeating: 1, count: y.count)])
    reference = try References("Tests/References/r/almon.csv")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let degree: Int
    var near = false
    var far = false
    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(name: "plain-2", degree: 2), Case(name: "plain-3", degree: 3),
    Case(name: "far", degree: 2, far: true),
    Case(name: "near", degree: 2, near: true), Case(name: "both", degree: 3, near: true, far: true),
  ])
  func lagWeightsAgree(polynomial: Case) throws {
    for (suffix, covariance) in [("", Covariance.homoskedastic), ("-hac", .hac(bandwidth: .fixed(5)))] {
      let fit = try AlmonLags(
        lags: 8, degree: polynomial.degree, near: polynomial.near, far: polynomial.far,
        covariance: covariance,
        smallSample: .r
      ).fit(y, of: x, on: ones, names: ("rate", ["one"]))
      let name = polynomial.name
      #expect(digits(fit.coefficients, of: reference.vector(name, "coefficient")) >= 9.5, "\(name)")
      #expect(digits(fit.standardErrors, of: reference.vector(name + suffix, "se")) >= 9.5, "\(name)")
      let longRun = [fit.longRun.estimate, fit.longRun.standardError]
      #expect(digits(longRun, of: reference.vector(name + suffix, "longRun")) >= 9.5, "\(name)")
      #expect(fit.weights.count == 9 && fit.names[0] == "rate(0)" && fit.names[8] == "rate(-8)")
      #expect(fit.names[9] == "one" && fit.n == 194)
    }
  }

  /// A polynomial of degree L is no restriction; of a lower one it is the vanishing of differences.
  @Test func polynomialsAreRestrictions() throws {
    let lagged = Matrix(rows: y.count - 4, columns: 6) { t, i in i < 5 ? x[t + 4 - i] : 1 }
    let later = Array(y[4...])
    let names = (0...4).map { "b\($0)" } + ["one"]
    let full = try AlmonLags(lags: 4, degree: 4).fit(y, of: x, on: ones)
    let free = try LeastSquares().fit(later, on: lagged, names: names)
    #expect(digits(full.coefficients, of: free.coefficients) >= 10)
    #expect(digits(full.standardErrors, of: free.standardErrors) >= 10)
    let line = try AlmonLags(lags: 4, degree: 1, far: true).fit(y, of: x, on: ones)
    let differences = (0...2).map { i in
      LinearRestriction(["b\(i)": 1, "b\(i + 1)": -2, "b\(i + 2)": 1], .equal, 0)
    }
    let end = LinearRestriction(["b4": 2, "b3": -1], .equal, 0)
    let restricted = try RestrictedLeastSquares(differences + [end]).fit(later, on: lagged, names: names)
    #expect(digits(line.coefficients, of: restricted.coefficients) >= 10)
    #expect(digits(line.standardErrors, of: restricted.standardErrors) >= 10)
    #expect(line.inferenceDegreesOfFreedom == restricted.inferenceDegreesOfFreedom)
    #expect(line.meanLag.map { $0.agrees(with: 4.0 / 3, to: 12) } ?? false)
  }

  /// Without other regressors a polynomial of degree L is least squares on the lags alone.
  @Test func lagsStandAlone() throws {
    let lagged = Matrix(rows: y.count - 3, columns: 4) { t, i in x[t + 3 - i] }
    let alone = try AlmonLags(lags: 3, degree: 3).fit(y, of: x)
    let free = try LeastSquares().fit(Array(y[3...]), on: lagged)
    #expect(digits(alone.coefficients, of: free.coefficients) >= 10)
    #expect(digits(alone.standardErrors, of: free.standardErrors) >= 10)
  }

  @Test func whatCannotBeIsSaid() throws {
    var gap = y
    gap[5] = .nan
    #expect(throws: RegressionError.notFinite(variable: "y", observation: 5, value: "nan")) {
      try AlmonLags(lags: 4, degree: 1).fit(gap, of: x)
    }
    #expect(throws: AlmonError.degreeNotUsable(degree: 1, lags: 4, restrictions: 2)) {
      try AlmonLags(lags: 4, degree: 1, near: true, far: true).fit(y, of: x)
    }
    #expect(
      AlmonError.degreeNotUsable(degree: 1, lags: 4, restrictions: 2).description
        == "A polynomial of degree 1 cannot be used with 4 lags and 2 end-point restrictions; give a degree from 2 to "
        + "4.")
    #expect(throws: RegressionError.lengthMismatch(what: "x", count: 3, observations: y.count)) {
      try AlmonLags(lags: 4, degree: 1).fit(y, of: [1, 2, 3])
    }
    #expect(throws: RegressionError.tooFewObservations(observations: 2, coefficients: 2)) {
      try AlmonLags(lags: 4, degree: 1).fit([1, 2, 3, 4, 5, 6], of: [1, 3, 2, 4, 3, 5])
    }
  }
}
