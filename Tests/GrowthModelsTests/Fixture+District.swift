import GrowthModels
import Scenarios
import TimeSeries

extension Fixture {
  /// A whole district: every block of the model, numbers near those of Caidian in January 2020.
  ///
  /// - Parameter gaussian: fixes what multiplies (slopes, supply) and takes the tails off, so that growth is exactly normal.
  static func district(gaussian: Bool = false) -> GrowthParameters {
    func se(_ value: Double) -> Double { gaussian ? 0 : value }
    func uncertain(_ distribution: ParameterDistribution, _ value: Double) -> ParameterDistribution {
      gaussian ? .fixed(value) : distribution
    }
    func follows(
      _ id: String, _ driver: String, _ anchor: Double, _ error: Double, at mean: Double, _ slope: Double,
      _ slopeError: Double, sigma: Double, last: Double = 0, ν: Double? = nil
    ) -> AnchoredEquation {
      equation(
        id, on: driver, anchor, error, driverMean: mean, slope: slope, slopeError: se(slopeError),
        persistence: 0.3,
        last: last, sigma: sigma, ν: gaussian ? nil : ν)
    }
    let equations = [
      equation("fai", 9.8, 2, persistence: 0.3, last: 11, sigma: 8, ν: gaussian ? nil : 3),
      equation("gdp", 7.3, 0.6, persistence: 0.38, last: 0.2, sigma: 1.5),
      follows("va_primary", "gdp", 3.5, 0.7, at: 7.3, 0.25, 0.1, sigma: 1),
      follows("va_secondary", "gdp", 7.5, 0.7, at: 7.3, 1.3, 0.3, sigma: 1.5),
      follows("va_tertiary", "gdp", 7.8, 0.7, at: 7.3, 0.9, 0.2, sigma: 1.5),
      follows("industrial_va", "gdp", 7.3, 0.8, at: 7.3, 1.5, 0.3, sigma: 2),
      follows("budget_revenue", "gdp_nominal", 6, 2, at: 9.3, 1, 0.25, sigma: 5, last: 3),
      follows("retail", "gdp", 10, 1, at: 7.3, 0.8, 0.3, sigma: 2.5),
      follows("trade", "gdp", 5, 4, at: 7.3, 1, 1, sigma: 12),
      follows("fdi", "gdp", 9, 4, at: 7.3, 1, 1, sigma: 10),
      follows("urban_income", "gdp", 8.5, 0.6, at: 7.3, 0.4, 0.2, sigma: 0.9),
      follows("rural_income", "gdp", 9, 0.6, at: 7.3, 0.4, 0.2, sigma: 1.2),
      follows("urban_new_jobs", "gdp", 0, 3, at: 7.3, 3, 2, sigma: 6),
      follows("tourist_visits", "gdp", 12, 4, at: 7.3, 1.5, 0.5, sigma: 6),
      follows("fai.dev_zone", "fai", 9.8, 3, at: 9.8, 1, 0.2, sigma: 10, ν: 3),
      follows("fai.eco_city", "fai", 9.8, 3, at: 9.8, 1, 0.2, sigma: 10, ν: 3),
      follows("fai.rest", "fai", 9.8, 3, at: 9.8, 1, 0.2, sigma: 10, ν: 3),
      follows("investment_attraction", "fai", 5, 5, at: 9.8, 0.75, 0.15, sigma: 10),
      follows("industrial_investment", "fai", 9.8, 3, at: 9.8, 1, 0.2, sigma: 8),
      follows("tech_renovation", "industrial_investment", 11.8, 4, at: 9.8, 1, 0.2, sigma: 12),
      follows("hightech_va", "industrial_va", 12.3, 2, at: 7.3, 1, 0.2, sigma: 3),
      follows("agri_va", "va_primary", 3.5, 0.3, at: 3.5, 1, 0, sigma: 0.3),
      equation("spend_per_visit", 1, 2, persistence: 0.3, sigma: 3),
      follows("unemployment", "gdp", 0, 0, at: 7.3, 0.07, 0, sigma: 0.1),
    ]
    return GrowthParameters(
      baseYear: 2019, equations: equations,
      scalars: [
        scalar("alpha", uncertain(.beta(mean: 0.5, sd: 0.05), 0.5)),
        scalar("delta", uncertain(.triangular(lower: 0.055, mode: 0.067, upper: 0.1096), 0.07)),
        scalar("capital_output_ratio", uncertain(.logNormal(median: 2.6, sdLog: 0.25), 2.6)),
        scalar("kappa", uncertain(.beta(mean: 0.62, sd: 0.08), 0.62)),
        scalar("tfp", .normal(mean: 1.5, sd: 1)), scalar("labour", .normal(mean: 0.5, sd: 0.5)),
        scalar("investment_link", uncertain(.normal(mean: 0.12, sd: 0.05), 0.12)),
        scalar("gdp_deflator", .normal(mean: 2, sd: 1)), scalar("cpi", .normal(mean: 3, sd: 1)),
        scalar("unemployment.slope", uncertain(.truncatedNormal(mean: 0.05, sd: 0.05, lower: 0), 0.06)),
        scalar("within_year.correlation", .fixed(0.3)),
        scalar("delivery.ensure.mean", .normal(mean: 106, sd: 2)),
        scalar("delivery.strive.mean", .normal(mean: 101, sd: 2)),
        scalar("delivery.plain.mean", .normal(mean: 104, sd: 2)), scalar("delivery.sigma", .fixed(7)),
        scalar("delivery.correlation", .fixed(0.3)),
      ],
      correlations: correlations(equations.map(\.variable), 0.2), base: districtBase,
      sectors: [share("va_primary", 0.09), share("va_secondary", 0.65), share("va_tertiary", 0.26)],
      areas: [
        share("fai.dev_zone", 140.0 / 370), share("fai.eco_city", 116.1 / 370),
        share("fai.rest", 113.9 / 370),
      ])
  }

  private static var districtBase: [GrowthParameters.BaseValue] {
    [
      base("gdp", 520, 7.5), base("fai", 370, 21), base("budget_revenue", 40, 12.5), base("retail", 144, 10),
      base("trade", 38.72, 5), base("fdi", 6.26, 12.5), base("investment_attraction", 520),
      base("hightech_va", nil, 15), base("urban_income", 38517, 9), base("rural_income", 22857, 9),
      base("industrial_investment", 114.6552), base("tech_renovation", 43.1),
      base("tourist_visits", 699.9125),
      base("tourism_revenue", 23.0088), base("urban_new_jobs", 7700), base("unemployment", 3),
    ]
  }

  static let districtSettings = GrowthSettings(
    panelWeight: 0.5, elapsedWeights: [.quarter(2020, 1): 0.2294, .half(2020, 1): 0.4742],
    highTechShare: 0.6152)

  static let deliveries = (1...40).map {
    DeliveryTarget(
      "count\($0)", name: Bilingual("count \($0)"), modality: [.ensure, .strive, .plain][$0 % 3])
  }

  /// Every block with forty delivery targets.
  static func districtModel() throws -> GrowthModel {
    try model(district(), settings: districtSettings, deliveries: deliveries)
  }

  /// Exactly Gaussian in the first year: one view of GDP, nothing uncertain that multiplies.
  static func gaussianModel(panelWeight: Double = 1) throws -> GrowthModel {
    try model(
      district(gaussian: true),
      settings: GrowthSettings(
        panelWeight: panelWeight, elapsedWeights: districtSettings.elapsedWeights, highTechShare: 0.6152))
  }
}
