import Foundation
import Scenarios
import Testing
import TimeSeries

/// Closed forms of the multivariate normal distribution against what the judge counts.
struct GaussianOracleTests {
  /// A random plan: 2–5 targets, bounds of every kind within two standard deviations of the mean. Correlations are arbitrary
  /// for two and three targets, and of one factor for more, where the joint probability is a single integral.
  struct RandomPlan {
    var model: GaussianModel
    var sd: [Double]
    var correlation: [[Double]]
    var loadings: [Double]?
    var bounds: [Bound]

    init(number: Int) {
      var state = mixed(UInt64(number) &+ 77)
      func uniform(_ low: Double, _ high: Double) -> Double {
        state = mixed(state)
        return low + (high - low) * Double(state >> 11) * 0x1p-53
      }
      let k = 2 + number % 4
      let mean = (0..<k).map { _ in uniform(2, 15) }
      sd = (0..<k).map { _ in uniform(0.5, 6) }
      var loadings = (0..<k).map { _ in uniform(-0.9, 0.9) }
      if k <= 3 { loadings = [] }
      var rows = (0..<k).map { i in (0..<k).map { j in i == j ? 1 : k > 3 ? loadings[i] * loadings[j] : 0 } }
      if k <= 3 {
        let vectors = (0..<k).map { _ -> [Double] in
          let v = (0..<k).map { _ in uniform(-1, 1) }
          let length = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
          return v.map { $0 / length }
        }
        for i in 0..<k {
          for j in 0..<k where i != j {
            rows[i][j] = zip(vectors[i], vectors[j]).reduce(0) { $0 + $1.0 * $1.1 }
          }
        }
      }
      correlation = rows
      self.loadings = k > 3 ? loadings : nil
      var bounds: [Bound] = []
      for i in 0..<k {
        let b = mean[i] + sd[i] * uniform(-1.5, 1.5)
        switch (number + i) % 4 {
        case 0: bounds.append(.atLeast(b))
        case 1: bounds.append(.atMost(b))
        case 2: bounds.append(.above(b))
        default: bounds.append(.within(b, b + sd[i] * uniform(0.5, 2)))
        }
      }
      self.bounds = bounds
      model = GaussianModel(mean: mean, sd: sd, correlation: correlation)
    }

    /// The interval of standardised values that meet target i.
    func interval(_ i: Int) -> (Double, Double) {
      func z(_ x: Double) -> Double { (x - model.mean[i]) / sd[i] }
      switch bounds[i] {
      case .atLeast(let b), .above(let b): return (z(b), .infinity)
      case .atMost(let b): return (-.infinity, z(b))
      case .within(let low, let high): return (z(low), z(high))
      }
    }

    func marginal(_ i: Int) -> Double { cumulative(interval(i).1) - cumulative(interval(i).0) }

    func joint(_ members: [Int]) -> Double {
      guard let loadings else {
        let r = members.map { i in members.map { correlation[i][$0] } }
        return boxProbability(cholesky(r), members.map { interval($0).0 }, members.map { interval($0).1 })
      }
      let steps = 2000
      var sum = 0.0
      for k in 0...steps {
        let f = -8.5 + 17 * Double(k) / Double(steps)
        var product = density(f)
        for i in members {
          let own = (1 - loadings[i] * loadings[i]).squareRoot()
          let (a, b) = interval(i)
          product *= cumulative((b - loadings[i] * f) / own) - cumulative((a - loadings[i] * f) / own)
        }
        sum += (k == 0 || k == steps ? 1 : k % 2 == 1 ? 4 : 2) * product
      }
      return sum * 17 / Double(steps) / 3
    }

    func shortfall(_ i: Int) -> Double {
      let m = model.mean[i]
      switch bounds[i] {
      case .atLeast(let b), .above(let b): return normalShortfall(b, mean: m, sd: sd[i])
      case .atMost(let b): return normalShortfall(-b, mean: -m, sd: sd[i])
      case .within(let low, let high):
        return normalShortfall(low, mean: m, sd: sd[i]) + normalShortfall(-high, mean: -m, sd: sd[i])
      }
    }
  }

  @Test(arguments: 0..<24)
  func randomPlansAgreeWithClosedForms(number: Int) throws {
    let plan = RandomPlan(number: number)
    let k = plan.bounds.count
    let targets = (0..<k).map { target("t\($0)", [form($0)], plan.bounds[$0]) }
    let result = try ScenarioBatch(
      targets: targets, projector: plan.model, scenarios: [scenario("base")], horizon: year2020,
      seed: UInt64(1000 + number), draws: 40_000, threads: 2
    ).run().scenarios[0]
    let group = try #require(result.groups.first)
    for i in 0..<k {
      let verdict = result.verdicts[i]
      let p = plan.marginal(i)
      #expect(abs(verdict.probability.errors(from: p)) < 4)
      #expect(abs(verdict.expectedShortfall.errors(from: plan.shortfall(i))) < 4)
      let missed = try #require(verdict.conditionalShortfall)
      #expect(abs(missed.errors(from: plan.shortfall(i) / (1 - p))) < 4)
      #expect(abs(verdict.mean.errors(from: plan.model.mean[i])) < 4)
      let ratio = verdict.standardDeviation / plan.sd[i]
      #expect(abs(ratio - 1) < 4 / Double(80_000).squareRoot())
      let others = (0..<k).filter { $0 != i }
      let gain = plan.joint(others) - plan.joint(Array(0..<k))
      #expect(abs(group.jointGainIfDropped[i].errors(from: gain)) < 4)
      for j in 0..<i {
        let both = plan.joint([i, j])
        let q = plan.marginal(j)
        let conditional = try #require(group.conditional[i][j])
        #expect(abs(conditional.errors(from: both / q)) < 4)
        let phi = (both - p * q) / (p * (1 - p) * q * (1 - q)).squareRoot()
        let correlation = try #require(group.correlation[i][j])
        #expect(abs(correlation.errors(from: phi)) < 4)
        #expect(group.correlation[j][i] == correlation)
      }
    }
    let joint = plan.joint(Array(0..<k))
    #expect(abs(group.joint.errors(from: joint)) < 4)
    #expect(result.joint == group.joint)
    #expect(group.atLeast.count == k + 1)
    #expect(group.atLeast[k] == group.joint)
    // E[number met] = Σ P(met) = Σ P(at least m).
    let expected = (0..<k).reduce(0) { $0 + result.verdicts[$1].probability.value }
    let counted = group.atLeast.dropFirst().reduce(0) { $0 + $1.value }
    #expect(abs(counted - expected) < 1e-12)
  }

  /// golden.json, entry “gauss”: three correlated targets.
  @Test func goldenGauss() throws {
    let model = GaussianModel(
      mean: [7, 14, 7], sd: [1.5, 6, 4], correlation: [[1, 0.4, 0.6], [0.4, 1, 0.3], [0.6, 0.3, 1]])
    let bounds = [7.6, 15, 8]
    let targets = (0..<3).map { target("t\($0)", [form($0)], .atLeast(bounds[$0])) }
    let result = try ScenarioBatch(
      targets: targets, projector: model, scenarios: [scenario("base")], horizon: year2020, seed: 1,
      draws: 200_000
    ).run().scenarios[0]
    let group = result.groups[0]
    let marginal = [0.34457825838967593, 0.43381616738909634, 0.4012936743170763]
    let shortfall = [0.9456582554211792, 2.9268221292225434, 2.145378792894321]
    let missed = [1.4428240556954441, 5.169384854607694, 3.5833574840672697]
    let gain = [0.07246949607793027, 0.08359564752845014, 0.06144214308501164]
    for i in 0..<3 {
      #expect(abs(result.verdicts[i].probability.errors(from: marginal[i])) < 4)
      #expect(abs(result.verdicts[i].expectedShortfall.errors(from: shortfall[i])) < 4)
      let conditional = try #require(result.verdicts[i].conditionalShortfall)
      #expect(abs(conditional.errors(from: missed[i])) < 4)
      #expect(abs(group.jointGainIfDropped[i].errors(from: gain[i])) < 4)
    }
    #expect(abs(group.joint.errors(from: 0.1482108639776091)) < 4)
    #expect(abs(group.independent - 0.059986830887355125) < 0.002)
    #expect(group.joint.monteCarloError < 0.001)
  }

  /// golden.json, entry “relative”: income growth N(8.5, 1.2²) minus GDP growth N(7, 1.5²), correlation 0.7, above zero.
  @Test func goldenRelative() throws {
    let model = GaussianModel(mean: [7, 8.5], sd: [1.5, 1.2], correlation: [[1, 0.7], [0.7, 1]])
    let difference = LinearForm([.init(1, GaussianModel.growth(1)), .init(-1, GaussianModel.growth(0))])
    let result = try ScenarioBatch(
      targets: [target("income", [difference], .above(0))], projector: model, scenarios: [scenario("base")],
      horizon: year2020, seed: 5, draws: 200_000
    ).run().scenarios[0]
    let verdict = result.verdicts[0]
    #expect(abs(verdict.probability.errors(from: 0.917241070651265)) < 4)
    #expect(abs(verdict.mean.errors(from: 1.5)) < 4)
    let ratio = verdict.standardDeviation / 1.0816653826391966
    #expect(abs(ratio - 1) < 4 / Double(400_000).squareRoot())
  }

  /// A value on its bound but for rounding meets it, and does not exceed it.
  @Test(arguments: [0.0, 168, -3, 4e8])
  func roundingDoesNotDecide(bound: Double) throws {
    let noise = 1e-11 * max(1, abs(bound))
    let model = GaussianModel(mean: [bound], factor: [[noise]])
    func probabilities(of bounds: [Bound]) throws -> [Double] {
      let targets = bounds.enumerated().map { target("t\($0)", [form(0)], $1) }
      let result = try ScenarioBatch(
        targets: targets, projector: model, scenarios: [scenario("base")], horizon: year2020, seed: 6,
        draws: 2000, threads: 1
      ).run().scenarios[0]
      return result.verdicts.map(\.probability.value)
    }
    let on = try probabilities(of: [
      .atLeast(bound), .atMost(bound), .within(bound, bound + 1), .within(bound - 1, bound), .above(bound),
    ])
    #expect(on == [1, 1, 1, 1, 0])
    let step = 3e-9 * max(1, abs(bound))
    let off = try probabilities(of: [.atLeast(bound + step), .atMost(bound - step), .above(bound - step)])
    #expect(off == [0, 0, 1])
  }

  /// A target of two forms is met when both are; its judged value is the smaller one.
  @Test func worstFormDecides() throws {
    let model = GaussianModel(mean: [1, 0.5], sd: [1, 2], correlation: [[1, 0], [0, 1]])
    let result = try ScenarioBatch(
      targets: [
        target("both", [form(0), form(1)], .atLeast(0)), target("cap", [form(0), form(1)], .atMost(2)),
        target("band", [form(0), form(1)], .within(-1, 2)),
      ], projector: model, scenarios: [scenario("base")], horizon: year2020, seed: 9, draws: 100_000
    ).run().scenarios[0]
    let p = result.verdicts.map(\.probability)
    #expect(abs(p[0].errors(from: cumulative(1) * cumulative(0.25))) < 4)
    #expect(abs(p[1].errors(from: cumulative(1) * cumulative(0.75))) < 4)
    let band = (cumulative(1) - cumulative(-2)) * (cumulative(0.75) - cumulative(-0.75))
    #expect(abs(p[2].errors(from: band)) < 4)
    // E[max(0, −min(X, Y))] = ∫₀^∞ 1 − P(X ≥ −t)P(Y ≥ −t) dt, by Simpson's rule.
    let steps = 4000
    let h = 20.0 / Double(steps)
    var sum = 0.0
    for k in 0...steps {
      let t = Double(k) * h
      let missed = 1 - cumulative(1 + t) * cumulative(0.25 + t / 2)
      sum += (k == 0 || k == steps ? 1 : k % 2 == 1 ? 4 : 2) * missed
    }
    #expect(abs(result.verdicts[0].expectedShortfall.errors(from: sum * h / 3)) < 4)
  }
}
