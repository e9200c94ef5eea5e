import Datasets
import Scenarios
import TimeSeries

/// The section `model: {growth: …}` of a plan, decoded.
struct GrowthSection {
  /// The year before the horizon.
  let baseYear: Int
  let catalogue: VariableCatalogue
  var base: [GrowthParameters.BaseValue] = []
  var sectors: [GrowthParameters.Share] = []
  var areas: [String] = []
  var settings = GrowthSettings()
  /// Parameters the plan gives itself.
  var replacements: [String: ParameterDistribution] = [:]
  /// Where each replacement stands.
  var replacementPlaces: [String: SettingTree] = [:]

  enum Key: String, CaseIterable {
    case base, weights, areas, pool, parameters, equations
    case highTechShare = "high_tech_share"
    case withinYear = "within_year"
  }

  static func noun(_ en: String, _ zh: String) -> Bilingual { Bilingual(en: en, zh: zh) }

  /// Decodes the section, leaving what is wrong with `reader`.
  init(
    _ tree: SettingTree, statements: [Statement], baseYear: Int, catalogue: VariableCatalogue,
    reader: SettingReader
  ) {
    self.baseYear = baseYear
    self.catalogue = catalogue
    let keys = Key.allCases.map(\.rawValue)
    guard let values = reader.map(tree, of: Self.noun("the growth model", "增长模型"), allowed: keys) else {
      return
    }
    let found = { (key: Key) in values[key.rawValue] }
    if let tree = found(.base) { readBase(tree, statements, reader) }
    if let tree = found(.weights) { readWeights(tree, reader) }
    if let tree = found(.areas) { readAreas(tree, reader) }
    if let tree = found(.pool) { readPool(tree, reader) }
    if let tree = found(.withinYear) { readWithinYear(tree, reader) }
    if let tree = found(.parameters) { readParameters(tree, reader) }
    settings.highTechShare = found(.highTechShare).flatMap {
      share($0, of: Self.noun("the high-tech share", "高新技术占比"), reader)
    }
  }

  /// Last year's level of a variable; nil where the section gives none.
  func level(_ variable: String) -> Double? { base.last { $0.variable == variable }?.level }

  /// A share in percent, from 0 to 100, as a fraction.
  private func share(_ tree: SettingTree, of noun: Bilingual, _ reader: SettingReader) -> Double? {
    guard let quantity = reader.quantity(tree, of: noun) else { return nil }
    guard quantity.unit == .percent else {
      reader.report(
        Bilingual(
          en: "\(noun.en) is in percent, not in \(quantity.unit)", zh: "\(noun.zh)应以%表示，而不是\(quantity.unit)"),
        about: tree)
      return nil
    }
    guard (0...100).contains(quantity.value) else {
      reader.report(
        Bilingual(
          en: "\(noun.en) of \(quantity) is no share; shares lie between 0% and 100%",
          zh: "\(noun.zh)\(quantity)不是占比；占比应在0%与100%之间"), about: tree)
      return nil
    }
    return quantity.value / 100
  }

  private mutating func readWeights(_ tree: SettingTree, _ reader: SettingReader) {
    let noun = Self.noun("the sector weights", "产业权重")
    let names = ["va_primary", "va_secondary", "va_tertiary"]
    guard let values = reader.map(tree, of: noun, allowed: names) else { return }
    let shares = names.compactMap { name in
      values[name].flatMap { share($0, of: Self.noun("the weight of \(name)", "\(name)的权重"), reader) }
    }
    guard shares.count == names.count else {
      if values.count < names.count {
        reader.report(
          Bilingual(en: "the weights of all three sectors are needed", zh: "三次产业的权重都需要给出"), about: tree)
      }
      return
    }
    let sum = shares.reduce(0, +)
    guard abs(sum - 1) < 1e-6 else {
      reader.report(
        Bilingual(
          en: "the sector weights sum to \(Self.percent(sum)), not to 100%",
          zh: "三次产业权重合计为\(Self.percent(sum))，应为100%"),
        about: tree)
      return
    }
    sectors = zip(names, shares).map {
      .init($0, $1, provenance: .assumption, source: "plan, model.growth.weights")
    }
  }

  private mutating func readAreas(_ tree: SettingTree, _ reader: SettingReader) {
    let noun = Self.noun("areas", "片区")
    areas = reader.list(tree, of: noun).compactMap { reader.string($0, of: noun) }
    let missing = areas.filter { level($0) == nil }
    if !missing.isEmpty {
      reader.report(
        Bilingual(
          en: "no base level for \(missing.joined(separator: ", "))",
          zh: "\(missing.joined(separator: "、"))缺少基期水平"),
        about: tree, suggestion: Self.noun("add them under “base”", "请在 base 下补充"))
      return
    }
    guard let whole = level("fai") else { return }
    let sum = areas.compactMap(level).reduce(0, +)
    if !areas.isEmpty, abs(sum - whole) > 1e-6 * whole {
      reader.report(
        Bilingual(
          en: "the areas sum to \(Self.figure(sum)), not to the \(Self.figure(whole)) of fai",
          zh: "各片区合计为\(Self.figure(sum))，与 fai 的\(Self.figure(whole))不符"),
        about: tree)
    }
  }

  private mutating func readPool(_ tree: SettingTree, _ reader: SettingReader) {
    let noun = Self.noun("the pool", "模型组合")
    guard let values = reader.map(tree, of: noun, allowed: ["panel", "supply"]) else { return }
    let panel = values["panel"].flatMap { share($0, of: noun, reader) }
    let supply = values["supply"].flatMap { share($0, of: noun, reader) }
    guard let panel = panel ?? supply.map({ 1 - $0 }) else { return }
    if let supply, abs(panel + supply - 1) > 1e-9 {
      reader.report(
        Bilingual(
          en: "the weights of the pool sum to \(Self.percent(panel + supply)), not to 100%",
          zh: "模型组合权重合计为\(Self.percent(panel + supply))，应为100%"), about: tree)
    }
    settings.panelWeight = panel
  }

  private mutating func readWithinYear(_ tree: SettingTree, _ reader: SettingReader) {
    let noun = Self.noun("within_year", "within_year")
    guard let values = reader.map(tree, of: noun, allowed: ["correlation", "elapsed"]) else { return }
    if let tree = values["correlation"] { readParameter("within_year.correlation", tree, reader) }
    for entry in values["elapsed"]?.entries ?? [] {
      guard let period = try? Period(entry.key), period.frequency != .annual else {
        reader.report(
          Bilingual(
            en: "“\(entry.key)” is no part of a year", zh: "“\(entry.key)”不是一年中的时段"), at: entry.keyPosition,
          length: entry.key.count,
          suggestion: Self.noun("write a quarter or half-year such as 2020Q1", "请写季度或半年，如 2020Q1"))
        continue
      }
      settings.elapsedWeights[period] = share(
        entry.value, of: Self.noun("the weight of \(entry.key)", "\(entry.key)的权重"), reader)
    }
  }

  private mutating func readParameters(_ tree: SettingTree, _ reader: SettingReader) {
    guard let entries = tree.entries else {
      reader.report(
        Self.noun("parameters are a map of names and values", "parameters 应为“参数名: 值”"), about: tree)
      return
    }
    for entry in entries { readParameter(entry.key, entry.value, reader) }
  }

  /// A number, or `{mean: …, sd: …}`.
  private mutating func readParameter(_ id: String, _ tree: SettingTree, _ reader: SettingReader) {
    let noun = Self.noun("the parameter \(id)", "参数 \(id)")
    if tree.entries == nil {
      replacements[id] = reader.number(tree, of: noun).map { .fixed($0) }
    } else if let values = reader.map(tree, of: noun, allowed: ["mean", "sd"]) {
      let mean = values["mean"].flatMap { reader.number($0, of: noun) }
      let sd = values["sd"].flatMap { reader.number($0, of: noun) } ?? 0
      guard let mean else {
        reader.report(Self.noun("\(noun.en) without “mean”", "\(noun.zh)缺少“mean”"), about: tree)
        return
      }
      replacements[id] = .normal(mean: mean, sd: sd)
    }
    replacementPlaces[id] = tree
  }

  static func figure(_ value: Double) -> String { "\((value * 1e4).rounded() / 1e4)" }
  static func percent(_ share: Double) -> String { "\((share * 1e6).rounded() / 1e4)%" }
}
