import Foundation

extension MultivariateNormal {
  /// Kullback–Leibler divergence of this distribution from `reference`, in nats: what is given up by believing this
  /// instead of the reference.
  ///
  /// ½ (tr(V₀⁻¹V) + (μ₀ - μ)ᵀV₀⁻¹(μ₀ - μ) - d + log |V₀|/|V|), with V₀, μ₀ of the reference.
  /// - Throws: `wrongSize` when dimensions differ, `degenerate` when either covariance has no inverse.
  public func divergence(from reference: MultivariateNormal) throws(MultivariateNormalError) -> Double {
    guard reference.dimension == dimension else {
      throw .wrongSize(what: "The reference", expected: dimension, found: reference.dimension)
    }
    try requireFullRank(for: "A divergence")
    try reference.requireFullRank(for: "A divergence")
    var total = -Double(dimension) + reference.factor.logDeterminant - factor.logDeterminant
    for j in mean.indices {
      let column = factor.lower.map { $0[j] }
      total += reference.factor.whiten(column).reduce(0) { $0 + $1 * $1 }
    }
    let gap = zip(mean, reference.mean).map { $0 - $1 }
    total += reference.factor.whiten(gap).reduce(0) { $0 + $1 * $1 }
    return max(0, total / 2)
  }
}

/// The bias of a coin that is as hard to tell from a fair one, toss for variable, as the two forecasts are to tell apart:
/// q = ½ (1 + √(1 - exp(-2 KL/d))), from ½ (indistinguishable) to 1 (nothing in common).
///
/// - Parameters:
///   - divergence: Kullback–Leibler divergence in nats, not negative.
///   - dimension: d, the number of variables over which it is spread, at least 1.
///
/// McCulloch (1989); Antolín-Díaz, Petrella and Rubio-Ramírez (2021) §3.
public func equivalentCoinBias(divergence: Double, dimension: Int) -> Double {
  precondition(
    dimension > 0 && divergence >= 0, "a divergence is not negative and is spread over at least one variable")
  return 0.5 * (1 + (-expm1(-2 * divergence / Double(dimension))).squareRoot())
}
