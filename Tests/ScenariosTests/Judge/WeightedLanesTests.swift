import Foundation
import Scenarios
import Testing

/// Weighted draws against the tilted distribution in closed form: weights e^{θz} turn N(0, 1) into N(θ, 1).
struct WeightedLanesTests {
  private func run(_ theta: Double, scale: Double = 0, draws: Int = 60_000) throws -> ScenarioResult {
    var model = GaussianModel(mean: [2], factor: [[3]])
    model.tilts = ["told": [theta]]
    model.logWeightScale = scale
    return try ScenarioBatch(
      targets: [target("a", [form(0)], .atLeast(3)), target("b", [form(0)], .within(0, 4))],
      projector: model, scenarios: [scenario("told")], horizon: year2020, seed: 8, draws: draws
    ).run().scenarios[0]
  }

  @Test(arguments: [-0.8, -0.3, 0.0, 0.4, 1.0])
  func tiltedNormal(theta: Double) throws {
    let result = try run(theta, scale: 3)
    let mean = 2 + 3 * theta
    let p = cumulative((mean - 3) / 3)
    #expect(abs(result.verdicts[0].probability.errors(from: p)) < 4)
    let band = cumulative((4 - mean) / 3) - cumulative(-mean / 3)
    #expect(abs(result.verdicts[1].probability.errors(from: band)) < 4)
    #expect(abs(result.verdicts[0].mean.errors(from: mean)) < 4)
    let short = normalShortfall(3, mean: mean, sd: 3)
    #expect(abs(result.verdicts[0].expectedShortfall.errors(from: short)) < 4)
    // (E w)²/E w² = e^{−θ²}.
    #expect(abs(result.effectiveDraws / (60_000 * exp(-theta * theta)) - 1) < 0.1)
    #expect(abs(result.verdicts[0].standardDeviation / 3 - 1) < 0.05)
    let median = result.verdicts[0].quantiles[3]
    #expect(abs(median - mean) < 0.1)
    #expect(result.fans[0].quantiles == result.verdicts[0].quantiles)
    #expect(result.saturatedDraws == 0)
  }

  /// Equal weights change nothing but the unit they are counted in.
  @Test func equalWeightsAreNoWeights() throws {
    let weighted = try run(0, scale: 3)
    let plain = try ScenarioBatch(
      targets: [target("a", [form(0)], .atLeast(3)), target("b", [form(0)], .within(0, 4))],
      projector: GaussianModel(mean: [2], factor: [[3]]), scenarios: [scenario("told")], horizon: year2020,
      seed: 8, draws: 60_000
    ).run().scenarios[0]
    // w² = e⁻⁶ is counted in multiples of 2⁻³²: wrong by at most 2⁻³³e⁶ = 4.7·10⁻⁸ of itself.
    let rounding = 0x1p-33 * exp(6.0)
    #expect(abs(weighted.effectiveDraws / 60_000 - 1) < rounding)
    for (a, b) in zip(weighted.verdicts, plain.verdicts) {
      #expect(a.probability.value == b.probability.value)
      #expect(abs(a.probability.monteCarloError / b.probability.monteCarloError - 1) < 1e-3)
      #expect(abs(a.mean.value - b.mean.value) < 1e-9)
      #expect(abs(a.mean.monteCarloError / b.mean.monteCarloError - 1) < rounding)
      #expect(a.quantiles == b.quantiles)
    }
  }

  @Test func overweightDrawsAreCutAndCounted() throws {
    // w > 64 where z > ln 64/1.5 = 2.77: about 0.28% of the draws.
    let result = try run(1.5)
    #expect(abs(Double(result.saturatedDraws) - 60_000 * cumulative(-log(64) / 1.5)) < 4 * 13)
  }

  @Test func vanishingWeightsAreAFailure() throws {
    let result = try run(0.1, scale: 900)
    #expect(
      result.failure == "every draw has weight zero: the conditions contradict the model; loosen them")
    #expect(result.verdicts.isEmpty && result.joint == nil)
  }
}
