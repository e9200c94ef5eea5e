import GrowthModels
import Scenarios
import Testing
import TimeSeries

/// Draws of a parameter have the mean and standard deviation of its distribution, and stay in its support.
@Suite struct ParameterDrawTests {
  static let distributions: [ParameterDistribution] = [
    .normal(mean: 2, sd: 0.5), .beta(mean: 0.62, sd: 0.08), .beta(mean: 0.5, sd: 0.05),
    .triangular(lower: 0.055, mode: 0.067, upper: 0.1096), .logNormal(median: 2.6, sdLog: 0.25),
    .truncatedNormal(mean: 0.05, sd: 0.05, lower: 0),
  ]

  /// Prices are a parameter read straight off a path: its draws are the parameter's.
  @Test(arguments: distributions) func drawsHaveTheMomentsOfTheDistribution(
    _ distribution: ParameterDistribution
  ) throws {
    let parameters = GrowthParameters(
      baseYear: 2019, equations: [Fixture.equation("gdp", 7, sigma: 1)],
      scalars: [Fixture.scalar("gdp_deflator", distribution)], correlations: Fixture.correlations(["gdp"], 0),
      base: [], sectors: [], areas: [])
    let n = 60_000
    let paths = try Paths(
      GrowthModel(parameters).prepare(Fixture.scenario(), over: Fixture.horizon()), draws: n)
    let prices = Fixture.growth("gdp_deflator")
    let (mean, sd) = (distribution.mean, distribution.standardDeviation)
    #expect(abs(paths.mean(prices) - mean) < 4 * sd / Double(n).squareRoot())
    // Kurtosis of none of them exceeds 6: the standard error of the sd is below sd √(5/4n).
    #expect(abs(paths.deviation(prices) / sd - 1) < 4 * (5 / (4 * Double(n))).squareRoot())
    let (least, most) = (paths[prices].min() ?? .nan, paths[prices].max() ?? .nan)
    switch distribution {
    case .beta: #expect(least > 0 && most < 1)
    case .triangular(let a, _, let c): #expect(least >= a && most <= c)
    case .logNormal, .truncatedNormal: #expect(least > 0)
    case .normal, .fixed: break
    }
  }

  /// Student-t shocks are scaled to the standard deviation the equation names, and have fatter tails than a normal.
  @Test func fatTailsKeepTheirStandardDeviation() throws {
    let parameters = GrowthParameters(
      baseYear: 2019, equations: [Fixture.equation("fai", 10, sigma: 8, ν: 6)], scalars: [],
      correlations: Fixture.correlations(["fai"], 0), base: [], sectors: [], areas: [])
    let n = 100_000
    let paths = try Paths(
      GrowthModel(parameters).prepare(Fixture.scenario(), over: Fixture.horizon()), draws: n)
    let z = paths[Fixture.growth("fai")].map { ($0 - 10) / 8 }
    // Var of z² for t₆ is 6·… finite: kurtosis 3 + 6/(ν − 4) = 6, so the variance has error √(5/n).
    #expect(abs(z.reduce(0) { $0 + $1 * $1 } / Double(n) - 1) < 4 * (5 / Double(n)).squareRoot())
    let tail = Double(z.filter { abs($0) > 3 }.count) / Double(n)
    // P(|t₆| > 3 √(6/4)) = 0.0103; a normal has 0.0027.
    #expect(tail > 0.008 && tail < 0.013)
  }

  @Test func recordsNameEveryParameterWithItsSource() throws {
    let model = try Fixture.districtModel()
    let records = model.parameters
    #expect(Set(records.map(\.id)).count == records.count)
    #expect(records.allSatisfy { !$0.source.isEmpty && !$0.name.zh.isEmpty })
    let slope = records.first { $0.id == "unemployment.slope" }
    #expect(slope.map { $0.value > 0.06 && $0.value < 0.08 } == true)
    #expect(records.contains { $0.id == "fai.eco_city.share" && abs($0.value - 31.378) < 0.001 })
  }
}
