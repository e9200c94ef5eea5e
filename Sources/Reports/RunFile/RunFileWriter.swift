import Datasets
import GRDB
import Scenarios
import TimeSeries

/// Lays a run into the tables of `RunFileSchema`; order in the record becomes `ordinal`, counted from zero.
struct RunFileWriter {
  let db: Database

  func write(_ record: RunRecord) throws {
    let result = record.result
    let periods = record.horizon.periods
    try insert(
      "run",
      [
        record.version, result.isComplete ? "complete" : "interrupted", "\(result.seed)", result.draws,
        result.drawsRequested, record.title.en, record.title.zh, record.region.en, record.region.zh,
        "\(record.information)", "\(periods.lowerBound)", "\(periods.upperBound)", record.model,
      ])
    try writeInputs(record)
    try writeTargets(record)
    for (place, scenario) in result.scenarios.enumerated() { try write(scenario, at: place) }
    for (i, setting) in record.settings.enumerated() {
      try insert(
        "setting",
        [
          i, setting.scenario, setting.key, setting.value, setting.unit, setting.position?.file,
          setting.position?.line, setting.position?.column, setting.inheritedFrom,
        ])
    }
  }

  private func writeInputs(_ record: RunRecord) throws {
    for (i, input) in record.inputs.enumerated() {
      try insert("input", [i, input.role, input.path, input.sha256, input.bytes])
    }
    for (i, note) in record.notes.enumerated() { try insert("note", [i, note.en, note.zh]) }
    for (i, variable) in record.variables.enumerated() {
      try insert(
        "variable",
        [
          i, variable.id, variable.name.en, variable.name.zh, variable.unit.symbol, variable.priceBasis.code,
          variable.measures.contains(.level), variable.measures.contains(.growth),
        ])
    }
    for (i, p) in record.parameters.enumerated() {
      try insert(
        "parameter",
        [
          i, p.id, p.name.en, p.name.zh, p.value, p.standardError, p.unit, p.provenance.rawValue, p.source,
          p.observations,
        ])
    }
  }

  private func writeTargets(_ record: RunRecord) throws {
    for (i, group) in record.groups.enumerated() {
      try insert("target_group", [i, group.id, group.name.en, group.name.zh])
    }
    for (i, target) in record.targets.enumerated() {
      let (bound, lower, upper) = target.bound.columns
      try insert(
        "target",
        [
          i, target.id, target.name.en, target.name.zh, target.kind.rawValue, target.group, bound, lower,
          upper,
          target.unit.symbol, "\(target.period)", target.scope, target.parent, target.modality.rawValue,
          target.quote,
          target.amount, target.amountUnit?.symbol,
        ] + position(target.position))
      for (f, form) in target.forms.enumerated() {
        for (t, term) in form.terms.enumerated() {
          try insert(
            "target_term",
            [target.id, f, t, term.coefficient, term.quantity.variable, term.quantity.measure.rawValue])
        }
      }
    }
  }

  private func write(_ scenario: ScenarioResult, at place: Int) throws {
    let p = scenario.plausibility
    try insert(
      "scenario",
      [
        place, scenario.id, scenario.name.en, scenario.name.zh, scenario.note?.en, scenario.note?.zh,
        scenario.joint?.value, scenario.joint?.monteCarloError, scenario.effectiveDraws,
        scenario.invalidDraws,
        scenario.saturatedDraws, p?.squaredDistance, p?.degreesOfFreedom, p?.pValue, p?.divergence,
        p?.coinBias,
        scenario.failure,
      ])
    for (i, path) in scenario.imposed.enumerated() {
      try insert(
        "imposed",
        [
          scenario.id, i, path.quantity.variable, path.quantity.measure.rawValue, "\(path.period)",
          path.manner.rawValue, path.mean, path.standardDeviation,
        ])
    }
    try writeVerdicts(scenario)
    for (i, group) in scenario.groups.enumerated() { try write(group, at: i, of: scenario.id) }
    for (i, fan) in scenario.fans.enumerated() {
      try insert(
        "fan",
        [
          scenario.id, i, fan.quantity.variable, fan.quantity.measure.rawValue, "\(fan.period)", fan.mean,
          fan.standardDeviation,
        ])
      for (level, value) in zip(BatchResult.quantileLevels, fan.quantiles) {
        try insert("fan_quantile", [scenario.id, i, level, value])
      }
    }
  }

  private func writeVerdicts(_ scenario: ScenarioResult) throws {
    for (i, v) in scenario.verdicts.enumerated() {
      try insert(
        "verdict",
        [
          scenario.id, i, v.target, v.probability.value, v.probability.monteCarloError,
          v.expectedShortfall.value,
          v.expectedShortfall.monteCarloError, v.conditionalShortfall?.value,
          v.conditionalShortfall?.monteCarloError, v.mean.value, v.mean.monteCarloError, v.standardDeviation,
        ])
      for (level, value) in zip(BatchResult.quantileLevels, v.quantiles) {
        try insert("verdict_quantile", [scenario.id, v.target, level, value])
      }
    }
    for (i, d) in scenario.differences.enumerated() {
      try insert(
        "difference",
        [scenario.id, i, d.target, d.probability.value, d.probability.monteCarloError, d.isPaired])
    }
  }

  private func write(_ group: GroupVerdict, at place: Int, of scenario: String) throws {
    try insert(
      "group_verdict",
      [scenario, place, group.group, group.joint.value, group.joint.monteCarloError, group.independent])
    for (i, (target, gain)) in zip(group.targets, group.jointGainIfDropped).enumerated() {
      try insert("group_member", [scenario, group.group, i, target, gain.value, gain.monteCarloError])
    }
    for (m, estimate) in group.atLeast.enumerated() {
      try insert("group_at_least", [scenario, group.group, m, estimate.value, estimate.monteCarloError])
    }
    for (i, (conditionals, correlations)) in zip(group.conditional, group.correlation).enumerated() {
      for (j, (conditional, correlation)) in zip(conditionals, correlations).enumerated() {
        try insert(
          "group_pair",
          [
            scenario, group.group, i, j, conditional?.value, conditional?.monteCarloError, correlation?.value,
            correlation?.monteCarloError,
          ])
      }
    }
  }

  private func position(_ p: SourcePosition) -> [(any DatabaseValueConvertible)?] {
    [p.file, p.line, p.column]
  }

  private func insert(_ table: String, _ values: [(any DatabaseValueConvertible)?]) throws {
    let marks = Array(repeating: "?", count: values.count).joined(separator: ", ")
    let statement = try db.cachedStatement(sql: "INSERT INTO \(table) VALUES (\(marks))")
    try statement.execute(arguments: StatementArguments(values))
  }
}

extension Bound {
  /// How it is stored: its word, and its ends.
  var columns: (word: String, lower: Double?, upper: Double?) {
    switch self {
    case .atLeast(let a): ("at_least", a, nil)
    case .atMost(let b): ("at_most", nil, b)
    case .above(let a): ("above", a, nil)
    case .within(let a, let b): ("within", a, b)
    }
  }

  init?(word: String, lower: Double?, upper: Double?) {
    switch (word, lower, upper) {
    case ("at_least", let a?, _): self = .atLeast(a)
    case ("at_most", _, let b?): self = .atMost(b)
    case ("above", let a?, _): self = .above(a)
    case ("within", let a?, let b?): self = .within(a, b)
    default: return nil
    }
  }
}

extension PriceBasis {
  /// How it is stored: `nominal`, `real`, `real:2015`, `current_usd`, `not_applicable`.
  var code: String {
    switch self {
    case .nominal: "nominal"
    case .real(nil): "real"
    case .real(let base?): "real:\(base)"
    case .currentUSD: "current_usd"
    case .notApplicable: "not_applicable"
    }
  }

  init?(code: String) {
    switch code {
    case "nominal": self = .nominal
    case "real": self = .real(base: nil)
    case "current_usd": self = .currentUSD
    case "not_applicable": self = .notApplicable
    default:
      guard code.hasPrefix("real:"), let base = try? Period(String(code.dropFirst(5))) else { return nil }
      self = .real(base: base)
    }
  }
}
