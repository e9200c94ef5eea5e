import LinearAlgebra
import Regression
import Testing

@Suite struct RollingTests {
  /// `recresid` of R's strucchange 1.5-3 (Tests/References/r/rolling.R), which carries (XᵀX)⁻¹ along and is itself within
  /// 2.5e-12, and 40 digits of mpmath (Tests/References/mpmath/recursive_residuals.py); residuals are of the
  /// order 0.01, and 3.6e-15 is two units in the last place of y.
  @Test(arguments: [("r/rolling.csv", 3e-12), ("mpmath/recursive_residuals.csv", 3.6e-15)])
  func recursiveResidualsAgree(file: String, tolerance: Double) throws {
    let data = try Macrodata()
    let expected = try References("Tests/References/\(file)").vector("recursive", "residual")
    let fit = try RecursiveLeastSquares().fit(data.consumption, on: data.consumptionDesign)
    #expect(fit.start == 3 && expected.count == 200 && fit.recursiveResiduals.count == 200)
    let worst = zip(fit.recursiveResiduals, expected).map { abs($0 - $1) }.max() ?? 1
    #expect(worst < tolerance, "\(worst)")
  }

  /// Brown, Durbin & Evans (1975), equation (5): Σw² is the sum of squared residuals.
  @Test func recursiveFitsEndWithTheFullSample() throws {
    let data = try Macrodata()
    let (y, x) = (data.consumption, data.consumptionDesign)
    let fit = try RecursiveLeastSquares().fit(y, on: x, names: ["one", "income", "rate"])
    let full = try LeastSquares().fit(y, on: x)
    let last = try #require(fit.estimates.last)
    #expect(digits(last.coefficients, of: full.coefficients) >= 11)
    #expect(digits(last.standardErrors, of: full.standardErrors) >= 11)
    let squares = fit.recursiveResiduals.reduce(0) { $0 + $1 * $1 }
    #expect(squares.agrees(with: full.residuals.dot(full.residuals), to: 12))
    #expect(fit.path(of: "income")?.count == 201 && fit.estimates[0].sigma == nil)
  }

  @Test func dependentFirstRowsOnlyDelayTheStart() throws {
    let x = Matrix(columns: [[1, 1, 1, 1, 1, 1], [0, 0, 0, 1, 0, 1]])
    let fit = try RecursiveLeastSquares().fit([1, 2, 4, 3, 5, 9], on: x)
    #expect(fit.start == 4 && fit.recursiveResiduals.count == 2)
  }

  /// Every window beside its own QR with refinement: NIST-grade coefficients of `LeastSquares`.
  @Test(arguments: [8, 24, 60, 203]) func rollingAgreesWithEachWindowAlone(window: Int) throws {
    let data = try Macrodata()
    let (y, x) = (data.consumption, data.consumptionDesign)
    let fit = try RollingLeastSquares(window: window).fit(y, on: x)
    #expect(fit.estimates.count == 203 - window + 1)
    var (coefficients, errors) = (16.0, 16.0)
    for t in 0...(203 - window) {
      let rows = Array(t..<(t + window))
      let alone = try LeastSquares().fit(rows.map { y[$0] }, on: x.selectingRows(rows))
      let estimate = try #require(fit.estimates[t])
      coefficients = min(coefficients, digits(estimate.coefficients, of: alone.coefficients))
      errors = min(errors, digits(estimate.standardErrors, of: alone.standardErrors))
      #expect(estimate.observations == t..<(t + window))
    }
    #expect(coefficients >= 9 && errors >= 9, "\(window): \(coefficients) \(errors)")
    #expect((fit.drift ?? 0) < 1e-9, "\(String(describing: fit.drift))")
  }

  @Test func aWindowWithoutVariationIsSkippedNotInvented() throws {
    let x = Matrix(columns: [[1, 1, 1, 1, 1, 1, 1, 1, 1], [1, 2, 3, 3, 3, 3, 3, 4, 5]])
    let fit = try RollingLeastSquares(window: 4).fit([1, 3, 2, 5, 4, 6, 5, 7, 9], on: x)
    #expect(fit.estimates.map { $0 == nil } == [false, false, true, true, false, false])
    let alone = try LeastSquares().fit([4, 6, 5, 7], on: x.selectingRows([4, 5, 6, 7]))
    #expect(digits(fit.estimates[4]?.coefficients ?? [], of: alone.coefficients) >= 13)
    #expect(fit.path(of: "x2")?[2] == .some(nil))
  }

  @Test func windowsAreChecked() throws {
    let x = Matrix(columns: [[1, 1, 1, 1, 1], [1, 2, 3, 4, 5]])
    #expect(
      throws: RollingError.windowNotUsable(window: 2, observations: 5, coefficients: 2)
    ) { try RollingLeastSquares(window: 2).fit([1, 2, 3, 5, 4], on: x) }
    #expect(
      RollingError.windowNotUsable(window: 2, observations: 5, coefficients: 2).description
        == "A window of 2 cannot be used with 2 coefficients and 5 observations; give one from 3 to 5.")
  }
}
