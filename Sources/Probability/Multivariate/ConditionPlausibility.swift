/// How surprising a condition is: its squared Mahalanobis distance from what was expected, against chi-squared.
public struct ConditionPlausibility: Sendable, Hashable, Codable {
  /// (x₂ - μ₂)ᵀV₂₂⁻¹(x₂ - μ₂).
  public let squaredDistance: Double
  /// Number of conditioned variables.
  public let degreesOfFreedom: Int
  /// P(χ² > squaredDistance): the probability of a surprise at least as large.
  public let pValue: Double
}

extension MultivariateNormal {
  /// How plausible it is, before conditioning, that some variables lie as far from their means as these `values`.
  ///
  /// - Throws: `empty` without values, `noSuchVariable`, `notFinite`, `degenerate` when the variables determine each other.
  public func plausibility(of values: [Int: Double]) throws(MultivariateNormalError) -> ConditionPlausibility
  {
    let known = values.keys.sorted()
    let point = known.map { values[$0, default: .nan] }
    guard point.allSatisfy(\.isFinite) else { throw .notFinite(what: "The condition") }
    let distance = try marginal(known).mahalanobisDistance(to: point)
    let law = ChiSquared(validDegreesOfFreedom: Double(known.count))
    let squared = distance * distance
    return ConditionPlausibility(
      squaredDistance: squared, degreesOfFreedom: known.count, pValue: law.survival(squared))
  }
}
