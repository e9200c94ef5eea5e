import LinearAlgebra

/// The test that linear equality restrictions hold, by the fit without them:
/// F = (Rβ̂ − q)ᵀ(RVRᵀ)⁻¹(Rβ̂ − q)/m, m restrictions, V the fit's covariance of whatever kind. Greene (2018) §5.5.
///
/// F(m, ν) with the fit's degrees of freedom, exact under normal errors with the homoskedastic covariance, where it is also
/// ((SSR_R − SSR)/m)/(SSR/(n − k)); for a fit without degrees of freedom mF is χ²(m).
public struct RestrictionsTest: HypothesisTest {
  public static let name = "Wald test of linear restrictions"
  public let null: String
  public let outcome: TestOutcome

  /// - Throws: `RestrictionError` for unknown names and restrictions that repeat or contradict others.
  public init(_ fit: some RegressionFit, _ restrictions: [LinearRestriction]) throws {
    null = "the \(restrictions.count) restrictions hold"
    guard !restrictions.isEmpty, restrictions.allSatisfy({ $0.relation == .equal }) else {
      outcome = .notApplicable(reason: "the test is of equalities, at least one")
      return
    }
    let rows = try restrictions.enumerated().map { try $1.row(fit.names, number: $0) }
    // Only to refuse restrictions that depend on each other; as many as coefficients are fine here.
    let lengths = rows.map(\.norm)
    let pivoted = try PivotedQR(
      Matrix(columns: zip(rows, lengths).map { row, length in row.map { $0 / length } }), tolerance: 1e-12)
    guard pivoted.rank == rows.count else { throw RestrictionError.dependent(pivoted.dependentColumns) }
    let r = Matrix(rows)
    let gap = zip(r * fit.coefficients, restrictions).map { $0 - $1.value }
    let v = (r * fit.covariance).timesTranspose(r)
    let scales = v.diagonal.map { $0 > 0 ? $0.squareRoot() : 1 }
    let unit = Matrix(rows: v.rows, columns: v.columns) { i, j in
      (v[i, j] + v[j, i]) / (2 * scales[i] * scales[j])
    }
    guard v.diagonal.allSatisfy({ $0 > 0 }), let factor = try? Cholesky(unit),
      factor.reciprocalCondition > 1e-14
    else {
      outcome = .notApplicable(
        reason:
          "the covariance of the restricted sums is singular, as with fewer clusters than restrictions or a perfect "
          + "fit")
      return
    }
    let wald = factor.squaredLength(of: zip(gap, scales).map { $0 / $1 })
    let m = restrictions.count
    if let freedom = fit.inferenceDegreesOfFreedom {
      outcome = try TestOutcome(wald / Double(m), .f(numerator: m, denominator: freedom))
    } else {
      outcome = try TestOutcome(wald, .chiSquared(degreesOfFreedom: m))
    }
  }
}
