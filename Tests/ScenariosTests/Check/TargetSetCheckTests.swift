import Scenarios
import Testing
import TimeSeries

/// The conflicts of the report, found from its plan, and of plans made up to have one each.
@Suite struct TargetSetCheckTests {
  @Test func findsTheConflictsOfTheReport() throws {
    let check = TargetSetCheck(try shippedPlan())
    let found = Dictionary(uniqueKeysWithValues: check.findings.map { ($0.id, $0) })
    let conflicts = [
      "share.secondary_share_2019", "rest.hightech_va.industrial_va", "contained.fdi.trade",
      "contained.investment_attraction.fai",
    ]
    let notices = [
      "parts.fai", "ratio.tourism_revenue.tourist_visits", "flat.investment_attraction_target_2020",
      "restated.hightech_va_area5_2020",
    ]
    #expect(Set(found.keys) == Set(conflicts + notices))
    for id in conflicts { #expect(found[id]?.severity == .conflict, "\(id)") }
    for id in notices { #expect(found[id]?.severity == .notice, "\(id)") }
    let said = { (id: String) in found[id]?.message.en ?? "" }
    // derived-checks.csv: secondary_nominal_growth_pi0, …pi2, nonsecondary…
    #expect(said("share.secondary_share_2019").contains("34.4 to 37.1% and the rest by -21.6 to -20.0%"))
    // nonhightech_va_growth_2020, hightech_va_share_max
    #expect(said("rest.hightech_va.industrial_va").contains("61.52% of it, leaves -3.19% for the rest"))
    #expect(said("rest.hightech_va.industrial_va").contains("up to a share of 53.3%"))
    // fdi_cny_2019, attraction_vs_fai
    #expect(
      said("contained.fdi.trade")
        == "Actually utilised foreign investment, at 6.9 yuan per dollar, 43.19 亿元, is 111.6% of Total imports and exports, 38.72 亿元, though the plan declares it the smaller of the two"
    )
    #expect(found["contained.fdi.trade"]?.message.zh.contains("43.19亿元（按1美元6.9元折算），为") == true)
    #expect(
      said("contained.investment_attraction.fai").contains("520.00 亿元, is 140.5% of")
        && said("contained.investment_attraction.fai").contains("370.00 亿元, though"))
    // rest_fai_2020, rest_plus_eco_growth
    #expect(
      said("parts.fai").contains(
        "168.0 亿元 + Sino-French Eco-City fixed-asset investment 130.0 亿元 leave 127.5 亿元 of"))
    #expect(said("parts.fai").contains("from 230.0 to 257.5 亿元: +11.96%"))
    // spend_per_visit_2019, …2020
    #expect(
      said("ratio.tourism_revenue.tourist_visits").contains("falls by 1.1%, from 328.7 to 325.0 yuan a visit")
    )
    #expect(
      said("flat.investment_attraction_target_2020").contains("520 亿元 asks for +0.0% on last year's 520 亿元"))
    #expect(
      found["rest.hightech_va.industrial_va"]?.statements.suffix(3) == [
        "hightech_output_share_2019", "hightech_output_2019", "industrial_output_2019",
      ])
    #expect(
      check.findings.map(\.severity) == check.findings.map(\.severity).sorted { $0.rawValue < $1.rawValue })
  }

  @Test func yearsAreLookedAtApart() throws {
    let text = """
      outturn: 1
      region: Somewhere
      horizon: 2020..2021
      targets:
        - {id: a, variable: gdp, at_least: 8 %, period: 2020}
        - {id: b, variable: gdp, at_most: 7 %, period: 2021}
        - {id: c, variable: gdp, at_least: 9 %, period: 2021}
      scenarios: [{id: baseline}]
      """
    let findings = TargetSetCheck(try Plan.read(text, file: "plan.yaml")).findings
    #expect(findings.map(\.id) == ["bounds.c.2021"])
  }

  /// A conflict a plan without statements was given, and what is said of it.
  struct Flaw: Sendable, CustomTestStringConvertible {
    var targets: String
    var relations: String = "[]"
    var id: String?
    var message: String = ""
    var severity = Finding.Severity.conflict
    var testDescription: String { id ?? "sound: \(targets)" }
  }

  static let flaws: [Flaw] = [
    Flaw(
      targets:
        "[{id: a, variable: fai, at_least: 100 亿元}, {id: b, variable: fai.x, at_least: 70 亿元}, {id: c, variable: fai.y, at_least: 60 亿元}]",
      relations: "[{whole: fai, parts: [fai.x, fai.y]}]", id: "parts.fai",
      message: "b 70.0 亿元 + c 60.0 亿元 exceed a 100.0 亿元 by 30.0 亿元"),
    Flaw(
      targets: "[{id: a, variable: fai, at_least: 100 亿元}, {id: b, variable: fai.x, at_least: 70 亿元}]",
      relations: "[{whole: fai, parts: [fai.x]}]", id: "parts.fai",
      message: "b 70.0 亿元 leave 30.0 亿元 of a 100.0 亿元",
      severity: .notice),
    Flaw(
      targets:
        "[{id: a, variable: industrial_va, at_least: 5 %}, {id: b, variable: hightech_va, at_least: 20 %}]",
      relations: "[{part: hightech_va, whole: industrial_va, share: 40 %}]",
      id: "rest.hightech_va.industrial_va",
      message:
        "a +5.0% with b +20.0%, 40.00% of it, leaves -5.00% for the rest; the two go together with a rest that does not fall only up to a share of 25.0%"
    ),
    Flaw(
      targets:
        "[{id: a, variable: industrial_va, at_least: 8 %}, {id: b, variable: hightech_va, at_least: 20 %}]",
      relations: "[{part: hightech_va, whole: industrial_va, share: 40 %}]"),
    Flaw(
      targets:
        "[{id: a, variable: fai, at_most: 5 %}, {id: b, variable: fai.x, at_least: 7 %}, {id: c, variable: fai.y, at_least: 6 %}]",
      relations: "[{whole: fai, parts: [fai.x, fai.y]}]", id: "parts.fai",
      message: "every part named grows by 6.0% or more, a by 5.0% at most: the rest must fall"),
    Flaw(
      targets: "[{id: a, variable: unemployment, measure: level, at_most: 120 %}]", id: "whole.a",
      message: "a: a share of 120.0% lies outside 0 to 100"),
    Flaw(
      targets: "[{id: a, variable: gdp, at_least: 8 %}, {id: b, variable: gdp, at_most: 7 %}]",
      id: "bounds.b",
      message: "b is to be at least 8% and at most 7%: both cannot be met"),
    Flaw(
      targets:
        "[{id: a, variable: fai, at_least: 100 亿元}, {id: b, variable: tech, at_least: 110 亿元, parent: a}]",
      id: "parent.b",
      message: "b, 110.0 亿元, is more than a, 100.0 亿元, of which it is a part"),
    Flaw(
      targets: "[{id: a, delivery: 20 个}, {id: b, delivery: 30 个, parent: a}]", id: "parent.b",
      message: "b, 30.0 个, is more than a, 20.0 个, of which it is a part"),
    Flaw(
      targets: "[{id: a, variable: fdi, at_least: 6 亿美元}, {id: b, variable: trade, at_least: 40 亿元}]",
      relations: "[{smaller: fdi, larger: trade, rate: 7}]", id: "contained.fdi.trade",
      message:
        "a, at 7 yuan per dollar, 42.00 亿元, is 105.0% of b, 40.00 亿元, though the plan declares it the smaller of the two"
    ),
    Flaw(
      targets: "[{id: a, variable: fdi, at_least: 6 亿美元}, {id: b, variable: trade, at_least: 40 亿元}]",
      relations: "[{smaller: fdi, larger: trade, rate: 6}]"),
    Flaw(
      targets: "[{id: a, variable: sales, at_least: 10 %}, {id: b, variable: visits, at_least: 12 %}]",
      relations: "[{ratio: sales, per: visits}]", id: "ratio.sales.visits",
      message: "a +10.0% per b +12.0%: the ratio falls by 1.8%", severity: .notice),
    Flaw(
      targets:
        "[{id: a, variable: gdp, at_least: 8 %}, {id: i, variable: urban_income, at_most: 7 %}, {id: c, income: {concept: urban}}]",
      id: "comparison.c.urban_income",
      message: "urban_income is to grow faster than gdp, but by at most 7.0% where gdp is to reach 8.0%"),
  ]

  @Test(arguments: flaws)
  func findsWhatIsMadeUp(_ flaw: Flaw) throws {
    let text = """
      outturn: 1
      region: Somewhere
      horizon: 2020
      targets: \(flaw.targets)
      relations: \(flaw.relations)
      scenarios: [{id: baseline}]
      """
    let findings = TargetSetCheck(try Plan.read(text, file: "plan.yaml")).findings
    #expect(findings.map(\.id) == [flaw.id].compactMap { $0 })
    #expect(findings.first?.message.en ?? "" == flaw.message)
    if flaw.id != nil { #expect(findings.first?.severity == flaw.severity) }
  }

  @Test func saysWhichTargetsOfTheReportAreLeftOut() throws {
    let path = "\(repository)datasets/caidian-2020/plan.yaml"
    let whole = try String(contentsOfFile: path, encoding: .utf8)
    let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.filter { !$0.contains("id: schools_built_2020") }.joined(separator: "\n")
    let findings = TargetSetCheck(try Plan.read(text, file: path)).findings
    let finding = try #require(findings.first { $0.id == "unused.statements" })
    #expect(finding.severity == .notice)
    #expect(
      finding.message.en
        == "the report sets 1 target that no target of the plan takes up: schools_built_2020")
    #expect(finding.message.zh == "报告中有1个目标未被计划采用：schools_built_2020")
    #expect(finding.position.description == "report-indicators.csv:72:1")
  }

  @Test func saysWhichTargetsWereGivenTheFirstYear() throws {
    let text = """
      outturn: 1
      region: Somewhere
      horizon: 2020..2025
      targets:
        - {id: a, variable: gdp, at_least: 8 %}
        - {id: b, variable: fai, at_least: 7 %}
        - {id: c, variable: fai, at_least: 7 %, period: 2021}
      scenarios: [{id: baseline}]
      """
    let plan = try Plan.read(text, file: "plan.yaml")
    #expect(plan.targets.map(\.period.year) == [2020, 2020, 2021])
    let finding = try #require(TargetSetCheck(plan).findings.first)
    #expect(finding.id == "default.period" && finding.severity == .notice)
    #expect(
      finding.message.en
        == "2 targets name no period and are judged for 2020, the first year of the horizon: a, b")
    #expect(finding.message.zh == "2个目标未写 period，按预测期第一年2020年判断：a、b")
  }
}
