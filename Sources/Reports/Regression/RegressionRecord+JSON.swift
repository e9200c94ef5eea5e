import TimeSeries

extension RegressionRecord {
  /// The document of `outturn regress --json`; Documentation/json.md describes it.
  public func json() -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("format", .string("outturn-regression/1")), ("file", .string(file)), ("formula", .string(formula)),
      ("response", .string(response)), ("method", .string(method)), ("methodName", JSONValue(methodName)),
      ("precision", .string(precision)), ("weights", JSONValue(optional: weights)), ("n", integer(n)),
      ("degreesOfFreedom", degreesOfFreedom.map(integer) ?? .null),
      ("inferenceDegreesOfFreedom", inferenceDegreesOfFreedom.map(integer) ?? .null),
      ("rSquared", number(rSquared)), ("adjustedRSquared", number(adjustedRSquared)),
      ("sigma", number(sigma)), ("covariance", covarianceJSON),
      ("coefficients", .array(coefficients.map(\.json))),
      ("fixedEffects", .array(fixedEffects.map(\.json))),
    ]
    members.append(("measures", object(measures.map { ($0.id, .number($0.value)) })))
    members.append(("tests", .array((tests + diagnostics).map(\.json))))
    let reasons = missing.map { object(("reason", JSONValue($0.reason)), ("rows", integer($0.rows))) }
    members.append(
      ("dropped", object(("rows", integer(droppedRows)), ("of", integer(rows)), ("reasons", .array(reasons))))
    )
    members.append(("notes", .array(notes.map { JSONValue($0) })))
    return object(members)
  }

  private var covarianceJSON: JSONValue {
    object(
      ("kind", .string(covariance.id)), ("name", JSONValue(covariance.name)),
      ("smallSampleFactor", JSONValue(optional: covariance.factorFormula)),
      ("smallSampleValue", number(covariance.factorValue)),
      ("clusters", .array(covariance.clusters.map(\.json))), ("bandwidth", number(covariance.bandwidth)))
  }

  private func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
}

extension RegressionRecord.Coefficient {
  var json: JSONValue {
    let members: [(String, JSONValue)] = [
      ("name", .string(name)), ("estimate", .number(estimate)), ("standardError", .number(standardError)),
      ("statistic", .number(statistic)), ("pValue", .number(pValue)),
      ("lower", .number(interval.lowerBound)), ("upper", .number(interval.upperBound)),
    ]
    return object(members + (quantile.map { [("quantile", .number($0))] } ?? []))
  }
}

extension RegressionRecord.Group {
  var json: JSONValue { object(("name", .string(name)), ("groups", integer(count))) }
}

extension RegressionRecord.Test {
  var json: JSONValue {
    object(
      ("id", .string(id)), ("name", JSONValue(name)), ("null", null.map { JSONValue($0) } ?? .null),
      ("statistic", statistic.map { .number($0) } ?? .null),
      ("distribution", JSONValue(optional: distribution)), ("pValue", pValue.map { .number($0) } ?? .null),
      ("reason", reason.map { JSONValue($0) } ?? .null))
  }
}
