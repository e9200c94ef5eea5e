import Scenarios
import TimeSeries

extension RunRecord {
  /// The document of `outturn run --json`: a function of plan, data, seed and draws alone, without times, threads or
  /// folders. Documentation/json.md and run.schema.json describe it.
  public func json() -> JSONValue {
    object(
      ("format", .string("outturn-run/1")),
      ("version", .string(version)),
      ("plan", planJSON),
      ("seed", .unsigned(result.seed)),
      ("draws", integer(result.draws)),
      ("complete", .bool(result.isComplete)),
      ("drawsRequested", integer(result.drawsRequested)),
      ("targets", .array(targets.map(targetJSON))),
      ("scenarios", .array(result.scenarios.map(scenarioJSON))),
      ("parameters", .array(parameters.map(\.json))),
      ("notes", .array(notes.map { JSONValue($0) })))
  }

  private var planJSON: JSONValue {
    object(
      ("title", JSONValue(title)), ("region", JSONValue(region)),
      ("information", .string(information.description)),
      ("horizon", .array(horizon.periods.map { .string($0.description) })),
      ("model", .string(model)),
      ("inputs", .array(inputs.map { object(("role", .string($0.role)), ("sha256", .string($0.sha256))) })))
  }

  private func targetJSON(_ target: TargetRecord) -> JSONValue {
    object(
      ("id", .string(target.id)), ("name", JSONValue(target.name)), ("kind", .string(target.kind.rawValue)),
      ("group", .string(target.group)), ("period", .string(target.period.description)),
      ("bound", target.kind == .modelled ? JSONValue(target.boundText(self)) : .null),
      ("unit", .string(target.unit.symbol)), ("parent", JSONValue(optional: target.parent)),
      ("quote", JSONValue(optional: target.quote)))
  }

  private func scenarioJSON(_ scenario: ScenarioResult) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", .string(scenario.id)), ("name", JSONValue(scenario.name)),
      ("note", scenario.note.map { JSONValue($0) } ?? .null),
    ]
    if let failure = scenario.failure { members.append(("failure", .string(failure))) }
    members += [
      ("targets", .array(scenario.verdicts.map(\.json))),
      ("joint", scenario.joint.map(estimateJSON) ?? .null),
      ("groups", .array(scenario.groups.map(\.json))),
      ("differences", .array(scenario.differences.map(\.json))),
      ("imposed", .array(scenario.imposed.map(\.json))),
    ]
    if let plausibility = scenario.plausibility { members.append(("plausibility", plausibility.json)) }
    members += [
      ("effectiveDraws", .number(scenario.effectiveDraws)), ("invalidDraws", integer(scenario.invalidDraws)),
      ("saturatedDraws", integer(scenario.saturatedDraws)), ("fans", .array(scenario.fans.map(\.json))),
    ]
    return object(members)
  }
}

func object(_ members: (String, JSONValue)...) -> JSONValue { object(members) }

func object(_ members: [(String, JSONValue)]) -> JSONValue {
  .object(members.map { JSONValue.Member($0.0, $0.1) })
}

func integer(_ n: Int) -> JSONValue { .integer(Int64(n)) }

func estimateJSON(_ estimate: Estimate) -> JSONValue {
  object(("probability", .number(estimate.value)), ("monteCarloError", .number(estimate.monteCarloError)))
}
