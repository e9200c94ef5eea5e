import Datasets
import Reports
import Scenarios

/// A parameter of the model as one scenario uses it, with the place it was written at.
struct ParameterInForce {
  var record: ParameterRecord
  /// Nil for what was estimated, or follows from other numbers.
  var position: SourcePosition?
  /// The override of the scenario that changes it.
  var changedBy: String?

  /// All of the model, in its order.
  ///
  /// - Parameters:
  ///   - own: what the scenario says, its overrides among it.
  ///   - plan: what the plan says at large: parameters set there take the place of those in files.
  static func all(_ bench: Workbench, under own: [SettingRecord], plan: [SettingRecord]) -> [ParameterInForce]
  {
    let rows = rows(bench.plan)
    let prefix = "overrides.parameter "
    return bench.model.parameters.map { record in
      let setting = plan.first { isSetting($0.key, of: record.id) }
      let isPrior = record.provenance != .estimated
      let written = setting?.position ?? (isPrior ? rows[record.id] : nil)
      var parameter = ParameterInForce(record: record, position: written)
      for override in own where override.key.hasPrefix(prefix + record.id + ".") {
        parameter.changedBy = override.key
        guard override.key == prefix + record.id + ".set", let value = Double(override.value) else {
          continue
        }
        parameter.record.value = value
        parameter.record.standardError = 0
        parameter.position = override.position
      }
      return parameter
    }
  }

  private static func isSetting(_ key: String, of parameter: String) -> Bool {
    let path = "model.growth.parameters.\(parameter)"
    return key == path || key.hasPrefix(path + ".")
  }

  /// Rows of the plan's parameter files by identifier. Their problems were told when the model was built.
  private static func rows(_ plan: Plan) -> [String: SourcePosition] {
    var found: [String: SourcePosition] = [:]
    var told = Diagnostics()
    let columns = DelimitedText.Columns(required: ["id"], allowsOthers: true)
    for source in plan.sources where source.role == .parameters {
      let table = DelimitedText.read(path: plan.path(of: source), columns: columns, into: &told)
      for row in table?.rows ?? [] { found[row.text("id")] = row.position }
    }
    return found
  }

  var json: JSONValue {
    guard case .object(let members) = record.json else { return record.json }
    return .object(
      members + [
        .init("file", JSONValue(optional: position?.file)),
        .init("line", position.map { .integer(Int64($0.line)) } ?? .null),
        .init("changedBy", JSONValue(optional: changedBy)),
      ])
  }
}
