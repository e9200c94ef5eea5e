import Foundation
import LinearAlgebra

/// The normal distribution with mean μ and standard deviation σ.
///
/// Tail probabilities and quantiles are accurate to about 1e-15 relative down to the smallest normal double, in both
/// tails and for any μ and σ: z = (x - μ)/σ is carried with its rounding error.
public struct Normal: ContinuousDistribution, Hashable, Codable {
  public let mean: Double
  /// σ, in the units of x.
  public let standardDeviation: Double

  /// Mean 0, standard deviation 1.
  public static let standard = Normal(validMean: 0, standardDeviation: 1)

  /// - Throws: `DistributionError` unless the mean is finite and the standard deviation positive and finite.
  public init(mean: Double, standardDeviation: Double) throws(DistributionError) {
    try DistributionError.requireFinite(mean, "mean", of: "Normal")
    try DistributionError.requirePositive(standardDeviation, "standardDeviation", of: "Normal")
    self.init(validMean: mean, standardDeviation: standardDeviation)
  }

  private init(validMean mean: Double, standardDeviation: Double) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      mean: values.decode(Double.self, forKey: .mean),
      standardDeviation: values.decode(Double.self, forKey: .standardDeviation))
  }

  public var variance: Double { standardDeviation * standardDeviation }

  public func density(_ x: Double) -> Double {
    let (z, correction) = standardized(x)
    return StandardNormal.density(z, correction: correction) / standardDeviation
  }

  public func logDensity(_ x: Double) -> Double {
    let (z, correction) = standardized(x)
    return -z * (0.5 * z + correction) - StandardNormal.logSqrtTwoPi - log(standardDeviation)
  }

  public func cdf(_ x: Double) -> Double {
    let (z, correction) = standardized(x)
    return StandardNormal.cdf(z, correction: correction)
  }

  public func survival(_ x: Double) -> Double {
    let (z, correction) = standardized(x)
    return StandardNormal.survival(z, correction: correction)
  }

  /// log P(X ≤ x), also where the probability itself underflows.
  public func logCDF(_ x: Double) -> Double { StandardNormal.logSurvival(-standardized(x).z) }

  /// log P(X > x), also where the probability itself underflows.
  public func logSurvival(_ x: Double) -> Double { StandardNormal.logSurvival(standardized(x).z) }

  public func quantile(_ probability: Double) -> Double {
    let (z, correction) = StandardNormal.quantile(probability)
    return unstandardized(z, correction)
  }

  public func upperQuantile(_ probability: Double) -> Double {
    let (z, correction) = StandardNormal.quantile(probability)
    return unstandardized(-z, -correction)
  }

  /// (x - μ)/σ as a double and its correction.
  func standardized(_ x: Double) -> (z: Double, correction: Double) {
    if mean == 0, standardDeviation == 1 { return (x, 0) }
    let difference = DoubleDouble(sum: x, -mean)
    let z = difference.high / standardDeviation
    guard z.isFinite, difference.low.isFinite else { return (z, 0) }
    let residual = difference.high.addingProduct(-z, standardDeviation) + difference.low
    return (z, residual / standardDeviation)
  }

  private func unstandardized(_ z: Double, _ correction: Double) -> Double {
    guard z.isFinite else { return z }
    let product = DoubleDouble(product: z, standardDeviation)
    let sum = DoubleDouble(sum: mean, product.high)
    return sum.high + (sum.low + (product.low + correction * standardDeviation))
  }
}
