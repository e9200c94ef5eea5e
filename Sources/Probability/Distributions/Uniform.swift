import Foundation

/// The uniform distribution on [lower, upper].
public struct Uniform: ContinuousDistribution, Hashable, Codable {
  public let lower: Double
  public let upper: Double

  /// - Throws: `DistributionError` unless both are finite and lower < upper.
  public init(lower: Double, upper: Double) throws(DistributionError) {
    try DistributionError.requireFinite(lower, "lower", of: "Uniform")
    try DistributionError.requireFinite(upper, "upper", of: "Uniform")
    guard lower < upper, (upper - lower).isFinite else {
      throw .invalidOrder(distribution: "Uniform", requirement: "lower < upper")
    }
    self.lower = lower
    self.upper = upper
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      lower: values.decode(Double.self, forKey: .lower), upper: values.decode(Double.self, forKey: .upper))
  }

  public var mean: Double { lower + (upper - lower) / 2 }
  public var variance: Double { (upper - lower) * (upper - lower) / 12 }

  public func density(_ x: Double) -> Double {
    if x.isNaN { return x }
    return lower <= x && x <= upper ? 1 / (upper - lower) : 0
  }

  public func logDensity(_ x: Double) -> Double {
    if x.isNaN { return x }
    return lower <= x && x <= upper ? -log(upper - lower) : -.infinity
  }

  public func cdf(_ x: Double) -> Double { x.isNaN ? x : min(1, max(0, (x - lower) / (upper - lower))) }

  public func survival(_ x: Double) -> Double { x.isNaN ? x : min(1, max(0, (upper - x) / (upper - lower))) }

  public func quantile(_ probability: Double) -> Double {
    guard (0...1).contains(probability) else { return .nan }
    return min(upper, lower.addingProduct(probability, upper - lower))
  }

  public func upperQuantile(_ probability: Double) -> Double {
    guard (0...1).contains(probability) else { return .nan }
    return max(lower, upper.addingProduct(-probability, upper - lower))
  }
}
