import LinearAlgebra

/// Limited-information maximum likelihood: the k-class with κ̂ the least of bᵀ[y,Y]ᵀM₁[y,Y]b / bᵀ[y,Y]ᵀM[y,Y]b, M₁ the
/// projection off X₁ and M off Z. Anderson & Rubin (1949); Greene (2018) §10.4.4. Less biased than two-stage least
/// squares with weak or many instruments, with fatter tails; the same where exactly identified (κ̂ = 1).
///
/// `fuller` subtracts α/(n − k₁ − l) from κ̂ (Fuller 1977): α = 1 is nearly unbiased and has moments, α = 4 aims
/// at small mean squared error. Scores of robust covariances use PX, as in Stata and linearmodels.
public struct LIML: Codable, Equatable, Sendable {
  /// What it returns.
  public typealias Fit = InstrumentalFit

  /// Fuller's α; 0 for LIML itself.
  public var fuller: Double
  /// How standard errors allow for the errors.
  public var covariance: Covariance
  /// Whose factor for small samples robust covariances take.
  public var smallSample: SmallSample

  public init(
    fuller: Double = 0, covariance: Covariance = .homoskedastic, smallSample: SmallSample = .stata
  ) {
    precondition(fuller >= 0 && fuller.isFinite, "Fuller's α is zero or positive")
    self.fuller = fuller
    self.covariance = covariance
    self.smallSample = smallSample
  }

  /// Estimates the coefficients of `y` on the regressors of `design`.
  ///
  /// - Throws: `InstrumentError.exactFirstStage` where no variation is left off the instruments; else as
  ///   `TwoStageLeastSquares`.
  public func fit(_ y: [Double], on design: InstrumentalDesign) throws -> Fit {
    try design.requireUsable(y, covariance)
    let basis = try InstrumentBasis(design)
    let excess = try Self.kappaLessOne(y, design, basis)
    let slack = Double(design.n - design.exogenous.columns - design.instruments.columns)
    return try InstrumentalFit(
      y, design, basis, kappa: 1 + (excess - fuller / slack), covariance: covariance,
      smallSample: smallSample
    ).withinRange()
  }

  /// κ̂ − 1 = min ‖Q₂ᵀEb‖²/‖MEb‖², E = [y, Y]: from the smallest cosine of their cosine–sine decomposition, with no
  /// cross products and no cancellation near κ̂ = 1.
  static func kappaLessOne(_ y: [Double], _ design: InstrumentalDesign, _ basis: InstrumentBasis) throws
    -> Double
  {
    guard design.overidentification > 0 else { return 0 }
    let parts = basis.split(Matrix(column: y).joined(with: design.endogenous))
    let inside = parts.inInstruments
    let outside = try QR(parts.rest, named: "The first stage's residuals").r
    let q = try QR(inside.stacked(over: outside), named: "y and the endogenous regressors").q
    let l = inside.rows
    let w = try SVD(Matrix(q[rows: 0..<l, columns: 0..<q.columns]), named: "The first stage").vTransposed
    let direction = w.row(w.rows - 1)
    let image = q * direction
    let (cosine, sine) = (Array(image[..<l]).norm, Array(image[l...]).norm)
    guard sine > 1e-12 else { throw InstrumentError.exactFirstStage }
    return (cosine / sine) * (cosine / sine)
  }
}
