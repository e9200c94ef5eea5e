import LinearAlgebra
import Regression
import Testing

/// R 4.2.2, nlme 3.1-162: Tests/References/r/generalized.R.
@Suite struct GeneralizedLeastSquaresTests {
  let y: [Double]
  let x: Matrix
  let population: [Double]
  let reference: References

  init() throws {
    let longley = try Longley()
    y = longley.y
    x = longley.x.selectingColumns([0, 2])
    population = longley.weights.map { $0 * 1000 }
    reference = try References("Tests/References/r/generalized.csv")
  }

  @Test(arguments: ["known-1", "known-2"]) func knownCovarianceAgreesWithNlme(name: String) throws {
    let correlations = reference.vector(name, "correlation")
    let omega = Matrix(rows: 16, columns: 16) { i, j in
      correlations[abs(i - j)] * (population[i] * population[j]).squareRoot()
    }
    let fit = try GeneralizedLeastSquares().fit(y, on: x, errorCovariance: .matrix(omega))
    #expect(digits(fit.coefficients, of: reference.vector(name, "coefficient")) >= 11)
    #expect(digits(fit.standardErrors, of: reference.vector(name, "se")) >= 10.5)
    #expect(fit.logLikelihood.agrees(with: reference.value(name, "logLikelihood"), to: 11))
    let thousandfold = try GeneralizedLeastSquares().fit(y, on: x, errorCovariance: .matrix(1e3 * omega))
    #expect(digits(thousandfold.standardErrors, of: fit.standardErrors) >= 12)
    #expect(thousandfold.logLikelihood.agrees(with: fit.logLikelihood, to: 12))
  }

  @Test func diagonalCovarianceIsWeightedLeastSquares() throws {
    let fit = try GeneralizedLeastSquares().fit(y, on: x, errorCovariance: .diagonal(population))
    #expect(digits(fit.coefficients, of: reference.vector("diagonal", "coefficient")) >= 12)
    #expect(digits(fit.standardErrors, of: reference.vector("diagonal", "se")) >= 12)
    let weighted = try LeastSquares().fit(y, on: x, weights: population.map { 1 / $0 })
    #expect(digits(fit.standardErrors, of: weighted.standardErrors) >= 13)
    let dense = try GeneralizedLeastSquares().fit(
      y, on: x, errorCovariance: .matrix(Matrix(diagonal: population)))
    #expect(digits(dense.coefficients, of: fit.coefficients) >= 13)
    #expect(dense.logLikelihood.agrees(with: fit.logLikelihood, to: 13))
  }

  @Test func identityIsOrdinaryLeastSquares() throws {
    let plain = try LeastSquares().fit(y, on: x)
    let fit = try GeneralizedLeastSquares().fit(y, on: x, errorCovariance: .matrix(.identity(16)))
    #expect(digits(fit.coefficients, of: plain.coefficients) >= 15)
    #expect(digits(fit.covariance.elements, of: plain.covariance.elements) >= 14)
    #expect(fit.inferenceDegreesOfFreedom == 14 && fit.n == 16)
  }

  @Test func covariancesThatCannotBeAreNamed() throws {
    func message(_ omega: GeneralizedLeastSquares.ErrorCovariance) -> String {
      do {
        _ = try GeneralizedLeastSquares().fit(y, on: x, errorCovariance: omega)
        return "no error"
      } catch { return "\(error)" }
    }
    var negative = population
    negative[2] = -1
    #expect(
      message(.diagonal(negative))
        == "The error variance of observation 3 is -1.0, but variances must be positive and finite.")
    #expect(
      message(.matrix(.identity(3)))
        == "The error covariance has 3 rows, but x has 16; they must match.")
    #expect(
      message(.matrix(Matrix(rows: 16, columns: 16, repeating: 1))).hasPrefix(
        "The error covariance is not positive definite"))
  }
}

/// 40 digits of mpmath on the definitions (Tests/References/mpmath/autoregressive_errors.py), nlme's maximum likelihood.
@Suite struct AutoregressiveErrorsTests {
  private func data(_ name: String) throws -> (y: [Double], x: Matrix) {
    guard name == "macro" else {
      let longley = try Longley()
      return (longley.y, longley.x.selectingColumns([0, 2]))
    }
    let macro = try Macrodata()
    let ones = [Double](repeating: 1, count: 203)
    return (macro.column("tbilrate"), Matrix(columns: [ones, macro.column("infl"), macro.column("unemp")]))
  }

  @Test(
    arguments: AutoregressiveErrors.Method.allCases,
    [("macro", 1), ("macro", 2), ("macro", 3), ("longley", 1), ("longley", 2)])
  func everyMethodAgrees(method: AutoregressiveErrors.Method, sample: (name: String, order: Int)) throws {
    let reference = try References("Tests/References/mpmath/autoregressive_errors.csv")
    let name = "\(sample.name)-\(method.rawValue)-\(sample.order)"
    let phi = reference.vector(name, "phi")
    if phi.isEmpty {
      // The reference's brute-force optimiser stops at two lags.
      #expect(method == .maximumLikelihood && sample.order == 3)
      return
    }
    let (y, x) = try data(sample.name)
    let fit = try AutoregressiveErrors(order: sample.order, method: method).fit(y, on: x)
    #expect(digits(fit.phi, of: phi) >= 9.5, "\(fit.phi) \(phi)")
    #expect(digits(fit.coefficients, of: reference.vector(name, "coefficient")) >= 9.5)
    #expect(digits(fit.standardErrors, of: reference.vector(name, "se")) >= 9.5)
    #expect(fit.sigma.agrees(with: reference.value(name, "sigma"), to: 10))
    if method != .cochraneOrcutt {
      #expect((fit.logLikelihood ?? .nan).agrees(with: reference.value(name, "logLikelihood"), to: 11))
    }
  }

  /// nlme stops its optimiser at about 1e-7 of φ; the likelihood, flat there, has twice the digits.
  @Test(arguments: [1, 2]) func maximumLikelihoodIsNlmes(order: Int) throws {
    let reference = try References("Tests/References/r/generalized.csv")
    let (y, x) = try data("longley")
    let fit = try AutoregressiveErrors(order: order, method: .maximumLikelihood).fit(y, on: x)
    let likelihood = try #require(fit.logLikelihood)
    #expect(likelihood.agrees(with: reference.value("ml-\(order)", "logLikelihood"), to: 10))
    #expect(likelihood >= reference.value("ml-\(order)", "logLikelihood") - 1e-12)
    #expect(digits(fit.phi, of: reference.vector("ml-\(order)", "phi")) >= 5)
    #expect(fit.isStationary && fit.phiStandardErrors.count == order && fit.inferenceDegreesOfFreedom == 14)
  }

  /// More lags are at least as likely, and the maximum is at least as likely as other estimates.
  @Test func maximumLikelihoodOfThreeLagsIsAMaximum() throws {
    let (y, x) = try data("macro")
    let best = try AutoregressiveErrors(order: 3, method: .maximumLikelihood).fit(y, on: x)
    let prais = try AutoregressiveErrors(order: 3, method: .praisWinsten).fit(y, on: x)
    let (a, b) = (try #require(best.logLikelihood), try #require(prais.logLikelihood))
    #expect(a > b)
    let second = try AutoregressiveErrors(order: 2, method: .maximumLikelihood).fit(y, on: x)
    #expect(a >= second.logLikelihood ?? .infinity)
  }

  /// Levels with trends, where φ comes close to 1: the likelihood has its maximum inside, Cochrane and Orcutt's iteration
  /// creeps towards a unit root and says so.
  @Test func nearUnitRootsAreSaidOrSolved() throws {
    let macro = try Macrodata()
    let (y, x) = (macro.consumption, macro.consumptionDesign)
    let fit = try AutoregressiveErrors(method: .maximumLikelihood).fit(y, on: x)
    #expect(fit.phi[0] > 0.9 && fit.phi[0] < 1 && fit.isStationary)
    let prais = try? AutoregressiveErrors(method: .praisWinsten).fit(y, on: x)
    #expect(prais.map { $0.logLikelihood ?? .infinity <= fit.logLikelihood ?? 0 } ?? true)
    #expect(throws: AutoregressiveErrorsError.notConverged(method: "cochraneOrcutt", rounds: 1000)) {
      try AutoregressiveErrors(method: .cochraneOrcutt).fit(y, on: x)
    }
  }

  /// Generalised least squares with the stationary covariance of the φ found is the same regression.
  @Test func praisWinstenIsGeneralisedLeastSquares() throws {
    let (y, x) = try data("longley")
    let fit = try AutoregressiveErrors(order: 1).fit(y, on: x)
    let omega = Matrix(rows: 16, columns: 16) { i, j in
      (0..<abs(i - j)).reduce(1 / (1 - fit.phi[0] * fit.phi[0])) { product, _ in product * fit.phi[0] }
    }
    let known = try GeneralizedLeastSquares().fit(y, on: x, errorCovariance: .matrix(omega))
    #expect(digits(known.coefficients, of: fit.coefficients) >= 12)
    #expect(digits(known.standardErrors, of: fit.standardErrors) >= 12)
    #expect(known.logLikelihood.agrees(with: fit.logLikelihood ?? .nan, to: 12))
    #expect(digits(known.residuals, of: fit.residuals) >= 9)
  }

  @Test func whatCannotBeEstimatedIsSaid() throws {
    let x = Matrix(columns: [[Double](repeating: 1, count: 8), (1...8).map(Double.init)])
    #expect(throws: AutoregressiveErrorsError.noErrors) {
      try AutoregressiveErrors().fit((1...8).map { 2 + 3 * Double($0) }, on: x)
    }
    #expect(throws: AutoregressiveErrorsError.tooFewObservations(observations: 8, needed: 9)) {
      try AutoregressiveErrors(order: 3).fit([1, 3, 2, 5, 4, 6, 8, 7], on: x)
    }
    // Errors that double: Prais and Winsten's first row has no stationary start.
    let doubling = (0..<12).map { Double(1 << $0) }
    let ones = Matrix(columns: [[Double](repeating: 1, count: 12)])
    do {
      _ = try AutoregressiveErrors().fit(doubling, on: ones)
      Issue.record("no error")
    } catch let error as AutoregressiveErrorsError {
      guard case .notStationary = error else {
        Issue.record("\(error)")
        return
      }
      #expect(
        error.description.contains("is not stationary; use maximum likelihood, Cochrane–Orcutt, or first"))
    }
  }
}
