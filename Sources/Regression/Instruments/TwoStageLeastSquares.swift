/// Two-stage least squares. β̂ = (XᵀPX)⁻¹XᵀPy with P the projection on Z = [X₁, Z₂]; X = [X₁, Y] n × k, Z n × (k₁ + l).
/// Theil (1953), Basmann (1957); Greene (2018) §8.3.4.
///
/// Found by orthogonal factorisations of Z and of the projected regressors. Standard errors use residuals from the
/// endogenous regressors as observed, and divide by n − k where homoskedastic; leverages (HC2, HC3) are those of the
/// second stage, as in R's package ivreg (AER's, of X(XᵀPX)⁻¹XᵀP, can exceed 1). With Z₂ = Y it is least squares.
public struct TwoStageLeastSquares: Codable, Equatable, Sendable {
  /// What it returns.
  public typealias Fit = InstrumentalFit

  /// How standard errors allow for the errors.
  public var covariance: Covariance
  /// Whose factor for small samples robust covariances take.
  public var smallSample: SmallSample

  public init(
    covariance: Covariance = .homoskedastic, smallSample: SmallSample = .stata
  ) {
    self.covariance = covariance
    self.smallSample = smallSample
  }

  /// Estimates the coefficients of `y` on the regressors of `design`.
  ///
  /// - Throws: `RegressionError` for data that cannot be used; `InstrumentError.notIdentified` where the instruments
  ///   explain too little of the endogenous regressors to tell their effects apart.
  public func fit(_ y: [Double], on design: InstrumentalDesign) throws -> Fit {
    try design.requireUsable(y, covariance)
    return try InstrumentalFit(
      y, design, try InstrumentBasis(design), kappa: 1, covariance: covariance,
      smallSample: smallSample
    ).withinRange()
  }
}
