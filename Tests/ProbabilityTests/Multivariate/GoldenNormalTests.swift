import Probability
import Testing

/// Authority: Tests/References/golden/golden.json, closed forms computed apart from this library.
@Suite struct GoldenNormalTests {
  private func growthModel() throws -> (MultivariateNormal, targets: [Double], [String: Any]) {
    let gauss = try GoldenFile.section("gauss")
    let normal = try MultivariateNormal(
      mean: GoldenFile.numbers(gauss["mu"]), standardDeviations: GoldenFile.numbers(gauss["sd"]),
      correlation: GoldenFile.rows(gauss["corr"]))
    return (normal, GoldenFile.numbers(gauss["targets"]), gauss)
  }

  @Test func marginalsIndependenceAndFrechetBounds() throws {
    let (normal, targets, golden) = try growthModel()
    let marginal = try targets.indices.map { try normal.marginal($0).survival(targets[$0]) }
    for (ours, theirs) in zip(marginal, GoldenFile.numbers(golden["marginal"])) {
      #expect(close(ours, theirs, 1e-12))
    }
    #expect(close(marginal.reduce(1, *), GoldenFile.number(golden["independent"]), 1e-12))
    let bounds = FrechetBounds(jointOf: marginal)
    let frechet = golden["frechet"] as? [Double] ?? []
    #expect(close(bounds.lower, frechet[0], 1e-12) && close(bounds.upper, frechet[1], 1e-12))
  }

  @Test func jointProbabilityAndGainOfDroppingATarget() throws {
    let (normal, targets, golden) = try growthModel()
    let joint = try normal.probability(atLeast: targets)
    #expect(close(joint.value, GoldenFile.number(golden["joint"]), 1e-8))
    // References/mpmath/multivariate_normal.py, trivariate: golden.json's own figure is 2e-9 off.
    #expect(abs(joint.value - 0.148210866041812446) < 1e-15)
    let gains = golden["joint_gain_if_dropped"] as? [String: Double] ?? [:]
    for (k, name) in ["gdp", "fai", "revenue"].enumerated() {
      var bounds = targets
      bounds[k] = -.infinity
      let without = try normal.probability(atLeast: bounds)
      #expect(close(without.value - joint.value, gains[name] ?? .nan, 1e-8))
    }
    let other = try GoldenFile.section("gauss_b")
    let jointB = try normal.probability(atLeast: GoldenFile.numbers(other["targets"]))
    #expect(close(jointB.value, GoldenFile.number(other["joint"]), 1e-8))
  }

  @Test func shortfalls() throws {
    let (normal, targets, golden) = try growthModel()
    let expected = GoldenFile.numbers(golden["expected_shortfall_E_pos_gap"])
    let conditional = GoldenFile.numbers(golden["cond_shortfall"])
    for k in targets.indices {
      let marginal = try normal.marginal(k)
      #expect(close(marginal.expectedShortfall(below: targets[k]), expected[k], 1e-12))
      #expect(close(marginal.conditionalShortfall(below: targets[k]), conditional[k], 1e-12))
    }
  }

  @Test func hardConditionOnInvestment() throws {
    let (normal, targets, _) = try growthModel()
    let golden = try GoldenFile.section("cond_fai20")
    let conditioned = try normal.conditioned(on: [1: 20])
    for (ours, theirs) in zip(conditioned.mean, GoldenFile.numbers(golden["mean"])) {
      #expect(close(ours, theirs, 1e-12))
    }
    for (ours, theirs) in zip(conditioned.covariance.joined(), GoldenFile.rows(golden["cov"]).joined()) {
      #expect(close(ours, theirs, 1e-12))
    }
    #expect(
      close(try conditioned.marginal(0).survival(targets[0]), GoldenFile.number(golden["p_gdp"]), 1e-12))
    let distance = try normal.marginal([1]).mahalanobisDistance(to: [20])
    #expect(close(distance, GoldenFile.number(golden["z"]), 1e-12))
    let plausibility = try normal.plausibility(of: [1: 20])
    #expect(close(plausibility.pValue, GoldenFile.number(golden["chi2_p"]), 1e-14))
    #expect(plausibility.degreesOfFreedom == 1)
  }

  @Test func densityConditionOnInvestment() throws {
    let (normal, _, _) = try growthModel()
    let golden = try GoldenFile.section("soft_fai20_sd2")
    let belief = try MultivariateNormal(mean: [20], covariance: [[4]])
    let conditioned = try normal.conditioned(on: [1], distributedAs: belief)
    let rest = try conditioned.marginal([0, 2])
    for (ours, theirs) in zip(rest.covariance.joined(), GoldenFile.rows(golden["cov"]).joined()) {
      #expect(close(ours, theirs, 1e-12))
    }
    let kl = try conditioned.divergence(from: normal)
    #expect(close(kl, GoldenFile.number(golden["kl"]), 1e-12))
    #expect(close(try belief.divergence(from: normal.marginal([1])), kl, 1e-12))
    #expect(close(equivalentCoinBias(divergence: kl, dimension: 3), GoldenFile.number(golden["q"]), 1e-12))
  }

  @Test func incomeGrowthAboveGrossProduct() throws {
    let golden = try GoldenFile.section("relative")
    let normal = try MultivariateNormal(
      mean: [8.5, 7], standardDeviations: [1.2, 1.5], correlation: [[1, 0.7], [0.7, 1]])
    let gap = try normal.transformed(by: [[1, -1]]).marginal(0)
    #expect(close(gap.mean, GoldenFile.number(golden["mean"]), 1e-12))
    #expect(close(gap.standardDeviation, GoldenFile.number(golden["sd"]), 1e-12))
    #expect(close(gap.survival(0), GoldenFile.number(golden["p"]), 1e-12))
  }

  /// 2020 in Wuhan, in standard deviations of calm years: next to impossible for a normal, rare for t with 4 degrees of freedom.
  @Test func epidemicAgainstCalmYears() throws {
    let golden = try GoldenFile.section("epidemic_z")
    let z = GoldenFile.number(golden["wuhan"])
    let normalTail = GoldenFile.number(golden["normal_tail_p"])
    let fatTail = GoldenFile.number(golden["t4_tail_p"])
    #expect(abs(Normal.standard.cdf(z) / normalTail - 1) < 1e-12)
    #expect(abs(try StudentT(degreesOfFreedom: 4).cdf(z) / fatTail - 1) < 1e-12)
  }
}
