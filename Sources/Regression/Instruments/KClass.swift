/// The k-class of Theil (1961): β̂ = (Xᵀ(I − κM)X)⁻¹Xᵀ(I − κM)y, M the projection off Z. κ = 0 is least squares, κ = 1
/// two-stage least squares, `LIML` estimates κ. Davidson & MacKinnon (2004) §12.5.
///
/// Scores of robust covariances use (I − min(κ, 1)M)X: X for κ = 0, PX from κ = 1 on. (linearmodels takes PX for every
/// κ, which for a fixed one below 1 is not consistent.)
public struct KClass: Codable, Equatable, Sendable {
  /// What it returns.
  public typealias Fit = InstrumentalFit

  /// κ.
  public var kappa: Double
  /// How standard errors allow for the errors.
  public var covariance: Covariance
  /// Whose factor for small samples robust covariances take.
  public var smallSample: SmallSample

  public init(
    kappa: Double, covariance: Covariance = .homoskedastic, smallSample: SmallSample = .stata
  ) {
    precondition(kappa.isFinite, "κ of the k-class must be finite")
    self.kappa = kappa
    self.covariance = covariance
    self.smallSample = smallSample
  }

  /// Estimates the coefficients of `y` on the regressors of `design`.
  ///
  /// - Throws: `InstrumentError.kappaTooLarge` where Xᵀ(I − κM)X is not positive definite; else as
  ///   `TwoStageLeastSquares`.
  public func fit(_ y: [Double], on design: InstrumentalDesign) throws -> Fit {
    try design.requireUsable(y, covariance)
    return try InstrumentalFit(
      y, design, try InstrumentBasis(design), kappa: kappa, restInScores: max(0, 1 - kappa),
      covariance: covariance,
      smallSample: smallSample
    ).withinRange()
  }
}
