/// Seemingly unrelated regressions: equations whose errors are correlated across equations at the same observation,
/// estimated together. β̂ = (Xᵀ(Σ̂⁻¹ ⊗ I)X)⁻¹Xᵀ(Σ̂⁻¹ ⊗ I)y, X block-diagonal nM × K, Σ̂ M × M from least-squares
/// residuals. Zellner (1962); Greene (2018) §10.2. Iterated with divisor n it is maximum likelihood.
///
/// The stacked regressors, whitened by a triangle of the residuals, are solved by QR. With the same regressors in every
/// equation, and no restrictions, it is least squares.
public struct SUR: Codable, Equatable, Sendable {
  /// How often the error covariance is estimated.
  public var steps: SystemSteps
  /// The divisor of the error covariance.
  public var divisor: ErrorDivisor

  public init(steps: SystemSteps = .one, divisor: ErrorDivisor = .observations) {
    self.steps = steps
    self.divisor = divisor
  }

  /// Estimates the equations, whose regressors must all be exogenous, under restrictions.
  ///
  /// - Throws: `SystemError` or `RegressionError`, naming equation and variable.
  public func fit(_ equations: [SystemEquation], restrictions: [CrossEquationRestriction] = []) throws
    -> SystemFit
  {
    let set = try EquationSet(equations)
    if let equation = equations.first(where: { $0.endogenous.columns > 0 }) {
      throw SystemError.endogenousRegressors(equation: equation.name, names: equation.endogenousNames)
    }
    let system = try StackedSystem(set, try RestrictedSpace(restrictions, in: set))
    return try system.fit(.seeminglyUnrelated, steps: steps, divisor: divisor, instruments: nil)
  }
}
