import Reports
import Scenarios
import Testing
import TimeSeries

/// What finitely many draws may not claim.
@Suite struct HonestyTests {
  private func lines(_ record: RunRecord, _ language: Language = .en, detail: VerdictReport.Detail = .summary)
    -> [String]
  {
    VerdictReport(record, language: language, width: 300, detail: detail).text().split(separator: "\n").map(
      String.init)
  }

  private func joint(_ value: Double, _ error: Double) -> RunRecord {
    var record = SampleRun.record(scenarios: 1)
    record.result.scenarios[0].joint = Estimate(value: value, monteCarloError: error)
    return record
  }

  @Test(arguments: [
    (0.0, 0.0, "○ very unlikely <0.01% ±<0.01"), (0.00003, 0.00002, "○ very unlikely <0.01% ±<0.01"),
    (0.0, 0.0004, "○ very unlikely <0.01% ±0.04"), (0.0004, 0.0002, "○ very unlikely  0.04% ±0.02"),
    (0.0, 0.0015, "○ very unlikely  <0.1% ±0.2"), (0.001, 0.02, "○ very unlikely    <1% ±2"),
    (1.0, 0.0, "● very likely   >99.99% ±<0.01"), (0.99998, 0.00001, "● very likely   >99.99% ±<0.01"),
    (0.9999, 0.0001, "● very likely   99.99% ±0.01"), (1.0, 0.02, "● very likely     >99% ±2"),
  ])
  func noChanceIsPrintedAsNeverOrAlways(value: Double, error: Double, cell: String) throws {
    let last = try #require(lines(joint(value, error)).first { $0.hasPrefix("All together") })
    #expect(last.hasSuffix(cell), "\(last)")
  }

  @Test func unknownCellsAreInTheKey() {
    var record = SampleRun.record(scenarios: 2)
    record.result.scenarios[1].effectiveDraws = 3.2
    let one = lines(record)
    #expect(
      one.contains(
        "● very likely 90–100%  ◕ likely 66–90%  ◑ toss-up 33–66%  ◔ unlikely 10–33%  ○ very unlikely 0–10%  "
          + "? unknown: too few draws fit the conditions"))
    record.result.scenarios[0].effectiveDraws = 3.2
    let none = lines(record)
    #expect(none.contains("Cells are chances in percent that the target is met."))
    #expect(lines(record, .zh).contains("表中为目标实现的概率（%）。"))
    #expect(!none.contains { $0.contains("at most ±") })
  }

  @Test(arguments: [
    (
      12,
      "in 12 draws (<0.1%) investment or a sector would have to fall by more than all of itself; they are left out, "
        + "which biases what remains upwards", "有12次模拟（<0.1%）要求投资或某一产业的降幅超过其全部；这些模拟已剔除，其余结果因此偏高"
    ),
    (
      1000,
      "WARNING: in 1,000 draws (1.0%) investment or a sector would have to fall by more than all of itself; they are "
        + "left out, which biases what remains upwards",
      "警告：有1,000次模拟（1.0%）要求投资或某一产业的降幅超过其全部；这些模拟已剔除，其余结果因此偏高"
    ),
  ])
  func drawsLeftOutSayWhatHappened(count: Int, en: String, zh: String) {
    var record = SampleRun.record(scenarios: 1)
    record.result.scenarios[0].invalidDraws = count
    #expect(lines(record).contains("   " + en))
    #expect(lines(record, .zh).contains("   " + zh))
  }

  @Test(arguments: [
    (
      0.009, "p = 0.9%, far from what the model expects; an assumption, no forecast",
      "p = 0.9%，远离模型预期：是假设而非预测"
    ),
    (0.04, "p = 4%, rare for the model", "p = 4%，对模型而言罕见"), (0.05, "p = 5%, unusual", "p = 5%，较少见"),
    (0.19, "p = 19%, unusual", "p = 19%，较少见"),
    (0.2, "p = 20%, nothing unusual for the model", "p = 20%，对模型而言并不罕见"),
  ])
  func plausibilityIsToldInWords(p: Double, en: String, zh: String) {
    var record = SampleRun.record(scenarios: 2)
    record.result.scenarios[1].plausibility?.pValue = p
    #expect(lines(record).contains("   Plausibility: " + en))
    #expect(lines(record, .zh).contains("   可信度：" + zh))
  }

  @Test func differencesStandBesideTheirErrors() {
    let text = lines(SampleRun.record(scenarios: 3), detail: .all).map {
      $0.split(separator: " ").joined(separator: " ")
    }
    #expect(text.contains("against A Baseline, points B C"))
    #expect(text.contains("Gross regional product -9.0 ±0.1* -18.0 ±0.1"))
    #expect(text.contains("All together -1.00 ±0.01* -1.00 ±0.01"))
    #expect(!lines(SampleRun.record(scenarios: 3)).contains { $0.hasPrefix("against") })
    #expect(!lines(SampleRun.record(scenarios: 1), detail: .all).contains { $0.hasPrefix("Differences") })
  }
}
