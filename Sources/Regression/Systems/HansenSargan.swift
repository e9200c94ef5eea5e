/// The test of the overidentifying restrictions of a system estimated by three-stage least squares: eᵀ(Σ̂⁻¹ ⊗ P)e ~
/// χ²(ML − K), L instruments in each of M equations and K free coefficients. Hansen (1982), Sargan (1958).
public struct HansenSargan: HypothesisTest {
  public static let name = "Hansen–Sargan test of overidentifying restrictions"
  public let null = "the instruments are uncorrelated with the errors of every equation"
  public let outcome: TestOutcome

  public init(_ fit: SystemFit) throws {
    guard let objective = fit.objective, let instruments = fit.instruments else {
      outcome = .notApplicable(
        reason: "not applicable, because it needs three-stage least squares and its weights")
      return
    }
    let freedom = instruments * fit.equations.count - fit.freeCoefficients
    guard freedom > 0 else {
      outcome = .notApplicable(
        reason: "not applicable, because the system is exactly identified: no restriction is left to test")
      return
    }
    outcome = try TestOutcome(objective, .chiSquared(degreesOfFreedom: freedom))
  }
}
