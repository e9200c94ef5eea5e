import Datasets
import TimeSeries

/// Overrides and conditions.
extension PlanDecoder {
  static let overrideSubjects = ["variable", "parameter", "volatility"]
  static let overrideActions = ["set", "path", "add", "scale", "hold", "add_factor"]

  func overrides(_ tree: SettingTree, origin: String) -> [Override] {
    if tree.isEmpty { return [] }
    var result: [Override] = []
    for item in reader.list(tree, of: Self.noun("overrides", "改动")) {
      guard let override = override(item) else { continue }
      if let earlier = result.first(where: { override.replaces($0) }) {
        reader.report(
          Bilingual(
            en:
              "\(override.subject.name) is overridden twice in one list; first on line \(earlier.position.line)",
            zh: "\(override.subject.name) 在同一列表中被改动两次；首次出现于第\(earlier.position.line)行"), at: item.position,
          suggestion: YAMLTrouble.keepOne)
        continue
      }
      origins[item.position] = origin
      result.append(override)
    }
    return result
  }

  private func override(_ tree: SettingTree) -> Override? {
    guard let values = map(tree, .override) else { return nil }
    let subjects = Self.overrideSubjects.filter { values[$0] != nil }
    let actions = Self.overrideActions.filter { values[$0] != nil }
    guard subjects.count == 1, let key = subjects.first, let named = values[key] else {
      reportChoice(
        subjects, of: Self.overrideSubjects, lacking: Self.noun("says of nothing what changes", "没有说明对象"),
        at: tree)
      return nil
    }
    guard actions.count == 1, let verb = actions.first, let value = values[verb] else {
      reportChoice(actions, of: Self.overrideActions, lacking: Self.noun("does nothing", "没有动作"), at: tree)
      return nil
    }
    guard let name = reader.string(named, of: Self.noun("the \(key)", key)) else { return nil }
    if let sd = values["sd"], verb != "set" {
      reader.report(
        Bilingual(en: "“sd” goes with “set” only", zh: "“sd”只能与“set”同用"), about: sd)
      return nil
    }
    let reading = OverrideReading(decoder: self, values: values, name: name, key: key)
    guard let found = reading.read(verb, value) else { return nil }
    var override = Override(found.subject, found.action, unit: found.unit, at: tree.position)
    override.statedMeasure = reading.statedMeasure
    if let over = values["over"] {
      guard let span = span(over) else { return nil }
      if verb == "path" {
        reader.report(
          Bilingual(en: "“over” is one too many: a path names its periods", zh: "“over”多余：path 已写明时间"),
          about: over)
        return nil
      }
      override.span = span
    }
    return override
  }

  private func reportChoice(_ found: [String], of all: [String], lacking: Bilingual, at tree: SettingTree) {
    if found.isEmpty, all.contains(where: { reader.isMistyped($0, in: tree) }) { return }
    let advice = Bilingual(
      en: "write exactly one of \(all.joined(separator: ", "))", zh: "请写且只写 \(all.joined(separator: "、")) 之一")
    let message =
      found.isEmpty
      ? Bilingual(en: "the override \(lacking.en)", zh: "改动\(lacking.zh)")
      : Bilingual(
        en: "the override has \(found.joined(separator: " and "))",
        zh: "改动同时写了 \(found.joined(separator: "、"))")
    reader.report(message, at: tree.position, suggestion: advice)
  }

  /// A span of years inside the horizon.
  private func span(_ tree: SettingTree) -> ClosedRange<Period>? {
    guard let span = reader.span(tree, of: Self.noun("“over”", "“over”")) else { return nil }
    guard span.frequency == .annual || span.frequency == horizon.periods.frequency else {
      reader.report(
        Bilingual(en: "“over” is a span of years", zh: "“over”应为年份区间"), about: tree,
        suggestion: Bilingual(
          en: "write “over: \(span.lowerBound.year)”", zh: "请写“over: \(span.lowerBound.year)”"))
      return nil
    }
    return isInHorizon(span.lowerBound, at: tree) && isInHorizon(span.upperBound, at: tree) ? span : nil
  }

  // MARK: Conditions

  func conditions(_ tree: SettingTree, origin: String) -> [Condition] {
    if tree.isEmpty { return [] }
    var result: [Condition] = []
    for item in reader.list(tree, of: Self.noun("conditions", "条件")) {
      guard let condition = condition(item) else { continue }
      if let earlier = result.first(where: {
        $0.quantity.variable == condition.quantity.variable && $0.period == condition.period
      }) {
        reader.report(
          Bilingual(
            en:
              "\(condition.quantity.variable) is conditioned twice for \(condition.period); first on line \(earlier.position.line)",
            zh:
              "\(condition.quantity.variable) 在\(condition.period.name.zh)有两个条件；首次出现于第\(earlier.position.line)行"
          ),
          at: item.position, suggestion: YAMLTrouble.keepOne)
        continue
      }
      origins[item.position] = origin
      result.append(condition)
    }
    return result
  }

  private func condition(_ tree: SettingTree) -> Condition? {
    guard let values = map(tree, .condition),
      let variable = required("variable", in: values, of: .condition, at: tree),
      let equals = required("equals", in: values, of: .condition, at: tree),
      let name = reader.string(variable, of: Self.noun("the variable", "变量"))
    else { return nil }
    let reading = OverrideReading(decoder: self, values: values, name: name, key: "variable")
    guard let mean = reading.level(equals), let sd = reading.standardDeviation(for: mean) else { return nil }
    guard let period = conditionPeriod(values["period"]) else { return nil }
    var condition = Condition(
      Quantity(name, reading.measure(of: mean.unit)), in: period, mean: mean.value, standardDeviation: sd,
      unit: mean.unit,
      at: tree.position)
    condition.statedMeasure = reading.statedMeasure
    return condition
  }

  /// A year of the horizon, the first by default, or the part of one from January on.
  private func conditionPeriod(_ tree: SettingTree?) -> Period? {
    guard let tree else { return horizon.periods.lowerBound }
    guard let period = reader.period(tree, of: Self.noun("the period of the condition", "条件的时间")),
      isInHorizon(period, at: tree)
    else { return nil }
    if horizon.periods.frequency != .annual, period.frequency == horizon.periods.frequency { return period }
    guard period.index == 1, period.frequency != .month else {
      reader.report(
        Bilingual(
          en: "a condition within the year is year to date: the first quarter or half-year, not \(period)",
          zh: "年内条件为累计口径：一季度或上半年，而不是\(period.name.zh)"), about: tree,
        suggestion: Bilingual(
          en: "write “\(period.year)Q1”, “\(period.year)H1” or “\(period.year)”",
          zh: "请写“\(period.year)Q1”、“\(period.year)H1”或“\(period.year)”"))
      return nil
    }
    return period
  }
}
