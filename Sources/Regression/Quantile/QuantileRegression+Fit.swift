public import LinearAlgebra

extension QuantileRegression {
  /// What quantile regression found: k coefficients from n observations.
  public struct Fit: RegressionFit, Codable, Equatable, Sendable {
    /// The choices it was made with.
    public let choice: QuantileRegression
    /// Names of the coefficients, in the order of the columns of x.
    public let names: [String]
    /// β̂.
    public let coefficients: [Double]
    /// Estimated covariance of β̂, k × k, of the kind chosen.
    public let covariance: Matrix
    /// X, n × k, as it was given.
    public let regressors: Matrix
    /// y − Xβ̂; exactly zero where the line passes through the observation.
    public let residuals: [Double]
    /// Xβ̂.
    public let fitted: [Double]
    /// The k observations the line was laid through, counting from 0.
    public let interpolated: [Int]
    /// The regression rank scores â: 1 above the line, 0 below, between them on it, with Xᵀâ = (1 − τ)Xᵀ1. Gutenbrunner &
    /// Jurečková (1992).
    public let rankScores: [Double]
    /// Σρ_τ(y − Xβ̂), what was minimised.
    public let objective: Double
    /// How far a rank score of an interpolated observation lies outside [0, 1]: the certificate that β̂ is optimal, zero or
    /// of the size of rounding.
    public let violation: Double
    /// True where no other β is as good: every interpolated observation's rank score is strictly inside (0, 1). False where
    /// others can be (ties, or an edge along which the objective is level).
    public let isUnique: Bool
    /// Vertices visited on the way.
    public let pivots: Int

    /// τ.
    public var quantile: Double { choice.quantile }
    /// Number of observations.
    public var n: Int { residuals.count }
    /// n − k.
    public var degreesOfFreedom: Int { n - k }
    /// Inference by Student's t with n − k degrees of freedom, as quantreg's.
    public var inferenceDegreesOfFreedom: Int? { degreesOfFreedom }

    init(
      choice: QuantileRegression, names: [String], covariance: Matrix, regressors: Matrix, y: [Double],
      vertex: OptimalVertex
    ) {
      let τ = choice.quantile
      self.choice = choice
      self.names = names
      self.covariance = covariance
      self.regressors = regressors
      coefficients = vertex.coefficients
      residuals = vertex.residuals
      fitted = zip(y, vertex.residuals).map { $0 - $1 }
      interpolated = vertex.basis.sorted()
      rankScores = vertex.rankScores(τ)
      objective = vertex.residuals.reduce(0) { $0 + ($1 > 0 ? τ * $1 : (τ - 1) * $1) }
      violation = max(0, vertex.violation)
      isUnique = vertex.isUnique
      pivots = vertex.pivots
    }

    /// Xβ̂ for new rows of regressors, in the order of `names`.
    public func predict(_ x: Matrix) -> [Double] {
      precondition(x.columns == k, "prediction needs \(k) columns")
      return x * coefficients
    }

    /// R¹ = 1 − V̂/Ṽ: by what share the regressors lower Σρ_τ below that of the constant alone. Koenker & Machado (1999),
    /// JASA 94:1296. Between 0 and 1 where x has a constant.
    public var r1: Double {
      let y = zip(fitted, residuals).map { $0 + $1 }.sorted()
      // Any τ-quantile of y minimises the restricted sum.
      let quantile = y[min(n - 1, max(0, Int((choice.quantile * Double(n)).rounded(.up)) - 1))]
      let τ = choice.quantile
      let restricted = y.reduce(0) { $0 + ($1 > quantile ? τ : τ - 1) * ($1 - quantile) }
      return 1 - objective / restricted
    }
  }
}

extension OptimalVertex {
  /// ψ + 1 − τ: 1 above, 0 below, between on the basis.
  func rankScores(_ τ: Double) -> [Double] {
    var scores = signs.map { $0 > 0 ? 1.0 : 0 }
    for (row, ψ) in zip(basis, multipliers) { scores[row] = min(1, max(0, ψ + 1 - τ)) }
    return scores
  }
}
