import LinearAlgebra

/// Cragg and Donald's (1993) test that the instruments fail to identify the equation: (n − k₁ − l) r²/(1 − r²) ~
/// χ²(l − g + 1), r the least canonical correlation of instruments and endogenous regressors net of X₁, under equal
/// variances. Rejecting says that the instruments matter at all, not that they are strong; for that compare `f`
/// with `StockYogo`.
public struct CraggDonald: HypothesisTest {
  public static let name = "Cragg–Donald test of underidentification"
  public let null = "the instruments do not identify the coefficients"
  public let outcome: TestOutcome
  /// The Wald F form, the statistic over l; nil where the test does not apply.
  public let f: Double?

  public init(_ fit: some InstrumentalRegressionFit) throws {
    let (design, rank) = (fit.design, try FirstStageRank(fit.design))
    guard let odds = rank.smallestOdds else {
      (outcome, f) = (.notApplicable(reason: FirstStageRank.exact), nil)
      return
    }
    let l = design.instruments.columns
    let statistic = Double(design.n - design.exogenous.columns - l) * odds
    outcome = try TestOutcome(statistic, .chiSquared(degreesOfFreedom: design.overidentification + 1))
    f = statistic / Double(l)
  }
}

/// Kleibergen and Paap's (2006) rk test that the instruments fail to identify the equation, robust to what the covariance
/// chosen for the fit allows for: the LM statistic ~ χ²(l − g + 1), and the Wald statistic as an F. Small-sample
/// factors as in Stata's ivreg2 and linearmodels; with equal variances n r² (Anderson 1951) and `CraggDonald.f`.
public struct KleibergenPaap: HypothesisTest {
  public static let name = "Kleibergen–Paap rk LM test of underidentification"
  public let null = "the instruments do not identify the coefficients"
  public let outcome: TestOutcome
  /// The rk Wald F statistic; nil where the test does not apply. Stock and Yogo's critical values were found for equal
  /// variances and serve it as a rule of thumb only.
  public let f: Double?

  public init(_ fit: some InstrumentalRegressionFit) throws {
    let (design, choice) = (fit.design, fit.covarianceChoice.ofScores)
    let rank = try FirstStageRank(design)
    guard let odds = rank.smallestOdds else {
      (outcome, f) = (.notApplicable(reason: FirstStageRank.exact), nil)
      return
    }
    let (n, l) = (Double(design.n), Double(design.instruments.columns))
    let slack = n - Double(design.exogenous.columns) - l
    let null = NullDistribution.chiSquared(degreesOfFreedom: design.overidentification + 1)
    if choice == .homoskedastic {
      outcome = try TestOutcome(n * rank.smallestCosine * rank.smallestCosine, null)
      f = slack * odds / l
      return
    }
    guard let lm = try rank.statistic(rank.endogenous, choice),
      let wald = try rank.statistic(rank.rest, choice)
    else {
      outcome = .notApplicable(
        reason:
          "not applicable, because the covariance of the statistic is singular; there are too few clusters "
          + "or observations for these instruments")
      f = nil
      return
    }
    outcome = try TestOutcome(lm, null)
    let factor = choice.clusterCount.map { (Double($0) - 1) / Double($0) * n / (n - 1) } ?? 1
    f = wald * slack / n * factor / l
  }
}

/// The canonical correlations of instruments and endogenous regressors, both net of the exogenous regressors.
struct FirstStageRank {
  static let exact =
    "not applicable, because the instruments explain a combination of the endogenous regressors exactly"

  /// Cosine and sine of the largest angle between the two spaces.
  let smallestCosine: Double
  private let smallestSine: Double
  /// The direction of the endogenous regressors that belongs to it, n: as it is, and off the instruments.
  let endogenous: [Double]
  let rest: [Double]
  /// The directions of the instruments that could still rank, n × (l − g + 1), and the direction's part in each.
  private let instruments: Matrix
  private let lambda: [Double]

  init(_ design: InstrumentalDesign) throws {
    let basis = try InstrumentBasis(design)
    let parts = basis.split(design.endogenous)
    let g = design.endogenous.columns
    let outside = try QR(parts.rest, named: "The first stage's residuals")
    let pair = try QR(parts.inInstruments.stacked(over: outside.r), named: "The endogenous regressors")
    let (q, l) = (pair.q, basis.q2.columns)
    let top = Matrix(q[rows: 0..<l, columns: 0..<g])
    let bottom = Matrix(q[rows: l..<(l + g), columns: 0..<g])
    let svd = try SVD(top, named: "The first stage")
    let direction = svd.vTransposed.row(g - 1)
    let (inside, off) = (top * direction, bottom * direction)
    smallestCosine = inside.norm
    smallestSine = off.norm
    rest = outside.q * off
    endogenous = zip(basis.q2 * inside, rest).map { $0 + $1 }
    let larger = Matrix(svd.u[rows: 0..<l, columns: 0..<(g - 1)])
    let spare = try larger.orthogonalComplement()
    instruments = basis.q2 * spare
    lambda = spare.transposeTimes(inside)
  }

  /// r²/(1 − r²); nil where r = 1.
  var smallestOdds: Double? {
    guard smallestSine > 1e-12 else { return nil }
    return (smallestCosine / smallestSine) * (smallestCosine / smallestSine)
  }

  /// λᵀV⁻¹λ, V the covariance of the products of `series` and the instruments; nil where V is singular.
  func statistic(_ series: [Double], _ choice: Covariance) throws -> Double? {
    let scores = ScoreCovariance(instruments.scalingRows(by: series))
    let v = try scores.meat(choice, smallSample: .none, coefficients: 0).matrix
    guard let root = try? Cholesky(v, named: "The covariance of the statistic"),
      root.reciprocalCondition > 1e-14
    else { return nil }
    return root.squaredLength(of: lambda)
  }
}

extension Covariance {
  /// The kind that scores alone decide, without a factor: every HC is HC0.
  fileprivate var ofScores: Covariance {
    switch self {
    case .hc1, .hc2, .hc3: .hc0
    default: self
    }
  }
}
