import LinearAlgebra

/// Minimise Σ [pᵢ max(rᵢ, 0) + qᵢ max(−rᵢ, 0)] + cᵀθ over θ, r = y − Xθ: a linear program whose vertices interpolate k
/// rows. Quantile regression has pᵢ = τ, qᵢ = 1 − τ, c = 0; rows known to lie on one side go into c.
struct CheckProgram {
  /// X, n × k.
  let x: Matrix
  let y: [Double]
  /// pᵢ ≥ 0, the price of a positive residual.
  let above: [Double]
  /// qᵢ ≥ 0, the price of a negative residual.
  let below: [Double]
  /// c, of length k.
  let linear: [Double]

  init(x: Matrix, y: [Double], above: [Double], below: [Double], linear: [Double]? = nil) {
    self.x = x
    self.y = y
    self.above = above
    self.below = below
    self.linear = linear ?? [Double](repeating: 0, count: x.columns)
  }

  /// The program of quantile τ.
  init(x: Matrix, y: [Double], quantile τ: Double, linear: [Double]? = nil) {
    self.init(
      x: x, y: y, above: [Double](repeating: τ, count: y.count),
      below: [Double](repeating: 1 - τ, count: y.count), linear: linear)
  }

  var n: Int { y.count }
  var k: Int { x.columns }

  /// Σ [p r⁺ + q r⁻] + cᵀθ.
  func objective(_ θ: [Double], _ residuals: [Double]) -> Double {
    var sum = linear.dot(θ)
    for i in residuals.indices {
      sum += residuals[i] > 0 ? above[i] * residuals[i] : -below[i] * residuals[i]
    }
    return sum
  }
}

/// A vertex that minimises a check program, with the certificate that it does.
struct OptimalVertex {
  /// θ, which interpolates the rows of the basis.
  let coefficients: [Double]
  /// The k rows interpolated.
  let basis: [Int]
  /// y − Xθ; exactly zero on the basis.
  let residuals: [Double]
  /// ψ of the basis rows: the weights, −q ≤ ψ ≤ p, with which Σψᵢxᵢ = c, ψ being p above and −q below.
  let multipliers: [Double]
  /// The sign given to each row outside the basis, which settles rows whose residual is zero; 0 in the basis.
  let signs: [Int8]
  /// How far multipliers are outside their bounds, relative to p + q: at most rounding.
  let violation: Double
  /// Whether every multiplier is strictly inside its bounds: then no other θ is as good.
  let isUnique: Bool
  /// Vertices visited.
  let pivots: Int
}
