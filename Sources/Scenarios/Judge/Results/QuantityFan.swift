public import TimeSeries

/// One variable's distribution in one period, for tables and fans.
public struct QuantityFan: Sendable, Hashable, Codable {
  public var quantity: Quantity
  public var period: Period
  public var mean: Double
  public var standardDeviation: Double
  /// At `BatchResult.quantileLevels`.
  public var quantiles: [Double]

  public init(
    quantity: Quantity, period: Period, mean: Double, standardDeviation: Double, quantiles: [Double]
  ) {
    self.quantity = quantity
    self.period = period
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.quantiles = quantiles
  }
}
