public import Scenarios

/// Everything the growth model was told or estimated: equations, scalar parameters, correlations of shocks, the base year.
public struct GrowthParameters: Sendable, Hashable, Codable {
  /// What is known of one variable in the base year.
  public struct BaseValue: Sendable, Hashable, Codable {
    public var variable: String
    /// Level of the base year in the variable's unit; nil where none was published.
    public var level: Double?
    /// Growth of the base year in percent; nil where none was published.
    public var growth: Double?
    public var provenance: Provenance
    public var source: String

    public init(
      _ variable: String, level: Double? = nil, growth: Double? = nil, provenance: Provenance = .assumption,
      source: String
    ) {
      self.variable = variable
      self.level = level
      self.growth = growth
      self.provenance = provenance
      self.source = source
    }
  }

  /// Part of a total with its share in the base year.
  public struct Share: Sendable, Hashable, Codable {
    public var variable: String
    public var share: Double
    public var provenance: Provenance
    public var source: String

    public init(_ variable: String, _ share: Double, provenance: Provenance, source: String) {
      self.variable = variable
      self.share = share
      self.provenance = provenance
      self.source = source
    }
  }

  /// Correlations of the standardised shocks of one year, by variable.
  public struct ShockCorrelations: Sendable, Hashable, Codable {
    public var variables: [String]
    /// Row-major, symmetric, ones on the diagonal; variables not named are uncorrelated with all others.
    public var matrix: [[Double]]
    public var provenance: Provenance
    public var source: String

    public init(variables: [String], matrix: [[Double]], provenance: Provenance, source: String) {
      self.variables = variables
      self.matrix = matrix
      self.provenance = provenance
      self.source = source
    }
  }

  /// The last observed year; the horizon begins one year later.
  public var baseYear: Int
  public var equations: [AnchoredEquation]
  public var scalars: [Parameter]
  public var correlations: ShockCorrelations
  public var base: [BaseValue]
  /// Last year's nominal weights of `va_primary`, `va_secondary`, `va_tertiary` in `gdp`; they sum to one.
  public var sectors: [Share]
  /// Base-year shares of `fai.…` areas in `fai`; what they leave of one is `fai.rest`.
  public var areas: [Share]

  public init(
    baseYear: Int, equations: [AnchoredEquation], scalars: [Parameter], correlations: ShockCorrelations,
    base: [BaseValue], sectors: [Share], areas: [Share]
  ) {
    self.baseYear = baseYear
    self.equations = equations
    self.scalars = scalars
    self.correlations = correlations
    self.base = base
    self.sectors = sectors
    self.areas = areas
  }

  public func equation(_ variable: String) -> AnchoredEquation? {
    equations.first { $0.variable == variable }
  }
  public func scalar(_ id: String) -> Parameter? { scalars.first { $0.id == id } }
  public func base(_ variable: String) -> BaseValue? { base.first { $0.variable == variable } }
}
