import Scenarios
import TimeSeries

extension VerdictReport {
  /// The first table: headline targets × scenarios, closed by the row of all of them together.
  func headlineTable() -> [String] {
    let targets = record.headlineTargets
    guard !targets.isEmpty, !scenarios.isEmpty else { return [] }
    let title =
      record.groups.first { $0.id == RunRecord.headline }?.name.rendered(in: language) ?? say("Targets", "目标")
    let joint = scenarios.map(\.joint)
    let rows = targets.map { GridRow.target($0) }
    let all = GridRow.line(say("All together", "同时实现"), joint)
    return grid(title: title, rows: rows + [.rule, all])
  }

  /// Sub-targets of the other groups that the model's equations judge.
  func areaTable() -> [String] {
    let headline = Set(record.headlineTargets.map(\.id))
    let rest = record.targets.filter { $0.kind == .modelled && !headline.contains($0.id) }
    guard !rest.isEmpty, !scenarios.isEmpty else { return [] }
    return grid(title: say("Sub-targets by work area", "各项工作分目标"), rows: sectioned(rest))
  }

  /// Counts whose delivery is judged by a prior only, in a section that says so.
  func deliveryTable() -> [String] {
    let headline = Set(record.headlineTargets.map(\.id))
    let counts = record.targets.filter { $0.kind == .delivery && !headline.contains($0.id) }
    guard !counts.isEmpty, !scenarios.isEmpty else { return [] }
    let warning = paragraph(
      say(
        "PRIOR ONLY: the administrative targets below have no history to learn from. Their chances follow from a "
          + "stated prior on how such promises are kept, by how firmly the plan words them.",
        "仅凭先验：以下行政性目标没有历史数据可供估计，其概率只反映关于承诺兑现程度的先验假设（依措辞强弱而定）。"))
    let title = say("Delivery targets", "行政性交付目标")
    if detail == .summary, let summary = deliverySummary(title, counts) { return warning + summary }
    if let shared = sharedEstimates(counts) { return warning + sharedTable(title, counts, shared) }
    return warning + grid(title: title, rows: sectioned(counts))
  }

  /// A line a group, with the range of its chances under all scenarios; nil where there are few anyway.
  private func deliverySummary(_ title: String, _ targets: [TargetRecord]) -> [String]? {
    guard targets.count > 5 else { return nil }
    var table = Table([
      Table.Column(title, wraps: true), Table.Column(say("targets", "个数"), .right),
      Table.Column(say("each of them, under any scenario", "各目标（所有情景）"), wraps: true),
    ])
    for group in record.groups {
      let members = Set(targets.filter { $0.group == group.id }.map(\.id))
      let chances = scenarios.filter { !isUnreliable($0) }.flatMap(\.verdicts).filter {
        members.contains($0.target)
      }.map(
        \.probability.value)
      guard let least = chances.min(), let most = chances.max() else { continue }
      let words = [Likelihood(least), Likelihood(most)].map {
        "\($0.symbol) \($0.word.rendered(in: language))"
      }
      let low = VerdictFigures.wholePercent(least)
      let high = VerdictFigures.wholePercent(most)
      let range = words[0] == words[1] ? words[0] : words.joined(separator: " – ")
      table.rows.append(
        .cells([
          group.name.rendered(in: language), "\(members.count)",
          "\(range) \(low)" + (low == high ? "" : "–\(high)"),
        ]))
    }
    return [table.text(width: width)] + paragraph(say("--all lists them one by one.", "加 --all 逐项列出。"))
  }

  /// Targets without a number, by name and in the words of the plan.
  func unquantified() -> [String] {
    let silent = record.targets.filter { $0.kind == .unquantified }
    guard !silent.isEmpty else { return [] }
    let heading = say("Not quantified, so not judged:", "无量化标准，不作判断：")
    return [heading]
      + silent.flatMap { target in
        let quote = target.quote.map { (language == .zh ? "" : " ") + "“\($0)”" } ?? ""
        return paragraph(target.name.rendered(in: language) + quote, first: "  – ")
      }
  }

  var boundColumn: Table.Column { Table.Column(say("target", "目标值"), wraps: true, comfortable: 14) }

  private enum GridRow {
    case target(TargetRecord)
    case line(String, [Estimate?])
    case section(String)
    case rule
  }

  private func sectioned(_ targets: [TargetRecord]) -> [GridRow] {
    let named = record.groups.flatMap { group -> [GridRow] in
      let members = targets.filter { $0.group == group.id }
      return members.isEmpty
        ? [] : [.section(group.name.rendered(in: language))] + members.map { .target($0) }
    }
    let known = Set(record.groups.map(\.id))
    return named + targets.filter { !known.contains($0.group) }.map { .target($0) }
  }

  private func grid(title: String, rows: [GridRow]) -> [String] {
    let labels = labelWidth(title: title, rows: rows)
    let layout = VerdictLayout(
      scenarios: scenarios.count, estimates: estimates(in: rows), width: width, labelWidth: labels.least,
      comfortable: labels.comfortable, language: language)
    return layout.bands.enumerated().flatMap { number, band in
      (number == 0 ? [] : [""]) + bandTable(band, layout, title, rows)
    }
  }

  /// What the rows show of all scenarios that can be told.
  private func estimates(in rows: [GridRow]) -> [Estimate] {
    let told = scenarios.indices.filter { !isUnreliable(scenarios[$0]) }
    return rows.flatMap { row -> [Estimate?] in
      switch row {
      case .target(let target):
        told.map { scenarios[$0].verdicts.first { $0.target == target.id }?.probability }
      case .line(_, let estimates): told.map { estimates[$0] }
      case .section, .rule: []
      }
    }.compactMap(\.self).filter(\.value.isFinite)
  }

  private func bandTable(_ band: Range<Int>, _ layout: VerdictLayout, _ title: String, _ rows: [GridRow])
    -> [String]
  {
    let heads = band.map { Table.Column(head($0, layout)) }
    var table = Table(
      [Table.Column(title, wraps: true), boundColumn] + heads, gap: layout.gap)
    table.rows = rows.map { row in
      switch row {
      case .target(let target):
        let cells = band.map { scenarios[$0].verdicts.first { $0.target == target.id }?.probability }
        return .cells(
          [target.name.rendered(in: language), target.boundText(record).rendered(in: language)]
            + zip(band, cells).map { cell($0, $1, layout) })
      case .line(let name, let estimates):
        return .cells(
          [name, ""]
            + band.map { cell($0, estimates[$0], layout) })
      case .section(let name): return .section(name)
      case .rule: return .rule
      }
    }
    return [table.text(width: width)]
  }

  private func cell(_ scenario: Int, _ estimate: Estimate?, _ layout: VerdictLayout) -> String {
    if isUnreliable(scenarios[scenario]) { return "?" }
    return layout.style.text(
      estimate, wordWidth: layout.wordWidth, figureWidth: layout.figureWidth, in: language)
  }

  /// The letter, with the scenario's name where the cell is wide enough for it.
  private func head(_ scenario: Int, _ layout: VerdictLayout) -> String {
    let name = scenarios[scenario].name.rendered(in: language)
    let sample = layout.style.text(
      Estimate(value: 0.5, monteCarloError: 0.001), wordWidth: layout.wordWidth, in: language)
    let full = "\(code(scenario)) \(name)"
    return DisplayWidth.of(full) <= DisplayWidth.of(sample) ? full : code(scenario)
  }

  /// Columns wanted for names and bounds: what they need, within reason.
  private func labelWidth(title: String, rows: [GridRow]) -> (least: Int, comfortable: Int) {
    var name = DisplayWidth.of(title)
    var bound = 6
    for case .target(let target) in rows {
      name = max(name, DisplayWidth.of(target.name.rendered(in: language)))
      bound = max(bound, DisplayWidth.of(target.boundText(record).rendered(in: language)))
    }
    return (min(name, 18) + min(bound, 10) + 2, name + min(bound, 14) + 2)
  }

  /// The probability of each target where it is the same under all scenarios, as delivery priors usually are.
  private func sharedEstimates(_ targets: [TargetRecord]) -> [Estimate]? {
    let judged = scenarios.filter { $0.failure == nil }
    guard judged.count > 1 else { return nil }
    var shared: [Estimate] = []
    for target in targets {
      let all = judged.compactMap { $0.verdicts.first { $0.target == target.id }?.probability }
      guard let first = all.first, all.count == judged.count else { return nil }
      let same = all.allSatisfy { abs($0.value - first.value) < 0.005 }
      guard same else { return nil }
      shared.append(first)
    }
    return shared
  }

  private func sharedTable(_ title: String, _ targets: [TargetRecord], _ shared: [Estimate]) -> [String] {
    let estimates = Dictionary(uniqueKeysWithValues: zip(targets.map(\.id), shared))
    let layout = VerdictLayout(
      scenarios: 1, estimates: shared, width: width, labelWidth: 40, comfortable: 40, language: language)
    var table = Table([
      Table.Column(title, wraps: true), boundColumn,
      Table.Column(say("under every scenario", "各情景相同")),
    ])
    table.rows = sectioned(targets).map { row in
      guard case .target(let target) = row else {
        if case .section(let name) = row { return .section(name) }
        return .rule
      }
      return .cells([
        target.name.rendered(in: language), target.boundText(record).rendered(in: language),
        layout.style.text(
          estimates[target.id], wordWidth: layout.wordWidth, figureWidth: layout.figureWidth, in: language),
      ])
    }
    return [table.text(width: width)]
  }
}
