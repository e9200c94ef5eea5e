import Datasets
import Scenarios
import TimeSeries

extension GrowthSection {
  /// Last year's values by variable: a statement's, or numbers with their status and source.
  mutating func readBase(_ tree: SettingTree, _ statements: [Statement], _ reader: SettingReader) {
    guard let entries = tree.entries else {
      reader.report(
        Self.noun("base is a map of variables and their values of last year", "base 应为“变量: 上年数值”"),
        about: tree)
      return
    }
    for entry in entries {
      if let value = baseValue(entry, statements, reader) { base.append(value) }
    }
  }

  private mutating func baseValue(
    _ entry: SettingTree.Entry, _ statements: [Statement], _ reader: SettingReader
  ) -> GrowthParameters.BaseValue? {
    let id = entry.key
    let noun = Self.noun("the base of \(id)", "\(id)的基期值")
    guard catalogue.isKnown(id) else {
      reader.report(
        Bilingual(en: "unknown variable “\(id)”", zh: "未知的变量“\(id)”"), at: entry.keyPosition,
        length: id.count,
        suggestion: SettingReader.nearest(id, among: catalogue.ids))
      return nil
    }
    let allowed = ["statement", "level", "growth", "status", "source"]
    guard let values = reader.map(entry.value, of: noun, allowed: allowed) else { return nil }
    let statement = values["statement"].flatMap { tree in self.statement(tree, statements, reader) }
    if values["statement"] != nil, statement == nil { return nil }
    var result = GrowthParameters.BaseValue(id, source: "")
    result.level =
      values["level"].map { level($0, of: id, noun, reader) } ?? statement.flatMap { level(of: $0, id) }
    result.growth = values["growth"].map { growth($0, noun, reader) } ?? statement?.growth
    let status = values["status"].flatMap {
      reader.choice($0, of: noun, among: ParameterTable.Status.allCases.map(\.rawValue))
    }
    let source = values["source"].flatMap { reader.string($0, of: noun) }
    result.source = source ?? statement.map { "statement \($0.id)" } ?? "plan, model.growth.base"
    let provenance = status.flatMap(ParameterTable.Status.init)?.provenance
    result.provenance = provenance ?? (statement == nil ? .assumption : .published)
    return result
  }

  private func statement(_ tree: SettingTree, _ statements: [Statement], _ reader: SettingReader)
    -> Statement?
  {
    guard let id = reader.string(tree, of: Self.noun("the statement", "表述")) else { return nil }
    if let statement = statements.first(where: { $0.id == id }) {
      if statement.kind == .result, statement.year == .year(baseYear) { return statement }
      reader.report(
        Bilingual(
          en:
            "“\(id)” is no result of \(baseYear): the base is what was reached in the year before the horizon",
          zh: "“\(id)”不是\(baseYear)年的结果：基期应为预测期前一年的实际数"), about: tree,
        suggestion: Bilingual(en: "name a result of \(baseYear)", zh: "请用\(baseYear)年的结果"))
      return nil
    }
    reader.report(
      Bilingual(en: "unknown statement “\(id)”", zh: "未知的表述“\(id)”"), about: tree,
      suggestion: SettingReader.nearest(id, among: statements.map(\.id)))
    return nil
  }

  /// A statement's level in the variable's own unit; nil where it has none.
  private func level(of statement: Statement, _ id: String) -> Double? {
    guard let level = statement.level, let unit = statement.unit else { return nil }
    return try? unit.convert(level, to: catalogue.unit(id))
  }

  private func level(_ tree: SettingTree, of id: String, _ noun: Bilingual, _ reader: SettingReader)
    -> Double?
  {
    guard let quantity = reader.quantity(tree, of: noun) else { return nil }
    do {
      let level = try quantity.converted(to: catalogue.unit(id)).value
      guard level > 0 else {
        reader.report(
          Bilingual(
            en: "\(noun.en) is \(quantity); a level is positive", zh: "\(noun.zh)为\(quantity)；水平值应为正"),
          about: tree)
        return nil
      }
      return level
    } catch {
      reader.report(
        Bilingual(en: "\(noun.en): \(error.message.en)", zh: "\(noun.zh)：\(error.message.zh)"), about: tree)
      return nil
    }
  }

  private func growth(_ tree: SettingTree, _ noun: Bilingual, _ reader: SettingReader) -> Double? {
    guard let quantity = reader.quantity(tree, of: noun) else { return nil }
    if quantity.unit == .percent { return quantity.value }
    reader.report(
      Bilingual(
        en: "growth in \(noun.en) is in percent, not in \(quantity.unit)",
        zh: "\(noun.zh)的增速应以%表示，而不是\(quantity.unit)"),
      about: tree)
    return nil
  }
}
