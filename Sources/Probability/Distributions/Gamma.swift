import Foundation
import LinearAlgebra

/// The gamma distribution with shape a and scale θ: density x^(a-1) e^(-x/θ) / (Γ(a) θ^a), x > 0.
public struct Gamma: ContinuousDistribution, Hashable, Codable {
  /// a.
  public let shape: Double
  /// θ, in the units of x.
  public let scale: Double
  private let incomplete: IncompleteGamma

  private enum CodingKeys: String, CodingKey { case shape, scale }

  /// - Throws: `DistributionError` unless both are positive and finite.
  public init(shape: Double, scale: Double) throws(DistributionError) {
    try DistributionError.requirePositive(shape, "shape", of: "Gamma")
    try DistributionError.requirePositive(scale, "scale", of: "Gamma")
    self.init(validShape: shape, scale: scale)
  }

  init(validShape shape: Double, scale: Double) {
    self.shape = shape
    self.scale = scale
    incomplete = IncompleteGamma(validShape: shape)
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      shape: values.decode(Double.self, forKey: .shape), scale: values.decode(Double.self, forKey: .scale))
  }

  public var mean: Double { shape * scale }
  public var variance: Double { shape * scale * scale }

  public func density(_ x: Double) -> Double { exp(logDensity(x)) }

  public func logDensity(_ x: Double) -> Double {
    if x.isNaN { return x }
    guard x >= 0, x < .infinity else { return -.infinity }
    if x == 0 { return shape < 1 ? .infinity : (shape == 1 ? -log(scale) : -.infinity) }
    let z = standardized(x)
    let logZ = DoubleDouble.log(z)
    return
      (logZ * (DoubleDouble(sum: shape, -1)) - z - incomplete.logGammaOfShape
      - DoubleDouble.log(DoubleDouble(scale)))
      .value
  }

  public func cdf(_ x: Double) -> Double { incomplete.tail(standardized(x), lower: true) }

  public func survival(_ x: Double) -> Double { incomplete.tail(standardized(x), lower: false) }

  public func quantile(_ probability: Double) -> Double {
    scaled(incomplete.quantile(probability, lower: true))
  }

  public func upperQuantile(_ probability: Double) -> Double {
    scaled(incomplete.quantile(probability, lower: false))
  }

  private func standardized(_ x: Double) -> DoubleDouble {
    scale == 1 || !x.isFinite ? DoubleDouble(x) : DoubleDouble(x) / DoubleDouble(scale)
  }

  private func scaled(_ z: DoubleDouble) -> Double { z.high.isFinite ? (z * scale).value : z.high }
}
