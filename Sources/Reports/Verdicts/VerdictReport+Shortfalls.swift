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
      "Shortfalls: “short by” is the average gap over all draws, “if missed” over those that miss; median is the middle "
        + "value, nine draws out of ten lie between 5% and 95%. In the unit of the target; delivery in percent of what is promised, where that is not none.",
      "缺口：“平均缺口”为全部模拟的平均，“未达时”为未实现各次的平均；九成模拟落在5%与95%分位之间。单位同目标；交付类为完成率（%），目标为零的除外。")
    return paragraph(explanation) + [""] + lines
  }

  /// What the table shows of a verdict, in the order of its columns. There is no percentage of a promise of none.
  private func figures(of verdict: Verdict, _ target: TargetRecord) -> [String] {
    let chance = [
      VerdictFigures.percent(verdict.probability),
      VerdictFigures.points(verdict.probability.monteCarloError),
    ]
    if target.kind == .delivery, target.amount == 0 { return chance + Array(repeating: "–", count: 5) }
    let scale = target.displayScale(in: language)
    let quantile = { (level: Double) -> String in
      guard let at = BatchResult.quantileLevels.firstIndex(of: level), at < verdict.quantiles.count else {
        return "–"
      }
      return amount(scale * verdict.quantiles[at], digits: 4)
    }
    return chance + [
      amount(scale * verdict.expectedShortfall.value, digits: 3),
      quantile(0.50), quantile(0.05), quantile(0.95),
      verdict.conditionalShortfall.map { amount(scale * $0.value, digits: 3) } ?? "–",
    ]
  }

  /// Rounding errors of exact conditions are told as zero.
  private func amount(_ value: Double, digits: Int) -> String {
    Figures.significant(abs(value) < 1e-9 ? 0 : value, digits: digits)
  }

  private func shortfallTable(_ place: Int, _ scenario: ScenarioResult) -> Table {
    let heads = [
      say("met", "概率"), "±", say("short by", "平均缺口"), say("median", "中位数"), say("5%", "5%分位"),
      say("95%", "95%分位"), say("if missed", "未达时"),
    ]
    let shown = width < 90 ? [0, 2, 3, 4, 5] : Array(heads.indices)
    let name = "\(code(place)) \(scenario.name.rendered(in: language))"
    var table = Table(
      [Table.Column(name, wraps: true), boundColumn] + shown.map { Table.Column(heads[$0], .right) },
      gap: width < 90 ? 1 : 2)
    table.rows = scenario.verdicts.compactMap { verdict in
      guard let target = record.target(verdict.target) else { return nil }
      let figures = figures(of: verdict, target)
      return .cells(
        [target.name.rendered(in: language), target.boundText(record).rendered(in: language)]
          + shown.map { figures[$0] })
    }
    return table
  }
}
