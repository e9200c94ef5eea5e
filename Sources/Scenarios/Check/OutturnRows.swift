import Datasets
import TimeSeries

/// The rows of a file of outturns that concern one check: a region's, with those of the period apart.
struct OutturnRows {
  static let columns = DelimitedText.Columns(
    required: ["area", "indicator", "period", "value", "unit"], allowsOthers: true)

  private let ofRegion: [Row]
  private let ofPeriod: [Row]
  private let check: Plan.AggregationCheck
  private let plan: Plan
  private let file: String

  /// Nil where the file has no row of the region, or none of the region for the period, with the reason in `diagnostics`.
  init?(
    _ table: DelimitedText, _ check: Plan.AggregationCheck, of plan: Plan, source: Plan.Source,
    into diagnostics: inout Diagnostics
  ) {
    self.check = check
    self.plan = plan
    file = source.path
    ofRegion = table.rows.filter { $0.text("area") == check.region }
    ofPeriod = ofRegion.filter { (try? Period($0.text("period"))) == check.period }
    if ofRegion.isEmpty {
      let message = Bilingual(
        en: "“\(file)” has no region “\(check.region)”", zh: "“\(file)”中没有地区“\(check.region)”")
      let regions = Self.unique(table.rows.map { $0.text("area") })
      diagnostics.append(
        diagnostic(message, at: "region", suggestion: SettingReader.nearest(check.region, among: regions)))
      return nil
    }
    if ofPeriod.isEmpty {
      let message = Bilingual(
        en: "“\(file)” has no row of \(check.region) for \(check.period)",
        zh: "“\(file)”中没有\(check.region) \(check.period.name.zh)的数据")
      let periods = Self.unique(ofRegion.map { $0.text("period") }).joined(separator: ", ")
      diagnostics.append(
        diagnostic(
          message, at: "period", suggestion: Bilingual(en: "it has \(periods)", zh: "其中有 \(periods)")))
      return nil
    }
  }

  /// The name the growth of a total is filed under: its own, or with `_real` behind it.
  func growthIndicator(of total: String) -> String {
    let real = total + "_real"
    if row(of: total, .growth) == nil, row(of: real, .growth) != nil { return real }
    return contain(total) || !contain(real) ? total : real
  }

  private func contain(_ indicator: String) -> Bool {
    ofRegion.contains { $0.text("indicator") == indicator }
  }

  private func row(of indicator: String, _ measure: Measure) -> Row? {
    ofPeriod.first {
      $0.text("indicator") == indicator && $0.text("unit").hasPrefix("%") == (measure == .growth)
    }
  }

  /// The number of an indicator for the period; what is wrong with its cell, or with the plan's `word` under `key`, is told.
  func value(
    of indicator: String, _ measure: Measure, at key: String, word: String, _ diagnostics: inout Diagnostics
  ) -> Double? {
    guard contain(indicator) else {
      let message = Bilingual(
        en: "“\(file)” has no indicator “\(word)” of \(check.region)",
        zh: "“\(file)”中没有\(check.region)的指标“\(word)”")
      let known = Self.unique(ofRegion.map { $0.text("indicator") })
      let problem = diagnostic(
        message, at: key, word: word, suggestion: SettingReader.nearest(word, among: known))
      // A part is asked for its growth and for its level.
      if !diagnostics.items.contains(problem) { diagnostics.append(problem) }
      return nil
    }
    let isGrowth = measure == .growth
    guard let row = row(of: indicator, measure) else {
      let (en, zh) = isGrowth ? ("growth rate", "增速") : ("level", "水平值")
      diagnostics.append(
        diagnostic(
          Bilingual(
            en: "“\(file)” has no \(en) of \(indicator) of \(check.region) for \(check.period)",
            zh: "“\(file)”中没有\(check.region) \(check.period.name.zh) \(indicator) 的\(zh)"), at: key,
          word: word,
          suggestion: isGrowth
            ? Bilingual(en: "add a row with a unit that begins with %", zh: "请补一行，单位以 % 开头")
            : Bilingual(en: "add a row with its level: the parts are weighted by it", zh: "请补上水平值：各部分以其加权")))
      return nil
    }
    return row.number("value", required: true, &diagnostics)
  }

  /// Marks a word of the check in the plan; the check where the word is not found.
  private func diagnostic(_ message: Bilingual, at key: String, word: String? = nil, suggestion: Bilingual?)
    -> Diagnostic
  {
    let value = plan.maps[check.position]?[key]
    let item = value?.items?.first { $0.text == word } ?? value
    return plan.text.diagnostic(
      message, at: item?.position ?? check.position, length: item?.length ?? 1, suggestion: suggestion)
  }

  private static func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
