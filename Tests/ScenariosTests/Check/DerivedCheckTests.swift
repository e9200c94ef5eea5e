import Datasets
import Scenarios
import Testing
import TimeSeries

/// All rows of Tests/References/derived-checks/derived-checks.csv, from the statements of the report, to the digits printed there.
@Suite struct DerivedCheckTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var id: String
    var value: Double
    var testDescription: String { id }
  }

  static let rows: [Row] = {
    var problems = Diagnostics()
    let path = "\(repository)Tests/References/derived-checks/derived-checks.csv"
    let table = DelimitedText.read(path: path, into: &problems)
    return (table?.rows ?? []).compactMap { row in
      row.number("value", &problems).map { Row(id: row.text("id"), value: $0) }
    }
  }()

  @Test func seventyRowsAreKnown() throws {
    #expect(Self.rows.count == 70)
    #expect(Set(Self.rows.map(\.id)) == Set(try DerivedNumbers().all.keys))
  }

  @Test(arguments: rows)
  func agreesToFourDecimals(_ row: Row) throws {
    let value = try #require(try DerivedNumbers().all[row.id])
    // Printed to four decimals.
    #expect(abs(value - row.value) <= 0.5e-4 + 1e-9, "\(row.id): \(value)")
  }
}

/// The chain of public functions behind each row.
struct DerivedNumbers {
  private let statements: [String: Statement]

  init() throws {
    var problems = Diagnostics()
    let read = StatementTable.read(
      path: "\(repository)datasets/caidian-2020/report-indicators.csv", into: &problems)
    try problems.throwIfErrors()
    statements = Dictionary(uniqueKeysWithValues: read.map { ($0.id, $0) })
  }

  private func level(_ id: String) -> Double { statements[id]?.level ?? .nan }
  private func growth(_ id: String) -> Double { statements[id]?.growth ?? .nan }

  /// Last year's level on the basis of this year's rate.
  private func base(_ id: String) -> Double { Growth.comparableBase(level: level(id), growth: growth(id)) }

  /// This year's level where the target is a rate on last year's result.
  private func reached(_ result: String, _ target: String) -> Double {
    Growth.level(base: level(result), growth: growth(target))
  }

  private var fai2020: Double { reached("fai_2019", "fai_target_2020") }
  private var gdp2020: Double { reached("gdp_2019", "gdp_target_2020") }

  var all: [String: Double] {
    [sharesAndLevels, investment, tourism, secondary, efficiency, growthConflicts, externalSector]
      .reduce(into: [:]) { all, part in all.merge(part) { _, new in new } }
  }

  private var sharesAndLevels: [String: Double] {
    var values = [
      "hightech_share": Implied.share(of: level("hightech_output_2019"), in: level("industrial_output_2019")),
      "budget_expenditure_2019": expenditure,
      "self_sufficiency_2019": Implied.share(of: level("budget_revenue_2019"), in: expenditure),
      "revenue_gdp_2019": Implied.share(of: level("budget_revenue_2019"), in: level("gdp_2019")),
      "level2018_fdi_usd": base("fdi_2019"),
      "target_level2020_gdp": gdp2020,
      "target_level2020_fai": fai2020,
      "target_level2020_budget_revenue": reached("budget_revenue_2019", "budget_revenue_target_2020"),
      "target_level2020_fdi_usd": reached("fdi_2019", "fdi_target_2020"),
      "target_level2020_trade": reached("trade_2019", "trade_target_2020"),
      "target_level2020_retail": reached("retail_2019", "retail_target_2020"),
      "urban_income_floor_2020": reached("urban_income_2019", "gdp_target_2020"),
      "rural_income_floor_2020": reached("rural_income_2019", "gdp_target_2020"),
      "income_ratio_2019": Implied.elasticity(level("urban_income_2019"), per: level("rural_income_2019")),
      "retail_gdp_2019": Implied.share(of: level("retail_2019"), in: level("gdp_2019")),
    ]
    for name in [
      "gdp", "fai", "budget_revenue", "retail", "trade", "industrial_output", "livelihood_spending",
      "urban_income",
      "rural_income",
    ] { values["level2018_\(name)"] = base("\(name)_2019") }
    return values
  }

  /// General public budget expenditure of which livelihood spending is the stated share.
  private var expenditure: Double {
    Implied.whole(part: level("livelihood_spending_2019"), share: level("livelihood_share_2019"))
  }

  private var investment: [String: Double] {
    let zone = (before: base("devzone_fai_2020"), after: level("devzone_fai_2020"))
    let eco = level("ecocity_fai_2020")
    let others = Implied.rest(of: level("fai_2019"), less: [zone.before])
    let rest = Implied.rest(of: fai2020, less: [zone.after, eco])
    var values = [
      "devzone_fai_2019": zone.before,
      "devzone_share_2020": Implied.share(of: zone.after, in: fai2020),
      "ecocity_share_2020": Implied.share(of: eco, in: fai2020),
      "rest_fai_2020": rest,
      "rest_plus_eco_2019": others,
      "rest_plus_eco_growth": Growth.rate(level: eco + rest, base: others),
      "devzone_share_of_fai_increment": Implied.share(
        of: zone.after - zone.before, in: fai2020 - level("fai_2019")),
      "industrial_investment_2019": base("industrial_investment_2020"),
      "industrial_share_2020": Implied.share(of: level("industrial_investment_2020"), in: fai2020),
      "tech_renovation_share": Implied.share(
        of: level("tech_renovation_investment_2020"), in: level("industrial_investment_2020")),
    ]
    for growthOfRest in [0, 5, 10, 15, 20] {
      let restBefore = Growth.comparableBase(level: rest, growth: Double(growthOfRest))
      let ecoBefore = Implied.rest(of: others, less: [restBefore])
      values["eco_growth_if_rest_\(growthOfRest)"] = Growth.rate(level: eco, base: ecoBefore)
    }
    return values
  }

  private var tourism: [String: Double] {
    let yuanPerVisit = { (revenue: Double, visits: Double) throws(UnitError) -> Double in
      let yuan = try Unit.hundredMillionYuan.convert(revenue, to: .yuan)
      return Implied.elasticity(yuan, per: try Unit.tenThousandVisits.convert(visits, to: .visit))
    }
    let before = try? yuanPerVisit(base("tourism_revenue_2020"), base("tourist_visits_2020"))
    return [
      "tourists_2019": base("tourist_visits_2020"),
      "tourism_revenue_2019": base("tourism_revenue_2020"),
      "spend_per_visit_2019": before ?? .nan,
      "spend_per_visit_2020": (try? yuanPerVisit(level("tourism_revenue_2020"), level("tourist_visits_2020")))
        ?? .nan,
    ]
  }

  private var secondary: [String: Double] {
    let after = level("secondary_share_2019")
    let before = after - level("secondary_share_change_2019")
    var values = [
      "secondary_share_2018": before,
      "secondary_va_2019": Implied.part(whole: level("gdp_2019"), share: after),
      "secondary_va_over_output": Implied.share(
        of: Implied.part(whole: level("gdp_2019"), share: after), in: level("industrial_output_2019")),
    ]
    for deflator in [0, 2] {
      let nominal = Implied.compound(growth("gdp_2019"), Double(deflator))
      values["secondary_nominal_growth_pi\(deflator)"] = Implied.growthOfPart(
        shareBefore: before, shareAfter: after, whole: nominal)
      values["nonsecondary_nominal_growth_pi\(deflator)"] = Implied.growthOfPart(
        shareBefore: 100 - before, shareAfter: 100 - after, whole: nominal)
    }
    return values
  }

  private var efficiency: [String: Double] {
    let share2019 = Implied.share(of: level("fai_2019"), in: level("gdp_2019"))
    let share2020 = Implied.share(of: fai2020, in: gdp2020)
    let (g2019, g2020) = (growth("gdp_2019"), growth("gdp_target_2020"))
    let (r2019, r2020) = (growth("budget_revenue_2019"), growth("budget_revenue_target_2020"))
    let icor2020 = Implied.capitalOutputRatio(investmentShare: share2020, growth: g2020)
    return [
      "fai_gdp_2019": share2019,
      "fai_gdp_2020_const": share2020,
      "fai_gdp_2020_pi2": Implied.share(of: fai2020, in: Growth.level(base: gdp2020, growth: 2)),
      "icor_fai_2019": Implied.capitalOutputRatio(investmentShare: share2019, growth: g2019),
      "icor_fai_2020": icor2020,
      "icor_gfcf06_2020": Implied.part(whole: icor2020, share: 60.5),
      "rev_elast_2019_real": Implied.elasticity(r2019, per: g2019),
      "rev_elast_2020_real": Implied.elasticity(r2020, per: g2020),
      "rev_buoy_2019_pi2": Implied.buoyancy(r2019, on: Implied.compound(g2019, 2)),
      "rev_buoy_2020_pi2": Implied.buoyancy(r2020, on: Implied.compound(g2020, 2)),
    ]
  }

  private var growthConflicts: [String: Double] {
    let industry = growth("industrial_va_target_2020")
    let highTech = growth("hightech_va_target_2020")
    let share = Implied.share(of: level("hightech_output_2019"), in: level("industrial_output_2019"))
    let gdp = growth("gdp_target_2020")
    return [
      "nonhightech_va_growth_2020": Implied.growthOfRest(whole: industry, part: highTech, share: share),
      "hightech_va_share_max": Implied.share(whole: industry, part: highTech, rest: 0),
      "hightech_va_share_1pct": Implied.share(whole: industry, part: highTech, rest: 2),
      "nonindustrial_growth_needed": Implied.growthOfRest(
        whole: gdp, part: industry, share: level("secondary_share_2019")),
      // Hubei's consumer-price goal of 2020: about 3.5%.
      "income_nominal_if_real_target": Implied.compound(gdp, 3.5),
      "growth_delta": gdp - growth("gdp_2019"),
    ]
  }

  private var externalSector: [String: Double] {
    [
      // At 6.9 yuan a dollar.
      "fdi_cny_2019": level("fdi_2019") * 6.9,
      "trade_gdp_2019": Implied.share(of: level("trade_2019"), in: level("gdp_2019")),
      "attraction_vs_fai": Implied.share(of: level("investment_attraction_2019"), in: level("fai_2019")),
      "attraction_growth": Growth.rate(
        level: level("investment_attraction_target_2020"), base: level("investment_attraction_2019")),
    ]
  }
}
