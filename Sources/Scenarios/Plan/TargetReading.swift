import Datasets
import TimeSeries

/// Reads what one target asks: its kind, its forms and its bound, and compares the number with the statement it comes from.
struct TargetReading {
  let decoder: PlanDecoder
  let values: [String: SettingTree]
  let tree: SettingTree
  let id: String
  let statement: Statement?

  struct Subject {
    var kind: Target.Kind
    var forms: [LinearForm]
    var bound: Bound
    var unit: TimeSeries.Unit
    var statedMeasure: Measure?
    var amount: Amount?
  }

  private var reader: SettingReader { decoder.reader }

  static let subjectKeys = ["variable", "variables", "delivery", "unquantified", "income"]

  func read() -> Subject? {
    let subjects = Self.subjectKeys.filter { values[$0] != nil }
    let pair = Set(subjects)
    guard subjects.count == 1 || pair == ["variables", "income"] || pair == ["variable", "income"] else {
      return wrongSubjects(subjects)
    }
    if let flag = values["unquantified"] { return unquantified(flag) }
    if let amount = values["delivery"] { return delivery(amount) }
    if values["income"] != nil || values["above"]?.entries != nil { return comparison() }
    return modelled()
  }

  private func wrongSubjects(_ found: [String]) -> Subject? {
    let advice = Bilingual(
      en: "write one of variable, variables, delivery, income, unquantified",
      zh: "请写 variable、variables、delivery、income、unquantified 之一")
    if found.isEmpty {
      if Self.subjectKeys.contains(where: { reader.isMistyped($0, in: tree) }) { return nil }
      reader.report(
        Bilingual(en: "the target “\(id)” says of nothing what is wanted", zh: "目标“\(id)”没有说明对象"),
        at: tree.position,
        suggestion: advice)
    } else {
      reader.report(
        Bilingual(
          en: "the target “\(id)” has \(found.joined(separator: " and "))",
          zh: "目标“\(id)”同时写了 \(found.joined(separator: "、"))"),
        at: tree.position, suggestion: advice)
    }
    return nil
  }

  private func unquantified(_ flag: SettingTree) -> Subject? {
    guard reader.boolean(flag, of: PlanDecoder.noun("unquantified", "unquantified")) == true else {
      return nil
    }
    refuseBounds(because: PlanDecoder.noun("an unquantified target has no number", "无量化目标没有数值"))
    return Subject(kind: .unquantified, forms: [], bound: .atLeast(0), unit: .percent)
  }

  private func delivery(_ tree: SettingTree) -> Subject? {
    refuseBounds(because: PlanDecoder.noun("the amount of a delivery target is its bound", "交付类目标的数量就是界限"))
    guard let amount = reader.quantity(tree, of: PlanDecoder.noun("the amount", "数量")) else { return nil }
    guard amount.value >= 0 else {
      reader.report(
        Bilingual(en: "an amount of \(amount) cannot be delivered", zh: "无法交付 \(amount)"), about: tree)
      return nil
    }
    compare(amount, at: tree, as: .level, key: "delivery")
    let form = LinearForm([.init(1, Quantity("delivery.\(id)", .level))])
    return Subject(kind: .delivery, forms: [form], bound: .atLeast(100), unit: .percent, amount: amount)
  }

  private func refuseBounds(because reason: Bilingual) {
    for key in BoundReading.keys {
      guard let bound = values[key] else { continue }
      reader.report(
        Bilingual(en: "“\(key)” is one too many: \(reason.en)", zh: "“\(key)”多余：\(reason.zh)"), about: bound)
    }
  }

  // MARK: Judged by the model

  func variableNames() -> [String] {
    let noun = PlanDecoder.noun("the variable", "变量")
    if let one = values["variable"] { return reader.string(one, of: noun).map { [$0] } ?? [] }
    guard let many = values["variables"] else { return [] }
    let names = reader.list(many, of: PlanDecoder.noun("variables", "变量"), lenient: true)
    return names.compactMap { reader.string($0, of: noun) }
  }

  private func modelled() -> Subject? {
    let names = variableNames()
    guard
      let bound = BoundReading(decoder: decoder, values: values, tree: tree, statement: statement, id: id)
        .read(),
      !names.isEmpty
    else { return nil }
    guard let measure = measure(of: bound) else { return nil }
    for number in bound.numbers {
      compare(number.quantity, at: number.tree, as: measure.measure, key: bound.key)
    }
    compareDirection(bound, as: measure.measure)
    let forms = names.map { LinearForm([.init(1, Quantity($0, measure.measure))]) }
    return Subject(
      kind: .modelled, forms: forms, bound: bound.bound, unit: bound.unit, statedMeasure: measure.stated)
  }

  /// Percent is growth unless the target, or its statement, says that a level is meant; any other unit is a level.
  private func measure(of bound: BoundReading.Result) -> (measure: Measure, stated: Measure?)? {
    let isShare = bound.unit.dimension == .share
    if bound.unit.dimension == .percentagePoint {
      reader.report(
        Bilingual(
          en:
            "the target “\(id)” is in 百分点 (percentage points), which measure differences; growth and shares are in %",
          zh: "目标“\(id)”用了百分点；百分点表示差值，增速和比重用 %"), about: bound.numbers[0].tree,
        suggestion: Bilingual(
          en: "write “\(bound.key): \(bound.numbers[0].quantity.value.plain) %”",
          zh: "请写“\(bound.key): \(bound.numbers[0].quantity.value.plain) %”"))
      return nil
    }
    if let tree = values["measure"] {
      let words = Measure.allCases.map(\.rawValue)
      guard
        let stated = reader.choice(tree, of: PlanDecoder.noun("the measure", "口径"), among: words).flatMap(
          Measure.init)
      else { return nil }
      if stated == .growth, !isShare {
        reader.report(
          Bilingual(en: "growth is in %, not in \(bound.unit)", zh: "增速以 % 表示，而不是\(bound.unit)"),
          about: bound.numbers[0].tree)
        return nil
      }
      return (stated, stated)
    }
    if !isShare { return (.level, nil) }
    return (statement.map { $0.level != nil && $0.unit?.dimension == .share } == true ? .level : .growth, nil)
  }
}

extension Double {
  /// Shortest spelling, without a fraction of zero.
  var plain: String {
    self == rounded() && abs(self) < 1e15 ? "\(Int(self))" : "\(self)"
  }
}
