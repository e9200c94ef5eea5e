public import Scenarios
public import TimeSeries

/// How a parameter is distributed over draws. Values are in the parameter's unit.
///
/// Draws have exactly this distribution, except that a truncated normal is drawn as its lower bound plus a log-normal with the
/// truncated normal's mean and standard deviation.
public enum ParameterDistribution: Sendable, Hashable, Codable {
  case fixed(Double)
  case normal(mean: Double, sd: Double)
  /// A normal cut off below; `mean` and `sd` are those of the normal before the cut.
  case truncatedNormal(mean: Double, sd: Double, lower: Double)
  /// On (0, 1), given by its own mean and standard deviation.
  case beta(mean: Double, sd: Double)
  case logNormal(median: Double, sdLog: Double)
  case triangular(lower: Double, mode: Double, upper: Double)
}

/// A parameter that belongs to no single behavioural equation: the capital elasticity, the capital–output ratio.
public struct Parameter: Sendable, Hashable, Codable {
  public var id: String
  public var name: Bilingual
  public var distribution: ParameterDistribution
  /// As printed: `%`, `pp`, `ratio`.
  public var unit: String
  public var provenance: Provenance
  public var source: String

  public init(
    _ id: String, name: Bilingual, _ distribution: ParameterDistribution, unit: String,
    provenance: Provenance,
    source: String
  ) {
    self.id = id
    self.name = name
    self.distribution = distribution
    self.unit = unit
    self.provenance = provenance
    self.source = source
  }
}
