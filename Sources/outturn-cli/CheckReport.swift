import Datasets
import Reports
import Scenarios
import TimeSeries

/// What `check` says of a plan: what it holds, and the conflicts found among its targets.
struct CheckReport {
  let plan: Plan
  let findings: [Finding]
  /// Files read for the plan besides itself.
  private let dataFiles: Int

  init(_ bench: Workbench) {
    plan = bench.plan
    dataFiles = bench.plan.sources.count + bench.modelFiles.count
    findings = TargetSetCheck(bench.plan).findings
  }

  func text(_ options: OutputOptions) -> String {
    let say = { (en: String, zh: String) in Bilingual(en: en, zh: zh).rendered(in: options.language) }
    let count = { (kind: Target.Kind) in plan.targets.count { $0.kind == kind } }
    let lines = [
      plan.title.rendered(in: options.language),
      say(
        "The plan is valid: \(count(.modelled)) targets to be judged by the model, \(count(.delivery)) by a prior on delivery, "
          + "\(count(.unquantified)) without a number; \(plan.scenarios.count) scenarios; \(dataFiles) data files.",
        "计划有效：模型判断的目标\(count(.modelled))个，按交付先验判断的\(count(.delivery))个，无量化标准的\(count(.unquantified))个；"
          + "情景\(plan.scenarios.count)个；数据文件\(dataFiles)个。"),
    ]
    let conflicts = findings.filter { $0.severity == .conflict }
    let notices = findings.filter { $0.severity == .notice }
    let parts = [
      lines.flatMap { TextWrapping.lines(of: $0, width: options.columns) },
      list(conflicts, under: say("Conflicts among the targets", "目标之间的矛盾"), options),
      list(notices, under: say("Worth knowing", "值得注意"), options),
      conflicts.isEmpty ? [say("No conflicts among the targets were found.", "未发现目标之间的矛盾。")] : [],
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func list(_ found: [Finding], under heading: String, _ options: OutputOptions) -> [String] {
    guard !found.isEmpty else { return [] }
    var table = Table([Table.Column(""), Table.Column("", wraps: true)], gap: 1)
    table.rows = found.map { finding in
      let place = finding.position.line > 0 ? " (\(finding.position))" : ""
      return .cells(["  –", finding.message.rendered(in: options.language) + place])
    }
    return ["\(heading) (\(found.count))", table.text(width: options.columns)]
  }

  func json() -> JSONValue {
    .object([
      .init("format", .string("outturn-check/1")),
      .init("title", JSONValue(plan.title)),
      .init("valid", .bool(true)),
      .init(
        "findings",
        .array(
          findings.map { finding in
            .object([
              .init("id", .string(finding.id)), .init("severity", .string(finding.severity.rawValue)),
              .init("message", JSONValue(finding.message)),
              .init("targets", .array(finding.targets.map { .string($0) })),
              .init("statements", .array(finding.statements.map { .string($0) })),
              .init("position", .string("\(finding.position)")),
            ])
          })),
      .init("scenarios", .array(plan.scenarios.map { .string($0.id) })),
      .init(
        "targets",
        .array(
          plan.targets.map { target in
            .object([
              .init("id", .string(target.id)), .init("kind", .string(target.kind.rawValue)),
              .init("group", .string(target.group)),
            ])
          })),
    ])
  }
}
