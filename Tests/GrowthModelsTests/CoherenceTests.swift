import GrowthModels
import Scenarios
import Testing
import TimeSeries

/// Accounting that holds in every draw, whatever a scenario does.
@Suite struct CoherenceTests {
  static let scenarios: [Scenario] = [
    Fixture.scenario("baseline"),
    Fixture.scenario(
      "overrides",
      overrides: [
        Override(.variable(Fixture.growth("fai")), .add(5), at: Fixture.place),
        Override(.variable(Fixture.growth("va_secondary")), .set(4, standardDeviation: 1), at: Fixture.place),
        Override(.variable(Fixture.level("fai.eco_city")), .scale(0.7), at: Fixture.place),
        Override(.volatility(nil), .scale(1.5), at: Fixture.place),
      ]),
    Fixture.scenario(
      "conditions",
      conditions: [
        Fixture.condition("fai", 25, sd: 4), Fixture.condition("va_secondary", 3),
        Fixture.condition("retail", 2),
      ]),
  ]

  @Test(arguments: scenarios, [2020, 2023]) func partsSumToTotals(scenario: Scenario, last: Int) throws {
    let model = try Fixture.districtModel()
    let years = last - 2019
    let paths = try Paths(model.prepare(scenario, over: Fixture.horizon(last)), years: years, draws: 1000)
    for t in 0..<years {
      let areas = ["fai.dev_zone", "fai.eco_city", "fai.rest"].map { paths[Fixture.level($0), t] }
      let total = paths[Fixture.level("fai"), t]
      #expect(total.indices.allSatisfy { i in abs(areas.reduce(0) { $0 + $1[i] } / total[i] - 1) < 1e-10 })
    }
    let weights = [("va_primary", 0.09), ("va_secondary", 0.65), ("va_tertiary", 0.26)]
    let sectors = weights.map { (paths[Fixture.growth($0.0)], $0.1) }
    let gdp = paths[Fixture.growth("gdp")]
    #expect(gdp.indices.allSatisfy { i in abs(sectors.reduce(0) { $0 + $1.0[i] * $1.1 } - gdp[i]) < 1e-10 })
    let industry = paths[Fixture.growth("industrial_va")]
    let high = paths[Fixture.growth("hightech_va")]
    let other = paths[Fixture.growth("other_industrial_va")]
    #expect(
      industry.indices.allSatisfy { abs(0.6152 * high[$0] + 0.3848 * other[$0] - industry[$0]) < 1e-10 })
  }

  @Test func levelsFollowGrowth() throws {
    let model = try Fixture.districtModel()
    let paths = try Paths(
      model.prepare(Fixture.scenario(), over: Fixture.horizon(2025)), years: 6, draws: 300)
    for id in ["fai", "fai.rest", "retail", "urban_income"] {
      for t in 1..<6 {
        let (before, after, growth) = (
          paths[Fixture.level(id), t - 1], paths[Fixture.level(id), t], paths[Fixture.growth(id), t]
        )
        #expect(before.indices.allSatisfy { abs(after[$0] / before[$0] - 1 - growth[$0] / 100) < 1e-12 })
      }
    }
    let finite = paths.rows.allSatisfy { $0.allSatisfy(\.isFinite) }
    #expect(finite)
    #expect(paths.valid.filter { $0 == 0 }.count < 5)
    // Revenue of the fifth year lies between a third and five times of the base year's 40 in the mean.
    #expect((13.0...200).contains(paths.mean(Fixture.level("budget_revenue"), year: 5)))
  }

  /// A draw's year 2020 is the same whether the horizon ends there or later.
  @Test func aLongerHorizonLeavesTheFirstYearAlone() throws {
    let model = try Fixture.districtModel()
    let short = try Paths(model.prepare(Fixture.scenario(), over: Fixture.horizon()), draws: 300)
    let long = try Paths(model.prepare(Fixture.scenario(), over: Fixture.horizon(2022)), years: 3, draws: 300)
    for quantity in short.quantities { #expect(short[quantity] == long[quantity, 0], "\(quantity)") }
  }

  @Test func hardConditionsAreMetInEveryLane() throws {
    let model = try Fixture.districtModel()
    let imposed: [(String, Double)] = [
      ("va_primary", -3.8), ("va_secondary", -7.3), ("va_tertiary", -3.1), ("fai", -11.8), ("retail", -20.9),
      ("industrial_va", -6.9),
    ]
    let scenario = Fixture.scenario(
      overrides: [Override(.volatility(nil), .scale(6), at: Fixture.place)],
      conditions: imposed.map { Fixture.condition($0.0, $0.1) })
    let projection = try model.prepare(scenario, over: Fixture.horizon())
    let paths = try Paths(projection, draws: 5000)
    for (id, value) in imposed {
      #expect(paths[Fixture.growth(id)].allSatisfy { abs($0 - value) < 1e-9 }, "\(id)")
    }
    // Aggregation of the imposed sectors with the base year's weights.
    #expect(
      paths[Fixture.growth("gdp")].allSatisfy { abs($0 - (-0.09 * 3.8 - 0.65 * 7.3 - 0.26 * 3.1)) < 1e-9 })
    #expect(projection.plausibility.map { $0.pValue < 1e-6 } == true)
    #expect(projection.imposed.count == 6)
  }
}
