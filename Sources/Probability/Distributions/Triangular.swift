import Foundation

/// The triangular distribution on [lower, upper] with its peak at `mode`: a judgement by its least, likeliest and greatest value.
public struct Triangular: ContinuousDistribution, Hashable, Codable {
  public let lower: Double
  public let mode: Double
  public let upper: Double

  /// - Throws: `DistributionError` unless all are finite, lower ≤ mode ≤ upper and lower < upper.
  public init(lower: Double, mode: Double, upper: Double) throws(DistributionError) {
    try DistributionError.requireFinite(lower, "lower", of: "Triangular")
    try DistributionError.requireFinite(mode, "mode", of: "Triangular")
    try DistributionError.requireFinite(upper, "upper", of: "Triangular")
    guard lower < upper, lower <= mode, mode <= upper, (upper - lower).isFinite else {
      throw .invalidOrder(distribution: "Triangular", requirement: "lower ≤ mode ≤ upper and lower < upper")
    }
    self.lower = lower
    self.mode = mode
    self.upper = upper
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      lower: values.decode(Double.self, forKey: .lower), mode: values.decode(Double.self, forKey: .mode),
      upper: values.decode(Double.self, forKey: .upper))
  }

  public var mean: Double { lower + ((mode - lower) + (upper - lower)) / 3 }

  public var variance: Double {
    let w = upper - lower
    let c = mode - lower
    return (w * w - w * c + c * c) / 18
  }

  public func density(_ x: Double) -> Double {
    if x.isNaN { return x }
    guard lower <= x, x <= upper else { return 0 }
    if x < mode { return 2 * (x - lower) / ((upper - lower) * (mode - lower)) }
    return x == mode ? 2 / (upper - lower) : 2 * (upper - x) / ((upper - lower) * (upper - mode))
  }

  public func logDensity(_ x: Double) -> Double { log(density(x)) }

  public func cdf(_ x: Double) -> Double {
    x.isNaN ? x : Triangular.tail(x - lower, mode - lower, upper - mode, upper - x)
  }

  public func survival(_ x: Double) -> Double {
    x.isNaN ? x : Triangular.tail(upper - x, upper - mode, mode - lower, x - lower)
  }

  public func quantile(_ probability: Double) -> Double {
    lower + Triangular.reach(probability, mode - lower, upper - mode)
  }

  public func upperQuantile(_ probability: Double) -> Double {
    upper - Triangular.reach(probability, upper - mode, mode - lower)
  }

  /// Probability within `inside` of the end whose side of the mode is `near` wide; `outside` is the distance to the other end.
  private static func tail(_ inside: Double, _ near: Double, _ far: Double, _ outside: Double) -> Double {
    let width = near + far
    if inside <= 0 { return 0 }
    if outside <= 0 { return 1 }
    if inside < near { return inside / width * (inside / near) }
    return near / width + (inside - near) / width * ((far + outside) / far)
  }

  /// The distance from an end within which this probability lies; inverse of `tail`.
  private static func reach(_ p: Double, _ near: Double, _ far: Double) -> Double {
    guard (0...1).contains(p) else { return .nan }
    let width = near + far
    if p * width <= near { return (p * width * near).squareRoot() }
    return near + (p * width - near) * far / (far + ((1 - p) * width * far).squareRoot())
  }
}
