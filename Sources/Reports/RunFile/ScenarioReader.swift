import GRDB
import Scenarios
import TimeSeries

/// Reads what a run file holds of its scenarios.
struct ScenarioReader {
  let db: Database

  func scenarios() throws -> [ScenarioResult] {
    try GRDB.Row.fetchAll(db, sql: "SELECT * FROM scenario ORDER BY ordinal").map { row in
      let id: String = row["id"]
      let noteEnglish: String? = row["note_en"]
      let noteChinese: String? = row["note_zh"]
      return ScenarioResult(
        id: id, name: bilingual(row, "name"),
        note: noteEnglish == nil && noteChinese == nil
          ? nil : Bilingual(en: noteEnglish ?? "", zh: noteChinese ?? ""),
        verdicts: try verdicts(of: id), groups: try groups(of: id),
        joint: estimate(row, "joint_probability", "joint_error"),
        differences: try differences(of: id), imposed: try imposed(of: id), plausibility: plausibility(row),
        effectiveDraws: row["effective_draws"], invalidDraws: row["invalid_draws"],
        saturatedDraws: row["saturated_draws"], fans: try fans(of: id), failure: row["failure"])
    }
  }

  private func rows(_ table: String, of scenario: String, by order: String = "ordinal") throws -> [GRDB.Row] {
    try GRDB.Row.fetchAll(
      db, sql: "SELECT * FROM \(table) WHERE scenario = ? ORDER BY \(order)", arguments: [scenario])
  }

  private func plausibility(_ row: GRDB.Row) -> Plausibility? {
    guard let distance: Double = row["squared_distance"] else { return nil }
    return Plausibility(
      squaredDistance: distance, degreesOfFreedom: row["degrees_of_freedom"] ?? 0,
      pValue: row["p_value"] ?? .nan,
      divergence: row["divergence"], coinBias: row["coin_bias"])
  }

  private func verdicts(of scenario: String) throws -> [Verdict] {
    let quantiles = Dictionary(
      grouping: try rows("verdict_quantile", of: scenario, by: "level"), by: { $0["target"] as String })
    return try rows("verdict", of: scenario).map { row in
      let target: String = row["target"]
      return Verdict(
        target: target, probability: certain(row, "probability"),
        expectedShortfall: certain(row, "expected_shortfall"),
        conditionalShortfall: estimate(row, "conditional_shortfall", "conditional_shortfall_error"),
        mean: certain(row, "mean"), standardDeviation: row["standard_deviation"] ?? .nan,
        quantiles: quantiles[target, default: []].map { $0["value"] ?? .nan })
    }
  }

  private func differences(of scenario: String) throws -> [ScenarioDifference] {
    try rows("difference", of: scenario).map { row in
      ScenarioDifference(
        target: row["target"], probability: certain(row, "probability"), isPaired: row["is_paired"])
    }
  }

  private func imposed(of scenario: String) throws -> [ImposedPath] {
    try rows("imposed", of: scenario).map { row in
      ImposedPath(
        quantity: try quantity(row, in: "imposed"), period: try period(row, "period", in: "imposed"),
        manner: try value(ImposedPath.Manner(rawValue: row["manner"]), "manner", in: "imposed"),
        mean: row["mean"],
        standardDeviation: row["standard_deviation"])
    }
  }

  private func fans(of scenario: String) throws -> [QuantityFan] {
    let quantiles = Dictionary(
      grouping: try rows("fan_quantile", of: scenario, by: "level"), by: { $0["fan"] as Int })
    return try rows("fan", of: scenario).map { row in
      QuantityFan(
        quantity: try quantity(row, in: "fan"), period: try period(row, "period", in: "fan"),
        mean: row["mean"] ?? .nan, standardDeviation: row["standard_deviation"] ?? .nan,
        quantiles: quantiles[row["ordinal"], default: []].map { $0["value"] ?? .nan })
    }
  }

  private func groups(of scenario: String) throws -> [GroupVerdict] {
    let members = Dictionary(grouping: try rows("group_member", of: scenario), by: group)
    let counts = Dictionary(grouping: try rows("group_at_least", of: scenario, by: "count"), by: group)
    let pairs = Dictionary(
      grouping: try rows("group_pair", of: scenario, by: "target_place, other_place"), by: group)
    return try rows("group_verdict", of: scenario).map { row in
      let id = group(row)
      let inside = members[id, default: []]
      let cells = pairs[id, default: []]
      let matrix = { (column: String) -> [[Estimate?]] in
        inside.indices.map { i in
          cells.filter { $0["target_place"] as Int == i }.map { estimate($0, column, "\(column)_error") }
        }
      }
      return GroupVerdict(
        group: id, targets: inside.map { $0["target"] }, joint: certain(row, "joint"),
        independent: row["independent"] ?? .nan,
        atLeast: counts[id, default: []].map { certain($0, "probability") },
        conditional: matrix("conditional"), correlation: matrix("correlation"),
        jointGainIfDropped: inside.map { certain($0, "gain_if_dropped") })
    }
  }

  private func group(_ row: GRDB.Row) -> String { row["target_group"] }

  private func quantity(_ row: GRDB.Row, in table: String) throws -> Scenarios.Quantity {
    Scenarios.Quantity(row["variable"], try value(Measure(rawValue: row["measure"]), "measure", in: table))
  }

  /// An estimate stored as a column and its error; nil where the column is empty.
  private func estimate(_ row: GRDB.Row, _ column: String, _ error: String) -> Estimate? {
    guard let value: Double = row[column] else { return nil }
    return Estimate(value: value, monteCarloError: row[error] ?? .nan)
  }

  private func certain(_ row: GRDB.Row, _ column: String) -> Estimate {
    Estimate(value: row[column] ?? .nan, monteCarloError: row["\(column)_error"] ?? .nan)
  }
}
