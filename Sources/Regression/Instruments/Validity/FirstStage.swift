import LinearAlgebra

/// How much the instruments explain of each endogenous regressor.
public struct FirstStage: Codable, Equatable, Sendable {
  /// Names of the endogenous regressors.
  public let names: [String]
  /// Share of the variation left by the exogenous regressors that the instruments explain.
  public let partialRSquared: [Double]
  /// Shea's (1997) partial R²: the share net of what the instruments explain of the other endogenous regressors; a small
  /// one beside a large partial R² says that the instruments do not tell the regressors apart.
  public let sheaPartialRSquared: [Double]

  public init(_ fit: some InstrumentalRegressionFit) throws {
    let design = fit.design
    let basis = try InstrumentBasis(design)
    let parts = basis.split(design.endogenous)
    names = design.endogenousNames
    partialRSquared = zip(parts.inInstruments.columnNorms, parts.rest.columnNorms).map { inside, outside in
      let total = [inside, outside].norm
      return (inside / total) * (inside / total)
    }
    let projected = try KClassSolution(fit.response, design, basis, kappa: 1).inverseFactor
    let observed = try KClassSolution(fit.response, design, basis, kappa: 0).inverseFactor
    sheaPartialRSquared = (design.exogenous.columns..<design.k).map { j in
      let ratio = observed.row(j).norm / projected.row(j).norm
      return ratio * ratio
    }
  }
}

/// The F test that the instruments' coefficients are zero in the first stage of one endogenous regressor, with the
/// covariance chosen for the fit: Wald/l ~ F(l, n − k₁ − l), or F(l, G − 1) with G clusters. With one endogenous regressor and equal variances it is the
/// statistic that `StockYogo` tabulates.
public struct FirstStageF: HypothesisTest {
  public static let name = "First-stage F test"
  public let null: String
  public let outcome: TestOutcome

  /// Tests the first stage of `endogenous`, a name of the design's.
  public init(_ fit: some InstrumentalRegressionFit, of endogenous: String) throws {
    let design = fit.design
    guard let place = design.endogenousNames.firstIndex(of: endogenous) else {
      preconditionFailure("\(endogenous) is no endogenous regressor of the design")
    }
    null = "the instruments do not move \(endogenous)"
    let (k1, l) = (design.exogenous.columns, design.instruments.columns)
    let regression = try LeastSquares(covariance: fit.covarianceChoice).fit(
      Array(design.endogenous.column(place)), on: design.allInstruments)
    guard regression.residuals.norm > 1e-12 * regression.fitted.norm else {
      outcome = .notApplicable(
        reason: "not applicable, because the instruments explain \(endogenous) exactly")
      return
    }
    let wald = try regression.wald(of: k1..<(k1 + l))
    outcome = try TestOutcome(
      wald / Double(l), .f(numerator: l, denominator: regression.denominator))
  }
}

/// Anderson and Rubin's (1949) test of values of the endogenous regressors' coefficients, right in size however weak the
/// instruments: the F test of the instruments in the regression of y − Yβ₂ on X₁ and Z₂, with the covariance chosen for
/// the fit; F(l, n − k₁ − l), or F(l, G − 1) with G clusters. It also rejects where the instruments are invalid.
public struct AndersonRubin: HypothesisTest {
  public static let name = "Anderson–Rubin test"
  public let null: String
  public let outcome: TestOutcome

  /// Tests β₂ = `values`, one per endogenous regressor; zeros unless given.
  public init(_ fit: some InstrumentalRegressionFit, values: [Double]? = nil) throws {
    let design = fit.design
    let values = values ?? [Double](repeating: 0, count: design.endogenous.columns)
    precondition(values.count == design.endogenous.columns, "one value per endogenous regressor is needed")
    null =
      "the coefficients are "
      + zip(design.endogenousNames, values).map { "\($0) = \($1)" }.joined(separator: ", ")
    let u = zip(fit.response, design.endogenous * values).map { $0 - $1 }
    let regression = try LeastSquares(covariance: fit.covarianceChoice).fit(u, on: design.allInstruments)
    let (k1, l) = (design.exogenous.columns, design.instruments.columns)
    outcome = try TestOutcome(
      try regression.wald(of: k1..<(k1 + l)) / Double(l),
      .f(numerator: l, denominator: regression.denominator))
  }
}

extension LeastSquares.Fit {
  /// Degrees of freedom below an F test with the covariance chosen.
  fileprivate var denominator: Int { inferenceDegreesOfFreedom ?? degreesOfFreedom }
}
