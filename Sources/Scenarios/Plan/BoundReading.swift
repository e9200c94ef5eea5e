import Datasets
import TimeSeries

/// Reads the bound of a target: exactly one of at_least, at_most, above, below, within, about, in one unit.
struct BoundReading {
  static let keys = ["at_least", "at_most", "above", "below", "within", "about"]

  let decoder: PlanDecoder
  let values: [String: SettingTree]
  let tree: SettingTree
  let statement: Statement?
  let id: String

  struct Number {
    var quantity: Amount
    var tree: SettingTree
  }

  struct Result {
    var key: String
    var bound: Bound
    var unit: TimeSeries.Unit
    /// As written: one number, or the two ends of a range.
    var numbers: [Number]
  }

  private var reader: SettingReader { decoder.reader }
  private var noun: Bilingual { Bilingual(en: "the bound", zh: "界限") }

  func read() -> Result? {
    let found = Self.keys.filter { values[$0] != nil }
    guard found.count == 1, let key = found.first, let value = values[key] else {
      reportCount(found)
      return nil
    }
    if key == "within" { return range(value) }
    guard let quantity = reader.quantity(value, of: noun) else { return nil }
    let bound: Bound
    switch key {
    case "at_least": bound = .atLeast(quantity.value)
    case "at_most": bound = .atMost(quantity.value)
    case "above": bound = .above(quantity.value)
    case "below": bound = .atMost(quantity.value.nextDown)
    default:
      let half = Self.halfUnitOfLastDigit(value.text ?? "")
      bound = .within(quantity.value - half, quantity.value + half)
    }
    return Result(
      key: key, bound: bound, unit: quantity.unit, numbers: [Number(quantity: quantity, tree: value)])
  }

  private func reportCount(_ found: [String]) {
    if found.isEmpty {
      if Self.keys.contains(where: { reader.isMistyped($0, in: tree) }) { return }
      reader.report(
        Bilingual(en: "the target “\(id)” has no bound", zh: "目标“\(id)”没有界限"), at: tree.position,
        suggestion: remedy())
    } else {
      let second = values[found[1]] ?? tree
      reader.report(
        Bilingual(
          en: "the target “\(id)” has \(found.count) bounds: \(found.joined(separator: ", "))",
          zh: "目标“\(id)”有\(found.count)个界限：\(found.joined(separator: "、"))"), about: second,
        suggestion: Bilingual(
          en: "keep one; for a range write “within: [7 %, 8 %]”", zh: "请只保留一个；区间写“within: [7 %, 8 %]”"))
    }
  }

  /// What the statement of this target would read as.
  private func remedy() -> Bilingual {
    guard let statement, let number = statement.statedNumber else {
      return Bilingual(
        en: "add one of \(Self.keys.joined(separator: ", ")), such as “at_least: 7.6 %”",
        zh: "请补上 \(Self.keys.joined(separator: "、")) 之一，如“at_least: 7.6 %”")
    }
    let key = StatementAgreement.key(for: number.bound)
    let text = "\(key): \(number.value.plain) \(number.unit)"
    return Bilingual(en: "the statement says “\(text)”", zh: "表述为“\(text)”")
  }

  private func range(_ value: SettingTree) -> Result? {
    guard let items = value.items, items.count == 2 else {
      reader.report(
        Bilingual(en: "“within” takes a list of two numbers", zh: "“within”应为两个数的列表"), about: value,
        suggestion: Bilingual(en: "write “within: [7 %, 8 %]”", zh: "请写“within: [7 %, 8 %]”"))
      return nil
    }
    guard let low = reader.quantity(items[0], of: noun), let high = reader.quantity(items[1], of: noun) else {
      return nil
    }
    guard let top = try? high.converted(to: low.unit) else {
      reader.report(
        Bilingual(
          en: "the two ends of “within” are in different units, \(low.unit) and \(high.unit)",
          zh: "“within”两端的单位不同：\(low.unit)与\(high.unit)"), about: items[1])
      return nil
    }
    guard low.value <= top.value else {
      reader.report(
        Bilingual(
          en: "“within” is reversed: \(low) is more than \(high)", zh: "“within”两端颠倒：\(low)大于\(high)"),
        about: items[0],
        suggestion: Bilingual(
          en: "write “within: [\(items[1].text ?? ""), \(items[0].text ?? "")]”",
          zh: "请写“within: [\(items[1].text ?? ""), \(items[0].text ?? "")]”"))
      return nil
    }
    return Result(
      key: "within", bound: .within(low.value, top.value), unit: low.unit,
      numbers: [Number(quantity: low, tree: items[0]), Number(quantity: top, tree: items[1])])
  }

  /// 7.5 → 0.05, 520 → 0.5: 左右 is plus or minus half a unit of the last digit written.
  static func halfUnitOfLastDigit(_ written: String) -> Double {
    let figures = written.prefix { $0.isNumber || ".,+-−".contains($0) }
    let decimals = figures.firstIndex(of: ".").map { figures[figures.index(after: $0)...].count } ?? 0
    var divisor = 2.0
    for _ in 0..<decimals { divisor *= 10 }
    return 1 / divisor
  }
}
