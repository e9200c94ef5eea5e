import Datasets
import Reports
import Scenarios
import TimeSeries

/// Every value in force under one scenario, with its file and line: what the scenario says itself, the targets it is judged
/// by, the parameters of the model, and the rest of the plan.
struct ResolvedReport {
  let scenario: Scenario
  let own: [SettingRecord]
  let targets: [SettingRecord]
  let parameters: [ParameterInForce]
  let rest: [SettingRecord]

  init(_ bench: Workbench, _ scenario: Scenario) {
    self.scenario = scenario
    let values = bench.settings(of: scenario)
    own = values.filter { Self.isOwn($0.key) }
    targets = values.filter { $0.key.hasPrefix("targets.") }
    rest = values.filter { !Self.isOwn($0.key) && !$0.key.hasPrefix("targets.") }
    parameters = ParameterInForce.all(bench, under: own, plan: rest)
  }

  private static func isOwn(_ key: String) -> Bool {
    ["scenarios.", "overrides.", "conditions."].contains { key.hasPrefix($0) }
  }

  func text(_ options: OutputOptions) -> String {
    let language = options.language
    let say = { (en: String, zh: String) in Bilingual(en: en, zh: zh).rendered(in: language) }
    var table = Table([
      Table.Column(say("key", "键"), wraps: true), Table.Column(say("value", "取值"), wraps: true),
      Table.Column(say("written at", "出处")), Table.Column(say("by way of", "经由"), wraps: true),
    ])
    let sections = [
      (say("The scenario's own", "情景自身"), own.map(cells)), (say("Targets", "目标"), targets.map(cells)),
      (say("Parameters of the model", "模型参数"), parameters.map { cells($0, language) }),
      (say("The rest of the plan", "计划其余部分"), rest.map(cells)),
    ]
    for (heading, rows) in sections where !rows.isEmpty {
      table.rows += [.section(heading)] + rows.map { .cells($0) }
    }
    let name = scenario.name.rendered(in: language)
    return "\(scenario.id): \(name)\n\n\(table.text(width: options.columns))\n"
  }

  private func cells(_ value: SettingRecord) -> [String] {
    let amount = value.value + (value.unit.map { $0 == "%" ? $0 : " \($0)" } ?? "")
    return [value.key, amount, value.position.map(place) ?? "–", value.inheritedFrom ?? ""]
  }

  private func cells(_ parameter: ParameterInForce, _ language: Language) -> [String] {
    let record = parameter.record
    let error =
      record.standardError == 0 ? "" : " ± " + Figures.significant(record.standardError, digits: 2)
    let unit = DataWords.unit(record.unit).rendered(in: language)
    let source = DataWords.source(record.source).rendered(in: language)
    return [
      record.id, Figures.significant(record.value, digits: 4) + error + (unit.isEmpty ? "" : " \(unit)"),
      parameter.position.map(place) ?? "–", parameter.changedBy ?? (parameter.position == nil ? source : ""),
    ]
  }

  /// `plan.yaml:134:35`: the file without its folders, which are known.
  private func place(_ position: SourcePosition) -> String {
    var short = position
    short.file = position.file.split(separator: "/").last.map(String.init) ?? position.file
    return "\(short)"
  }

  func json() -> JSONValue {
    .object([
      .init("format", .string("outturn-resolved/1")), .init("scenario", .string(scenario.id)),
      .init("name", JSONValue(scenario.name)),
      .init("values", .array((own + targets + rest).map(\.json))),
      .init("parameters", .array(parameters.map(\.json))),
    ])
  }
}
