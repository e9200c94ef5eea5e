import Datasets
import Reports
import Scenarios
import TimeSeries

/// Whether the published growth of a total can be had from that of its parts: an audit of the arithmetic and of the data a
/// scenario leans on, before anybody leans on it.
///
/// Weights are last year's nominal ones, from published levels and growth: L/(1 + g) of each part.
struct AggregationAudit {
  let check: Plan.AggregationCheck
  /// Growth of the total from its parts, and as published, in percent; nil where the file lacks a number.
  let result: (implied: Double, published: Double)?

  /// - Parameter path: a file of outturns with the columns area, indicator, period, value and unit.
  init(_ check: Plan.AggregationCheck, path: String, into diagnostics: inout Diagnostics) {
    self.check = check
    let columns = DelimitedText.Columns(
      required: ["area", "indicator", "period", "value", "unit"], allowsOthers: true)
    let rows = DelimitedText.read(path: path, columns: columns, into: &diagnostics)?.rows ?? []
    let place = rows.filter { $0.text("area") == check.region && $0.text("period") == "\(check.period)" }
    let value = { (indicator: String, isGrowth: Bool) -> Double? in
      place.first { $0.text("indicator") == indicator && $0.text("unit").hasPrefix("%") == isGrowth }
        .flatMap { Double($0.text("value")) }
    }
    let growths = check.parts.compactMap { value($0, true) }
    let levels = check.parts.compactMap { value($0, false) }
    guard growths.count == check.parts.count, levels.count == check.parts.count,
      let published = value(check.total, true) ?? value(check.total + "_real", true),
      let weights = try? SectorAggregation.baseWeights(levels: levels, growths: growths),
      let implied = try? SectorAggregation.aggregateGrowth(growths: growths, weights: weights)
    else {
      result = nil
      return
    }
    result = (implied, published)
  }

  /// The outcome in a sentence.
  func note(_ name: (String) -> Bilingual) -> Bilingual {
    let total = name(check.total)
    let period = check.period.name
    guard let result else {
      return Bilingual(
        en:
          "\(total.en) of \(check.region) in \(period.en) could not be checked: a growth rate or level is missing.",
        zh: "\(check.region) \(period.zh)\(total.zh)无法核对：缺少增速或水平值。")
    }
    let implied = Figures.fixed(result.implied, decimals: 2)
    let published = Figures.fixed(result.published, decimals: 2)
    let gap = Figures.fixed(abs(result.implied - result.published), decimals: 2)
    return Bilingual(
      en:
        "Checked: the sectors of \(check.region) in \(period.en) add up to \(total.en) \(implied)%, published \(published)% "
        + "(\(gap) points apart).",
      zh: "核对：\(check.region) \(period.zh)各产业合成的\(total.zh)增速为\(implied)%，公布值\(published)%（相差\(gap)个百分点）。")
  }
}
