import Datasets
import Reports
import Scenarios
import TimeSeries

/// Every value in force under one scenario, with its file and line.
struct ResolvedReport {
  let scenario: Scenario
  let values: [SettingRecord]

  func text(_ options: OutputOptions) -> String {
    let language = options.language
    let say = { (en: String, zh: String) in Bilingual(en: en, zh: zh).rendered(in: language) }
    var table = Table([
      Table.Column(say("key", "键"), wraps: true), Table.Column(say("value", "取值"), wraps: true),
      Table.Column(say("written at", "出处")), Table.Column(say("by way of", "经由"), wraps: true),
    ])
    table.rows = values.map { value in
      let amount = value.value + (value.unit.map { $0 == "%" ? $0 : " \($0)" } ?? "")
      return .cells([value.key, amount, value.position.map(place) ?? "–", value.inheritedFrom ?? ""])
    }
    let name = scenario.name.rendered(in: language)
    return "\(scenario.id): \(name)\n\n\(table.text(width: options.columns))\n"
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
      .init("values", .array(values.map(\.json))),
    ])
  }
}
