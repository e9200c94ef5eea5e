import Scenarios
import TimeSeries

extension VerdictReport {
  /// One table a scenario: by how much each target is missed, and where its value is expected.
  func shortfalls() -> [String] {
    var lines: [String] = []
    for (place, scenario) in scenarios.enumerated() where !scenario.verdicts.isEmpty {
      if !lines.isEmpty { lines.append("") }
      lines.append(shortfallTable(place, scenario).text(width: width))
    }
    guard !lines.isEmpty else { return [] }
    let explanation = say(
      "Shortfalls: “short by” is the average gap over all draws, “if missed” over those that miss; then the middle value "
        + "and the range that holds nine draws out of ten. In the unit of the target.",
      "缺口：“平均缺口”为全部模拟的平均，“未达时”为未实现各次的平均；其后为中位数及九成区间。单位同目标。")
    return paragraph(explanation) + [""] + lines
  }

  private func shortfallTable(_ place: Int, _ scenario: ScenarioResult) -> Table {
    let heads = [
      say("met", "概率"), "±", say("short by", "平均缺口"), say("if missed", "未达时"), say("median", "中位数"),
      say("5%", "5%分位"), say("95%", "95%分位"),
    ]
    let name = "\(code(place)) \(scenario.name.rendered(in: language))"
    var table = Table(
      [Table.Column(name, wraps: true), boundColumn]
        + heads.map { Table.Column($0, .right) }, gap: width < 90 ? 1 : 2)
    table.rows = scenario.verdicts.compactMap { verdict in
      guard let target = record.target(verdict.target) else { return nil }
      let scale = target.displayScale(in: language)
      let quantile = { (level: Double) -> String in
        guard let at = BatchResult.quantileLevels.firstIndex(of: level), at < verdict.quantiles.count else {
          return "–"
        }
        return Figures.significant(scale * verdict.quantiles[at])
      }
      return .cells([
        target.name.rendered(in: language), target.boundText(record).rendered(in: language),
        VerdictFigures.percent(verdict.probability),
        VerdictFigures.points(verdict.probability.monteCarloError),
        Figures.significant(scale * verdict.expectedShortfall.value, digits: 3),
        verdict.conditionalShortfall.map { Figures.significant(scale * $0.value, digits: 3) } ?? "–",
        quantile(0.50), quantile(0.05), quantile(0.95),
      ])
    }
    return table
  }
}
