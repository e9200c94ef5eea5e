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
    var key = Likelihood.allCases.map { $0.entry(in: language) }
    if scenarios.contains(where: isUnreliable) {
      key.append(say("? unknown: too few draws fit the conditions", "? 未知：符合条件的模拟次数太少"))
    }
    return table + TextWrapping.lines(ofItems: key, width: width) + paragraph(errorNote())
  }

  private func errorNote() -> String {
    let told = scenarios.filter { !isUnreliable($0) }.flatMap(\.verdicts).map(\.probability.monteCarloError)
    guard let largest = told.filter(\.isFinite).max() else {
      return say("Cells are chances in percent that the target is met.", "表中为目标实现的概率（%）。")
    }
    let error = VerdictFigures.points(largest)
    return say(
      "Cells are chances in percent that the target is met; random draws leave an error of at most ±\(error) points "
        + "(Monte-Carlo standard error).",
      "表中为目标实现的概率（%）；随机模拟误差不超过±\(error)个百分点（蒙特卡洛标准误）。")
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
        say("PRIOR ONLY: no parameter was estimated on data.", "仅凭先验：没有任何参数由数据估计得出。")
        + (language == .zh ? "" : " ") + text
    }
    return paragraph(text) + paragraph("outturn \(record.version) · model \(record.model)")
  }

  func nextSteps() -> [String] { Self.NextStep.lines(next, width: width, language: language) }
}

extension VerdictReport.NextStep {
  /// Commands below each other, what they show beside them, or below where the terminal is narrow.
  static func lines(_ steps: [Self], width: Int, language: Language) -> [String] {
    guard !steps.isEmpty else { return [] }
    let longest = steps.map { DisplayWidth.of($0.command) }.filter { $0 <= width / 2 }.max() ?? 0
    let lines = steps.flatMap { step -> [String] in
      let purpose = step.purpose.rendered(in: language)
      let command = "  " + step.command.padded(to: longest)
      let line = command + "  " + purpose
      return DisplayWidth.of(line) <= width ? [line] : [command, "      " + purpose]
    }
    return [Bilingual(en: "What to type next", zh: "接下来可以输入").rendered(in: language)] + lines
  }
}
