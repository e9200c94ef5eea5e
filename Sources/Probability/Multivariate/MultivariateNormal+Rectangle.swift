extension MultivariateNormal {
  /// P(lower ≤ X ≤ upper), bounds per variable, infinite where there is none.
  ///
  /// Up to three dimensions by deterministic quadrature (error about 1e-14); beyond by Genz's (1992) separation of
  /// variables with randomly shifted lattice points, which stops when its error estimate meets `tolerance` or the
  /// points run out: read `error`. The same seed gives the same value.
  ///
  /// - Parameters:
  ///   - tolerance: absolute error asked for in more than three dimensions.
  ///   - maximumPoints: upper limit of integrand evaluations at one lattice size (never less than 12,252).
  ///   - seed: of the random shifts.
  /// - Throws: `wrongSize` or `invalidBounds`.
  public func probability(
    lower: [Double], upper: [Double], tolerance: Double = 1e-6, maximumPoints: Int = 1_000_000,
    seed: UInt64 = 1992
  ) throws(MultivariateNormalError) -> ProbabilityEstimate {
    guard lower.count == dimension else {
      throw .wrongSize(what: "The lower bounds", expected: dimension, found: lower.count)
    }
    guard upper.count == dimension else {
      throw .wrongSize(what: "The upper bounds", expected: dimension, found: upper.count)
    }
    for i in mean.indices where !(lower[i] <= upper[i]) {
      throw .invalidBounds(index: i, lower: lower[i], upper: upper[i])
    }
    guard let rectangle = StandardRectangle(self, lower: lower, upper: upper) else {
      return ProbabilityEstimate(value: 0, error: 0)
    }
    if rectangle.dimension <= 3 {
      return ProbabilityEstimate(
        value: rectangle.exactProbability(), error: rectangle.dimension < 2 ? 1e-15 : 1e-14)
    }
    return GenzIntegral(rectangle).estimate(tolerance: tolerance, maximumPoints: maximumPoints, seed: seed)
  }

  /// P(X ≥ bounds): every variable reaches its bound. See `probability(lower:upper:tolerance:maximumPoints:seed:)`.
  public func probability(
    atLeast bounds: [Double], tolerance: Double = 1e-6, maximumPoints: Int = 1_000_000, seed: UInt64 = 1992
  ) throws(MultivariateNormalError) -> ProbabilityEstimate {
    let upper = [Double](repeating: .infinity, count: dimension)
    return try probability(
      lower: bounds, upper: upper, tolerance: tolerance, maximumPoints: maximumPoints, seed: seed)
  }
}
