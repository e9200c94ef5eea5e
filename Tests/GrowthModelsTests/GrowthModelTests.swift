import Datasets
import GrowthModels
import Scenarios
import Testing
import TimeSeries

@Suite struct GrowthModelTests {
  /// Means of a Gaussian model are those of its equations: gdp = 7.2 + 0.4·0.3 + 0.12·0, fai = 10 + 0.3·5.
  @Test func baselineMeansAreTheEquations() throws {
    let model = try Fixture.model(Fixture.three())
    let paths = try Paths(model.prepare(Fixture.scenario(), over: Fixture.horizon()), draws: 40_000)
    #expect(abs(paths.mean(Fixture.growth("gdp")) - 7.32) < 4 * 1.9 / 200)
    #expect(abs(paths.mean(Fixture.growth("fai")) - 11.5) < 4 * 8.2 / 200)
    // gdp: √(0.5² + 1.5² + (0.12·8)² + 2·0.3·1.5·0.96)
    let sd = (0.25 + 2.25 + 0.9216 + 2 * 0.3 * 1.5 * 0.96).squareRoot()
    #expect(abs(paths.deviation(Fixture.growth("gdp")) / sd - 1) < 4 / (2.0 * 40_000).squareRoot())
    #expect(paths.effective.rounded() == 40_000)
  }

  @Test func anOverrideMovesWhatFollows() throws {
    let model = try Fixture.model(Fixture.three())
    let base = try Paths(model.prepare(Fixture.scenario(), over: Fixture.horizon()), draws: 500)
    let override = Override(.variable(Fixture.growth("fai")), .add(10), at: Fixture.place)
    let pushed = try Paths(
      model.prepare(Fixture.scenario(overrides: [override]), over: Fixture.horizon()), draws: 500)
    for i in 0..<500 {
      #expect(abs(pushed[Fixture.growth("fai")][i] - base[Fixture.growth("fai")][i] - 10) < 1e-12)
      #expect(abs(pushed[Fixture.growth("gdp")][i] - base[Fixture.growth("gdp")][i] - 1.2) < 1e-12)
    }
  }

  @Test(arguments: [false, true]) func hardConditionsAreMetInEveryLane(uncertain: Bool) throws {
    let model = try Fixture.model(Fixture.three(uncertain: uncertain))
    let scenario = Fixture.scenario(conditions: [
      Fixture.condition("fai", 30), Fixture.condition("budget_revenue", 0),
    ])
    let paths = try Paths(model.prepare(scenario, over: Fixture.horizon()), draws: 2000)
    #expect(paths[Fixture.growth("fai")].allSatisfy { abs($0 - 30) < 1e-9 })
    #expect(paths[Fixture.growth("budget_revenue")].allSatisfy { abs($0) < 1e-9 })
    #expect((paths.effective < 1999) == uncertain)
  }

  @Test func densityConditionAchievesItsMomentsThroughWeights() throws {
    let model = try Fixture.model(Fixture.three(uncertain: true))
    let scenario = Fixture.scenario(conditions: [Fixture.condition("budget_revenue", 12, sd: 2)])
    let paths = try Paths(model.prepare(scenario, over: Fixture.horizon()), draws: 100_000)
    let error = 2 / paths.effective.squareRoot()
    #expect(abs(paths.mean(Fixture.growth("budget_revenue")) - 12) < 4 * error)
    #expect(abs(paths.deviation(Fixture.growth("budget_revenue")) - 2) < 4 * error)
  }
}
