import Foundation
import Scenarios
import Testing

/// Differences between scenarios of which at least one is weighted, against the tilted normal distribution in closed form: weights
/// e^{θz} turn N(0, 1) into N(θ, 1).
struct PairedDifferenceTests {
  private static let targets = [target("a", [form(0)], .atLeast(0.3)), target("b", [form(1)], .atLeast(1))]
  private static let rho = 0.6

  private var model: GaussianModel {
    var model = GaussianModel(mean: [0, 1], factor: [[1, 0], [Self.rho, 0.8]])
    model.tilts = ["told": [0.5, 0], "told more": [0.6, -0.2], "told and moved": [0.3, 0.1]]
    model.logWeightScale = 1
    return model
  }

  private static func scenarios(_ ids: String...) -> [Scenario] {
    ids.map { scenario($0, shift: $0.hasSuffix("moved") ? [1: 0.2] : [:]) }
  }

  /// P(a), P(b) and P(both).
  private func exact(_ id: String) -> [Double] {
    let tilt = model.tilts[id] ?? [0, 0]
    let mean = [tilt[0], 1 + Self.rho * tilt[0] + 0.8 * tilt[1] + (id.hasSuffix("moved") ? 0.2 : 0)]
    let lower = [0.3 - mean[0], 1 - mean[1]]
    let both = boxProbability(model.factor, lower, [.infinity, .infinity])
    return [cumulative(-lower[0]), cumulative(-lower[1]), both]
  }

  private func differences(
    _ model: GaussianModel, _ baseline: String, _ other: String, seed: UInt64, draws: Int
  ) throws -> (found: [ScenarioDifference], independent: [Double]) {
    let result = try ScenarioBatch(
      targets: Self.targets, projector: model, scenarios: Self.scenarios(baseline, other),
      horizon: year2020, seed: seed, draws: draws, threads: 1
    ).run()
    let errors = try result.scenarios.map { scenario in
      scenario.verdicts.map(\.probability.monteCarloError) + [try #require(scenario.joint).monteCarloError]
    }
    let independent = zip(errors[0], errors[1]).map { ($0 * $0 + $1 * $1).squareRoot() }
    return (result.scenarios[1].differences, independent)
  }

  /// (estimate − truth)/error over many seeds has mean 0 and variance 1, whichever side is weighted, also where one scenario has
  /// draws without a solution that the other one has not.
  @Test(
    arguments: [
      ("base", "told", nil), ("base", "told and moved", 7), ("told", "base", nil), ("told", "moved", 5),
      ("told", "told more", nil), ("told and moved", "told more", 7),
    ] as [(String, String, UInt64?)])
  func errorsAreCalibrated(baseline: String, other: String, invalidEvery: UInt64?) throws {
    var model = model
    model.invalidEveryIn[other] = invalidEvery
    let truth = zip(exact(other), exact(baseline)).map { $0 - $1 }
    var z = truth.map { _ in [Double]() }
    for seed in MonteCarloErrorTests.seeds {
      let (found, _) = try differences(model, baseline, other, seed: seed, draws: 1500)
      #expect(found.map(\.target) == ["a", "b", nil])
      #expect(found.allSatisfy { $0.isPaired })
      for (index, difference) in found.enumerated() {
        z[index].append(difference.probability.errors(from: truth[index]))
      }
    }
    for (values, what) in zip(z, ["a", "b", "both"]) {
      MonteCarloErrorTests.check(values, "\(other) less \(baseline): \(what)")
    }
  }

  /// Weighted scenarios close to the baseline are told apart at a fraction of the error of two independent runs.
  @Test func commonDrawsSharpenWeightedDifferences() throws {
    var model = model
    model.tilts["told"] = [0.1, 0]
    for (baseline, other) in [("base", "told"), ("told", "base")] {
      let (found, independent) = try differences(model, baseline, other, seed: 2, draws: 20_000)
      for (difference, independent) in zip(found, independent) {
        #expect(difference.probability.monteCarloError < independent / 5)
      }
    }
    let a = try differences(model, "base", "told", seed: 2, draws: 20_000).found[0].probability
    #expect(abs(a.errors(from: cumulative(-0.2) - cumulative(-0.3))) < 4)
  }

  /// Two scenarios without a draw between them differ by nothing, with an error of about one draw in all.
  @Test func certaintyIsNeverClaimed() throws {
    var model = model
    model.tilts = ["told": [0.5, 0], "told again": [0.5, 0], "even": [0, 0]]
    for (baseline, other) in [("told", "told again"), ("base", "even"), ("even", "base")] {
      let (found, _) = try differences(model, baseline, other, seed: 5, draws: 20_000)
      for difference in found {
        #expect(difference.isPaired && difference.probability.value == 0)
        #expect(
          difference.probability.monteCarloError > 0.9 / 20_000
            && difference.probability.monteCarloError < 1.5 / 20_000)
      }
    }
  }

  /// Where no draw is valid in both scenarios the errors are those of independent runs, and say so.
  @Test func scenariosWithoutCommonDrawsAreUnpaired() throws {
    var model = model
    model.tilts = ["told": [0.5, 0]]
    model.validDraws = ["base": 0..<1000, "told": 1000..<5000]
    let (found, independent) = try differences(model, "base", "told", seed: 2, draws: 5000)
    #expect(found.map(\.isPaired) == [false, false, false])
    #expect(found.map(\.probability.monteCarloError) == independent)
  }
}
