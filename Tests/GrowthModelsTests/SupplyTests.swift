import GrowthModels
import Testing

@Suite struct SupplyTests {
  /// α = .5, δ = .096, TFP 2 %, labour .5 %, target 7.6 %, GFCF/GDP = .7115 · .605: growth accounting by K/Y, worked out
  /// independently in double precision (golden numbers of the project's seed, `ltgm`).
  static let golden: [(ratio: Double, share: Double, growth: Double, productivity: Double)] = [
    (1.5, 0.3045, 0.11798583333333335, -0.021985833333333343),
    (2, 0.40599999999999997, 0.08211437499999999, 0.013885624999999999),
    (2.5, 0.5075, 0.0605915, 0.035408499999999996),
    (3, 0.609, 0.04624291666666667, 0.04975708333333333),
    (3.57, 0.72471, 0.034788165266106445, 0.06121183473389355),
  ]

  @Test func investmentATargetNeedsByCapitalOutputRatio() throws {
    let table = try InvestmentRequirement(
      target: 0.076, function: ProductionFunction(capitalElasticity: 0.5),
      inventory: PerpetualInventory(depreciation: 0.096), productivity: 0.02, labour: 0.005,
      investmentShare: 0.7115 * 0.605, capitalOutputRatios: Self.golden.map(\.ratio))
    for (row, expected) in zip(table.rows, Self.golden) {
      #expect(abs(row.requiredShare - expected.share) < 1e-9)
      #expect(abs(row.growth - expected.growth) < 1e-9)
      #expect(abs(row.requiredProductivity - expected.productivity) < 1e-9)
    }
  }

  /// Long Term Growth Model (World Bank), closed form in discrete compounding: `Tests/References/ltgm`.
  @Test func requiredInvestmentOfTheLongTermGrowthModel() throws {
    let rows = try Repository.numbers("Tests/References/ltgm/required-investment.csv")
    #expect(rows.count >= 9)
    for row in rows {
      func value(_ name: String) -> Double { row[name, default: .nan] }
      let function = try ProductionFunction(capitalElasticity: value("alpha"))
      let share = function.requiredInvestmentShare(
        compoundGrowth: value("target_gY"), productivity: value("g_tfp"), humanCapital: value("g_h"),
        labour: value("g_L"), depreciation: value("delta"), capitalOutputRatio: value("K_over_Y_start"))
      #expect(abs(share / value("required_I_over_Y") - 1) < 1e-9)
    }
  }

  @Test func requiredInvestmentUndoesGrowth() throws {
    let function = try ProductionFunction(capitalElasticity: 0.43)
    let inventory = PerpetualInventory(depreciation: 0.07)
    let share = function.requiredInvestmentShare(
      growth: 0.06, productivity: 0.011, labour: 0.004, depreciation: 0.07, capitalOutputRatio: 2.8)
    let capital = inventory.growth(investmentShare: share, capitalOutputRatio: 2.8)
    #expect(abs(function.growth(productivity: 0.011, capital: capital, labour: 0.004) - 0.06) < 1e-15)
  }

  @Test func steadyStateStockGrowsWithItsInvestment() throws {
    let inventory = PerpetualInventory(depreciation: 0.05)
    let first = try inventory.initialStock(.steadyState(growth: 0.04), firstInvestment: 9)
    #expect(abs(first - 100) < 1e-12)
    let stocks = inventory.stocks(of: [9, 9 * 1.04], from: first)
    #expect(abs(stocks[2] / stocks[1] - 1.04) < 1e-14)
    #expect(throws: GrowthModelError.notPositive(what: "growth plus depreciation", value: -0.25)) {
      try inventory.initialStock(.steadyState(growth: -0.3), firstInvestment: 9)
    }
  }
}
