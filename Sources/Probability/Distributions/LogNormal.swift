import Foundation
import LinearAlgebra

/// The log-normal distribution: log X is normal with mean μ and standard deviation σ.
public struct LogNormal: ContinuousDistribution, Hashable, Codable {
  /// μ, the mean of log X.
  public let logMean: Double
  /// σ, the standard deviation of log X.
  public let logStandardDeviation: Double

  /// - Throws: `DistributionError` unless μ is finite and σ positive and finite.
  public init(logMean: Double, logStandardDeviation: Double) throws(DistributionError) {
    try DistributionError.requireFinite(logMean, "logMean", of: "LogNormal")
    try DistributionError.requirePositive(logStandardDeviation, "logStandardDeviation", of: "LogNormal")
    self.logMean = logMean
    self.logStandardDeviation = logStandardDeviation
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      logMean: values.decode(Double.self, forKey: .logMean),
      logStandardDeviation: values.decode(Double.self, forKey: .logStandardDeviation))
  }

  public var mean: Double { exp(logMean + 0.5 * logStandardDeviation * logStandardDeviation) }

  public var variance: Double {
    let s2 = logStandardDeviation * logStandardDeviation
    return expm1(s2) * exp(2 * logMean + s2)
  }

  public func density(_ x: Double) -> Double { exp(logDensity(x)) }

  public func logDensity(_ x: Double) -> Double {
    if x.isNaN { return x }
    guard x > 0, x < .infinity else { return -.infinity }
    let logX = DoubleDouble.log(DoubleDouble(x))
    let z = standardized(logX)
    let logSigma = DoubleDouble.log(DoubleDouble(logStandardDeviation))
    return -((z * z).scaled(by: 0.5) + logX + logSigma + DoubleDouble.halfLogTwoPi).value
  }

  public func cdf(_ x: Double) -> Double {
    if x.isNaN { return x }
    guard x > 0 else { return 0 }
    guard x < .infinity else { return 1 }
    let z = standardized(DoubleDouble.log(DoubleDouble(x)))
    return StandardNormal.cdf(z.high, correction: z.low)
  }

  public func survival(_ x: Double) -> Double {
    if x.isNaN { return x }
    guard x > 0 else { return 1 }
    guard x < .infinity else { return 0 }
    let z = standardized(DoubleDouble.log(DoubleDouble(x)))
    return StandardNormal.survival(z.high, correction: z.low)
  }

  public func quantile(_ probability: Double) -> Double {
    let (z, correction) = StandardNormal.quantile(probability)
    return value(DoubleDouble(high: z, low: correction))
  }

  public func upperQuantile(_ probability: Double) -> Double {
    let (z, correction) = StandardNormal.quantile(probability)
    return value(DoubleDouble(high: -z, low: -correction))
  }

  private func standardized(_ logX: DoubleDouble) -> DoubleDouble {
    (logX + -logMean) / DoubleDouble(logStandardDeviation)
  }

  private func value(_ z: DoubleDouble) -> Double {
    guard z.high.isFinite else { return exp(z.high) }
    return DoubleDouble.exp(z * logStandardDeviation + logMean).value
  }
}
