import GRDB
import Scenarios
import TimeSeries

/// Reads what a run file holds of its scenarios.
struct ScenarioReader {
  let db: Database

  func scenarios() throws -> [ScenarioResult] {
    try RunFileRow.all(db, "scenario").map { row in
      let id: String = try row.value("id")
      let noteEnglish: String? = try row.optional("note_en")
      let noteChinese: String? = try row.optional("note_zh")
      return ScenarioResult(
        id: id, name: try row.bilingual("name"),
        note: noteEnglish == nil && noteChinese == nil
          ? nil : Bilingual(en: noteEnglish ?? "", zh: noteChinese ?? ""),
        verdicts: try verdicts(of: id), groups: try groups(of: id),
        joint: try row.estimate("joint_probability", "joint_error"),
        differences: try differences(of: id), imposed: try imposed(of: id),
        plausibility: try plausibility(row), effectiveDraws: try row.value("effective_draws"),
        invalidDraws: try row.count("invalid_draws"), saturatedDraws: try row.count("saturated_draws"),
        fans: try fans(of: id), failure: try row.optional("failure"))
    }
  }

  private func rows(_ table: String, of scenario: String, by order: String = "ordinal") throws -> [RunFileRow]
  {
    try RunFileRow.all(db, table, of: scenario, by: order)
  }

  private func plausibility(_ row: RunFileRow) throws -> Plausibility? {
    guard let distance: Double = try row.optional("squared_distance") else { return nil }
    return Plausibility(
      squaredDistance: distance, degreesOfFreedom: try row.optional("degrees_of_freedom") ?? 0,
      pValue: try row.number("p_value"), divergence: try row.optional("divergence"),
      coinBias: try row.optional("coin_bias"))
  }

  private func verdicts(of scenario: String) throws -> [Verdict] {
    let quantiles = try Dictionary(
      grouping: rows("verdict_quantile", of: scenario, by: "level"),
      by: { try $0.value("target", as: String.self) })
    return try rows("verdict", of: scenario).map { row in
      let target: String = try row.value("target")
      return Verdict(
        target: target, probability: try row.estimate("probability"),
        expectedShortfall: try row.estimate("expected_shortfall"),
        conditionalShortfall: try row.estimate("conditional_shortfall", "conditional_shortfall_error"),
        mean: try row.estimate("mean"), standardDeviation: try row.number("standard_deviation"),
        quantiles: try values(quantiles[target] ?? []))
    }
  }

  private func differences(of scenario: String) throws -> [ScenarioDifference] {
    try rows("difference", of: scenario).map { row in
      ScenarioDifference(
        target: try row.optional("target"), probability: try row.estimate("probability"),
        isPaired: try row.value("is_paired"))
    }
  }

  private func imposed(of scenario: String) throws -> [ImposedPath] {
    try rows("imposed", of: scenario).map { row in
      ImposedPath(
        quantity: try row.quantity(), period: try row.period("period"), manner: try row.choice("manner"),
        mean: try row.value("mean"), standardDeviation: try row.value("standard_deviation"))
    }
  }

  private func fans(of scenario: String) throws -> [QuantityFan] {
    let quantiles = try Dictionary(
      grouping: rows("fan_quantile", of: scenario, by: "level"), by: { try $0.value("fan", as: Int.self) })
    return try rows("fan", of: scenario).map { row in
      QuantityFan(
        quantity: try row.quantity(), period: try row.period("period"), mean: try row.number("mean"),
        standardDeviation: try row.number("standard_deviation"),
        quantiles: try values(quantiles[row.value("ordinal")] ?? []))
    }
  }

  /// One value a level, none too few or too many.
  private func values(_ quantiles: [RunFileRow]) throws -> [Double] {
    if let row = quantiles.first, quantiles.count != BatchResult.quantileLevels.count {
      throw RunFileRow.Unreadable(table: row.table, column: "level")
    }
    return try quantiles.map { try $0.number("value") }
  }

  private func groups(of scenario: String) throws -> [GroupVerdict] {
    let members = try Dictionary(grouping: rows("group_member", of: scenario), by: group)
    let counts = try Dictionary(grouping: rows("group_at_least", of: scenario, by: "count"), by: group)
    let pairs = try Dictionary(
      grouping: rows("group_pair", of: scenario, by: "target_place, other_place"), by: group)
    return try rows("group_verdict", of: scenario).map { row in
      let id = try group(row)
      let inside = members[id] ?? []
      let atLeast = counts[id] ?? []
      let cells = pairs[id] ?? []
      guard atLeast.count == inside.count + 1 else {
        throw RunFileRow.Unreadable(table: "group_at_least", column: "count")
      }
      return GroupVerdict(
        group: id, targets: try inside.map { try $0.value("target") }, joint: try row.estimate("joint"),
        independent: try row.number("independent"),
        atLeast: try atLeast.map { try $0.estimate("probability") },
        conditional: try matrix("conditional", of: cells, size: inside.count),
        correlation: try matrix("correlation", of: cells, size: inside.count),
        jointGainIfDropped: try inside.map { try $0.estimate("gain_if_dropped") })
    }
  }

  private func matrix(_ column: String, of cells: [RunFileRow], size: Int) throws -> [[Estimate?]] {
    var rows = [[Estimate?]](repeating: [], count: size)
    for cell in cells {
      let place = try cell.count("target_place")
      let other = try cell.count("other_place")
      guard place < size, other == rows[place].count else {
        throw RunFileRow.Unreadable(table: cell.table, column: "other_place")
      }
      rows[place].append(try cell.estimate(column, "\(column)_error"))
    }
    guard rows.allSatisfy({ $0.count == size }) else {
      throw RunFileRow.Unreadable(table: "group_pair", column: "other_place")
    }
    return rows
  }

  private func group(_ row: RunFileRow) throws -> String { try row.value("target_group") }
}
