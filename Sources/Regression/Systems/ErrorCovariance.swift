import LinearAlgebra

/// By what sums of products of residuals are divided.
public enum ErrorDivisor: String, Codable, CaseIterable, Sendable {
  /// n: what maximum likelihood takes.
  case observations
  /// √((n − kᵢ)(n − kⱼ)): the default of R's systemfit.
  case degreesOfFreedom
}

/// Σ̂ of residuals E n × M through the triangle of E's own factorisation, Σ̂ = RᵀR: no products of residuals are formed.
struct ErrorCovariance {
  /// R, M × M upper triangular.
  let root: Matrix

  init(_ e: Matrix, _ divisor: ErrorDivisor, in set: EquationSet) throws {
    let n = Double(set.n)
    let factors = set.equations.map { equation in
      switch divisor {
      case .observations: 1 / n.squareRoot()
      case .degreesOfFreedom: 1 / (n - Double(equation.k)).squareRoot()
      }
    }
    let scaled = e.scalingColumns(by: factors)
    let root = try QR(scaled, named: "The residuals").r
    let lengths = scaled.columnNorms
    if let j = root.diagonal.indices.first(where: { abs(root.diagonal[$0]) <= 1e-10 * lengths[$0] }) {
      throw SystemError.singularErrors(equation: set.equations[j].name)
    }
    self.root = root
  }

  /// Σ̂.
  var matrix: Matrix { root.gram() }
  /// R⁻ᵀ, lower triangular: it turns errors with covariance Σ̂ into uncorrelated ones.
  func whitener() throws -> Matrix {
    try root.inverseOfTriangle(.upper, named: "The root of the error covariance").transposed()
  }
}
