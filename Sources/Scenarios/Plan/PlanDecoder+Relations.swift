import Datasets
import TimeSeries

/// What the author declares of how the variables hang together.
extension PlanDecoder {
  private static let shapes = Bilingual(
    en: "write {whole, parts}, {part, whole, share}, {ratio, per} or {smaller, larger, rate}",
    zh: "请写 {whole, parts}、{part, whole, share}、{ratio, per} 或 {smaller, larger, rate}")

  func relations(_ tree: SettingTree?) -> [Relation] {
    guard let tree, !tree.isEmpty else { return [] }
    return reader.list(tree, of: Self.noun("relations", "关系")).compactMap(relation)
  }

  private func relation(_ tree: SettingTree) -> Relation? {
    guard let values = map(tree, .relation) else { return nil }
    let keys = Set(values.keys).subtracting(["note"])
    let note = values["note"].flatMap { reader.bilingual($0, of: Self.noun("the note", "说明")) }
    guard let kind = kind(keys, values, tree) else { return nil }
    return Relation(kind, note: note, at: tree.position)
  }

  private func kind(_ keys: Set<String>, _ values: [String: SettingTree], _ tree: SettingTree) -> Relation
    .Kind?
  {
    func word(_ key: String) -> String? {
      values[key].flatMap { reader.string($0, of: Bilingual("“\(key)”")) }
    }
    switch keys {
    case ["whole", "parts"]:
      guard let whole = word("whole"), let list = values["parts"] else { return nil }
      let parts = reader.list(list, of: Self.noun("parts", "组成部分"), lenient: true).compactMap {
        reader.string($0, of: Self.noun("the part", "组成部分"))
      }
      return parts.isEmpty || isInside(parts, whole, at: list) ? nil : .parts(whole: whole, parts: parts)
    case ["part", "whole", "share"]:
      guard let part = word("part"), let whole = word("whole"), let tree = values["share"],
        let share = share(tree)
      else {
        return nil
      }
      return isInside([part], whole, at: tree) ? nil : .share(part: part, whole: whole, share: share)
    case ["ratio", "per"]:
      guard let numerator = word("ratio"), let denominator = word("per") else { return nil }
      return .ratio(numerator: numerator, denominator: denominator)
    case ["smaller", "larger"], ["smaller", "larger", "rate"]:
      guard let smaller = word("smaller"), let larger = word("larger") else { return nil }
      var rate: Double?
      if let tree = values["rate"] {
        guard let number = reader.number(tree, of: Self.noun("the exchange rate", "汇率")) else { return nil }
        guard number > 0 else {
          reader.report(Bilingual(en: "an exchange rate is above zero", zh: "汇率应大于零"), about: tree)
          return nil
        }
        rate = number
      }
      return .contained(smaller: smaller, larger: larger, exchangeRate: rate)
    default:
      if PlanSection.relation.keyNames.contains(where: { reader.isMistyped($0, in: tree) }) { return nil }
      let found = PlanSection.relation.keyNames.filter { keys.contains($0) }.joined(separator: ", ")
      reader.report(
        Bilingual(
          en: "a relation of \(found.isEmpty ? "nothing" : found) is none of the four known",
          zh: "未知的关系形式：\(found)"),
        at: tree.position, suggestion: Self.shapes)
      return nil
    }
  }

  /// Records a whole among its own parts, or a part named twice.
  private func isInside(_ parts: [String], _ whole: String, at tree: SettingTree) -> Bool {
    if parts.contains(whole) {
      reader.report(Bilingual(en: "“\(whole)” is a part of itself", zh: "“\(whole)”是自身的一部分"), about: tree)
      return true
    }
    guard let repeated = parts.first(where: { part in parts.count { $0 == part } > 1 }) else { return false }
    reader.report(
      Bilingual(en: "the part “\(repeated)” is named twice", zh: "组成部分“\(repeated)”重复"), about: tree)
    return true
  }

  /// The id of a statement that gives the share, or the share itself in percent.
  private func share(_ tree: SettingTree) -> String? {
    guard let written = reader.string(tree, of: Self.noun("the share", "比重")) else { return nil }
    guard written.first.map({ $0.isNumber || "+-−.".contains($0) }) == true else {
      return statement(tree).flatMap { checkedShare($0, tree) }
    }
    guard let number = reader.quantity(tree, of: Self.noun("the share", "比重")) else { return nil }
    guard let percent = try? number.converted(to: .percent) else {
      reader.report(
        Bilingual(en: "a share is in %, not in \(number.unit)", zh: "比重以 % 表示，而不是\(number.unit)"),
        about: tree,
        suggestion: Bilingual(
          en: "write “share: \(number.value.plain) %”", zh: "请写“share: \(number.value.plain) %”"))
      return nil
    }
    return isShare(percent.value, at: tree) ? written : nil
  }

  private func checkedShare(_ statement: Statement, _ tree: SettingTree) -> String? {
    let id = statement.id
    guard let number = statement.number(of: .level) else {
      reader.report(
        Bilingual(en: "the statement “\(id)” gives no share", zh: "表述“\(id)”没有给出比重"), about: tree)
      return nil
    }
    guard let percent = try? Amount(number.value, number.unit).converted(to: .percent) else {
      reader.report(
        Bilingual(
          en: "the statement “\(id)” is in \(number.unit), not a share in %",
          zh: "表述“\(id)”的单位是\(number.unit)，不是比重（%）"),
        about: tree)
      return nil
    }
    return isShare(percent.value, at: tree) ? id : nil
  }

  func isShare(_ percent: Double, at tree: SettingTree) -> Bool {
    if (0...100).contains(percent) { return true }
    reader.report(
      Bilingual(
        en: "a share lies between 0 and 100 %, not at \(percent.plain) %",
        zh: "比重应在 0 与 100% 之间，而不是 \(percent.plain)%"),
      about: tree)
    return false
  }
}
