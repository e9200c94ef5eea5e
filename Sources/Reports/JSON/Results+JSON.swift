public import Scenarios
import TimeSeries

extension Verdict {
  var json: JSONValue {
    let levels = BatchResult.quantileLevels
    return object(
      ("id", .string(target)), ("probability", .number(probability.value)),
      ("monteCarloError", .number(probability.monteCarloError)),
      ("expectedShortfall", .number(expectedShortfall.value)),
      ("expectedShortfallError", .number(expectedShortfall.monteCarloError)),
      ("conditionalShortfall", conditionalShortfall.map { .number($0.value) } ?? .null),
      ("conditionalShortfallError", conditionalShortfall.map { .number($0.monteCarloError) } ?? .null),
      ("mean", .number(mean.value)), ("standardDeviation", .number(standardDeviation)),
      ("quantiles", quantilesJSON(quantiles, at: levels)))
  }
}

extension GroupVerdict {
  var json: JSONValue {
    let matrix = { (rows: [[Estimate?]], part: (Estimate) -> Double) -> JSONValue in
      .array(rows.map { row in .array(row.map { $0.map { .number(part($0)) } ?? .null }) })
    }
    let counts = atLeast.enumerated().map { m, estimate in
      object(
        ("m", integer(m)), ("probability", .number(estimate.value)),
        ("monteCarloError", .number(estimate.monteCarloError)))
    }
    return object(
      ("id", .string(group)), ("targets", .array(targets.map { .string($0) })),
      ("joint", estimateJSON(joint)),
      ("independent", .number(independent)), ("atLeast", .array(counts)),
      ("conditional", matrix(conditional, \.value)),
      ("conditionalError", matrix(conditional, \.monteCarloError)),
      ("correlation", matrix(correlation, \.value)),
      ("correlationError", matrix(correlation, \.monteCarloError)),
      ("jointGainIfDropped", .array(jointGainIfDropped.map { .number($0.value) })),
      ("jointGainIfDroppedError", .array(jointGainIfDropped.map { .number($0.monteCarloError) })))
  }
}

extension ScenarioDifference {
  var json: JSONValue {
    object(
      ("target", JSONValue(optional: target)), ("difference", .number(probability.value)),
      ("monteCarloError", .number(probability.monteCarloError)), ("paired", .bool(isPaired)))
  }
}

extension ImposedPath {
  var json: JSONValue {
    object(
      ("variable", .string(quantity.variable)), ("measure", .string(quantity.measure.rawValue)),
      ("period", .string(period.description)), ("manner", .string(manner.rawValue)), ("mean", .number(mean)),
      ("standardDeviation", .number(standardDeviation)))
  }
}

extension Plausibility {
  var json: JSONValue {
    object(
      ("squaredDistance", .number(squaredDistance)), ("degreesOfFreedom", integer(degreesOfFreedom)),
      ("pValue", .number(pValue)), ("divergence", divergence.map { .number($0) } ?? .null),
      ("coinBias", coinBias.map { .number($0) } ?? .null))
  }
}

extension QuantityFan {
  var json: JSONValue {
    object(
      ("variable", .string(quantity.variable)), ("measure", .string(quantity.measure.rawValue)),
      ("period", .string(period.description)), ("mean", .number(mean)),
      ("standardDeviation", .number(standardDeviation)),
      ("quantiles", quantilesJSON(quantiles, at: BatchResult.quantileLevels)))
  }
}

extension ParameterRecord {
  public var json: JSONValue {
    object(
      ("id", .string(id)), ("name", JSONValue(name)), ("value", .number(value)),
      ("standardError", .number(standardError)), ("unit", .string(unit)),
      ("provenance", .string(provenance.rawValue)), ("source", .string(source)),
      ("observations", observations.map { integer($0) } ?? .null))
  }
}

private func quantilesJSON(_ values: [Double], at levels: [Double]) -> JSONValue {
  object(zip(levels, values).map { ("\($0)", .number($1)) })
}
