import LinearAlgebra

/// Durbin's (1954) test that the endogenous regressors are exogenous: n(RSS₀ − RSS₁)/RSS₀ ~ χ²(g), RSS₀ of least squares
/// and RSS₁ of least squares with the first stage's residuals added, under equal variances.
public struct Durbin: HypothesisTest {
  public static let name = "Durbin test of exogeneity"
  public let null = "the endogenous regressors are uncorrelated with the errors"
  public let outcome: TestOutcome

  public init(_ fit: some InstrumentalRegressionFit) throws {
    outcome = try Exogeneity(fit).outcome { it in
      try TestOutcome(
        Double(it.n) * it.explained / it.total, .chiSquared(degreesOfFreedom: it.g))
    }
  }
}

/// Wu's (1973) and Hausman's (1978) test in its regression form, the F test of the first stage's residuals added to least
/// squares: F(g, n − k₁ − 2g), under equal variances.
public struct WuHausman: HypothesisTest {
  public static let name = "Wu–Hausman test of exogeneity"
  public let null = "the endogenous regressors are uncorrelated with the errors"
  public let outcome: TestOutcome

  public init(_ fit: some InstrumentalRegressionFit) throws {
    outcome = try Exogeneity(fit).outcome { it in
      let freedom = it.n - it.k - it.g
      guard freedom > 0 else {
        return .notApplicable(
          reason: "not applicable, because \(it.n) observations leave no degrees of freedom after "
            + "\(it.k + it.g) regressors")
      }
      let unexplained = (it.total - it.explained) / Double(freedom)
      return try TestOutcome(
        it.explained / Double(it.g) / unexplained, .f(numerator: it.g, denominator: freedom))
    }
  }
}

/// Wooldridge's (1995) score test of exogeneity, robust to unequal variances: n less the residual sum of squares of 1 on
/// eᵢr̃ᵢ, e least-squares residuals and r̃ the first stage's residuals net of the regressors. ~ χ²(g).
/// Wooldridge (2010) §6.3.1.
public struct WooldridgeScore: HypothesisTest {
  public static let name = "Wooldridge score test of exogeneity"
  public let null = "the endogenous regressors are uncorrelated with the errors"
  public let outcome: TestOutcome

  public init(_ fit: some InstrumentalRegressionFit) throws {
    outcome = try Exogeneity(fit).outcome { it in
      let scores = it.directions.scalingRows(by: it.residuals)
      return try TestOutcome(
        try Overidentification.explainedOnes(scores), .chiSquared(degreesOfFreedom: it.g))
    }
  }
}

/// Wooldridge's regression test of exogeneity: the Wald test of the first stage's residuals added to least squares, with
/// the covariance chosen for the fit. ~ χ²(g).
public struct WooldridgeRegression: HypothesisTest {
  public static let name = "Wooldridge regression test of exogeneity"
  public let null = "the endogenous regressors are uncorrelated with the errors"
  public let outcome: TestOutcome

  public init(_ fit: some InstrumentalRegressionFit) throws {
    outcome = try Exogeneity(fit).outcome { it in
      let x = fit.design.regressors.joined(with: it.firstStageResiduals)
      let augmented = try LeastSquares(covariance: fit.covarianceChoice).fit(fit.response, on: x)
      return try TestOutcome(
        try augmented.wald(of: it.k..<(it.k + it.g)), .chiSquared(degreesOfFreedom: it.g))
    }
  }
}

/// Least squares and what the first stage's residuals V = MY would add to it.
struct Exogeneity {
  let n: Int
  let k: Int
  let g: Int
  /// V, n × g.
  let firstStageResiduals: Matrix
  /// V net of the regressors.
  let directions: Matrix
  /// Least-squares residuals.
  let residuals: [Double]
  /// Their sum of squares.
  let total: Double
  /// Part of it that V explains.
  let explained: Double
  private let reason: String?
  /// Whether least squares leaves nothing over but rounding.
  private let isPerfect: Bool

  init(_ fit: some InstrumentalRegressionFit) throws {
    let design = fit.design
    (n, k, g) = (design.n, design.k, design.endogenous.columns)
    let v = try InstrumentBasis(design).split(design.endogenous).rest
    let regressors = try QR(design.regressors, named: "The regressors").q
    let e = regressors.residuals(of: regressors.residuals(of: Matrix(column: fit.response)))
    let r = regressors.residuals(of: regressors.residuals(of: v))
    let added = try QR(r, named: "The first stage's residuals")
    let scales = design.endogenous.columnNorms
    let exact = zip(added.r.diagonal, scales).contains { abs($0) <= 1e-12 * $1 }
    let share = added.q.transposeTimes(e.elements)
    firstStageResiduals = v
    directions = r
    residuals = e.elements
    total = e.elements.dot(e.elements)
    explained = share.dot(share)
    reason =
      exact
      ? "not applicable, because the instruments explain an endogenous regressor exactly, so that nothing is left of "
        + "it to be endogenous"
      : nil
    isPerfect = e.elements.norm <= 1e-12 * fit.response.norm
  }

  func outcome(_ compute: (Exogeneity) throws -> TestOutcome) throws -> TestOutcome {
    if let reason { return .notApplicable(reason: reason) }
    if isPerfect { return .perfectFit }
    return try compute(self)
  }
}

extension Matrix {
  /// V − QQᵀV for orthonormal columns Q.
  func residuals(of v: Matrix) -> Matrix { v - self * transposeTimes(v) }
}

extension RegressionFit {
  /// bᵀV⁻¹b of some coefficients.
  func wald(of places: Range<Int>) throws -> Double {
    let block = Matrix(covariance[rows: places, columns: places])
    return try Cholesky(block, named: "The covariance of the coefficients").squaredLength(
      of: Array(coefficients[places]))
  }
}
