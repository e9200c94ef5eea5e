import LinearAlgebra
import Regression
import Testing

/// Digits of NIST StRD reached in double precision. The data themselves are rounded to binary on reading: solved
/// exactly (60 digits), the rounded data agree with the certified values to 14.0 digits on Norris, 13.5 on
/// Pontius, 13.2 on Wampler2, 7.9 on Filip (whose powers are rounded too), 14.6 on Longley:
/// Tests/References/mpmath/nist_limits.py. That is what is reached here.
@Suite struct CertifiedDigitsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let degree: Int?
    var intercept = true
    let coefficientDigits: Double
    let errorDigits: Double
    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(name: "Norris", degree: 1, coefficientDigits: 14.0, errorDigits: 13.9),
    Case(name: "Pontius", degree: 2, coefficientDigits: 13.5, errorDigits: 13.7),
    Case(name: "NoInt1", degree: 1, intercept: false, coefficientDigits: 14.7, errorDigits: 15),
    Case(name: "NoInt2", degree: 1, intercept: false, coefficientDigits: 15, errorDigits: 14.9),
    Case(name: "Longley", degree: nil, coefficientDigits: 14.6, errorDigits: 14.8),
    Case(name: "Filip", degree: 10, coefficientDigits: 7.9, errorDigits: 8.6),
    Case(name: "Wampler1", degree: 5, coefficientDigits: 15, errorDigits: 15),
    Case(name: "Wampler2", degree: 5, coefficientDigits: 13.2, errorDigits: 15),
    Case(name: "Wampler3", degree: 5, coefficientDigits: 15, errorDigits: 14.4),
    Case(name: "Wampler4", degree: 5, coefficientDigits: 15, errorDigits: 14.4),
    Case(name: "Wampler5", degree: 5, coefficientDigits: 15, errorDigits: 14.4),
  ])
  func certifiedDigitsAreReached(_ set: Case) throws {
    let data = try NISTLinear(set.name, degree: set.degree, intercept: set.intercept)
    let fit = try LeastSquares().fit(data.y, on: data.x)
    #expect(digits(fit.coefficients, of: data.coefficients) >= set.coefficientDigits)
    #expect(digits(fit.standardErrors, of: data.standardErrors) >= set.errorDigits)
    #expect(fit.sigma.agrees(with: data.sigma, to: min(13.7, set.errorDigits - 0.2)))
    #expect((fit.rSquared ?? .nan).agrees(with: data.rSquared, to: set.name == "Filip" ? 10.6 : 13.7))
    #expect(fit.n == data.y.count && data.coefficients.count == fit.k)
  }
}
