import Scenarios
import TimeSeries

extension VerdictReport {
  /// Which letter is which scenario, with its joint verdict in words; then the scale and the Monte-Carlo error.
  func legend() -> [String] {
    guard !scenarios.isEmpty else { return [] }
    let heading = say("Scenarios", "情景")
    let columns = [
      Table.Column(""), Table.Column(heading, wraps: true), Table.Column("--scenario", wraps: true),
      Table.Column(say("all headline targets together", "主要目标同时实现"), wraps: true),
    ]
    let wordWidth = Likelihood.allCases.map { DisplayWidth.of($0.word.rendered(in: language)) }.max() ?? 0
    let rows = scenarios.enumerated().map { place, scenario in
      let answer =
        scenario.failure.map { say("FAILED: \($0)", "失败：\($0)") }
        ?? CellStyle.wordAndError.text(scenario.joint, wordWidth: wordWidth, in: language)
      return Table.Row.cells([code(place), scenario.name.rendered(in: language), scenario.id, answer])
    }
    let isTold = scenarios.count == 1 && scenarios.allSatisfy { $0.failure == nil }
    let table = isTold ? [] : [Table(columns, rows: rows).text(width: width), ""]
    let largest =
      scenarios.flatMap(\.verdicts).map(\.probability.monteCarloError).filter(\.isFinite).max() ?? 0
    let error = VerdictFigures.points(largest)
    return table + paragraph(Likelihood.key.rendered(in: language))
      + paragraph(
        say(
          "Cells are chances in percent that the target is met; random draws leave an error of at most ±\(error) points "
            + "(Monte-Carlo standard error).",
          "表中为目标实现的概率（%）；随机模拟误差不超过±\(error)个百分点（蒙特卡洛标准误）。"))
  }

  /// What each scenario assumes and conditions on, how plausible that is, and what the weighting cost.
  func assumptions() -> [String] {
    let parts = scenarios.enumerated().flatMap { place, scenario -> [String] in
      let lines = assumptions(of: scenario)
      guard !lines.isEmpty else { return [] }
      return paragraph("\(code(place))  \(scenario.name.rendered(in: language))")
        + lines.flatMap { paragraph($0, first: "   ") }
    }
    guard !parts.isEmpty else { return [] }
    return [say("What the scenarios assume", "各情景的设定")] + parts
  }

  private func assumptions(of scenario: ScenarioResult) -> [String] {
    var lines: [String] = []
    if let note = scenario.note { lines.append(note.rendered(in: language)) }
    lines += scenario.imposed.map(imposedLine)
    let drawn = Set(["set", "path", "hold", "equals"])
    lines += record.settings.filter { $0.scenario == scenario.id && !drawn.contains($0.action) }.map {
      say("assumed: \($0.subject) \($0.action) \($0.value)", "假设：\($0.subject) \($0.action) \($0.value)")
    }
    if let plausibility = scenario.plausibility { lines.append(plausibilityLine(plausibility)) }
    lines += drawsLines(scenario)
    return lines
  }

  private func imposedLine(_ path: ImposedPath) -> String {
    let variable = record.name(ofVariable: path.quantity.variable)
    let isGrowth = path.quantity.measure == .growth
    let unit =
      isGrowth ? "%" : record.variables.first { $0.id == path.quantity.variable }.map { " \($0.unit)" } ?? ""
    let value = Figures.significant(path.mean) + unit
    let spread =
      path.standardDeviation > 0 ? " ± " + Figures.significant(path.standardDeviation, digits: 2) : ""
    let period = path.period.name
    let en = "\(variable.en)\(isGrowth ? " growth" : "") \(period.en)"
    let zh = "\(period.zh)\(variable.zh)\(isGrowth ? "增速" : "")"
    switch path.manner {
    case .held:
      return say(
        "held: \(en) at \(value)\(spread); nothing else is believed differently",
        "外生设定：\(zh)为\(value)\(spread)，不改变对其他变量的看法")
    case .conditionedHard:
      return say(
        "conditioned: \(en) = \(value) exactly; all that moves with it responds",
        "条件（硬）：\(zh)恰为\(value)，相关变量随之调整")
    case .conditionedDensity:
      return say(
        "conditioned: \(en) ~ normal, \(value)\(spread); all that moves with it responds",
        "条件（密度）：\(zh)服从均值\(value)、标准差\(Figures.significant(path.standardDeviation, digits: 2))的正态分布，相关变量随之调整")
    }
  }

  private func plausibilityLine(_ p: Plausibility) -> String {
    let tail = p.pValue < 1e-4 ? "< 0.01%" : "= \(Figures.significant(100 * p.pValue, digits: 2))%"
    let distance = Figures.significant(p.squaredDistance, digits: 3)
    let verdict =
      switch p.pValue {
      case 0.10...:
        Bilingual(en: "nothing unusual for the model", zh: "对模型而言并不罕见")
      case 0.01...:
        Bilingual(en: "unusual, within what the model knows", zh: "较罕见，但仍在模型经验之内")
      default:
        Bilingual(
          en: "far outside what the model expects: an assumption, not a forecast", zh: "远超模型预期：是假设而非预测")
      }
    return say(
      "plausibility: p \(tail) (χ² \(distance), \(p.degreesOfFreedom) df): \(verdict.en)",
      "可信度：p \(tail)（χ² \(distance)，自由度\(p.degreesOfFreedom)）：\(verdict.zh)")
  }

  private func drawsLines(_ scenario: ScenarioResult) -> [String] {
    var lines: [String] = []
    let valid = Double(record.result.draws - scenario.invalidDraws)
    if scenario.failure == nil, valid > 0, scenario.effectiveDraws < 0.95 * valid {
      let effective = Figures.grouped(Int(scenario.effectiveDraws.rounded()))
      let share = Figures.fixed(100 * scenario.effectiveDraws / valid, decimals: 0)
      lines.append(
        say(
          "weighting leaves \(effective) effective draws (\(share)%)", "加权后有效模拟次数\(effective)（\(share)%）"))
    }
    if scenario.invalidDraws > 0 {
      let count = Figures.grouped(scenario.invalidDraws)
      lines.append(
        say(
          "\(count) draws found no solution; probabilities are those of the other draws",
          "\(count)次模拟无解，概率按其余各次计算"))
    }
    if scenario.saturatedDraws > 0 {
      let count = Figures.grouped(scenario.saturatedDraws)
      lines.append(
        say(
          "\(count) draws carry the largest weight that can be counted: read these numbers with care",
          "\(count)次模拟的权重达到上限，结果须谨慎看待"))
    }
    return lines
  }

  func notes() -> [String] {
    guard !record.notes.isEmpty else { return [] }
    return [say("How the plan was read", "目标解读与说明")]
      + record.notes.flatMap { paragraph($0.rendered(in: language), first: "  – ") }
  }

  /// How many parameters rest on what.
  func provenance() -> [String] {
    guard !record.parameters.isEmpty else { return [] }
    let count = { (kind: Provenance) in record.parameters.count { $0.provenance == kind } }
    let estimated = count(.estimated)
    let counts = [
      say("\(estimated) estimated on data", "据数据估计\(estimated)个"),
      say("\(count(.published)) published", "引自文献\(count(.published))个"),
      say("\(count(.derived)) derived", "推算\(count(.derived))个"),
      say("\(count(.assumption)) assumed", "假设\(count(.assumption))个"),
    ]
    let separator = language == .zh ? "，" : ", "
    let total = record.parameters.count
    var text =
      say("Parameters (\(total)): ", "参数（\(total)个）：") + counts.joined(separator: separator)
      + (language == .zh ? "。" : ".")
    if estimated == 0 {
      text =
        say("PRIOR ONLY: no parameter was estimated on data.", "仅凭先验：没有任何参数由数据估计得出。") + " " + text
    }
    return paragraph(text) + paragraph("outturn \(record.version) · model \(record.model)")
  }

  func nextSteps() -> [String] {
    guard !next.isEmpty else { return [] }
    let columns = [Table.Column(""), Table.Column("", wraps: true)]
    let rows = next.map { Table.Row.cells(["  " + $0.command, $0.purpose.rendered(in: language)]) }
    return [say("What to type next", "接下来可以输入")] + [Table(columns, rows: rows).text(width: width)]
  }
}
