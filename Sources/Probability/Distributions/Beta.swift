import Foundation
import LinearAlgebra

/// The beta distribution on (0, 1): density x^(a-1) (1 - x)^(b-1) / B(a, b).
public struct Beta: ContinuousDistribution, Hashable, Codable {
  public let a: Double
  public let b: Double
  private let incomplete: IncompleteBeta

  private enum CodingKeys: String, CodingKey { case a, b }

  /// - Throws: `DistributionError` unless both are positive and finite.
  public init(a: Double, b: Double) throws(DistributionError) {
    try DistributionError.requirePositive(a, "a", of: "Beta")
    try DistributionError.requirePositive(b, "b", of: "Beta")
    self.a = a
    self.b = b
    incomplete = IncompleteBeta(valid: a, b)
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(a: values.decode(Double.self, forKey: .a), b: values.decode(Double.self, forKey: .b))
  }

  public var mean: Double { a / (a + b) }
  public var variance: Double { mean * (b / (a + b)) / (a + b + 1) }

  public func density(_ x: Double) -> Double { exp(logDensity(x)) }

  public func logDensity(_ x: Double) -> Double {
    if x.isNaN { return x }
    guard x >= 0, x <= 1 else { return -.infinity }
    if x == 0 || x == 1 { return logDensityAtEnd(x == 0 ? a : b) }
    let lower = DoubleDouble.log(DoubleDouble(x)) * DoubleDouble(sum: a, -1)
    let upper = DoubleDouble.log1p(DoubleDouble(-x)) * DoubleDouble(sum: b, -1)
    return (lower + upper - incomplete.logBetaOfShapes).value
  }

  private func logDensityAtEnd(_ shape: Double) -> Double {
    shape < 1 ? .infinity : (shape == 1 ? -incomplete.logBetaOfShapes.value : -.infinity)
  }

  public func cdf(_ x: Double) -> Double { incomplete.lower(x) }
  public func survival(_ x: Double) -> Double { incomplete.upper(x) }
  public func quantile(_ probability: Double) -> Double { incomplete.inverseLower(probability) }
  public func upperQuantile(_ probability: Double) -> Double { incomplete.inverseUpper(probability) }
}
