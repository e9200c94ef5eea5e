import Foundation
public import LinearAlgebra

/// Least squares with coefficients under linear restrictions: min ‖y − Xβ‖² with Rβ = q and Gβ ≥ h.
/// Greene (2018) §5.5; Lawson & Hanson (1995) ch. 20 and 23.
///
/// Equalities are taken out by the null-space method: β = β₀ + Zγ, and y − Xβ₀ is regressed on XZ, so that β̂ has
/// covariance Z Var(γ̂) Zᵀ of any kind. Inequalities: the set that binds is found by Lawson and Hanson's active-set method
/// and then held with equality. **Standard errors take that set as known beforehand**; with inequalities they are
/// no basis for exact tests. The regressors may be collinear where the restrictions settle it and nothing but
/// equalities is asked for.
public struct RestrictedLeastSquares: Codable, Equatable, Sendable {
  public var restrictions: [LinearRestriction]
  public var covariance: Covariance
  public var smallSample: SmallSample

  public init(
    _ restrictions: [LinearRestriction], covariance: Covariance = .homoskedastic,
    smallSample: SmallSample = .stata
  ) {
    self.restrictions = restrictions
    self.covariance = covariance
    self.smallSample = smallSample
  }

  /// What restricted least squares found. k coefficients, m restrictions.
  public struct Fit: RegressionFit, Codable, Equatable, Sendable {
    public let choice: RestrictedLeastSquares
    public let names: [String]
    public let coefficients: [Double]
    /// Z Var(γ̂) Zᵀ, k × k, of rank k less the restrictions that bind.
    public let covariance: Matrix
    /// y − Xβ̂.
    public let residuals: [Double]
    /// σ̂ with n − k + (binding restrictions) degrees of freedom.
    public let sigma: Double
    /// Which restrictions hold with equality.
    public let binding: [Bool]
    /// Lagrange multipliers, ∂(sum of squared residuals)/∂value of each restriction: zero where it does not bind, ≥ 0 for
    /// `atLeast`, ≤ 0 for `atMost`.
    public let multipliers: [Double]
    /// How the covariance was found, in the regression on XZ.
    public let covarianceReport: CovarianceReport

    /// Number of observations.
    public var n: Int { residuals.count }
    /// n − k + (binding restrictions), or that of clusters or periods.
    public var inferenceDegreesOfFreedom: Int? {
      covarianceReport.degreesOfFreedom ?? n - k + binding.count { $0 }
    }
    /// Σe².
    public var residualSumOfSquares: Double { residuals.dot(residuals) }
    /// The factor for small samples in `covariance`.
    public var smallSample: SmallSampleFactor { covarianceReport.smallSample }
  }

  /// Estimates the coefficients of `y` on the columns of `x`, named as in the restrictions.
  /// - Throws: `RegressionError` for data, `RestrictionError` for restrictions that cannot be used.
  public func fit(_ y: [Double], on x: Matrix, names: [String]? = nil) throws -> Fit {
    let names = names ?? (0..<x.columns).map { "x\($0 + 1)" }
    try DesignCheck(x, names).requireUsable(y)
    let problem = try RestrictedProblem(y, x, names, restrictions)
    let binding = try problem.bindingSet()
    let space = try problem.subspace(of: binding)
    guard space.directions.columns > 0 else { return try corner(y, problem, names, space.point, binding) }
    let reduced: LeastSquares.Fit
    do {
      reduced = try LeastSquares(covariance: covariance, smallSample: smallSample).fit(
        zip(y, problem.x * space.point).map { $0 - $1 }, on: problem.x * space.directions)
    } catch RegressionError.collinear {
      throw RestrictionError.notIdentified
    }
    let scaled = zip(space.point, space.directions * reduced.coefficients).map { $0 + $1 }
    let outside = Matrix(rows: x.columns, columns: space.directions.columns) { i, j in
      space.directions[i, j] * problem.scales[i]
    }
    let v = (outside * reduced.covariance).timesTranspose(outside)
    return try Fit(
      choice: self, names: names, coefficients: zip(scaled, problem.scales).map { $0 * $1 },
      covariance: Matrix(rows: v.rows, columns: v.columns) { i, j in (v[i, j] + v[j, i]) / 2 },
      residuals: reduced.residuals, sigma: reduced.sigma, binding: binding,
      multipliers: try problem.multipliers(residuals: reduced.residuals, binding: binding),
      covarianceReport: reduced.covarianceReport
    ).withinRange()
  }
  /// The fit where inequalities that bind leave nothing free: coefficients without sampling error, σ̂² = eᵀe/n.
  private func corner(
    _ y: [Double], _ problem: RestrictedProblem, _ names: [String], _ point: [Double], _ binding: [Bool]
  ) throws -> Fit {
    let e = zip(y, problem.x * point).map { $0 - $1 }
    return Fit(
      choice: self, names: names, coefficients: zip(point, problem.scales).map { $0 * $1 },
      covariance: Matrix(rows: point.count, columns: point.count), residuals: e,
      sigma: e.norm / Double(e.count).squareRoot(), binding: binding,
      multipliers: try problem.multipliers(residuals: e, binding: binding),
      covarianceReport: CovarianceReport(smallSample: .none))
  }
}
