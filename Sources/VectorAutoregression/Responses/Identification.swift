import LinearAlgebra

/// How shocks are told apart: u = Pε with Cov(ε) = I.
public enum Identification: Hashable, Sendable {
  /// Not at all: the responses to u itself, one unit each.
  case reducedForm
  /// P is the Cholesky factor of Σ̂: a variable answers within the period only those before it in the order of the data. Sims (1980).
  case cholesky

  func impact(_ covariance: Matrix) throws -> Matrix {
    switch self {
    case .reducedForm: .identity(covariance.rows)
    case .cholesky: try Cholesky(covariance, named: "The error covariance").lower
    }
  }
}
