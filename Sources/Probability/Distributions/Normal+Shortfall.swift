/// How much is missing to a bound, on average: truncated first moments in closed form.
///
/// With z = (b - μ)/σ, E[(b - X)⁺] = σ (z Φ(z) + φ(z)) and E[b - X | X < b] = σ (z + φ(z)/Φ(z)); the tails are
/// evaluated through Laplace's continued fraction for Mills' ratio, so that nothing cancels.
extension Normal {
  /// E[(bound - X)⁺]: the expected shortfall, counting draws that reach the bound as zero. In the units of X.
  public func expectedShortfall(below bound: Double) -> Double {
    let z = standardized(bound).z
    return standardDeviation * StandardNormal.expectedExcess(-z)
  }

  /// E[bound - X | X < bound]: the average shortfall of the draws that miss the bound. In the units of X.
  public func conditionalShortfall(below bound: Double) -> Double {
    let z = standardized(bound).z
    return standardDeviation * StandardNormal.meanExcess(-z)
  }
}
