import Scenarios
import TimeSeries

extension VerdictReport {
  /// The headline table, the scenarios and the scale as Markdown.
  public func markdown() -> String {
    let columns =
      [Table.Column(say("Target", "目标")), Table.Column(say("Bound", "目标值"))]
      + scenarios.map { Table.Column($0.name.rendered(in: language), .right) }
    let cell = { (estimate: Estimate?) -> String in
      guard let estimate, estimate.value.isFinite else { return "–" }
      let likelihood = Likelihood(estimate.value)
      let error = VerdictFigures.points(estimate.monteCarloError)
      let word = likelihood.word.rendered(in: language)
      return "\(likelihood.symbol) \(word) \(VerdictFigures.percent(estimate)) ±\(error)"
    }
    var table = Table(columns)
    for group in record.groups.map(Optional.some) + [nil] {
      let members = record.targets.filter { target in
        group.map { $0.id == target.group } ?? !record.groups.contains { $0.id == target.group }
      }
      guard !members.isEmpty else { continue }
      if let group { table.rows.append(.section(group.name.rendered(in: language))) }
      table.rows += members.map { target in
        let prior = target.kind == .delivery ? say(" (PRIOR ONLY)", "（仅凭先验）") : ""
        return .cells(
          [target.name.rendered(in: language) + prior, target.boundText(record).rendered(in: language)]
            + scenarios.map { scenario in
              target.kind == .unquantified
                ? say("not quantified", "未量化")
                : isUnreliable(scenario)
                  ? "?" : cell(scenario.verdicts.first { $0.target == target.id }?.probability)
            })
      }
    }
    let all = say("All headline targets together", "主要目标同时实现")
    table.rows.append(.cells(["**\(all)**", ""] + scenarios.map { isUnreliable($0) ? "?" : cell($0.joint) }))
    let key = Likelihood.key.rendered(in: language)
    return "# \(record.title.rendered(in: language))\n\n\(table.markdown())\n\(key)\n"
  }

  /// One line a scenario and target, and one a scenario for all headline targets together (target `all`).
  ///
  /// - Parameter byteOrderMark: begins with U+FEFF, by which Excel knows the text is UTF-8.
  public func csv(byteOrderMark: Bool = false) -> String {
    let heads = [
      "scenario", "scenario_name", "group", "target", "target_name", "kind", "bound", "unit", "probability",
      "monte_carlo_error", "word", "expected_shortfall", "conditional_shortfall", "mean",
      "standard_deviation",
    ]
    var table = Table(heads.map { Table.Column($0) })
    for scenario in scenarios {
      let first = [scenario.id, scenario.name.rendered(in: language)]
      for verdict in scenario.verdicts {
        guard let target = record.target(verdict.target) else { continue }
        let p = verdict.probability
        table.rows.append(
          .cells(
            first + [
              target.group, target.id, target.name.rendered(in: language), target.kind.rawValue,
              target.boundText(record).rendered(in: language), target.unit.symbol, "\(p.value)",
              "\(p.monteCarloError)", Likelihood(p.value).word.rendered(in: language),
              "\(verdict.expectedShortfall.value)", verdict.conditionalShortfall.map { "\($0.value)" } ?? "",
              "\(verdict.mean.value)", "\(verdict.standardDeviation)",
            ]))
      }
      guard let joint = scenario.joint else { continue }
      let word = Likelihood(joint.value).word.rendered(in: language)
      let name = say("All headline targets together", "主要目标同时实现")
      table.rows.append(
        .cells(
          first + [
            RunRecord.headline, "all", name, "", "", "", "\(joint.value)", "\(joint.monteCarloError)", word,
          ]))
    }
    return table.csv(byteOrderMark: byteOrderMark)
  }
}
