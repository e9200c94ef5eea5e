import Foundation
import LinearAlgebra

/// The F distribution: the ratio of two independent chi-squared variables, each over its degrees of freedom.
public struct FDistribution: ContinuousDistribution, Hashable, Codable {
  /// m, of the numerator.
  public let numeratorDegreesOfFreedom: Double
  /// n, of the denominator.
  public let denominatorDegreesOfFreedom: Double
  private let incomplete: IncompleteBeta

  private enum CodingKeys: String, CodingKey { case numeratorDegreesOfFreedom, denominatorDegreesOfFreedom }

  /// - Throws: `DistributionError` unless both are positive and finite.
  public init(numeratorDegreesOfFreedom m: Double, denominatorDegreesOfFreedom n: Double)
    throws(DistributionError)
  {
    try DistributionError.requirePositive(m, "numeratorDegreesOfFreedom", of: "FDistribution")
    try DistributionError.requirePositive(n, "denominatorDegreesOfFreedom", of: "FDistribution")
    numeratorDegreesOfFreedom = m
    denominatorDegreesOfFreedom = n
    incomplete = IncompleteBeta(valid: m / 2, n / 2)
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      numeratorDegreesOfFreedom: values.decode(Double.self, forKey: .numeratorDegreesOfFreedom),
      denominatorDegreesOfFreedom: values.decode(Double.self, forKey: .denominatorDegreesOfFreedom))
  }

  /// n/(n - 2), `infinity` for n ≤ 2.
  public var mean: Double {
    let n = denominatorDegreesOfFreedom
    return n > 2 ? n / (n - 2) : .infinity
  }

  /// 2n²(m + n - 2)/(m(n - 2)²(n - 4)), `infinity` for n ≤ 4, `nan` for n ≤ 2.
  public var variance: Double {
    let m = numeratorDegreesOfFreedom
    let n = denominatorDegreesOfFreedom
    if n <= 2 { return .nan }
    if n <= 4 { return .infinity }
    return 2 * mean * mean * (m + n - 2) / (m * (n - 4))
  }

  public func density(_ x: Double) -> Double { exp(logDensity(x)) }

  public func logDensity(_ x: Double) -> Double {
    if x.isNaN { return x }
    guard x >= 0, x < .infinity else { return -.infinity }
    let m = numeratorDegreesOfFreedom
    if x == 0 { return m < 2 ? .infinity : (m == 2 ? 0 : -.infinity) }
    let (p, q) = IncompleteBeta.shares(odds(x))
    return (incomplete.logPrefix(p, q) - DoubleDouble.log(DoubleDouble(x))).value
  }

  public func cdf(_ x: Double) -> Double { tail(x, lower: true) }

  public func survival(_ x: Double) -> Double { tail(x, lower: false) }

  private func tail(_ x: Double, lower: Bool) -> Double {
    if x.isNaN { return x }
    if x <= 0 { return lower ? 0 : 1 }
    if x == .infinity { return lower ? 1 : 0 }
    let (p, q) = IncompleteBeta.shares(odds(x))
    return incomplete.tail(p, q, lower: lower)
  }

  public func quantile(_ probability: Double) -> Double {
    value(incomplete.oddsQuantile(probability, lower: true))
  }

  public func upperQuantile(_ probability: Double) -> Double {
    value(incomplete.oddsQuantile(probability, lower: false))
  }

  /// mx/n, the odds of the beta variable mx/(n + mx).
  private func odds(_ x: Double) -> DoubleDouble {
    DoubleDouble(product: x, numeratorDegreesOfFreedom) / DoubleDouble(denominatorDegreesOfFreedom)
  }

  private func value(_ odds: DoubleDouble) -> Double {
    guard odds.high.isFinite else { return odds.high }
    return (odds * denominatorDegreesOfFreedom / DoubleDouble(numeratorDegreesOfFreedom)).value
  }
}
