import Datasets
import GrowthModels
import Scenarios
import StructuralModels
import TimeSeries

/// Small models for tests; all numbers are illustrations.
enum Fixture {
  static let place = SourcePosition(file: "plan.yaml", line: 7, column: 5)

  static func equation(
    _ id: String, on driver: String? = nil, _ anchor: Double, _ se: Double = 0, driverMean: Double = 0,
    slope: Double = 0, slopeError: Double = 0, persistence: Double = 0, last: Double = 0, sigma: Double,
    ν: Double? = nil
  ) -> AnchoredEquation {
    AnchoredEquation(
      id, on: driver, anchor: anchor, anchorStandardError: se, driverMean: driverMean, slope: slope,
      slopeStandardError: slopeError, persistence: persistence, lastResidual: last, sigma: sigma,
      degreesOfFreedom: ν, provenance: .assumption, source: "test")
  }

  static func scalar(_ id: String, _ distribution: ParameterDistribution) -> Parameter {
    Parameter(id, name: Bilingual(id), distribution, unit: "ratio", provenance: .assumption, source: "test")
  }

  static func base(_ id: String, _ level: Double?, _ growth: Double? = nil) -> GrowthParameters.BaseValue {
    GrowthParameters.BaseValue(id, level: level, growth: growth, source: "test")
  }

  static func share(_ id: String, _ share: Double) -> GrowthParameters.Share {
    GrowthParameters.Share(id, share, provenance: .derived, source: "test")
  }

  static func correlations(_ ids: [String], _ rho: Double) -> GrowthParameters.ShockCorrelations {
    GrowthParameters.ShockCorrelations(
      variables: ids, matrix: ids.map { a in ids.map { $0 == a ? 1 : rho } }, provenance: .assumption,
      source: "test")
  }

  /// GDP, investment and revenue, all Gaussian: no fat tails, multiplicative coefficients fixed.
  static func three(uncertain: Bool = false) -> GrowthParameters {
    GrowthParameters(
      baseYear: 2019,
      equations: [
        equation("gdp", 7.2, 0.5, persistence: 0.4, last: 0.3, sigma: 1.5),
        equation("fai", 10, 1.5, persistence: 0.3, last: 5, sigma: 8, ν: uncertain ? 4 : nil),
        equation(
          "budget_revenue", on: "gdp_nominal", 6, 1, driverMean: 9.2, slope: 1,
          slopeError: uncertain ? 0.25 : 0, sigma: 4),
      ],
      scalars: [
        scalar("gdp_deflator", .normal(mean: 2, sd: 1)),
        scalar("investment_link", uncertain ? .normal(mean: 0.12, sd: 0.05) : .fixed(0.12)),
        scalar("within_year.correlation", .fixed(0.3)),
      ],
      correlations: correlations(["gdp", "fai", "budget_revenue"], 0.3),
      base: [base("gdp", 520, 7.5), base("fai", 370, 21), base("budget_revenue", 40, 12.5)], sectors: [],
      areas: [])
  }

  /// The library's equations, but for revenue following growth of GDP in current prices.
  static let equations: ModelText = {
    let lines = GrowthEquations.shipped.lines.map { line in
      line.hasPrefix("for each x in industrial_va, budget_revenue")
        ? line.replacing(" budget_revenue,", with: "") : line
    }
    let revenue = """
      variable gdp_nominal "GDP in current prices" "现价地区生产总值"
      identity gdp_nominal = gdp + gdp_deflator
      for each x in budget_revenue
        parameter x.anchor, x.slope, x.driver_mean, x.persistence, x.sigma given
        behavioral x = x.anchor + x.slope*(gdp_nominal - x.driver_mean)
          errors ar(x.persistence) sd(x.sigma)
      end
      """
    return ModelText((lines + [revenue]).joined(separator: "\n"), file: "own.model")
  }()

  static func model(
    _ parameters: GrowthParameters, settings: GrowthSettings = GrowthSettings(),
    deliveries: [DeliveryTarget] = []
  ) throws -> GrowthModel {
    try GrowthModel(parameters, settings: settings, deliveries: deliveries, equations: equations)
  }

  static func scenario(
    _ id: String = "s", overrides: [Override] = [], conditions: [Condition] = []
  ) -> Scenario {
    Scenario(id: id, name: Bilingual(id), overrides: overrides, conditions: conditions, at: place)
  }

  static func growth(_ id: String) -> Quantity { Quantity(id, .growth) }
  static func level(_ id: String) -> Quantity { Quantity(id, .level) }

  static func condition(_ id: String, _ mean: Double, sd: Double = 0, _ period: Period = .year(2020))
    -> Condition
  {
    Condition(growth(id), in: period, mean: mean, standardDeviation: sd, at: place)
  }

  static func horizon(_ last: Int = 2020) -> Horizon { Horizon(.year(2020)...(.year(last))) }
}

/// All draws of one projection, by quantity and year.
struct Paths {
  let quantities: [Quantity]
  let years: Int
  private(set) var rows: [[Double]]
  private(set) var valid: [Double] = []
  /// exp(log-weight − scale); ones where nothing is weighted.
  private(set) var weights: [Double] = []

  init(_ projection: any PreparedProjection, years: Int = 1, draws: Int = 20_000, seed: UInt64 = 7) throws {
    quantities = projection.quantities
    self.years = years
    rows = [[Double]](repeating: [], count: quantities.count * years)
    var block = PathBlock(seed: seed)
    for start in stride(from: 0, to: draws, by: PathBlock.capacity) {
      let end = min(start + PathBlock.capacity, draws)
      try projection.fill(&block, draws: UInt64(start)..<UInt64(end))
      for q in quantities.indices {
        for t in 0..<years {
          rows[q * years + t] += UnsafeBufferPointer(start: block.row(q, period: t), count: block.lanes)
        }
      }
      valid += UnsafeBufferPointer(start: block.validity, count: block.lanes)
      for lane in 0..<block.lanes {
        weights.append(block.isWeighted ? exponential(block.logWeights[lane] - projection.logWeightScale) : 1)
      }
    }
  }

  subscript(_ quantity: Quantity, year: Int = 0) -> [Double] {
    guard let q = quantities.firstIndex(of: quantity) else { return [] }
    return rows[q * years + year]
  }

  func mean(_ quantity: Quantity, year: Int = 0) -> Double { weighted(self[quantity, year]) }

  func deviation(_ quantity: Quantity, year: Int = 0) -> Double {
    let x = self[quantity, year]
    let m = weighted(x)
    return weighted(x.map { ($0 - m) * ($0 - m) }).squareRoot()
  }

  func weighted(_ x: [Double]) -> Double {
    var sum = 0.0
    var total = 0.0
    for i in x.indices where valid[i] > 0 {
      sum += weights[i] * x[i]
      total += weights[i]
    }
    return sum / total
  }

  /// (Σw)²/Σw².
  var effective: Double {
    let w = zip(weights, valid).map { $0 * $1 }
    let sum = w.reduce(0, +)
    return sum * sum / w.reduce(0) { $0 + $1 * $1 }
  }
}
