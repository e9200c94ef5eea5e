public import Scenarios

/// One behavioural equation in growth rates, anchored at what is expected of the first year and centred on its driver:
///
///     y_t = m + b (x_t − m_x) + ρ r_{t−1} + σ u_t ,   r_t = ρ r_{t−1} + σ u_t
///
/// Centring keeps the estimates of level and slope uncorrelated, and anchoring at the trend's value for the first year keeps
/// the slowdown of decades out of the slope. m, b and ρ are drawn once per draw from normals with the standard errors
/// given here. Growth in percent, slopes in points per point.
public struct AnchoredEquation: Sendable, Hashable, Codable {
  /// The variable explained.
  public var variable: String
  /// The variable that explains it; nil for an equation around its own mean.
  public var driver: String?
  /// m: growth expected for the first year when the driver is at m_x.
  public var anchor: Double
  public var anchorStandardError: Double
  /// m_x: the driver's growth at which m is expected; zero without a driver.
  public var driverMean: Double
  /// b, zero without a driver.
  public var slope: Double
  public var slopeStandardError: Double
  /// ρ, from one year's residual to the next.
  public var persistence: Double
  public var persistenceStandardError: Double
  /// r of the last observed year, in points; zero where it is unknown.
  public var lastResidual: Double
  /// σ: standard deviation of the shock, in points, where it has one; scale of the shock if Student-t with ν ≤ 2.
  public var sigma: Double
  /// ν of a Student-t shock, scaled to standard deviation σ; nil for a normal one.
  public var degreesOfFreedom: Double?
  public var provenance: Provenance
  /// Observations and regions behind an estimate.
  public var observations: Int?
  public var regions: Int?
  /// What it was estimated on, who published it, or why it is assumed.
  public var source: String

  public init(
    _ variable: String, on driver: String? = nil, anchor: Double, anchorStandardError: Double = 0,
    driverMean: Double = 0, slope: Double = 0, slopeStandardError: Double = 0, persistence: Double = 0,
    persistenceStandardError: Double = 0, lastResidual: Double = 0, sigma: Double,
    degreesOfFreedom: Double? = nil,
    provenance: Provenance, observations: Int? = nil, regions: Int? = nil, source: String
  ) {
    self.variable = variable
    self.driver = driver
    self.anchor = anchor
    self.anchorStandardError = anchorStandardError
    self.driverMean = driverMean
    self.slope = slope
    self.slopeStandardError = slopeStandardError
    self.persistence = persistence
    self.persistenceStandardError = persistenceStandardError
    self.lastResidual = lastResidual
    self.sigma = sigma
    self.degreesOfFreedom = degreesOfFreedom
    self.provenance = provenance
    self.observations = observations
    self.regions = regions
    self.source = source
  }
}
