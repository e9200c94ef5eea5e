import Foundation
import LinearAlgebra

/// Breusch and Pagan's (1980) Lagrange-multiplier test that errors of different equations are uncorrelated: n Σ r²ᵢⱼ over
/// pairs of equations, r the correlations of the residuals of the equations estimated one by one. ~ χ²(M(M − 1)/2).
public struct CrossEquationCorrelation: HypothesisTest {
  public static let name = "Breusch–Pagan test of correlation between equations"
  public let null = "the errors of different equations are uncorrelated"
  public let outcome: TestOutcome

  public init(_ fit: SystemFit) throws {
    let m = fit.equations.count
    guard m > 1 else {
      outcome = .notApplicable(reason: "not applicable, because the system has one equation only")
      return
    }
    let lengths = fit.separateResiduals.columnNorms
    guard lengths.allSatisfy({ $0 > 0 }) else {
      outcome = .notApplicable(reason: "not applicable, because an equation fits exactly")
      return
    }
    let unit = fit.separateResiduals.scalingColumns(by: lengths.map { 1 / $0 })
    let r = unit.gram()
    var sum = 0.0
    for i in 0..<m {
      for j in 0..<i { sum += r[i, j] * r[i, j] }
    }
    outcome = try TestOutcome(Double(fit.n) * sum, .chiSquared(degreesOfFreedom: m * (m - 1) / 2))
  }
}

/// The likelihood-ratio test that errors of different equations are uncorrelated: n(Σ log σ̂²ᵢ − log|Σ̂|), the variances from
/// the equations estimated one by one, Σ̂ from the fit; exact in its name for iterated `SUR` (maximum likelihood), which
/// it asks for. ~ χ²(M(M − 1)/2). Greene (2018) §10.2.4.
public struct CrossEquationLikelihoodRatio: HypothesisTest {
  public static let name = "Likelihood-ratio test of correlation between equations"
  public let null = "the errors of different equations are uncorrelated"
  public let outcome: TestOutcome

  public init(_ fit: SystemFit) throws {
    let m = fit.equations.count
    guard m > 1 else {
      outcome = .notApplicable(reason: "not applicable, because the system has one equation only")
      return
    }
    guard let unrestricted = fit.logLikelihood, fit.instruments == nil else {
      outcome = .notApplicable(
        reason: "not applicable, because the system has endogenous regressors; use SUR")
      return
    }
    let n = Double(fit.n)
    let separate = fit.separateResiduals.columnNorms.reduce(0) { $0 + log($1 * $1 / n) }
    let restricted = -n / 2 * (Double(m) * (1 + log(2 * Double.pi)) + separate)
    outcome = try TestOutcome(
      2 * (unrestricted - restricted), .chiSquared(degreesOfFreedom: m * (m - 1) / 2))
  }
}
