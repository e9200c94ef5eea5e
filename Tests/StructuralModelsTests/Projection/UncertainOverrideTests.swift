import Datasets
import Scenarios
import Testing
import TimeSeries

@testable import StructuralModels

/// What overrides do to what is uncertain. Draws are the same in every scenario, so that most of this is exact.
@Suite struct UncertainOverrideTests {
  let horizon = PeriodSpan(uncheckedBounds: (.year(1942), .year(1944)))

  private func override(
    _ variable: String, _ action: Override.Action, as measure: Measure = .level
  ) -> Override {
    Override(.variable(Quantity(variable, measure)), action, at: ProjectedDraws.place)
  }

  private func moments(_ x: [Double]) -> (mean: Double, deviation: Double) {
    let mean = x.reduce(0, +) / Double(x.count)
    let squares = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / Double(x.count)).squareRoot())
  }

  /// Klein's model is linear: twice the disturbances are twice the distance from the undisturbed path, draw by draw.
  @Test func volatility() throws {
    let projector = try StructuralProjector.klein()
    let path = try ProjectedDraws(.klein(StructuralProjector.certain), over: horizon, draws: 1)
    let plain = try ProjectedDraws(projector, over: horizon, draws: 300)
    let rough = try ProjectedDraws(
      projector, [Override(.volatility(nil), .scale(2), at: ProjectedDraws.place)], over: horizon, draws: 300)
    let calm = try ProjectedDraws(
      projector, ["cn", "i", "w1"].map { Override(.volatility($0), .scale(0), at: ProjectedDraws.place) },
      over: horizon, draws: 300)
    for variable in ["cn", "y", "k"] {
      for period in horizon {
        let center = path[variable, .level, period][0]
        let pairs = zip(plain[variable, .level, period], rough[variable, .level, period])
        for (a, b) in pairs { #expect(abs((b - center) - 2 * (a - center)) < 1e-8) }
        #expect(calm[variable, .level, period].allSatisfy { abs($0 - center) < 1e-9 })
      }
    }
  }

  /// A value set with a spread has it, the same numbers whatever else is assumed, and its equation's disturbance is gone.
  @Test func spreads() throws {
    let projector = try StructuralProjector.klein()
    let draws = 5000
    let cn = override("cn", .set(70, standardDeviation: 2))
    let one = try ProjectedDraws(projector, [cn], over: horizon, draws: draws)
    let both = try ProjectedDraws(
      projector, [override("g", .set(4, standardDeviation: 1), as: .growth), cn], over: horizon, draws: draws)
    let n = Double(draws).squareRoot()
    for period in horizon {
      let held = one["cn", .level, period]
      let (mean, deviation) = moments(held)
      #expect(abs(mean - 70) < 4.5 * 2 / n)
      #expect(abs(deviation / 2 - 1) < 4.5 * 0.71 / n)
      #expect(held == both["cn", .level, period])
      let growth = moments(both["g", .growth, period])
      #expect(abs(growth.mean - 4) < 4.5 / n)
      #expect(abs(growth.deviation - 1) < 4.5 * 0.71 / n)
    }
    #expect(one["cn", .level, .year(1942)] != one["cn", .level, .year(1943)])
    #expect(one["g", .level, .year(1944)].allSatisfy { $0 == 22.3 })
  }

  /// A parameter set with a spread is one number a draw: c = b x without disturbances.
  @Test func parameters() throws {
    let text = """
      frequency annual
      variable c
      parameter b = 1
      behavioral c = b*2
      """
    let projector = try StructuralProjector(
      Model(ModelText(text)), data: ModelData(), uncertainty: StructuralProjector.certain)
    let set = Override(.parameter("b"), .set(3, standardDeviation: 0.5), at: ProjectedDraws.place)
    let twice = Override(.parameter("b"), .scale(2), at: ProjectedDraws.place)
    let draws = 4000
    let found = try ProjectedDraws(projector, [set, twice], over: horizon, draws: draws)
    let (mean, deviation) = moments(found["c", .level, .year(1942)])
    let n = Double(draws).squareRoot()
    #expect(abs(mean - 12) < 4.5 * 2 / n)
    #expect(abs(deviation / 2 - 1) < 4.5 * 0.71 / n)
    #expect(found["c", .level, .year(1942)] == found["c", .level, .year(1944)])
  }

  /// Draws whose equations have no value are invalid: counted, and in no probability.
  @Test func invalidDraws() throws {
    let text = """
      frequency annual
      variable x
      variable y
      shock e ~ normal(0, 1)
      behavioral x = 1 + e
      identity y = log(x)
      """
    let projector = try StructuralProjector(
      Model(ModelText(text)), data: ModelData(), uncertainty: StructuralProjector.certain)
    let draws = 4000
    let year = PeriodSpan(uncheckedBounds: (.year(1942), .year(1942)))
    let target = Target(
      id: "positive", name: Bilingual("positive"), kind: .modelled,
      forms: [LinearForm([LinearForm.Term(1, Quantity("y", .level))])], bound: .atLeast(0), unit: .index,
      period: .year(1942), group: "headline", at: ProjectedDraws.place)
    let baseline = Scenario(id: "baseline", name: Bilingual("baseline"), at: ProjectedDraws.place)
    let result = try ScenarioBatch(
      targets: [target], projector: projector, scenarios: [baseline], horizon: Horizon(year), seed: 9,
      draws: draws
    ).run()
    let found = try ProjectedDraws(projector, over: year, draws: draws, seed: 9)
    let invalid = found.validity.count { $0 == 0 }
    #expect(result.scenarios[0].invalidDraws == invalid)
    // P(e < −1) = 0.158655
    #expect(abs(Double(invalid) / Double(draws) - 0.158655) < 4.5 * 0.3654 / Double(draws).squareRoot())
    let met = found["y", .level, .year(1942)].count { $0 >= 0 }
    let probability = result.scenarios[0].verdicts[0].probability.value
    #expect(probability == Double(met) / Double(draws - invalid))
  }
}
