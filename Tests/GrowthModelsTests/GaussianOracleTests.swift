import GrowthModels
import Probability
import Scenarios
import Testing
import TimeSeries

/// Gaussian plans whose probabilities are known in closed form, worked out here from the equations by hand:
///
///     fai = m_f + ρ_f r_f + σ_f u_f ,  gdp = m_g + ρ_g r_g + λ σ_f u_f + σ_g u_g ,  rev = m_r + b (gdp + π − x̄) + σ_r u_r
struct GaussianPlan: CustomTestStringConvertible {
  var parameters: GrowthParameters
  var joint: MultivariateNormal
  var targets: [Double]
  var number: Int

  static let variables = ["gdp", "fai", "budget_revenue"]
  var testDescription: String { "plan \(number)" }

  init(number: Int) throws {
    self.number = number
    var generator = PlanGenerator(state: UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    func uniform(_ low: Double, _ high: Double) -> Double { Double.random(in: low...high, using: &generator) }
    let (mg, mf, mr) = (uniform(5, 9), uniform(5, 20), uniform(3, 12))
    let (sg, sf, sr) = (uniform(0.5, 2), uniform(3, 9), uniform(1, 6))
    let (eg, ef, er) = (uniform(0, 1), uniform(0, 3), uniform(0, 2))
    let (pg, pf, rg, rf) = (uniform(0, 0.6), uniform(0, 0.6), uniform(-1, 1), uniform(-10, 10))
    let (b, link, priceMean, priceSpread) = (
      uniform(0.5, 1.5), uniform(0, 0.2), uniform(1, 3), uniform(0.2, 1.5)
    )
    let correlation = [uniform(0, 0.5), uniform(0, 0.5), uniform(0, 0.5)]
    let matrix = [
      [1, correlation[0], correlation[1]], [correlation[0], 1, correlation[2]],
      [correlation[1], correlation[2], 1],
    ]
    parameters = GrowthParameters(
      baseYear: 2019,
      equations: [
        Fixture.equation("gdp", mg, eg, persistence: pg, last: rg, sigma: sg),
        Fixture.equation("fai", mf, ef, persistence: pf, last: rf, sigma: sf),
        Fixture.equation(
          "budget_revenue", on: "gdp_nominal", mr, er, driverMean: mg + priceMean, slope: b, sigma: sr),
      ],
      scalars: [
        Fixture.scalar("gdp_deflator", .normal(mean: priceMean, sd: priceSpread)),
        Fixture.scalar("investment_link", .fixed(link)),
      ],
      correlations: .init(variables: Self.variables, matrix: matrix, provenance: .assumption, source: "test"),
      base: [Fixture.base("fai", 370)], sectors: [], areas: [])
    let mean = [mg + pg * rg, mf + pf * rf, mr + b * pg * rg]
    // Loadings on (u_g, u_f, u_r), and on anchors of gdp, fai, revenue and on prices.
    let shocks = [[sg, link * sf, 0], [0, sf, 0], [b * sg, b * link * sf, sr]]
    let others = [[eg, 0, 0, 0], [0, ef, 0, 0], [b * eg, 0, er, b * priceSpread]]
    let covariance = (0..<3).map { i in
      (0..<3).map { j in
        var sum = 0.0
        for p in 0..<3 { for q in 0..<3 { sum += shocks[i][p] * matrix[p][q] * shocks[j][q] } }
        for p in 0..<4 { sum += others[i][p] * others[j][p] }
        return sum
      }
    }
    joint = try MultivariateNormal(mean: mean, covariance: covariance)
    targets = (0..<3).map { mean[$0] + uniform(-1, 1) * covariance[$0][$0].squareRoot() }
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014), for test plans.
private struct PlanGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct GaussianOracleTests {
  static let draws = 40_000

  /// P(growth ≥ target) of each variable and of all three against the multivariate normal, within four Monte-Carlo errors.
  @Test(arguments: 1...24) func probabilitiesAgree(number: Int) throws {
    let plan = try GaussianPlan(number: number)
    let model = try Fixture.model(plan.parameters)
    let paths = try Paths(model.prepare(Fixture.scenario(), over: Fixture.horizon()), draws: Self.draws)
    try compare(paths, plan.joint, plan.targets)
  }

  /// The same after a hard condition on investment.
  @Test(arguments: 1...24) func probabilitiesAgreeUnderAHardCondition(number: Int) throws {
    let plan = try GaussianPlan(number: number)
    let value = plan.joint.mean[1] + 5
    let model = try Fixture.model(plan.parameters)
    let scenario = Fixture.scenario(conditions: [Fixture.condition("fai", value)])
    let paths = try Paths(model.prepare(scenario, over: Fixture.horizon()), draws: Self.draws)
    let exact = try plan.joint.conditioned(on: [1: value])
    let widened = try MultivariateNormal(
      mean: [exact.mean[0], value, exact.mean[1]],
      covariance: [
        [exact.covariance[0][0], 0, exact.covariance[0][1]], [0, 1e-12, 0],
        [exact.covariance[1][0], 0, exact.covariance[1][1]],
      ])
    #expect(paths.effective.rounded() == Double(Self.draws))
    try compare(paths, widened, [plan.targets[0], value - 1, plan.targets[2]])
  }

  /// The same after a density condition on GDP: revenue follows by regression.
  @Test(arguments: 1...24) func probabilitiesAgreeUnderADensityCondition(number: Int) throws {
    let plan = try GaussianPlan(number: number)
    let value = plan.joint.mean[0] - 1
    let model = try Fixture.model(plan.parameters)
    let scenario = Fixture.scenario(conditions: [Fixture.condition("gdp", value, sd: 0.7)])
    let paths = try Paths(model.prepare(scenario, over: Fixture.horizon()), draws: Self.draws)
    let belief = try MultivariateNormal(mean: [value], covariance: [[0.49]])
    let exact = try plan.joint.conditioned(on: [0], distributedAs: belief)
    try compare(paths, exact, plan.targets)
  }

  private func compare(_ paths: Paths, _ exact: MultivariateNormal, _ targets: [Double]) throws {
    let rows = GaussianPlan.variables.map { paths[Fixture.growth($0)] }
    let n = paths.effective
    for i in 0..<3 {
      let p = try Normal(mean: exact.mean[i], standardDeviation: exact.covariance[i][i].squareRoot())
        .survival(targets[i])
      let hits = paths.weighted(rows[i].map { $0 >= targets[i] ? 1 : 0 })
      #expect(abs(hits - p) <= 4 * (p * (1 - p) / n).squareRoot() + 1e-9, "\(GaussianPlan.variables[i])")
    }
    let p = try exact.probability(atLeast: targets).value
    let all = rows[0].indices.map { lane in (0..<3).allSatisfy { rows[$0][lane] >= targets[$0] } ? 1.0 : 0 }
    #expect(abs(paths.weighted(all) - p) <= 4 * (p * (1 - p) / n).squareRoot() + 1e-6, "jointly")
  }
}
