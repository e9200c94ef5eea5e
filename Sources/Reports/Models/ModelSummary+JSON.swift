import TimeSeries

extension ModelSummary {
  /// The document of `outturn model check --json`; Documentation/json.md describes it.
  public func json() -> JSONValue {
    object(
      ("format", .string("outturn-model-check/1")), ("model", .string(name)), ("valid", .bool(true)),
      ("frequency", .string(frequency.rawValue)), ("lag", integer(lag)), ("lead", integer(lead)),
      ("leads", names(leads)), ("variables", .array(variables.map(\.json))),
      ("exogenous", .array(exogenous.map(\.json))), ("parameters", .array(parameters.map(\.json))),
      ("withoutValue", names(withoutValue)), ("shocks", .array(shocks.map(\.json))),
      ("equations", .array(equations.map(\.json))), ("blocks", .array(blocks.map(\.json))),
      (
        "reconciliations",
        .array(
          reconciliations.map {
            object(
              ("total", .string($0.total)), ("parts", names($0.parts)), ("line", integer($0.line)))
          })
      ))
  }
}

private func names(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }

extension ModelSummary.Variable {
  var json: JSONValue {
    object(
      ("name", .string(name)), ("label", JSONValue(label)), ("unit", JSONValue(optional: unit)),
      ("basis", basis.map { JSONValue($0) } ?? .null), ("equation", JSONValue(optional: equation)),
      ("block", block.map(integer) ?? .null))
  }
}

extension ModelSummary.Constant {
  var json: JSONValue {
    object(
      ("name", .string(name)), ("label", JSONValue(label)), ("value", value.map { .number($0) } ?? .null),
      ("distribution", JSONValue(optional: distribution)), ("estimated", .bool(isEstimated)))
  }
}

extension ModelSummary.Equation {
  var json: JSONValue {
    object(
      ("name", .string(name)), ("kind", .string(kind)), ("text", .string(text)), ("line", integer(line)),
      ("determines", .string(determines)))
  }
}

extension ModelSummary.Block {
  var json: JSONValue {
    object(
      ("variables", names(variables)), ("equations", names(equations)), ("feedback", names(feedback)))
  }
}
