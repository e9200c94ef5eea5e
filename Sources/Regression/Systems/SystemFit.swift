import Foundation
public import LinearAlgebra

/// What an estimator of a system finds. K coefficients of M equations, stacked, from n observations of each; inference is
/// by the normal distribution.
public struct SystemFit: RegressionFit, Codable, Equatable, Sendable {
  /// The estimators of systems.
  public enum Method: String, Codable, Sendable {
    /// Equation by equation, by least squares or two-stage least squares.
    case separate
    /// Seemingly unrelated regressions.
    case seeminglyUnrelated
    /// Three-stage least squares.
    case threeStage
    /// Full-information maximum likelihood.
    case maximumLikelihood
  }

  /// How it was found.
  public let method: Method
  /// The equations, in the order of the coefficients.
  public let equations: [SystemEquation]
  /// β̂, stacked.
  public let coefficients: [Double]
  /// Estimated covariance of β̂, K × K.
  public let covariance: Matrix
  /// y − Xβ̂, n × M: a column per equation.
  public let residuals: Matrix
  /// Residuals of the equations estimated one by one, n × M.
  public let separateResiduals: Matrix
  /// By what sums of products of residuals are divided in `errorCovariance` and `weightCovariance`.
  public let divisor: ErrorDivisor
  /// Σ̂ of `residuals`, M × M.
  public let errorCovariance: Matrix
  /// The Σ̂ that weighted the last step, M × M; of the separate estimates where nothing was weighted.
  public let weightCovariance: Matrix
  /// eᵀ(Σ̂⁻¹ ⊗ P)e of three-stage least squares; nil for the others.
  public let objective: Double?
  /// Coefficients that are free after restrictions.
  public let freeCoefficients: Int
  /// Number of instruments, exogenous regressors included; nil where no regressor is endogenous.
  public let instruments: Int?
  /// Steps taken beyond the separate estimates.
  public let iterations: Int
  /// log L of normal errors at the estimates, Σ concentrated out. With endogenous regressors it is that of
  /// full-information maximum likelihood only, nil for the others.
  public let logLikelihood: Double?

  /// “consumption: profits”.
  public var names: [String] {
    equations.flatMap { equation in equation.names.map { "\(equation.name): \($0)" } }
  }
  /// Observations of each equation.
  public var n: Int { residuals.rows }
  /// Nil: inference is by the normal distribution.
  public var inferenceDegreesOfFreedom: Int? { nil }

  /// Position of a coefficient by the names of its equation and regressor.
  public func index(of equation: String, _ regressor: String) -> Int? {
    index(of: "\(equation): \(regressor)")
  }

  /// The coefficients of one equation, with their names.
  public func coefficients(of equation: String) -> [(name: String, value: Double)] {
    equations.first { $0.name == equation }.map { found in
      found.names.compactMap { name in
        index(of: equation, name).map { (name, coefficients[$0]) }
      }
    } ?? []
  }

  /// McElroy's (1977) system R²: 1 − tr(Σ⁻¹EᵀE)/tr(Σ⁻¹ỸᵀỸ), Ỹ responses less their means, Σ `weightCovariance` (that
  /// of the final residuals in systemfit). Nil where no response varies.
  public var systemRSquared: Double? {
    guard let root = try? Cholesky(weightCovariance, named: "The error covariance") else { return nil }
    let centred = Matrix(
      columns: equations.map { equation in
        let mean = equation.response.reduce(0, +) / Double(equation.response.count)
        return equation.response.map { $0 - mean }
      })
    func length(_ m: Matrix) -> Double {
      (0..<m.rows).reduce(0) { $0 + root.squaredLength(of: m.row($1)) }
    }
    let total = length(centred)
    return total > 0 ? 1 - length(residuals) / total : nil
  }

  /// −n/2 · (M(1 + log 2π) + log|Σ̂|), Σ̂ with divisor n.
  static func gaussianLogLikelihood(_ e: Matrix, in set: EquationSet) throws -> Double {
    let root = try ErrorCovariance(e, .observations, in: set).root
    let n = Double(set.n)
    let logDeterminant = 2 * root.diagonal.reduce(0) { $0 + log(abs($1)) }
    return -n / 2 * (Double(set.count) * (1 + log(2 * Double.pi)) + logDeterminant)
  }
}
