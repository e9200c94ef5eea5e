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
      Table.Column(say("written at", "出处"), wraps: true),
    ])
    table.rows = values.map { value in
      let amount = value.value + (value.unit.map { $0 == "%" ? $0 : " \($0)" } ?? "")
      let place = value.position.map { "\($0)" }
      let origin = [place, value.inheritedFrom.map { "(\($0))" }].compactMap { $0 }.joined(separator: " ")
      return .cells([value.key, amount, origin])
    }
    let name = scenario.name.rendered(in: language)
    return "\(scenario.id): \(name)\n\n\(table.text(width: options.columns))\n"
  }

  func json() -> JSONValue {
    .object([
      .init("format", .string("outturn-resolved/1")), .init("scenario", .string(scenario.id)),
      .init("name", JSONValue(scenario.name)),
      .init("values", .array(values.map(\.json))),
    ])
  }
}
