import Foundation
import Scenarios
import Testing

/// The errors that verdicts claim are the errors they make: over many seeds, (estimate − truth)/error has mean 0, variance 1.
struct MonteCarloErrorTests {
  static let seeds: Range<UInt64> = 0..<300
  /// Of a variance of 300 standard normals: standard deviation √(2/299) = 0.082; four of them.
  static let variances = 0.67...1.33

  static func check(_ z: [Double], _ what: Comment) {
    let mean = z.reduce(0, +) / Double(z.count)
    let variance = z.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(z.count - 1)
    #expect(abs(mean) < 4 / Double(z.count).squareRoot(), what)
    #expect(variances.contains(variance), what)
  }

  @Test func unweightedErrorsAreCalibrated() throws {
    let rho = 0.5
    let model = GaussianModel(mean: [0, 0], sd: [1, 1], correlation: [[1, rho], [rho, 1]])
    let targets = [target("a", [form(0)], .atLeast(0.3)), target("b", [form(1)], .atLeast(-0.2))]
    let (p, q) = (cumulative(-0.3), cumulative(0.2))
    let both = boxProbability(cholesky([[1, rho], [rho, 1]]), [0.3, -0.2], [.infinity, .infinity])
    let phi = (both - p * q) / (p * (1 - p) * q * (1 - q)).squareRoot()
    let short = normalShortfall(0.3, mean: 0, sd: 1)
    var z: [String: [Double]] = [:]
    for seed in Self.seeds {
      let result = try ScenarioBatch(
        targets: targets, projector: model,
        scenarios: [scenario("base"), scenario("better", shift: [0: 0.25])], horizon: year2020, seed: seed,
        draws: 800, threads: 1
      ).run()
      let base = result.scenarios[0]
      let group = base.groups[0]
      z["marginal", default: []].append(base.verdicts[0].probability.errors(from: p))
      z["shortfall", default: []].append(base.verdicts[0].expectedShortfall.errors(from: short))
      let missed = try #require(base.verdicts[0].conditionalShortfall)
      z["conditional shortfall", default: []].append(missed.errors(from: short / (1 - p)))
      z["mean", default: []].append(base.verdicts[1].mean.errors(from: 0))
      z["joint", default: []].append(group.joint.errors(from: both))
      z["at least one", default: []].append(group.atLeast[1].errors(from: p + q - both))
      z["conditional", default: []].append(try #require(group.conditional[0][1]).errors(from: both / q))
      z["correlation", default: []].append(try #require(group.correlation[1][0]).errors(from: phi))
      z["gain", default: []].append(group.jointGainIfDropped[0].errors(from: q - both))
      let difference = result.scenarios[1].differences[0]
      #expect(difference.isPaired)
      z["difference", default: []].append(difference.probability.errors(from: cumulative(-0.05) - p))
    }
    for (what, values) in z.sorted(by: { $0.key < $1.key }) { Self.check(values, "\(what)") }
  }

  /// Under log-weights θz − θ²/2 a standard normal becomes N(θ, 1) (exponential tilting).
  @Test func weightedErrorsAreCalibrated() throws {
    let theta = 0.5
    var model = GaussianModel(mean: [0, 1], factor: [[1, 0], [0.6, 0.8]])
    model.tilts = ["told": [theta, 0]]
    model.logWeightScale = 1.5
    let targets = [target("a", [form(0)], .atLeast(0.3)), target("b", [form(1)], .atLeast(1))]
    let shift = [theta, 1 + 0.6 * theta]
    let p = cumulative(shift[0] - 0.3)
    let q = cumulative(shift[1] - 1)
    let l = cholesky([[1, 0.6], [0.6, 1]])
    let both = boxProbability(l, [0.3 - shift[0], 1 - shift[1]], [.infinity, .infinity])
    let phi = (both - p * q) / (p * (1 - p) * q * (1 - q)).squareRoot()
    let short = normalShortfall(0.3, mean: theta, sd: 1)
    var z: [String: [Double]] = [:]
    for seed in Self.seeds {
      let result = try ScenarioBatch(
        targets: targets, projector: model, scenarios: [scenario("told")], horizon: year2020, seed: seed,
        draws: 1500, threads: 1
      ).run().scenarios[0]
      let group = result.groups[0]
      z["marginal", default: []].append(result.verdicts[0].probability.errors(from: p))
      z["shortfall", default: []].append(result.verdicts[0].expectedShortfall.errors(from: short))
      let missed = try #require(result.verdicts[0].conditionalShortfall)
      z["conditional shortfall", default: []].append(missed.errors(from: short / (1 - p)))
      z["mean", default: []].append(result.verdicts[1].mean.errors(from: shift[1]))
      z["joint", default: []].append(group.joint.errors(from: both))
      z["conditional", default: []].append(try #require(group.conditional[0][1]).errors(from: both / q))
      z["correlation", default: []].append(try #require(group.correlation[1][0]).errors(from: phi))
    }
    for (what, values) in z.sorted(by: { $0.key < $1.key }) { Self.check(values, "weighted \(what)") }
  }

  /// Rare hits that mostly coincide: here the spread of the marginals matters to the error of their correlation.
  @Test(arguments: [0.0, 0.4])
  func errorsOfStrongCorrelationsAreCalibrated(theta: Double) throws {
    let rho = 0.95
    var model = GaussianModel(mean: [0, 0], sd: [1, 1], correlation: [[1, rho], [rho, 1]])
    if theta > 0 { model.tilts = ["base": [theta]] }
    model.logWeightScale = 1.5
    let targets = [target("a", [form(0)], .atLeast(1.2)), target("b", [form(1)], .atLeast(1.1))]
    let shift = [theta, rho * theta]
    let p = cumulative(shift[0] - 1.2)
    let q = cumulative(shift[1] - 1.1)
    let l = cholesky([[1, rho], [rho, 1]])
    let both = boxProbability(l, [1.2 - shift[0], 1.1 - shift[1]], [.infinity, .infinity], steps: 2000)
    let phi = (both - p * q) / (p * (1 - p) * q * (1 - q)).squareRoot()
    let z = try Self.seeds.map { seed in
      let result = try ScenarioBatch(
        targets: targets, projector: model, scenarios: [scenario("base")], horizon: year2020, seed: seed,
        draws: 3000, threads: 1
      ).run().scenarios[0]
      return try #require(result.groups[0].correlation[1][0]).errors(from: phi)
    }
    Self.check(z, "correlation \(phi)")
  }

  @Test func certaintyIsNeverClaimed() throws {
    var model = GaussianModel(mean: [0], factor: [[1]])
    model.tilts = ["told": [0.3]]
    for id in ["base", "told"] {
      let verdicts = try ScenarioBatch(
        targets: [target("sure", [form(0)], .atLeast(-90)), target("never", [form(0)], .atLeast(90))],
        projector: model, scenarios: [scenario(id)], horizon: year2020, seed: 3, draws: 1000
      ).run().scenarios[0].verdicts
      #expect(verdicts.map(\.probability.value) == [1, 0])
      for verdict in verdicts {
        #expect(verdict.probability.monteCarloError > 1e-4 && verdict.probability.monteCarloError < 2e-3)
      }
      #expect(verdicts[0].conditionalShortfall == nil)
    }
  }

  /// Scenarios share draws: a small shift is told apart at a fraction of the error of two independent runs.
  @Test func commonDrawsSharpenDifferences() throws {
    let model = GaussianModel(mean: [7, 14], sd: [1.5, 6], correlation: [[1, 0.4], [0.4, 1]])
    let targets = [target("gdp", [form(0)], .atLeast(7.6)), target("fai", [form(1)], .atLeast(15))]
    let result = try ScenarioBatch(
      targets: targets, projector: model,
      scenarios: [scenario("base"), scenario("same"), scenario("lower", shift: [0: -0.05])],
      horizon: year2020,
      seed: 11, draws: 50_000
    ).run()
    #expect(result.scenarios[0].differences.isEmpty)
    let same = result.scenarios[1].differences
    #expect(same.map(\.target) == ["gdp", "fai", nil])
    #expect(same.allSatisfy { $0.probability.value == 0 && $0.probability.monteCarloError < 3e-5 })
    let lower = result.scenarios[2].differences
    let exact = cumulative((7 - 0.05 - 7.6) / 1.5) - cumulative((7 - 7.6) / 1.5)
    #expect(abs(lower[0].probability.errors(from: exact)) < 4)
    let own = result.scenarios.map { $0.verdicts[0].probability.monteCarloError }
    let independent = (own[0] * own[0] + own[2] * own[2]).squareRoot()
    #expect(lower[0].probability.monteCarloError < independent / 5)
    #expect(lower[1].probability.value == 0)
    #expect(lower[2].probability.value < 0)
  }

  /// A miss that weighs next to nothing is no more certain than no miss: both errors are those of the effective draws.
  @Test func weightlessMissesClaimNoCertainty() throws {
    var model = GaussianModel(mean: [0], factor: [[1]])
    model.tilts = ["told": [2]]
    model.logWeightScale = 4
    let result = try ScenarioBatch(
      targets: [target("nearly", [form(0)], .atLeast(-2.5)), target("sure", [form(0)], .atLeast(-90))],
      projector: model, scenarios: [scenario("told")], horizon: year2020, seed: 3, draws: 1000
    ).run().scenarios[0]
    let (nearly, sure) = (result.verdicts[0].probability, result.verdicts[1].probability)
    #expect(nearly.value < 1 && nearly.value > 1 - 1e-5)
    #expect(sure.value == 1)
    let n = result.effectiveDraws
    let beta = (0.5 * (n + 0.5) / ((n + 1) * (n + 1) * (n + 2))).squareRoot()
    #expect(abs(sure.monteCarloError / beta - 1) < 1e-9)
    #expect(nearly.monteCarloError == sure.monteCarloError)
  }
}
