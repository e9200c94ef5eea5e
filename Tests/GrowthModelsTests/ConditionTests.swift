import GrowthModels
import Scenarios
import Testing
import TimeSeries

@Suite struct ConditionTests {
  private static let draws = 20_000

  private func paths(_ model: GrowthModel, _ scenario: Scenario, draws: Int = draws) throws -> Paths {
    try Paths(model.prepare(scenario, over: Fixture.horizon()), draws: draws)
  }

  /// Investment is expected to grow by 9.8 + 0.3·11; told so, nobody expects anything else of any other variable.
  @Test(arguments: [0.0, 1.0]) func aConditionOnTheMeanChangesNoMean(panelWeight: Double) throws {
    let model = try Fixture.gaussianModel(panelWeight: panelWeight)
    let base = try paths(model, Fixture.scenario())
    let told = try paths(model, Fixture.scenario(conditions: [Fixture.condition("fai", 13.1)]))
    #expect(told.effective.rounded() == Double(Self.draws))
    for quantity in base.quantities where quantity.measure == .growth && quantity.variable != "fai" {
      // Common draws: the means differ by the sampling error of investment's own mean times its coefficient (≤ 1 of its sd).
      let sd = base.deviation(quantity)
      let error = 4 * sd / Double(Self.draws).squareRoot()
      #expect(abs(told.mean(quantity) - base.mean(quantity)) < error + 1e-12, "\(quantity.variable)")
      #expect(told.deviation(quantity) <= sd * 1.001 + 1e-12, "\(quantity.variable)")
    }
  }

  /// As its standard deviation goes to zero a density condition becomes the hard one, draw by draw.
  @Test func aDensityConditionShrinksToTheHardOne() throws {
    let model = try Fixture.gaussianModel()
    let hard = try paths(model, Fixture.scenario(conditions: [Fixture.condition("retail", 4)]), draws: 2000)
    var last = Double.infinity
    for sd in [1.0, 0.1, 0.01, 1e-6] {
      let soft = try paths(
        model, Fixture.scenario(conditions: [Fixture.condition("retail", 4, sd: sd)]), draws: 2000)
      var gap = 0.0
      for quantity in hard.quantities where quantity.measure == .growth {
        for (a, b) in zip(hard[quantity], soft[quantity]) { gap = max(gap, abs(a - b)) }
      }
      #expect(gap < last / 5)
      last = gap
    }
    #expect(last < 1e-4)
  }

  /// Moments asked for are moments found, tails, slopes and supply side uncertain.
  @Test func densityConditionsAchieveTheirMoments() throws {
    let model = try Fixture.districtModel()
    let conditions = [Fixture.condition("fai", 30, sd: 4), Fixture.condition("retail", 5, sd: 1.5)]
    let paths = try paths(model, Fixture.scenario(conditions: conditions), draws: 60_000)
    for (id, mean, sd) in [("fai", 30.0, 4.0), ("retail", 5.0, 1.5)] {
      let error = 4 * sd / paths.effective.squareRoot()
      #expect(abs(paths.mean(Fixture.growth(id)) - mean) < error, "\(id)")
      #expect(abs(paths.deviation(Fixture.growth(id)) - sd) < error, "\(id)")
    }
    #expect(paths.effective > 3000)
  }

  /// Held: others move through equations only. Conditioned: correlated shocks are believed to have moved too.
  @Test func holdingIsNotConditioning() throws {
    let model = try Fixture.gaussianModel()
    let base = try paths(model, Fixture.scenario())
    let set = Override(.variable(Fixture.growth("retail")), .set(20, standardDeviation: 0), at: Fixture.place)
    let held = try paths(model, Fixture.scenario(overrides: [set]))
    let told = try paths(model, Fixture.scenario(conditions: [Fixture.condition("retail", 20)]))
    #expect(held[Fixture.growth("retail")].allSatisfy { $0 == 20 })
    for quantity in base.quantities where quantity.variable != "retail" {
      #expect(held[quantity] == base[quantity], "\(quantity.variable)")
    }
    #expect(told.mean(Fixture.growth("gdp")) - base.mean(Fixture.growth("gdp")) > 1)
    let revenue = Fixture.growth("budget_revenue")
    #expect(told.mean(revenue) - base.mean(revenue) > 1)
  }

  @Test func holdAtBaselineKeepsTheMeanPath() throws {
    let model = try Fixture.gaussianModel()
    let hold = Override(.variable(Fixture.growth("fai")), .hold(.baseline), at: Fixture.place)
    let shift = Override(.parameter("fai.anchor"), .add(7), at: Fixture.place)
    let projection = try model.prepare(Fixture.scenario(overrides: [hold, shift]), over: Fixture.horizon())
    let paths = try Paths(projection, draws: 100)
    #expect(paths[Fixture.growth("fai")].allSatisfy { abs($0 - 13.1) < 1e-12 })
    #expect(projection.imposed.count == 1)
    #expect(projection.imposed[0].manner == .held)
  }

  /// Differences between scenarios are precise because they share draws.
  @Test func commonDrawsMakeDifferencesPrecise() throws {
    let model = try Fixture.districtModel()
    let override = Override(.variable(Fixture.growth("gdp")), .addFactor(-1), at: Fixture.place)
    let base = try paths(model, Fixture.scenario(), draws: 4000)
    let low = try paths(model, Fixture.scenario(overrides: [override]), draws: 4000)
    let retail = Fixture.growth("retail")
    let gaps = zip(low[retail], base[retail]).map { $0 - $1 }
    let mean = gaps.reduce(0, +) / 4000
    let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4000
    #expect(mean < -0.2 && mean > -1)
    #expect(variance.squareRoot() < base.deviation(retail) / 5)
  }

  /// Elapsed part of a year: with weight w of the year known and the parts uncorrelated, the rest of the year is what was expected:
  /// growth of the year is w g_e + (1 − w) M for a variable known for certain but for its shocks.
  @Test func theElapsedPartMovesTheYearByItsWeight() throws {
    let parameters = GrowthParameters(
      baseYear: 2019,
      equations: [Fixture.equation("gdp", 7, sigma: 2), Fixture.equation("fai", 10, sigma: 8)],
      scalars: [Fixture.scalar("within_year.correlation", .fixed(0))],
      correlations: Fixture.correlations(["gdp", "fai"], 0.4), base: [], sectors: [], areas: [])
    let (w, n) = (0.23, 160_000)
    let model = try GrowthModel(parameters, settings: GrowthSettings(elapsedWeights: [.quarter(2020, 1): w]))
    let condition = Fixture.condition("gdp", -10, .quarter(2020, 1))
    let paths = try paths(model, Fixture.scenario(conditions: [condition]), draws: n)
    // u | e = w e + (1 − w) r: mean w(−17), variance (1 − w)²/D of σ², D = w² + (1 − w)².
    let d = w * w + (1 - w) * (1 - w)
    let sd = 2 * (1 - w) / d.squareRoot()
    #expect(abs(paths.mean(Fixture.growth("gdp")) - (7 - 17 * w)) < 4 * sd / 400)
    #expect(abs(paths.deviation(Fixture.growth("gdp")) / sd - 1) < 4 / (2 * Double(n)).squareRoot())
    // Investment follows by the correlation of shocks: 8·0.4·(−17 w)/2.
    #expect(abs(paths.mean(Fixture.growth("fai")) - (10 - 8 * 0.4 * 17 * w / 2)) < 4 * 8 / 400)
  }

  /// A fat-tailed shock known to be s standard deviations out: λ | s ~ Gamma((ν + 1)/2, ½ (1 + s²/(ν − 2))), so that the normal behind it is
  /// s √(λ/(ν − 2)) and what is correlated with it moves by that: E √λ = Γ(ν/2 + 1)/Γ((ν + 1)/2) √(2/(1 + s²/(ν − 2))).
  @Test(arguments: [0.5, 3.0, 8.0]) func aTailEventIsBelievedToBeOne(s: Double) throws {
    let parameters = GrowthParameters(
      baseYear: 2019,
      equations: [Fixture.equation("gdp", 7, sigma: 2), Fixture.equation("fai", 10, sigma: 8, ν: 3)],
      scalars: [], correlations: Fixture.correlations(["gdp", "fai"], 0.5), base: [], sectors: [], areas: [])
    let scenario = Fixture.scenario(conditions: [Fixture.condition("fai", 10 + 8 * s)])
    let paths = try paths(GrowthModel(parameters), scenario)
    // Γ(5/2)/Γ(2) = 1.3293403881791370
    let behind = s * 1.329340388179137 * (2 / (1 + s * s)).squareRoot()
    #expect(
      abs(paths.mean(Fixture.growth("gdp")) - (7 + 2 * 0.5 * behind)) < 4 * 2
        / Double(Self.draws).squareRoot())
    // Nothing else moves investment: every draw counts the same.
    #expect(paths.effective > 0.999 * Double(Self.draws))
  }

  /// Every instruction-set variant this processor has gives the same bytes.
  @Test func sameBytesFromEveryVariant() throws {
    let model = try Fixture.districtModel()
    let scenario = Fixture.scenario(
      conditions: [Fixture.condition("fai", 25, sd: 4), Fixture.condition("budget_revenue", 0)])
    let all = try InstructionSets.each {
      let paths = try Paths(model.prepare(scenario, over: Fixture.horizon(2021)), years: 2, draws: 700)
      return paths.rows.flatMap { $0 }.map(\.bitPattern) + paths.weights.map(\.bitPattern)
    }
    for other in all.dropFirst() { #expect(other == all[0]) }
  }

  /// A draw's values do not depend on the block it is made in.
  @Test func blocksDoNotMatter() throws {
    let model = try Fixture.districtModel()
    let projection = try model.prepare(Fixture.scenario(), over: Fixture.horizon())
    let all = try Paths(projection, draws: 256)
    var block = PathBlock(seed: 7)
    try projection.fill(&block, draws: 100..<113)
    for q in projection.quantities.indices {
      for lane in 0..<13 { #expect(block.row(q, period: 0)[lane] == all.rows[q][100 + lane]) }
    }
  }
}
