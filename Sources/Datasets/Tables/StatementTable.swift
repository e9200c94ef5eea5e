import TimeSeries

/// Reads the quantified statements of a work report, one row a statement.
///
/// Columns: `id, name_zh, name_en, year, kind, level, unit, growth_pct, bound, work_area, quote, level_bound, growth_bound, modality, nature,
/// price_basis, scope, of_what, explicit, note`.
public enum StatementTable {
  static let columns = DelimitedText.Columns(
    required: [
      "id", "name_zh", "name_en", "year", "kind", "level", "unit", "growth_pct", "bound", "nature",
      "price_basis",
      "scope", "of_what",
    ],
    optional: [
      "work_area", "quote", "level_bound", "growth_bound", "modality", "explicit", "note",
    ])

  /// The statements in the order of the file. Problems go to `diagnostics`; rows with errors are left out. Also refused: an id that stands twice, a
  /// share over 100%, percent where percentage points are meant and the reverse, growth below −100%, a number without a unit.
  public static func read(path: String, name: String? = nil, into diagnostics: inout Diagnostics)
    -> [Statement]
  {
    guard let table = DelimitedText.read(path: path, name: name, columns: columns, into: &diagnostics) else {
      return []
    }
    var lines: [String: Int] = [:]
    return table.rows.compactMap { row in
      let statement = statement(row, &diagnostics)
      if let statement {
        let id = statement.id
        if let line = lines[id] {
          let message = Bilingual(
            en: "the id “\(id)” stands twice; the first is in line \(line)", zh: "编号“\(id)”重复；前一个在第\(line)行")
          diagnostics.append(row.diagnostic(message, at: "id"))
          return nil
        }
        lines[id] = row.position.line
      }
      return statement
    }
  }

  private static func statement(_ row: Row, _ diagnostics: inout Diagnostics) -> Statement? {
    let before = diagnostics.errorCount
    let id = row.requiredText("id", &diagnostics)
    let zh = row.requiredText("name_zh", &diagnostics)
    let en = row.requiredText("name_en", &diagnostics)
    let year = row.period("year", required: true, &diagnostics)
    let kind = row.choice("kind", of: Statement.Kind.self, required: true, &diagnostics)
    let level = row.number("level", &diagnostics)
    let unit = row.unit("unit", required: level != nil, &diagnostics)
    let growth = row.number("growth_pct", &diagnostics)
    let bound = row.choice("bound", of: Statement.Bound.self, &diagnostics) ?? .exact
    let levelBound = row.choice("level_bound", of: Statement.Bound.self, &diagnostics)
    let growthBound = row.choice("growth_bound", of: Statement.Bound.self, &diagnostics)
    let nature = row.choice("nature", of: Indicator.Nature.self, required: true, &diagnostics)
    let form = row.choice("explicit", of: Statement.Form.self, &diagnostics) ?? .explicit
    let basis = StatedBasis(row, &diagnostics)
    if let nature { check(row, nature, level, unit, growth, form, &diagnostics) }
    guard let id, let zh, let en, let year, let kind, let nature, let basis, diagnostics.errorCount == before
    else {
      return nil
    }
    return Statement(
      id: id, name: Bilingual(en: en, zh: zh), year: year, kind: kind, level: level, unit: unit,
      growth: growth,
      levelBound: levelBound ?? level.map { _ in bound },
      growthBound: growthBound ?? growth.map { _ in bound },
      workArea: row.text("work_area"), quote: row.text("quote"), modality: row.text("modality"),
      nature: nature,
      levelBasis: basis.level, growthBasis: basis.growth, isBasisAssumed: basis.isAssumed,
      scope: row.text("scope"),
      parent: row.text("of_what"), form: form, note: row.text("note"), position: row.position, bound: bound)
  }

  private static func check(
    _ row: Row, _ nature: Indicator.Nature, _ level: Double?, _ unit: TimeSeries.Unit?, _ growth: Double?,
    _ form: Statement.Form, _ diagnostics: inout Diagnostics
  ) {
    if nature == .difference, unit?.dimension == .share {
      diagnostics.append(
        row.diagnostic(UnitError.incompatible(from: .percent, to: .percentagePoint).message, at: "unit"))
    }
    if nature == .ratio, unit == .percentagePoint {
      diagnostics.append(
        row.diagnostic(UnitError.incompatible(from: .percentagePoint, to: .percent).message, at: "unit"))
    }
    if nature == .ratio, let level, let unit, unit.dimension == .share, level * unit.scale > 1 {
      let message = Bilingual(
        en: "a share of \(row.text("level"))\(unit) is more than the whole",
        zh: "比重 \(row.text("level"))\(unit) 超过了整体")
      diagnostics.append(row.diagnostic(message, at: "level"))
    }
    if let level, level < 0, nature != .difference, nature != .relative {
      let message = Bilingual(
        en: "a level below zero: \(row.text("level"))", zh: "水平值小于零：\(row.text("level"))")
      diagnostics.append(row.diagnostic(message, at: "level"))
    }
    if let growth, growth < -100 {
      let message = Bilingual(
        en: "growth of \(row.text("growth_pct"))% would leave less than nothing",
        zh: "增速 \(row.text("growth_pct"))% 低于 -100%")
      diagnostics.append(row.diagnostic(message, at: "growth_pct"))
    }
    if level == nil, growth == nil, form != .unquantified, nature != .relative, row.text("level").isEmpty,
      row.text("growth_pct").isEmpty
    {
      let message = Bilingual(
        en: "neither a level nor a growth rate; write “unquantified” in the column explicit if there is none",
        zh: "既无水平值也无增速；若确无数字，请在 explicit 列写 unquantified")
      diagnostics.append(row.diagnostic(message, at: "level"))
    }
  }
}

/// The prices a statement speaks in, as the table writes them: `nominal`, `real`, `level current price; growth real`, `current USD`, `n/a`,
/// `ambiguous: …`, with `(assumed)` where the report is silent.
private struct StatedBasis {
  var level: PriceBasis
  var growth: PriceBasis?
  var isAssumed: Bool

  init?(_ row: Row, _ diagnostics: inout Diagnostics) {
    let text = row.text("price_basis")
    isAssumed = text.contains("(assumed)")
    switch text.replacing("(assumed)", with: "").lowercased().split(separator: ":").first.map(String.init)
      ?? ""
    {
    case "nominal": (level, growth) = (.nominal, .nominal)
    case "real": (level, growth) = (.nominal, .real(base: nil))
    case "level current price; growth real": (level, growth) = (.nominal, .real(base: nil))
    case "current usd": (level, growth) = (.currentUSD, .currentUSD)
    case "n/a", "": (level, growth) = (.notApplicable, .notApplicable)
    case "ambiguous": (level, growth) = (.nominal, nil)
    default:
      let known = "nominal, real, level current price; growth real, current USD, n/a, ambiguous: …"
      let message = Bilingual(
        en: "unknown price basis “\(text)”; write \(known), each with (assumed) where it is",
        zh: "未知的价格口径“\(text)”；请写 \(known)，推定者加 (assumed)")
      diagnostics.append(row.diagnostic(message, at: "price_basis"))
      return nil
    }
  }
}
