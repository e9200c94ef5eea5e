import LinearAlgebra

/// Wald's test of linear restrictions on any fit: W = (Rβ̂ − q)ᵀ(RVRᵀ)⁻¹(Rβ̂ − q), compared with χ² of as
/// many degrees of freedom as restrictions. V is the fit's covariance, robust where that is. Greene (2018)
/// §5.3.
public struct WaldTest: HypothesisTest {
  public static let name = "Wald"
  public let null: String
  public let outcome: TestOutcome

  /// - Throws: `DiagnosticError` for restrictions that do not fit the coefficients or repeat each other.
  public init(_ fit: some RegressionFit, _ hypothesis: LinearHypothesis) throws {
    let distance = try RestrictionDistance(fit, hypothesis)
    null = distance.null
    outcome =
      try distance.squared.map { try TestOutcome($0, .chiSquared(degreesOfFreedom: distance.count)) }
      ?? .singularRestrictions
  }
}

/// The F test of linear restrictions: W/J with J restrictions, compared with F(J, the fit's degrees of
/// freedom). Exact for least squares under normal errors with the homoskedastic covariance. Greene (2018)
/// §5.3.
public struct FTest: HypothesisTest {
  public static let name = "F"
  public let null: String
  public let outcome: TestOutcome

  /// - Throws: `DiagnosticError` for restrictions that do not fit the coefficients or repeat each other.
  public init(_ fit: some RegressionFit, _ hypothesis: LinearHypothesis) throws {
    let distance = try RestrictionDistance(fit, hypothesis)
    null = distance.null
    guard let freedom = fit.inferenceDegreesOfFreedom else {
      outcome = .normalInference("Wald's test")
      return
    }
    guard let squared = distance.squared else {
      outcome = .singularRestrictions
      return
    }
    outcome = try TestOutcome(
      squared / Double(distance.count), .f(numerator: distance.count, denominator: freedom))
  }

  /// The F test of a fit against one whose regressors it contains.
  public init(restricted: LeastSquares.Fit, in full: LeastSquares.Fit) throws {
    let nested = try NestedFits(restricted: restricted, full: full)
    null = nested.null
    outcome =
      try nested.reason
      ?? .comparison(
        restricted: nested.restrictedSum, full: nested.fullSum, restrictions: nested.restrictions,
        freedom: full.degreesOfFreedom)
  }
}

/// The t test of one linear restriction rᵀβ = q: (rᵀβ̂ − q)/√(rᵀVr), compared with the fit's t distribution,
/// or with the normal one where the fit's inference is asymptotic. Two-sided.
public struct TTest: HypothesisTest {
  public static let name = "t"
  public let null: String
  public let outcome: TestOutcome

  /// - Throws: `DiagnosticError` for a restriction that does not fit the coefficients, or more than one.
  public init(_ fit: some RegressionFit, _ hypothesis: LinearHypothesis) throws {
    let distance = try RestrictionDistance(fit, hypothesis)
    try DiagnosticError.require(
      distance.count == 1, "The number of restrictions of a t test", distance.count, "1")
    null = distance.null
    guard let squared = distance.squared else {
      outcome = .singularRestrictions
      return
    }
    let size = squared.squareRoot()
    let statistic = distance.gap[0] < 0 ? -size : size
    outcome = try TestOutcome(
      statistic, fit.inferenceDegreesOfFreedom.map { .studentT(degreesOfFreedom: $0) } ?? .normal)
  }

  /// The t test that one named coefficient has a value.
  public init(_ fit: some RegressionFit, _ name: String, equals value: Double = 0) throws {
    try self.init(fit, LinearHypothesis([name: 1], equals: value))
  }
}

/// How far Rβ̂ lies from q, in units of its covariance.
struct RestrictionDistance {
  let null: String
  let count: Int
  let gap: [Double]
  /// (Rβ̂ − q)ᵀ(RVRᵀ)⁻¹(Rβ̂ − q); nil where RVRᵀ is singular.
  let squared: Double?

  init(_ fit: some RegressionFit, _ hypothesis: LinearHypothesis) throws {
    let (r, q) = try hypothesis.bound(to: fit.names)
    null = hypothesis.sentence(r, q, fit.names)
    count = r.rows
    gap = zip(r * fit.coefficients, q).map { $0 - $1 }
    var v = (r * fit.covariance).timesTranspose(r)
    v = 0.5 * (v + v.transposed())
    let scales = v.diagonal.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    guard scales.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      squared = nil
      return
    }
    let correlation = Matrix(rows: count, columns: count) { i, j in
      i == j ? 1 : v[i, j] * scales[i] * scales[j]
    }
    let factor = try? Cholesky(correlation)
    let usable = factor.flatMap { $0.reciprocalCondition > 1e-14 ? $0 : nil }
    let scaled = zip(gap, scales).map { $0 * $1 }
    squared = usable.map { $0.squaredLength(of: scaled) }
  }
}

extension TestOutcome {
  static let singularRestrictions = notApplicable(
    reason: "The estimated covariance of the restrictions is singular: too few clusters, or a perfect fit.")

  static func normalInference(_ instead: String) -> TestOutcome {
    notApplicable(reason: "The fit's inference is asymptotic, without degrees of freedom; use \(instead).")
  }
}
