import TimeSeries

/// Reads tables of figures from statistical communiqués and work reports: one row a fact, with a level, a growth rate or both.
///
/// Columns: `region_zh, region_en, level, period, indicator, kind, value, unit, growth_pct, source_quality, source_url, note`. Levels come back in
/// the indicator's own unit where they convert. Numbers for less than a year count from January on, unless the note says “single
/// quarter” or the span begins later.
public enum CommuniquePanel {
  static let columns = DelimitedText.Columns(
    required: [
      "region_zh", "region_en", "level", "period", "indicator", "kind", "value", "unit", "growth_pct",
      "source_quality", "source_url", "note",
    ])

  /// All numbers of the files, also several for one key; call `selecting(knownBy:)` and `resolved()`. Problems go to `diagnostics`; rows with
  /// errors are left out, and so is a value without a unit, with a warning.
  public static func read(
    paths: [String], names: [String]? = nil, name: String = "communiques", into diagnostics: inout Diagnostics
  ) -> Dataset {
    precondition(names == nil || names?.count == paths.count, "one name a path")
    var observations: [Observation] = []
    for (i, path) in paths.enumerated() {
      let file = names?[i] ?? path
      let table = DelimitedText.read(path: path, name: file, columns: columns, into: &diagnostics)
      for row in table?.rows ?? [] { observations += Self.observations(of: row, &diagnostics) }
    }
    return Dataset(name: name, observations: observations)
  }

  private static func observations(of row: Row, _ diagnostics: inout Diagnostics) -> [Observation] {
    let region = region(row, &diagnostics)
    let span = row.span("period", required: true, &diagnostics)
    let indicator = indicator(row, &diagnostics)
    let status = status(row, &diagnostics)
    let quality = row.choice(
      "source_quality", of: Observation.Source.Quality.self, required: true, &diagnostics)
    let growth = row.number("growth_pct", &diagnostics)
    let level = indicator.flatMap { self.level(row, $0, &diagnostics) }
    if row.text("value").isEmpty, row.text("growth_pct").isEmpty {
      let message = Bilingual(en: "this row has neither a value nor a growth rate", zh: "该行既无数值也无增速")
      diagnostics.append(row.diagnostic(message, at: "value"))
    }
    guard let region, let span, let indicator, let status, let quality else { return [] }
    let note = row.text("note")
    let vintage = Vintage(note: note)
    let isYearToDate =
      span.frequency != .annual && span.lowerBound.index == 1 && !note.mentions("single quarter")
    let make = { (kind: Observation.Kind, value: Amount, basis: PriceBasis, column: String) in
      Observation(
        region: region, indicator: indicator.id, span: span, kind: kind,
        status: status == .outturn && vintage.stage == .estimate ? .estimate : status, value: value.value,
        unit: value.unit, basis: basis, vintage: vintage,
        source: Observation.Source(quality: quality, address: row.text("source_url")), note: note,
        position: row.position(column))
    }
    var found: [Observation] = []
    if let level {
      let basis: PriceBasis = level.unit.dimension == .usDollar ? .currentUSD : indicator.basis
      found.append(make(isYearToDate ? .yearToDateLevel : .level, level, basis, "value"))
    }
    if let growth {
      let rate = Amount(growth, .percent)
      let kind: Observation.Kind = isYearToDate ? .yearToDateGrowth : .growth
      found.append(make(kind, rate, indicator.growthBasis, "growth_pct"))
    }
    return found
  }

  private static func region(_ row: Row, _ diagnostics: inout Diagnostics) -> Region? {
    let zh = row.requiredText("region_zh", &diagnostics)
    let en = row.requiredText("region_en", &diagnostics)
    let level = row.choice("level", of: Region.Level.self, required: true, &diagnostics)
    guard let zh, let en, let level else { return nil }
    return Region(name: Bilingual(en: en, zh: zh), level: level)
  }

  private static func indicator(_ row: Row, _ diagnostics: inout Diagnostics) -> Indicator? {
    guard let id = row.requiredText("indicator", &diagnostics) else { return nil }
    if let indicator = Indicator.communique[id] { return indicator }
    let near = Suggestion.nearest(to: id, among: Indicator.communique.keys.sorted())
    let message = Bilingual(en: "unknown indicator “\(id)”", zh: "未知的指标“\(id)”")
    diagnostics.append(row.diagnostic(message, at: "indicator", suggestion: Diagnostic.didYouMean(near)))
    return nil
  }

  private static func status(_ row: Row, _ diagnostics: inout Diagnostics) -> Observation.Status? {
    row.choice("kind", of: Observation.Status.self, required: true, &diagnostics)
  }

  /// The level with its unit, in the indicator's unit where the dimensions agree; trade may be in dollars, investment from abroad in yuan.
  private static func level(_ row: Row, _ indicator: Indicator, _ diagnostics: inout Diagnostics) -> Amount? {
    let value = row.number("value", &diagnostics)
    if value != nil, row.text("unit").isEmpty {
      let message = Bilingual(en: "this value has no unit and is left out", zh: "该数值没有单位，未采用")
      diagnostics.append(row.diagnostic(message, severity: .warning, at: "value"))
      return nil
    }
    let unit = row.unit("unit", &diagnostics)
    guard let value, let unit else { return nil }
    do { return try Amount(value, unit).converted(to: indicator.unit) } catch {
      let money: Set<TimeSeries.Unit.Dimension> = [.yuan, .usDollar]
      if money.contains(unit.dimension), money.contains(indicator.unit.dimension) {
        let own: TimeSeries.Unit = unit.dimension == .yuan ? .hundredMillionYuan : .hundredMillionDollars
        return try? Amount(value, unit).converted(to: own)
      }
      diagnostics.append(row.diagnostic(error.message, at: "unit"))
      return nil
    }
  }
}
