/// The chi-squared distribution: the sum of ν squared independent standard normals.
public struct ChiSquared: ContinuousDistribution, Hashable, Codable {
  /// ν; need not be whole.
  public let degreesOfFreedom: Double
  private let gamma: Gamma

  private enum CodingKeys: String, CodingKey { case degreesOfFreedom }

  /// - Throws: `DistributionError` unless ν is positive and finite.
  public init(degreesOfFreedom: Double) throws(DistributionError) {
    try DistributionError.requirePositive(degreesOfFreedom, "degreesOfFreedom", of: "ChiSquared")
    self.init(validDegreesOfFreedom: degreesOfFreedom)
  }

  init(validDegreesOfFreedom degreesOfFreedom: Double) {
    self.degreesOfFreedom = degreesOfFreedom
    gamma = Gamma(validShape: degreesOfFreedom / 2, scale: 2)
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(degreesOfFreedom: values.decode(Double.self, forKey: .degreesOfFreedom))
  }

  public var mean: Double { degreesOfFreedom }
  public var variance: Double { 2 * degreesOfFreedom }
  public func density(_ x: Double) -> Double { gamma.density(x) }
  public func logDensity(_ x: Double) -> Double { gamma.logDensity(x) }
  public func cdf(_ x: Double) -> Double { gamma.cdf(x) }
  public func survival(_ x: Double) -> Double { gamma.survival(x) }
  public func quantile(_ probability: Double) -> Double { gamma.quantile(probability) }
  public func upperQuantile(_ probability: Double) -> Double { gamma.upperQuantile(probability) }
}
