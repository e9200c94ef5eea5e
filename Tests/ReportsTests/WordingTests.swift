import Datasets
import Reports
import Scenarios
import Testing
import TimeSeries

/// Amounts, names and line ends.
@Suite struct WordingTests {
  private func delivery(_ amount: String) throws -> RunRecord {
    var record = SampleRun.record(scenarios: 1)
    let target = Target(
      id: "schools_target", name: Bilingual(en: "Promise", zh: "承诺"), kind: .delivery, forms: [],
      bound: .atLeast(100), unit: .percent, period: .year(2020), group: "area7",
      amount: try Amount(parsing: amount),
      at: SourcePosition(file: "plan.yaml", line: 20, column: 5))
    record.targets = record.targets.map { $0.id == target.id ? TargetRecord(target) : $0 }
    return record
  }

  @Test(arguments: [
    ("2.03 万亩", "20,300 mu"), ("1 家", "1 firm"), ("1519 个", "1,519 items"), ("5000 亩", "5,000 mu"),
    ("1.5 万人", "15,000 persons"), ("2 平方公里", "2 square kilometres"), ("2.3 亿元", "230 m yuan"),
    ("85%", "85%"),
  ])
  func englishAmountsAreCountedAsEnglishReadersDo(written: String, told: String) throws {
    let text = VerdictReport(try delivery(written), width: 200).text()
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("Promise") })
    #expect(line.contains("  \(told)  "), "\(line)")
  }

  @Test func aPromiseOfNoneHasNoPercentage() throws {
    let text = VerdictReport(try delivery("0 人"), width: 200, detail: .all).text()
    let lines = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(lines.contains("A Baseline target met ± short by median 5% 95% if missed"))
    #expect(lines.contains("Promise 0 persons 82.0% 0.2 – – – – –"))
  }

  private func assuming(_ key: String, _ value: String, _ unit: String?, _ language: Language) -> String? {
    var record = SampleRun.record(scenarios: 1)
    record.settings = [SettingRecord(scenario: "baseline", key: key, value: value, unit: unit)]
    return VerdictReport(record, language: language, width: 200).text().split(separator: "\n").map(
      String.init
    )
    .first { $0.hasPrefix("   Assumed: ") || $0.hasPrefix("   假设：") }
  }

  @Test(arguments: [
    (
      "variable gdp.add_factor", "-0.9", "百分点", "equation of Gross regional product -0.9 points",
      "地区生产总值方程 -0.9个百分点"
    ),
    (
      "volatility retail.scale", "6", nil, "shocks of Total retail sales of consumer goods × 6",
      "社会消费品零售总额的冲击 × 6"
    ),
    ("parameter alpha.set", "0.4", nil, "capital elasticity = 0.4", "资本弹性 = 0.4"),
    ("parameter nameless.set", "0.4", nil, "nameless = 0.4", "nameless = 0.4"),
  ])
  func overridesAreToldByName(key: String, value: String, unit: String?, en: String, zh: String) {
    #expect(assuming("overrides." + key, value, unit, .en) == "   Assumed: " + en)
    #expect(assuming("overrides." + key, value, unit, .zh) == "   假设：" + zh)
  }

  @Test func spreadsSayThatTheyArePoints() {
    let record = SampleRun.record(scenarios: 2)
    let text = VerdictReport(record, width: 200).text()
    #expect(
      text.contains("\n   On condition: Total social fixed-asset investment growth 2020 = 30% ± 4 points\n"))
    #expect(
      VerdictReport(record, language: .zh, width: 200).text().contains(
        "\n   条件：2020年全社会固定资产投资增速 = 30% ± 4个百分点\n"))
  }

  @Test(arguments: [Language.en, .zh])
  func signsStayWithTheirNumbersAndSymbolsWithTheirWords(language: Language) {
    var record = SampleRun.record(scenarios: 10)
    record.settings = SampleRun.headline.map {
      SettingRecord(scenario: "baseline", key: "overrides.volatility \($0.0).scale", value: "6")
    }
    for width in 60...110 {
      let text = VerdictReport(record, language: language, width: width).text()
      for end in ["×", "±", "=", "●", "◕", "◑", "◔", "○"] {
        #expect(!text.contains("\(end)\n"), "\(end) at \(width) columns")
      }
      #expect(!text.unicodeScalars.contains("\u{A0}"))
    }
  }

  @Test func chineseSentencesHaveNoBlanksBetweenThem() {
    var record = SampleRun.record()
    record.parameters.removeFirst()
    let lines = VerdictReport(record, language: .zh, width: 200).text().split(separator: "\n")
    #expect(lines.contains("仅凭先验：没有任何参数由数据估计得出。参数（1个）：据数据估计0个，引自文献0个，推算0个，假设1个。"))
    #expect(lines.contains("  – 市政府下达的约束性指标“全面完成市政府下达的约束性指标”"))
  }
}
