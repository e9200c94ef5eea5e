import TimeSeries

extension PlanValidation {
  func target(_ target: Target) -> Target {
    guard let item = plan.maps[target.position], !target.forms.isEmpty else { return target }
    if target.kind == .delivery { return delivery(target, item) }
    let isComparison =
      target.unit == .percentagePoint || item["income"] != nil || item["above"]?.entries != nil
    return isComparison ? comparison(target, item) : number(target, item)
  }

  private func delivery(_ target: Target, _ item: SettingTree) -> Target {
    for form in target.forms {
      for term in form.terms where !names.contains(term.quantity.variable) {
        report(
          Bilingual(
            en: "the model has no rate of delivery for “\(target.id)”", zh: "模型没有“\(target.id)”的完成率"),
          about: item["delivery"] ?? item)
      }
    }
    return target
  }

  /// The place a variable's name stands in.
  private func name(_ variable: String, in item: SettingTree) -> SettingTree {
    let places = [item["variable"]].compactMap { $0 } + (item["variables"]?.items ?? [])
    let other = item["above"]?["variable"]
    return (places + [other].compactMap { $0 }).first { $0.text == variable } ?? item["income"] ?? item
  }

  private func comparison(_ target: Target, _ item: SettingTree) -> Target {
    for term in target.forms.flatMap(\.terms) {
      let place = name(term.quantity.variable, in: item)
      guard let variable = variable(term.quantity.variable, at: place), !variable.measures.contains(.growth)
      else { continue }
      report(
        Bilingual(
          en: "the model does not project the growth of \(variable.id)", zh: "模型不预测 \(variable.id) 的增速"),
        about: place)
    }
    return target
  }

  private func number(_ target: Target, _ item: SettingTree) -> Target {
    var settled = target
    let value = BoundReading.keys.lazy.compactMap { item[$0] }.first ?? item
    for (index, form) in target.forms.enumerated() {
      let quantity = form.terms[0].quantity
      guard
        let reading = reading(
          of: quantity, in: target.unit, stated: target.statedMeasure,
          name: name(quantity.variable, in: item), value: value)
      else { return target }
      let bound = target.bound.scaled(by: reading.factor)
      if index > 0, settled.unit != reading.unit {
        report(
          Bilingual(
            en: "the variables of one target share a unit; \(quantity.variable) is in \(reading.unit)",
            zh: "同一目标的变量单位应一致；\(quantity.variable) 的单位是\(reading.unit)"), about: value)
        return target
      }
      for end in bound.ends where !isPossible(end, of: reading.quantity, unit: reading.unit, at: value) {
        return target
      }
      settled.forms[index] = LinearForm([.init(1, reading.quantity)])
      settled.bound = bound
      settled.unit = reading.unit
    }
    return settled
  }

  // MARK: Relations

  func check(_ relation: Relation) {
    guard let item = plan.maps[relation.position] else { return }
    switch relation.kind {
    case .parts(let whole, let parts):
      let places = item["parts"]?.items ?? [item["parts"] ?? item]
      let total = variable(whole, at: item["whole"] ?? item)
      for (id, place) in zip(parts, places) {
        guard let part = variable(id, at: place), let total, part.unit.dimension != total.unit.dimension
        else { continue }
        report(
          Bilingual(
            en: "a part in \(part.unit) cannot belong to a whole in \(total.unit)",
            zh: "单位为\(part.unit)的部分不能属于单位为\(total.unit)的整体"), about: place)
      }
    case .share(let part, let whole, _):
      _ = variable(part, at: item["part"] ?? item)
      _ = variable(whole, at: item["whole"] ?? item)
    case .ratio(let numerator, let denominator):
      _ = variable(numerator, at: item["ratio"] ?? item)
      _ = variable(denominator, at: item["per"] ?? item)
    case .contained(let smaller, let larger, let rate):
      guard let inner = variable(smaller, at: item["smaller"] ?? item),
        let outer = variable(larger, at: item["larger"] ?? item),
        inner.unit.dimension != outer.unit.dimension, rate == nil
      else { return }
      report(
        Bilingual(
          en: "\(smaller) is in \(inner.unit), \(larger) in \(outer.unit): the exchange rate is missing",
          zh: "\(smaller) 的单位是\(inner.unit)，\(larger) 的单位是\(outer.unit)：缺少汇率"),
        about: item["smaller"] ?? item,
        suggestion: Bilingual(en: "add “rate: 6.9”", zh: "请补上“rate: 6.9”"))
    }
  }
}

extension Bound {
  /// The numbers it is made of.
  public var ends: [Double] {
    switch self {
    case .atLeast(let b), .atMost(let b), .above(let b): [b]
    case .within(let low, let high): [low, high]
    }
  }

  func scaled(by factor: Double) -> Bound {
    if factor == 1 { return self }
    return switch self {
    case .atLeast(let b): .atLeast(b * factor)
    case .atMost(let b): .atMost(b * factor)
    case .above(let b): .above(b * factor)
    case .within(let low, let high): .within(low * factor, high * factor)
    }
  }
}
