import Scenarios
import Testing
import TimeSeries

@testable import Reports

@Suite struct VerdictReportTests {
  static let next = [
    VerdictReport.NextStep("outturn run plan.yaml --all", Bilingual(en: "shortfalls", zh: "缺口"))
  ]

  @Test(arguments: [1, 2, 3, 10], [Language.en, .zh, .both])
  func noLineIsWiderThanTheTerminal(scenarios: Int, language: Language) {
    for width in [60, 72, 80, 100, 120, 200] {
      let report = VerdictReport(
        SampleRun.record(scenarios: scenarios), language: language, width: width, detail: .all,
        next: Self.next)
      let wide = report.text().split(separator: "\n").filter { DisplayWidth.of($0) > width }
      #expect(wide == [], "at \(width) columns")
    }
  }

  @Test(arguments: [
    ("en", Language.en, 100, 3), ("zh", .zh, 100, 10), ("both", .both, 120, 2), ("narrow", .en, 64, 10),
  ])
  func screens(name: String, language: Language, width: Int, scenarios: Int) throws {
    let report = VerdictReport(
      SampleRun.record(scenarios: scenarios), language: language, width: width, next: Self.next)
    try Screens.expect(report.text(), toBe: name)
  }

  @Test func shortfallsAreShownOnRequest() throws {
    let report = VerdictReport(SampleRun.record(scenarios: 1), width: 100, detail: .all)
    try Screens.expect(report.text(), toBe: "all")
  }

  @Test func differencesAreShownOnRequest() throws {
    let report = VerdictReport(SampleRun.record(scenarios: 10), width: 100, detail: .all)
    try Screens.expect(report.differences().joined(separator: "\n") + "\n", toBe: "differences")
  }

  @Test func anInterruptedRunSaysSo() {
    let lines = VerdictReport(SampleRun.record(complete: false)).text().split(separator: "\n")
    #expect(lines[2] == "INTERRUPTED after 40,000 of 100,000 draws: the answer is coarser, not wrong.")
  }

  @Test func aFailedScenarioIsNamedWithItsReason() {
    var record = SampleRun.record(scenarios: 2)
    record.result.scenarios[1] = ScenarioResult(
      id: "investment_push", name: Bilingual(en: "Investment push", zh: "投资拉动"),
      failure: "no draw found a solution")
    let text = VerdictReport(record).text()
    #expect(text.contains("B  Investment push  investment_push  FAILED: no draw found a solution"))
    #expect(text.contains("● very likely    96.0% ±0.2   –\n"))
  }

  @Test func chancesThatRestOnAHandfulOfDrawsAreUnknown() {
    var record = SampleRun.record(scenarios: 2)
    record.result.scenarios[1].effectiveDraws = 3.2
    let text = VerdictReport(record).text()
    #expect(text.contains("● very likely    96.0% ±0.2   ?\n"))
    #expect(
      text.contains(
        "B  Investment push  investment_push  ? unknown: its conditions fit 3 of the draws; raise --draws"))
  }

  @Test func withoutEstimatesTheFooterSaysPriorOnly() {
    var record = SampleRun.record()
    record.parameters.removeFirst()
    let lines = VerdictReport(record, width: 200).text().split(separator: "\n")
    #expect(
      lines.contains(
        "PRIOR ONLY: no parameter was estimated on data. Parameters (1): 0 estimated on data, 0 published, 0 derived, "
          + "1 assumed."))
  }

  // IPCC guidance note on uncertainty (Mastrandrea et al. 2010), table 1: limits of the calibrated words.
  @Test(arguments: [
    (1.0, "●"), (0.9, "●"), (0.899, "◕"), (0.66, "◕"), (0.659, "◑"), (0.33, "◑"), (0.329, "◔"), (0.1, "◔"),
    (0.0999, "○"),
    (0, "○"),
  ])
  func wordsFollowTheScale(probability: Double, symbol: String) {
    #expect(Likelihood(probability).symbol == symbol)
  }

  @Test func symbolsAndWordsAreDistinct() {
    #expect(Set(Likelihood.allCases.map(\.symbol)).count == 5)
    #expect(Set(Likelihood.allCases.map(\.word)).count == 5)
  }

  @Test func csvHasOneLineAScenarioAndTarget() {
    let lines = VerdictReport(SampleRun.record(scenarios: 2), language: .zh).csv().split(separator: "\r\n")
    #expect(lines.count == 1 + 2 * 12)
    #expect(
      lines[1]
        == "baseline,基准,headline,gdp_target,地区生产总值,modelled,≥ 7.6%,%,0.96,0.0015,很可能,0.0,1.5,7.25,1.5")
    #expect(lines[12] == "baseline,基准,headline,all,主要目标同时实现,,,,0.031,0.0005,很不可能,,,,")
  }

  @Test func markdownHasOneRowATarget() throws {
    try Screens.expect(VerdictReport(SampleRun.record(scenarios: 2)).markdown(), toBe: "markdown")
  }
}
