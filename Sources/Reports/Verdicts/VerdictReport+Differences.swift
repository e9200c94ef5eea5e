import Scenarios
import TimeSeries

extension VerdictReport {
  /// How much likelier every headline target, and all of them together, are than under the first scenario.
  func differences() -> [String] {
    guard let first = scenarios.first, scenarios.contains(where: { !$0.differences.isEmpty }) else {
      return []
    }
    let name = "\(code(0)) \(first.name.rendered(in: language))"
    let title = say("against \(name), points", "与\(name)相比（百分点）")
    let others = Array(scenarios.indices.dropFirst())
    let rows: [TargetRecord?] = record.headlineTargets.map(Optional.some) + [nil]
    let cells = rows.map { target in others.map { difference(scenarios[$0], first, target?.id) } }
    let widest = cells.joined().map(DisplayWidth.of).max() ?? 1
    let inBand = max(1, (width - 24) / (widest + 2))
    var lines: [String] = []
    for start in stride(from: 0, to: others.count, by: inBand) {
      let band = start..<min(others.count, start + inBand)
      if start > 0 { lines.append("") }
      var table = Table(
        [Table.Column(title, wraps: true)] + band.map { Table.Column(code(others[$0]), .right) })
      for (target, line) in zip(rows, cells) {
        let label = target?.name.rendered(in: language) ?? say("All together", "同时实现")
        if target == nil { table.rows.append(.rule) }
        table.rows.append(.cells([label] + band.map { line[$0] }))
      }
      lines.append(table.text(width: width))
    }
    return paragraph(differenceNote()) + [""] + lines
  }

  private func differenceNote() -> String {
    let base = say(
      "Differences: change of the chance in percentage points with its Monte-Carlo error. Scenarios share their draws, so "
        + "that the error is smaller than that of either chance.",
      "差异：概率变化（百分点）及其蒙特卡洛误差。各情景共用随机数，误差因此小于各自概率的误差。")
    guard scenarios.flatMap(\.differences).contains(where: { !$0.isPaired }) else { return base }
    return base + (language == .zh ? "" : " ")
      + say(
        "* no draw is valid in both: their errors are added as if independent.", "* 没有在两者中都有效的模拟，误差按相互独立合成。")
  }

  private func difference(_ scenario: ScenarioResult, _ first: ScenarioResult, _ target: String?) -> String {
    if isUnreliable(scenario) || isUnreliable(first) { return "?" }
    guard let found = scenario.differences.first(where: { $0.target == target }),
      found.probability.value.isFinite
    else { return "–" }
    return VerdictFigures.difference(found.probability) + (found.isPaired ? " " : "*")
  }
}
