import Foundation
import LinearAlgebra
import Regression
import Testing

/// NIST StRD nonlinear regression, all 27 sets from both start values. Certified to 11 digits, found by NIST in quadruple
/// precision and confirmed by a second algorithm.
@Suite struct NISTNonlinearTests {
  /// Lanczos1's residuals are 8·10⁻¹⁴ of values near 2.5: reading the data as doubles alone changes them by half a percent,
  /// so that standard errors need residuals in twice the working precision.
  @Test(arguments: NISTModel.sets, [0, 1])
  func certifiedDigitsAreReached(set: String, start: Int) throws {
    let data = try NISTNonlinear(set)
    let fit = try NonlinearLeastSquares().fit(
      data.y, on: data.x, model: NISTModel(set: set), from: data.starts[start])
    let reached = report(fit, data, "\(set) start \(start + 1)")
    #expect(reached.parameters >= 10.2)
    #expect(reached.errors >= (set == "Lanczos1" ? 2.5 : 10.2))
    #expect(fit.relativeOffset <= max(1e-8, fit.roundingOffset) && fit.start == data.starts[start])
    if set != "Lanczos1" { #expect(fit.sigma.agrees(with: data.sigma, to: 10)) }
  }

  @Test(arguments: NISTModel.sets)
  func extendedPrecisionReachesEveryDigit(set: String) throws {
    let data = try NISTNonlinear(set)
    let fit = try NonlinearLeastSquares().fit(
      data.y, on: data.x, model: NISTModel(set: set), from: data.starts[1], precision: .extended)
    let reached = report(fit, data, "\(set) extended")
    #expect(reached.parameters >= 10.3)
    #expect(reached.errors >= 10.2)
    #expect(fit.residualSumOfSquares.agrees(with: data.residualSumOfSquares, to: 9.9))
  }

  private func report(
    _ fit: NonlinearLeastSquares.Fit, _ data: NISTNonlinear, _ title: String
  ) -> (parameters: Double, errors: Double) {
    let reached = digits(fit.coefficients, of: data.parameters)
    let errors = digits(fit.standardErrors, of: data.standardErrors)
    print(
      "\(title):", String(format: "parameters %.1f, errors %.1f digits,", reached, errors),
      "\(fit.iterations.count) + \(fit.polishSteps) steps")
    return (reached, errors)
  }
}
