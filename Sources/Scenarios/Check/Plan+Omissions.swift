import Datasets
import TimeSeries

/// What a plan leaves unsaid.
extension Plan {
  private static let mostNamed = 12

  /// Targets that the statements of the horizon's years set and no target of the plan takes up, in one finding.
  func unusedStatements() -> [Finding] {
    let used = Set(targets.compactMap(\.statement))
    let unused = statements.filter { statement in
      statement.kind != .result && !used.contains(statement.id)
        && horizon.periods.contains { $0.contains(statement.year) }
    }
    guard let first = unused.first else { return [] }
    let ids = unused.prefix(Self.mostNamed).map(\.id)
    let more = unused.count - ids.count
    let count = unused.count == 1 ? "1 target" : "\(unused.count) targets"
    return [
      Finding(
        id: "unused.statements", severity: .notice,
        message: Bilingual(
          en: "the report sets \(count) that no target of the plan takes up: \(ids.joined(separator: ", "))"
            + (more > 0 ? " and \(more) more" : ""),
          zh: "报告中有\(unused.count)个目标未被计划采用：\(ids.joined(separator: "、"))" + (more > 0 ? "等" : "")),
        targets: [], statements: unused.map(\.id), position: first.position)
    ]
  }

  /// Targets of a plan of several years that name no year, in one finding.
  func undatedTargets() -> [Finding] {
    let undated = targets.filter { $0.isPeriodDefault(in: self) }
    guard let first = undated.first else { return [] }
    let ids = undated.prefix(Self.mostNamed).map(\.id)
    let more = undated.count - ids.count
    let (subject, verb) =
      undated.count == 1 ? ("1 target names", "is") : ("\(undated.count) targets name", "are")
    return [
      Finding(
        id: "default.period", severity: .notice,
        message: Bilingual(
          en: "\(subject) no period and \(verb) judged for \(first.period), the first year of the horizon: "
            + ids.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""),
          zh: "\(undated.count)个目标未写 period，按预测期第一年\(first.period.name.zh)判断：\(ids.joined(separator: "、"))"
            + (more > 0 ? "等" : "")),
        targets: undated.map(\.id), statements: [], position: first.position)
    ]
  }
}

extension Target {
  /// Whether neither the target nor its statement names one of several years it could be for.
  func isPeriodDefault(in plan: Plan) -> Bool {
    plan.horizon.periods.count > 1 && statement == nil && plan.maps[position]?["period"] == nil
  }
}
