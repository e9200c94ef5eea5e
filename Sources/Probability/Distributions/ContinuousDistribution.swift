/// A distribution on the real line, given by its density.
///
/// Both tails are first-class: `survival` and `upperQuantile` keep their relative accuracy where `1 - cdf` has none left.
public protocol ContinuousDistribution: Sendable {
  /// Density at `x`.
  func density(_ x: Double) -> Double
  /// Natural logarithm of the density at `x`; `-infinity` outside the support.
  func logDensity(_ x: Double) -> Double
  /// P(X ≤ x).
  func cdf(_ x: Double) -> Double
  /// P(X > x), accurate in the upper tail.
  func survival(_ x: Double) -> Double
  /// The x with P(X ≤ x) = `probability`; `nan` when `probability` is not in [0, 1].
  func quantile(_ probability: Double) -> Double
  /// The x with P(X > x) = `probability`, accurate for tiny probabilities; `nan` when `probability` is not in [0, 1].
  func upperQuantile(_ probability: Double) -> Double
  /// Expected value; `nan` when it does not exist.
  var mean: Double { get }
  /// Variance; `infinity` when it diverges, `nan` when the mean does not exist.
  var variance: Double { get }
}

extension ContinuousDistribution {
  /// Square root of the variance.
  public var standardDeviation: Double { variance.squareRoot() }

  /// One draw by inversion of the distribution function. Made for single draws; many draws belong to the lane samplers.
  public func sample(using generator: inout some RandomNumberGenerator) -> Double {
    let bits = generator.next() >> 11
    let uniform = (Double(bits) + 0.5) * 0x1p-53
    return bits >> 52 == 0 ? quantile(uniform) : upperQuantile((Double((1 << 53) - 1 - bits) + 0.5) * 0x1p-53)
  }
}
