import TimeSeries

extension PlanValidation {
  func scenario(_ scenario: Scenario) -> Scenario {
    var settled = scenario
    settled.overrides = scenario.overrides.map(override)
    settled.conditions = scenario.conditions.map(condition)
    refuseBoth(settled)
    return settled
  }

  /// Sets no scenario applies are checked all the same: what is written must mean something.
  func checkUnusedSets() {
    for entry in plan.tree["overrides"]?.entries ?? [] {
      for item in entry.value.items ?? [] {
        if let variable = item["variable"], let id = variable.text { _ = self.variable(id, at: variable) }
        if let parameter = item["parameter"], let id = parameter.text { check(parameter: id, at: parameter) }
        if let volatility = item["volatility"], let id = volatility.text, id != "all" {
          _ = self.variable(id, at: volatility)
        }
      }
    }
  }

  /// A variable that is held cannot be information at the same time.
  private func refuseBoth(_ scenario: Scenario) {
    for override in scenario.overrides {
      guard case .variable(let quantity) = override.subject else { continue }
      switch override.action {
      case .set, .path, .hold: break
      case .add, .scale, .addFactor: continue
      }
      let same = scenario.conditions.first {
        $0.quantity.variable == quantity.variable && override.covers($0.period)
      }
      guard let same, let item = plan.maps[same.position] else { continue }
      report(
        Bilingual(
          en:
            "\(quantity.variable) is conditioned here and overridden at \(override.position) in scenario “\(scenario.id)”",
          zh: "情景“\(scenario.id)”中 \(quantity.variable) 在此为条件，又在 \(override.position) 被改动"),
        about: item["variable"] ?? item,
        suggestion: Bilingual(
          en: "keep the override to exogenise it, or the condition to let the rest respond",
          zh: "外生设定请保留改动；要让其他变量随之更新请保留条件"))
    }
  }

  private func override(_ override: Override) -> Override {
    guard let item = plan.maps[override.position] else { return override }
    switch override.subject {
    case .parameter(let id):
      check(parameter: id, at: item["parameter"] ?? item)
      return override
    case .volatility(let id):
      if let id { _ = variable(id, at: item["volatility"] ?? item) }
      return override
    case .variable(let quantity):
      return self.override(override, of: quantity, item)
    }
  }

  private func check(parameter id: String, at tree: SettingTree) {
    if parameters.contains(id) { return }
    report(
      Bilingual(en: "unknown parameter “\(id)”", zh: "未知的参数“\(id)”"), about: tree,
      suggestion: SettingReader.nearest(id, among: parameters))
  }

  private func override(_ override: Override, of quantity: Quantity, _ item: SettingTree) -> Override {
    let name = item["variable"] ?? item
    var settled = override
    guard let unit = override.unit else {
      guard let variable = variable(quantity.variable, at: name) else { return override }
      let measure =
        variable.measures.contains(quantity.measure)
        ? quantity.measure : quantity.measure == .level ? .growth : .level
      settled.subject = .variable(Quantity(variable.id, measure))
      return settled
    }
    let value = PlanDecoder.overrideActions.lazy.compactMap { item[$0] }.first ?? item
    guard
      let reading = reading(of: quantity, in: unit, stated: override.statedMeasure, name: name, value: value)
    else {
      return override
    }
    settled.subject = .variable(reading.quantity)
    settled.unit = reading.unit
    let factor = reading.factor
    switch override.action {
    case .set(let number, let sd):
      guard isPossible(number * factor, of: reading.quantity, unit: reading.unit, at: value) else {
        return override
      }
      settled.action = .set(number * factor, standardDeviation: sd * factor)
    case .path(let path):
      for number in path.values.sorted() {
        guard isPossible(number * factor, of: reading.quantity, unit: reading.unit, at: value) else {
          return override
        }
      }
      settled.action = .path(path.mapValues { $0 * factor })
    case .add(let number): settled.action = .add(number * factor)
    case .addFactor(let number): settled.action = .addFactor(number * factor)
    case .scale, .hold: break
    }
    return settled
  }

  private func condition(_ condition: Condition) -> Condition {
    guard let item = plan.maps[condition.position], let unit = condition.unit else {
      return condition
    }
    let value = item["equals"] ?? item
    guard
      let reading = reading(
        of: condition.quantity, in: unit, stated: condition.statedMeasure, name: item["variable"] ?? item,
        value: value),
      isPossible(condition.mean * reading.factor, of: reading.quantity, unit: reading.unit, at: value)
    else { return condition }
    var settled = condition
    settled.quantity = reading.quantity
    settled.unit = reading.unit
    settled.mean *= reading.factor
    settled.standardDeviation *= reading.factor
    return settled
  }
}

extension Override {
  /// Whether it says something about a period of the horizon.
  func covers(_ period: Period) -> Bool {
    if case .path(let path) = action { return path.keys.contains { $0.contains(period) } }
    return span.map { $0.contains { $0.contains(period) } } ?? true
  }
}
