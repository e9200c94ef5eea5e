public import Datasets
public import TimeSeries

/// A path imposed as information: every correlated shock and, through weights, every uncertain parameter updates.
///
/// A hard condition (standard deviation zero) fixes the value (Waggoner and Zha 1999); a density condition makes it normal
/// with the given mean and standard deviation (Antolín-Díaz, Petrella and Rubio-Ramírez 2021).
public struct Condition: Sendable, Hashable {
  public var quantity: Quantity
  /// A year of the horizon, or an elapsed part of one (a quarter or half-year counted from January: year-to-date growth).
  public var period: Period
  /// In the unit of the quantity: percent for growth.
  public var mean: Double
  public var standardDeviation: Double
  public var position: SourcePosition
  /// Unit of the mean as written; nil where none was. Binding a plan to a model converts to the unit of the quantity.
  public var unit: Unit?
  /// The measure its author asked for by name; nil where the unit decided.
  var statedMeasure: Measure?

  public var isHard: Bool { standardDeviation == 0 }

  public init(
    _ quantity: Quantity, in period: Period, mean: Double, standardDeviation: Double = 0, unit: Unit? = nil,
    at position: SourcePosition
  ) {
    self.quantity = quantity
    self.period = period
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.unit = unit
    self.position = position
  }
}

/// What became of one override or condition that imposes a path.
public struct ImposedPath: Sendable, Hashable, Codable {
  public enum Manner: String, Sendable, Hashable, Codable {
    case held
    case conditionedHard
    case conditionedDensity
  }

  public var quantity: Quantity
  public var period: Period
  public var manner: Manner
  public var mean: Double
  public var standardDeviation: Double

  public init(quantity: Quantity, period: Period, manner: Manner, mean: Double, standardDeviation: Double) {
    self.quantity = quantity
    self.period = period
    self.manner = manner
    self.mean = mean
    self.standardDeviation = standardDeviation
  }
}

/// How far the conditions of a scenario lie from what the unconditional model expects.
public struct Plausibility: Sendable, Hashable, Codable {
  /// Squared Mahalanobis distance of the imposed means from the model's own, in the metric of its predictive covariance.
  public var squaredDistance: Double
  public var degreesOfFreedom: Int
  /// Probability that the model alone lands at least as far away: the χ² tail of the distance.
  public var pValue: Double
  /// Kullback–Leibler divergence of the imposed density from the model's (nats); nil when a condition is hard.
  public var divergence: Double?
  /// The divergence per condition read as a biased coin, from 0.5 (a fair one) to 1; nil when a condition is hard.
  public var coinBias: Double?

  public init(
    squaredDistance: Double, degreesOfFreedom: Int, pValue: Double, divergence: Double? = nil,
    coinBias: Double? = nil
  ) {
    self.squaredDistance = squaredDistance
    self.degreesOfFreedom = degreesOfFreedom
    self.pValue = pValue
    self.divergence = divergence
    self.coinBias = coinBias
  }
}
