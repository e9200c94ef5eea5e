import Datasets
import FoundationEssentials
import Scenarios
import Testing
import TimeSeries

/// What a check of published totals says, and what is said of a file that does not hold what it needs.
@Suite struct AggregationAuditTests {
  static let rows = """
    area,indicator,period,value,unit,note
    Wuhan,va_primary,2020,-3.8,% yoy,
    Wuhan,va_primary,2020,402.18,1e8 yuan,
    Wuhan,va_secondary,2020,-7.3,% yoy,
    Wuhan,va_secondary,2020,5557.47,1e8 yuan,
    Wuhan,gdp,2020,5959.65,1e8 yuan,
    Wuhan,gdp_real,2020,-7.0,% yoy,
    Wuhan,gdp_real,2020Q1,-40.5,% yoy,
    """
  static let check =
    "{aggregate: [va_primary, va_secondary], total: gdp, region: Wuhan, period: 2020}"

  private func audit(_ rows: String, _ check: String) throws -> (audit: AggregationAudit?, told: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(rows.utf8).write(to: folder.appending(path: "outturns.csv"))
    let text = """
      outturn: 1
      region: Somewhere
      horizon: 2020
      data: {outturns: outturns.csv}
      targets: [{id: output, variable: gdp, at_least: 7.6 %}]
      scenarios: [{id: baseline}]
      checks:
        - \(check)
      """
    let path = folder.path(percentEncoded: false) + "/"
    let plan = try Plan.read(text, file: path + "plan.yaml")
    var problems = Diagnostics()
    let audit = AggregationAudit(plan.aggregationChecks[0], of: plan, into: &problems)
    return (audit, problems.rendered().replacing(path, with: ""))
  }

  /// By hand: bases 402.18/0.962 = 418.0665 and 5557.47/0.927 = 5995.1133, sum 6413.1798;
  /// (5959.65/6413.1798 − 1) · 100 = −7.0718.
  @Test func addsUp() throws {
    let (audit, told) = try audit(Self.rows, Self.check)
    #expect(told.isEmpty)
    let found = try #require(audit)
    #expect(abs(found.implied - -7.0718) < 1e-4)
    #expect(found.published == -7)
    let note = found.note { _ in Bilingual(en: "Gross regional product", zh: "地区生产总值") }
    #expect(
      note.en
        == "Checked: the sectors of Wuhan in 2020 add up to Gross regional product -7.07%, published -7.00% (0.07 points apart)."
    )
    #expect(note.zh == "核对：Wuhan 2020年各产业合成的地区生产总值增速为-7.07%，公布值-7.00%（相差0.07个百分点）。")
  }

  struct Flaw: Sendable, CustomTestStringConvertible {
    var name: String
    var rows = AggregationAuditTests.rows
    var check = AggregationAuditTests.check
    var message: String
    var testDescription: String { name }
  }

  static let flaws: [Flaw] = [
    Flaw(
      name: "no number", rows: rows.replacing("-3.8", with: "NaN"),
      message: """
        outturns.csv:2:23: error: “NaN” is not a number
          Wuhan,va_primary,2020,NaN,% yoy,
                                ^~~
          leave the cell empty where there is no value
        """),
    Flaw(
      name: "words for two numbers",
      rows: rows.replacing("-7.0,", with: "minus seven,").replacing("402.18", with: "402.18亿元"),
      message: """
        outturns.csv:3:23: error: “402.18亿元” holds a unit; this cell takes the number alone
          Wuhan,va_primary,2020,402.18亿元,1e8 yuan,
                                ^~~~~~~~~~
          write 402.18, the unit apart
        outturns.csv:7:21: error: “minus seven” is not a number
          Wuhan,gdp_real,2020,minus seven,% yoy,
                              ^~~~~~~~~~~
        """),
    Flaw(
      name: "an empty cell", rows: rows.replacing("5557.47", with: ""),
      message: """
        outturns.csv:5:25: error: value is empty; it is needed
          Wuhan,va_secondary,2020,,1e8 yuan,
                                  ^
        """),
    Flaw(
      name: "an unknown region", check: check.replacing("Wuhan", with: "Wuhann"),
      message: """
        plan.yaml:8:65: error: “outturns.csv” has no region “Wuhann”
            - {aggregate: [va_primary, va_secondary], total: gdp, region: Wuhann, period: 2020}
                                                                          ^~~~~~
          did you mean “Wuhan”?
        """),
    Flaw(
      name: "an unknown part and an unknown total",
      check: check.replacing("va_primary", with: "va_primry").replacing("gdp", with: "gpd_real"),
      message: """
        plan.yaml:8:18: error: “outturns.csv” has no indicator “va_primry” of Wuhan
            - {aggregate: [va_primry, va_secondary], total: gpd_real, region: Wuhan, period: 2020}
                           ^~~~~~~~~
          did you mean “va_primary”?
        plan.yaml:8:51: error: “outturns.csv” has no indicator “gpd_real” of Wuhan
            - {aggregate: [va_primry, va_secondary], total: gpd_real, region: Wuhan, period: 2020}
                                                            ^~~~~~~~
          did you mean “gdp_real”?
        """),
    Flaw(
      name: "a period without rows", check: check.replacing("2020", with: "2021"),
      message: """
        plan.yaml:8:80: error: “outturns.csv” has no row of Wuhan for 2021
            - {aggregate: [va_primary, va_secondary], total: gdp, region: Wuhan, period: 2021}
                                                                                         ^~~~
          it has 2020, 2020Q1
        """),
    Flaw(
      name: "a period without parts", check: check.replacing("2020", with: "2020Q1"),
      message: """
        plan.yaml:8:18: error: “outturns.csv” has no growth rate of va_primary of Wuhan for 2020Q1
            - {aggregate: [va_primary, va_secondary], total: gdp, region: Wuhan, period: 2020Q1}
                           ^~~~~~~~~~
          add a row with a unit that begins with %
        plan.yaml:8:18: error: “outturns.csv” has no level of va_primary of Wuhan for 2020Q1
            - {aggregate: [va_primary, va_secondary], total: gdp, region: Wuhan, period: 2020Q1}
                           ^~~~~~~~~~
          add a row with its level: the parts are weighted by it
        plan.yaml:8:30: error: “outturns.csv” has no growth rate of va_secondary of Wuhan for 2020Q1
            - {aggregate: [va_primary, va_secondary], total: gdp, region: Wuhan, period: 2020Q1}
                                       ^~~~~~~~~~~~
          add a row with a unit that begins with %
        plan.yaml:8:30: error: “outturns.csv” has no level of va_secondary of Wuhan for 2020Q1
            - {aggregate: [va_primary, va_secondary], total: gdp, region: Wuhan, period: 2020Q1}
                                       ^~~~~~~~~~~~
          add a row with its level: the parts are weighted by it
        """),
    Flaw(
      name: "a growth rate that leaves no base", rows: rows.replacing("-7.3,", with: "-100,"),
      message: """
        plan.yaml:8:5: error: part 2 has level 5557.47 and growth -100.0%: no base above zero gives both
            - {aggregate: [va_primary, va_secondary], total: gdp, region: Wuhan, period: 2020}
              ^
        """),
    Flaw(
      name: "an empty file", rows: "\n",
      message: """
        outturns.csv: error: the file is empty
          its first line is “area,indicator,period,value,unit”
        """),
  ]

  @Test(arguments: flaws)
  func isToldWhole(_ flaw: Flaw) throws {
    let (audit, told) = try audit(flaw.rows, flaw.check)
    #expect(audit == nil)
    #expect(told == flaw.message)
  }
}
