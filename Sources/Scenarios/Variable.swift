public import TimeSeries

/// How a variable is read: its level in its own unit, or its growth on the year before in percent.
public enum Measure: String, Sendable, Hashable, Codable, CaseIterable {
  case level
  case growth
}

/// Something a model projects, or a plan sets a target for: gross regional product, investment of one area, a rate.
public struct Variable: Sendable, Hashable, Codable {
  /// Short identifier used in plans, such as `gdp` or `fai.dev_zone`.
  public var id: String
  public var name: Bilingual
  /// Unit of the level.
  public var unit: Unit
  /// What growth rates of this variable are measured in: real, nominal, current dollars, or not applicable.
  public var priceBasis: PriceBasis
  /// Which readings the model offers. A rate such as unemployment has a level only; a variable whose level
  /// was never published has growth only.
  public var measures: Set<Measure>

  public init(id: String, name: Bilingual, unit: Unit, priceBasis: PriceBasis, measures: Set<Measure>) {
    self.id = id
    self.name = name
    self.unit = unit
    self.priceBasis = priceBasis
    self.measures = measures
  }
}

/// One row of a projection: a variable read one way.
public struct Quantity: Sendable, Hashable, Codable {
  public var variable: String
  public var measure: Measure

  public init(_ variable: String, _ measure: Measure) {
    self.variable = variable
    self.measure = measure
  }
}
