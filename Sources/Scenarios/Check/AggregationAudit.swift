public import Datasets
public import TimeSeries

/// Whether the published growth of a total can be had from that of its parts: an audit of the arithmetic and of the data a
/// scenario leans on, before anybody leans on it.
///
/// Weights are last year's nominal ones, from published levels and growth: L/(1 + g) of each part. Not checked: whether the parts are all
/// there are.
public struct AggregationAudit: Sendable, Hashable {
  public let check: Plan.AggregationCheck
  /// Growth of the total from its parts, in percent.
  public let implied: Double
  /// Growth of the total as published, in percent.
  public let published: Double

  /// Reads what the check needs from the file of outturns, which has the columns area, indicator, period, value and unit; growth rates
  /// are the rows whose unit begins with %. A real total may be filed under its name with `_real` behind it.
  ///
  /// Nil where a number is missing or is none, with every reason in `diagnostics`: at the cell, or at the plan's word that matches nothing.
  public init?(_ check: Plan.AggregationCheck, of plan: Plan, into diagnostics: inout Diagnostics) {
    guard let source = plan.sources.first(where: { $0.role == .outturns && $0.id == check.source }) else {
      return nil
    }
    var found = Diagnostics()
    defer {
      // Checks of one file find the same faults of it.
      for item in found.items where !diagnostics.items.contains(item) { diagnostics.append(item) }
    }
    let table = DelimitedText.read(
      path: plan.path(of: source), name: source.path, columns: OutturnRows.columns, into: &found)
    guard let table, let rows = OutturnRows(table, check, of: plan, source: source, into: &found) else {
      return nil
    }
    let total = rows.growthIndicator(of: check.total)
    let published = rows.value(of: total, .growth, at: "total", word: check.total, &found)
    let parts = check.parts.map { part in
      (
        growth: rows.value(of: part, .growth, at: "aggregate", word: part, &found),
        level: rows.value(of: part, .level, at: "aggregate", word: part, &found)
      )
    }
    let growths = parts.compactMap(\.growth)
    let levels = parts.compactMap(\.level)
    guard let published, growths.count == parts.count, levels.count == parts.count else { return nil }
    do {
      let weights = try SectorAggregation.baseWeights(levels: levels, growths: growths)
      implied = try SectorAggregation.aggregateGrowth(growths: growths, weights: weights)
    } catch {
      found.append(plan.text.diagnostic(error.message, at: check.position))
      return nil
    }
    self.check = check
    self.published = published
  }

  /// The outcome in a sentence.
  ///
  /// - Parameter name: of a variable, by its identifier.
  public func note(_ name: (String) -> Bilingual) -> Bilingual {
    let total = name(check.total)
    let period = check.period.name
    let (own, theirs) = (implied.fixed(2), published.fixed(2))
    let gap = abs(implied - published).fixed(2)
    return Bilingual(
      en:
        "Checked: the sectors of \(check.region) in \(period.en) add up to \(total.en) \(own)%, published \(theirs)% "
        + "(\(gap) points apart).",
      zh: "核对：\(check.region) \(period.zh)各产业合成的\(total.zh)增速为\(own)%，公布值\(theirs)%（相差\(gap)个百分点）。")
  }
}
