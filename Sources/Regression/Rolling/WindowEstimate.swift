/// Least squares on a run of consecutive observations.
public struct WindowEstimate: Codable, Equatable, Sendable {
  /// The observations used, counted from 0.
  public let observations: Range<Int>
  /// β̂ of these observations.
  public let coefficients: [Double]
  /// √diag(σ̂²(XᵀX)⁻¹); empty where no degrees of freedom are left.
  public let standardErrors: [Double]
  /// σ̂ with n − k degrees of freedom; nil where none are left.
  public let sigma: Double?

  init(_ factor: UpdatedFactor, _ observations: Range<Int>, scales: [Double]) {
    self.observations = observations
    coefficients = zip(factor.coefficients, scales).map { $0 * $1 }
    let freedom = observations.count - factor.k
    guard freedom > 0 else {
      (standardErrors, sigma) = ([], nil)
      return
    }
    let s = (factor.residualSumOfSquares / Double(freedom)).squareRoot()
    sigma = s
    standardErrors = zip(factor.rootsOfInverseGram, scales).map { s * $0 * $1 }
  }
}
