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
        scenario.failure.map { $0.replacing("\n  ", with: "; ") }.map { say("FAILED: \($0)", "失败：\($0)") }
        ?? unreliability(scenario)
        ?? CellStyle.wordAndError.text(scenario.joint, wordWidth: wordWidth, in: language)
      return Table.Row.cells([code(place), scenario.name.rendered(in: language), scenario.id, answer])
    }
    let isTold = scenarios.count == 1 && scenarios.allSatisfy { $0.failure == nil }
    let table = isTold ? [] : [Table(columns, rows: rows).text(width: width), ""]
    let reliable = scenarios.filter { !isUnreliable($0) }
    let largest =
      reliable.flatMap(\.verdicts).map(\.probability.monteCarloError).filter(\.isFinite).max() ?? 0
    let error = VerdictFigures.points(largest)
    return table + paragraph(Likelihood.key.rendered(in: language))
      + paragraph(
        say(
          "Cells are chances in percent that the target is met; random draws leave an error of at most ±\(error) points "
            + "(Monte-Carlo standard error).",
          "表中为目标实现的概率（%）；随机模拟误差不超过±\(error)个百分点（蒙特卡洛标准误）。"))
  }

  /// Fewer effective draws than this make a percentage meaningless.
  static let fewestEffectiveDraws = 100.0

  /// Whether weighting left so few draws that its chances are shown as unknown.
  func isUnreliable(_ scenario: ScenarioResult) -> Bool {
    scenario.failure == nil && !scenario.verdicts.isEmpty
      && scenario.effectiveDraws < min(Self.fewestEffectiveDraws, 0.5 * Double(record.result.draws))
  }

  private func unreliability(_ scenario: ScenarioResult) -> String? {
    guard isUnreliable(scenario) else { return nil }
    let effective = Figures.grouped(Int(scenario.effectiveDraws.rounded()))
    return say(
      "? unknown: its conditions fit \(effective) of the draws; raise --draws",
      "? 未知：仅\(effective)次模拟符合条件，请加大 --draws")
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
    let key = say(
      "On condition: taken as information, all that moves with it responds. Held, assumed: nothing else is believed "
        + "differently.", "“条件”视为信息，相关变量随之调整；“外生”“假设”不改变对其他变量的看法。")
    return [say("What the scenarios assume", "各情景的设定")] + paragraph(key) + parts
  }

  private func assumptions(of scenario: ScenarioResult) -> [String] {
    var lines: [String] = []
    if let note = scenario.note { lines.append(note.rendered(in: language)) }
    let held = scenario.imposed.filter { $0.manner == .held }.map(imposedText)
    let conditioned = scenario.imposed.filter { $0.manner != .held }.map(imposedText)
    let assumed = record.settings.filter { $0.scenario == scenario.id }.compactMap(assumedText)
    for (heading, items) in [
      (say("On condition", "条件"), conditioned), (say("Held", "外生"), held), (say("Assumed", "假设"), assumed),
    ] where !items.isEmpty {
      lines.append(
        heading + (language == .zh ? "：" : ": ") + items.joined(separator: language == .zh ? "；" : "; "))
    }
    if let plausibility = scenario.plausibility { lines.append(plausibilityLine(plausibility)) }
    return lines + drawsLines(scenario)
  }

  /// `trade growth 2020 = -15% ± 4`
  private func imposedText(_ path: ImposedPath) -> String {
    let variable = record.name(ofVariable: path.quantity.variable)
    let isGrowth = path.quantity.measure == .growth
    let unit = record.variables.first { $0.id == path.quantity.variable }?.unit
    let value = { (language: Language) -> String in
      guard !isGrowth, let unit, unit != .percent else { return Figures.significant(path.mean) + "%" }
      if language == .zh { return "\(Figures.significant(path.mean)) \(unit)" }
      let english = EnglishAmount.of(path.mean, unit)
      return english.figure + english.unit
    }
    let spread =
      path.standardDeviation > 0 ? " ± " + Figures.significant(path.standardDeviation, digits: 2) : ""
    let period = path.period.name
    return say(
      "\(variable.en)\(isGrowth ? " growth" : "") \(period.en) = \(value(.en))\(spread)",
      "\(period.zh)\(variable.zh)\(isGrowth ? "增速" : "") = \(value(.zh))\(spread)")
  }

  /// An override that imposes no path (those that do are told as held): `shocks of all variables × 6`.
  private func assumedText(_ setting: SettingRecord) -> String? {
    guard setting.key.hasPrefix("overrides."), let dot = setting.key.lastIndex(of: ".") else { return nil }
    let words = setting.key[..<dot].dropFirst("overrides.".count).split(separator: " ", maxSplits: 1).map(
      String.init)
    guard words.count == 2 else { return nil }
    let action = String(setting.key[setting.key.index(after: dot)...])
    let unit = setting.unit.flatMap { try? TimeSeries.Unit(parsing: $0) }
    let name = unit == .percent ? "%" : unit.map { " " + $0.name.rendered(in: language) } ?? ""
    let amount = setting.value + name
    let shift = setting.value.hasPrefix("-") ? amount : "+" + amount
    switch (words[0], action) {
    case ("volatility", "scale"):
      let whose = words[1] == "all" ? say("all variables", "所有变量") : words[1]
      return say("shocks of \(whose) × \(amount)", "\(whose)的冲击 × \(amount)")
    case (_, "scale"): return "\(words[1]) × \(amount)"
    case ("variable", "add_factor"):
      return say("equation of \(words[1]) \(shift)", "\(words[1])方程 \(shift)")
    case (_, "add"): return "\(words[1]) \(shift)"
    case ("parameter", "set"): return "\(words[1]) = \(amount)"
    default: return nil
    }
  }

  private func plausibilityLine(_ p: Plausibility) -> String {
    let tail = p.pValue < 1e-4 ? "< 0.01%" : "= \(Figures.significant(100 * p.pValue, digits: 2))%"
    let verdict =
      switch p.pValue {
      case 0.10...: Bilingual(en: "nothing unusual for the model", zh: "对模型而言并不罕见")
      case 0.01...: Bilingual(en: "unusual, within what the model knows", zh: "较罕见，但仍在模型经验之内")
      default:
        Bilingual(en: "far from what the model expects; an assumption, no forecast", zh: "远离模型预期：是假设而非预测")
      }
    return say("Plausibility: p \(tail), \(verdict.en)", "可信度：p \(tail)，\(verdict.zh)")
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
    let longest = next.map { DisplayWidth.of($0.command) }.filter { $0 <= width / 2 }.max() ?? 0
    let lines = next.flatMap { step -> [String] in
      let purpose = step.purpose.rendered(in: language)
      let command = "  " + step.command.padded(to: longest)
      let line = command + "  " + purpose
      return DisplayWidth.of(line) <= width ? [line] : [command, "      " + purpose]
    }
    return [say("What to type next", "接下来可以输入")] + lines
  }
}
