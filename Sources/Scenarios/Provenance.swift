public import TimeSeries

/// Where a parameter comes from.
public enum Provenance: String, Sendable, Hashable, Codable {
  /// Estimated on data the record names.
  case estimated
  /// A value somebody published.
  case published
  /// Arithmetic on published numbers.
  case derived
  /// A judgement with no data behind it.
  case assumption
}

/// One parameter of a model as it was used, with its source.
public struct ParameterRecord: Sendable, Hashable, Codable {
  public var id: String
  public var name: Bilingual
  public var value: Double
  /// Standard error of an estimate, standard deviation of a prior; zero for a fixed number.
  public var standardError: Double
  public var unit: String
  public var provenance: Provenance
  /// What it was estimated on, or who published it, or why it is assumed.
  public var source: String
  /// Observations behind an estimate.
  public var observations: Int?

  public init(
    id: String, name: Bilingual, value: Double, standardError: Double, unit: String, provenance: Provenance,
    source: String, observations: Int? = nil
  ) {
    self.id = id
    self.name = name
    self.value = value
    self.standardError = standardError
    self.unit = unit
    self.provenance = provenance
    self.source = source
    self.observations = observations
  }
}
