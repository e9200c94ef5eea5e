import Foundation
import LinearAlgebra

/// A normal distribution confined to [lower, upper], either of which may be infinite.
///
/// Probabilities are integrals of the density scaled by its greatest value on the interval, so that truncation far in a tail,
/// where the untruncated probability underflows, costs nothing. Relative error about 1e-14.
public struct TruncatedNormal: ContinuousDistribution, Hashable, Codable {
  /// The normal before truncation.
  public let parent: Normal
  public let lower: Double
  public let upper: Double
  private let whole: GaussianSlice

  private enum CodingKeys: String, CodingKey { case parent, lower, upper }

  /// - Throws: `DistributionError` unless lower < upper, both in units of the parent and within 10⁶ standard deviations of
  ///   its mean where the interval lies on one side of it.
  public init(_ parent: Normal, lower: Double, upper: Double) throws(DistributionError) {
    guard lower < upper else {
      throw .invalidOrder(distribution: "TruncatedNormal", requirement: "lower < upper")
    }
    let nearest = max(lower - parent.mean, parent.mean - upper) / parent.standardDeviation
    guard nearest < 1e6 else {
      throw .invalidOrder(
        distribution: "TruncatedNormal", requirement: "an interval within 10⁶ standard deviations of the mean"
      )
    }
    self.parent = parent
    self.lower = lower
    self.upper = upper
    whole = GaussianSlice(from: parent.precise(lower), to: parent.precise(upper))
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      values.decode(Normal.self, forKey: .parent),
      lower: values.decodeIfPresent(Double.self, forKey: .lower) ?? -.infinity,
      upper: values.decodeIfPresent(Double.self, forKey: .upper) ?? .infinity)
  }

  /// An infinite bound is left out: JSON has no infinity.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(parent, forKey: .parent)
    if lower.isFinite { try values.encode(lower, forKey: .lower) }
    if upper.isFinite { try values.encode(upper, forKey: .upper) }
  }

  public var mean: Double { parent.mean + parent.standardDeviation * whole.mean }

  public var variance: Double { parent.variance * whole.variance }

  public func density(_ x: Double) -> Double { exp(logDensity(x)) }

  public func logDensity(_ x: Double) -> Double {
    if x.isNaN { return x }
    guard lower <= x, x <= upper, x.isFinite else { return -.infinity }
    return whole.logHeight(at: parent.precise(x)) - log(whole.mass) - log(parent.standardDeviation)
  }

  public func cdf(_ x: Double) -> Double {
    if x.isNaN || x <= lower { return x.isNaN ? x : 0 }
    return x >= upper ? 1 : whole.share(of: GaussianSlice(from: parent.precise(lower), to: parent.precise(x)))
  }

  public func survival(_ x: Double) -> Double {
    if x.isNaN || x >= upper { return x.isNaN ? x : 0 }
    return x <= lower ? 1 : whole.share(of: GaussianSlice(from: parent.precise(x), to: parent.precise(upper)))
  }

  public func quantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else {
      return probability == 0 ? lower : (probability == 1 ? upper : .nan)
    }
    return probability > 0.5 ? bound(1 - probability, fromBelow: false) : bound(probability, fromBelow: true)
  }

  public func upperQuantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else {
      return probability == 0 ? upper : (probability == 1 ? lower : .nan)
    }
    return probability > 0.5 ? bound(1 - probability, fromBelow: true) : bound(probability, fromBelow: false)
  }

  /// Newton's method on the log of the tail, which is concave; kept inside the bracket by halving.
  private func bound(_ p: Double, fromBelow: Bool) -> Double {
    let ends = whole.effectiveEnds
    var low = max(lower, parent.mean + parent.standardDeviation * ends.0)
    var high = min(upper, parent.mean + parent.standardDeviation * ends.1)
    var x = low + (high - low) * 0.5
    for _ in 0..<200 {
      let tail = fromBelow ? cdf(x) : survival(x)
      if (tail < p) == fromBelow { low = x } else { high = x }
      let slope = density(x) * (fromBelow ? 1 : -1)
      var next = x + (tail > 0 ? log(p / tail) * tail / slope : .infinity)
      if !(next > low && next < high) { next = low + (high - low) * 0.5 }
      if abs(next - x) <= 1e-16 * abs(x) || next == low || next == high { return next }
      x = next
    }
    return x
  }
}

extension Normal {
  fileprivate func precise(_ x: Double) -> DoubleDouble {
    let (z, correction) = standardized(x)
    return DoubleDouble(high: z, low: correction)
  }
}
