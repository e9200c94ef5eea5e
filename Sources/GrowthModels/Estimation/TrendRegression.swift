import LinearAlgebra
import Regression

/// Growth of one variable over regions and years, on a driver and a common linear trend, by least squares:
///
///     y_it = a + b x_it + c (t − T) + u_it ,   T the last year of the panel
///
/// The trend keeps the slowdown of decades out of the slope. Standard errors are clustered by region, or homoskedastic where those are
/// larger: with few regions clustered errors are too small. Observations whose
/// residual exceeds `outlierMultiple` robust standard deviations (1.4826 × the median absolute residual) are set aside once, named in
/// `setAside`, and the equation is estimated again: communiqués mix boundaries and definitions, and one doubled revenue would
/// otherwise decide the fit. Growth in percent, b in points per point, c in points per year.
public struct TrendRegression: Sendable, Hashable {
  public struct Observation: Sendable, Hashable {
    public var cell: GrowthPanel.Cell
    public var response: Double
    public var driver: Double?

    public init(_ cell: GrowthPanel.Cell, response: Double, driver: Double?) {
      self.cell = cell
      self.response = response
      self.driver = driver
    }
  }

  public static let outlierMultiple = 6.0

  /// T + 1, the year the equation is anchored in.
  public let anchorYear: Int
  /// Expected growth in the anchor year when the driver is at `driverMean`, and its standard error.
  public let anchor: Double
  public let anchorStandardError: Double
  /// The driver's value at which the estimates of anchor and slope are uncorrelated; zero without a driver.
  public let driverMean: Double
  public let slope: Double
  public let slopeStandardError: Double
  /// c.
  public let trend: Double
  /// Standard deviation of u.
  public let sigma: Double
  /// Observations kept, and the regions and years they come from.
  public let observations: Int
  public let regions: Int
  public let years: ClosedRange<Int>
  /// u of the observations kept.
  public let residuals: [GrowthPanel.Cell: Double]
  public let setAside: [Observation]
  /// Whether the standard errors are those clustered by region.
  public let isClustered: Bool

  /// - Throws: `RegressionError` when the observations cannot carry the equation.
  public init(_ observations: [Observation], lastYear: Int) throws {
    let first = try Self.fit(observations, lastYear: lastYear)
    let spread = 1.4826 * Self.median(first.residuals.map(abs))
    let isKept = first.residuals.map { abs($0) <= Self.outlierMultiple * spread }
    let kept = zip(observations, isKept).filter(\.1).map(\.0)
    setAside = zip(observations, isKept).filter { !$0.1 }.map(\.0)
    let fit = setAside.isEmpty ? first : try Self.fit(kept, lastYear: lastYear)

    let hasDriver = kept.contains { $0.driver != nil }
    let covariance = fit.covariance
    let trendIndex = hasDriver ? 2 : 1
    let level = fit.coefficients[0] + fit.coefficients[trendIndex]
    let levelVariance = covariance[0, 0] + covariance[trendIndex, trendIndex] + 2 * covariance[0, trendIndex]
    trend = Self.rounded(fit.coefficients[trendIndex])
    sigma = Self.rounded(fit.sigma)
    if hasDriver {
      let slopeVariance = covariance[1, 1]
      let levelSlope = covariance[0, 1] + covariance[1, trendIndex]
      let centre = -levelSlope / slopeVariance
      driverMean = Self.rounded(centre)
      slope = Self.rounded(fit.coefficients[1])
      slopeStandardError = Self.rounded(slopeVariance.squareRoot())
      anchor = Self.rounded(level + fit.coefficients[1] * centre)
      anchorStandardError = Self.rounded(
        (levelVariance - levelSlope * levelSlope / slopeVariance).squareRoot())
    } else {
      (driverMean, slope, slopeStandardError) = (0, 0, 0)
      anchor = Self.rounded(level)
      anchorStandardError = Self.rounded(levelVariance.squareRoot())
    }
    anchorYear = lastYear + 1
    isClustered = fit.choice.covariance != .homoskedastic
    self.observations = kept.count
    regions = Set(kept.map(\.cell.region)).count
    let seen = kept.map(\.cell.year)
    years = (seen.min() ?? lastYear)...(seen.max() ?? lastYear)
    residuals = Dictionary(uniqueKeysWithValues: zip(kept.map(\.cell), fit.residuals))
  }

  /// What the equation expects in the panel's last year at a given value of the driver.
  public func expectedInLastYear(driver: Double?) -> Double {
    anchor - trend + slope * ((driver ?? 0) - driverMean)
  }

  private static func fit(_ observations: [Observation], lastYear: Int) throws -> LeastSquares.Fit {
    let hasDriver = observations.contains { $0.driver != nil }
    let order = Set(observations.map(\.cell.region)).sorted()
    let label = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    let constant = observations.map { _ in 1.0 }
    let trend = observations.map { Double($0.cell.year - lastYear) }
    let drivers = hasDriver ? [observations.map { $0.driver ?? 0 }] : []
    let design = Matrix(columns: [constant] + drivers + [trend])
    let names = ["constant"] + (hasDriver ? ["driver"] : []) + ["trend"]
    let fits = try [
      Covariance.clustered(by: observations.map { label[$0.cell.region] ?? 0 }), .homoskedastic,
    ].map { try LeastSquares(covariance: $0).fit(observations.map(\.response), on: design, names: names) }
    let decisive = hasDriver ? 1 : 0
    return fits[0].standardErrors[decisive] >= fits[1].standardErrors[decisive] ? fits[0] : fits[1]
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// Nine decimals: the last bits of LAPACK differ between processors and must not reach a draw.
  static func rounded(_ value: Double) -> Double { (value * 1e9).rounded() / 1e9 }
}
