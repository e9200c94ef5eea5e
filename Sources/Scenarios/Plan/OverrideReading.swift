import Datasets
import TimeSeries

/// Reads the numbers of one override or condition: percent for rates, percentage points for differences of rates.
struct OverrideReading {
  let decoder: PlanDecoder
  let values: [String: SettingTree]
  let name: String
  /// `variable`, `parameter` or `volatility`.
  let key: String

  typealias Found = (subject: Override.Subject, action: Override.Action, unit: TimeSeries.Unit?)

  private var reader: SettingReader { decoder.reader }

  var statedMeasure: Measure? {
    values["measure"]?.text.flatMap(Measure.init)
  }

  func read(_ verb: String, _ value: SettingTree) -> Found? {
    if let tree = values["measure"] {
      let words = Measure.allCases.map(\.rawValue)
      guard reader.choice(tree, of: PlanDecoder.noun("the measure", "口径"), among: words) != nil else {
        return nil
      }
    }
    switch key {
    case "volatility": return volatility(verb, value)
    case "parameter": return parameter(verb, value)
    default: return variable(verb, value)
    }
  }

  private func volatility(_ verb: String, _ value: SettingTree) -> Found? {
    let subject = Override.Subject.volatility(name == "all" ? nil : name)
    guard verb == "scale" else {
      return refuse(verb, of: PlanDecoder.noun("a volatility", "波动率"), allowed: ["scale"])
    }
    guard let factor = factor(value) else { return nil }
    return (subject, .scale(factor), nil)
  }

  private func parameter(_ verb: String, _ value: SettingTree) -> Found? {
    let subject = Override.Subject.parameter(name)
    let noun = PlanDecoder.noun("the value of a parameter", "参数值")
    switch verb {
    case "set":
      guard let number = reader.number(value, of: noun) else { return nil }
      let sd = values["sd"].map { reader.number($0, of: PlanDecoder.noun("“sd”", "“sd”")) }
      guard let sd = sd ?? 0, isNotNegative(sd) else { return nil }
      return (subject, .set(number, standardDeviation: sd), nil)
    case "add": return reader.number(value, of: noun).map { (subject, .add($0), nil) }
    case "scale": return factor(value).map { (subject, .scale($0), nil) }
    default: return refuse(verb, of: PlanDecoder.noun("a parameter", "参数"), allowed: ["set", "add", "scale"])
    }
  }

  private func refuse(_ verb: String, of noun: Bilingual, allowed: [String]) -> Found? {
    let list = allowed.joined(separator: ", ")
    reader.report(
      Bilingual(en: "“\(verb)” does not apply to \(noun.en)", zh: "“\(verb)”不适用于\(noun.zh)"),
      about: values[verb] ?? values[key] ?? .list([], SourcePosition.wholeFile("")),
      suggestion: Bilingual(en: "write one of \(list)", zh: "可写 \(list)"))
    return nil
  }

  private func variable(_ verb: String, _ value: SettingTree) -> Found? {
    func quantity(_ unit: TimeSeries.Unit) -> Override.Subject {
      .variable(Quantity(name, measure(of: unit)))
    }
    switch verb {
    case "set":
      guard let number = level(value), let sd = standardDeviation(for: number) else { return nil }
      return (quantity(number.unit), .set(number.value, standardDeviation: sd), number.unit)
    case "path": return path(value)
    case "add", "add_factor":
      guard let number = difference(value, key: verb) else { return nil }
      let action = verb == "add" ? Override.Action.add(number.value) : .addFactor(number.value)
      return (quantity(number.unit), action, number.unit)
    case "scale":
      return factor(value).map { (.variable(Quantity(name, statedMeasure ?? .level)), .scale($0), nil) }
    default:
      let words = [Override.HoldAt.baseline, .last].map(\.rawValue)
      let at = reader.choice(value, of: PlanDecoder.noun("“hold”", "“hold”"), among: words)
      return at.flatMap(Override.HoldAt.init).map {
        (.variable(Quantity(name, statedMeasure ?? .growth)), .hold($0), nil)
      }
    }
  }

  /// Percent is growth unless the key `measure` says level; binding to the model settles it for variables that only have one.
  func measure(of unit: TimeSeries.Unit) -> Measure {
    statedMeasure ?? ([.share, .percentagePoint].contains(unit.dimension) ? .growth : .level)
  }

  // MARK: Numbers

  /// A value of a variable: a growth rate or share in %, or a level.
  func level(_ tree: SettingTree) -> Amount? {
    guard let number = reader.quantity(tree, of: PlanDecoder.noun("the value", "数值")) else { return nil }
    guard number.unit.dimension != .percentagePoint else {
      reader.report(
        Bilingual(
          en: "a value is in %, not in 百分点 (percentage points), which measure differences",
          zh: "数值用 %，百分点表示差值"),
        about: tree,
        suggestion: Bilingual(
          en: "write “\(number.value.plain) %”, or “add: \(number.value.plain) 百分点” to move it",
          zh: "请写“\(number.value.plain) %”；若要加减，请写“add: \(number.value.plain) 百分点”"))
      return nil
    }
    return number.unit.dimension == .share ? try? number.converted(to: .percent) : number
  }

  /// A difference: percentage points for rates (a bare number counts as such), the unit of the level otherwise.
  private func difference(_ tree: SettingTree, key: String) -> Amount? {
    if let bare = tree.text.flatMap(Double.init), bare.isFinite {
      return Amount(bare, .percentagePoint)
    }
    guard let number = reader.quantity(tree, of: PlanDecoder.noun("“\(key)”", "“\(key)”")) else { return nil }
    if number.unit.dimension == .share {
      reportPercent(number, at: tree, key: key)
      return nil
    }
    return number
  }

  private func reportPercent(_ number: Amount, at tree: SettingTree, key: String) {
    reader.report(
      Bilingual(
        en: "“\(key)” is a difference of two rates: 百分点 (percentage points), not %",
        zh: "“\(key)”是两个比率之差，应为百分点，不是 %"),
      about: tree,
      suggestion: Bilingual(
        en: "write “\(key): \(number.value.plain) 百分点”", zh: "请写“\(key): \(number.value.plain) 百分点”"))
  }

  /// The standard deviation beside a value, in its unit; zero where none is given.
  func standardDeviation(for mean: Amount) -> Double? {
    guard let tree = values["sd"] else { return 0 }
    let isRate = mean.unit.dimension == .share
    if isRate {
      guard let number = difference(tree, key: "sd") else { return nil }
      guard number.unit == .percentagePoint else {
        reader.report(
          Bilingual(
            en: "the spread of a rate is in 百分点, not in \(number.unit)", zh: "比率的标准差应为百分点，而不是\(number.unit)"),
          about: tree)
        return nil
      }
      return isNotNegative(number.value) ? number.value : nil
    }
    guard let number = reader.quantity(tree, of: PlanDecoder.noun("“sd”", "“sd”")) else { return nil }
    guard let converted = try? number.converted(to: mean.unit) else {
      reader.report(
        Bilingual(
          en: "“sd” is in \(number.unit), the value in \(mean.unit)",
          zh: "“sd”的单位是\(number.unit)，数值的单位是\(mean.unit)"),
        about: tree, suggestion: Bilingual(en: "write it in \(mean.unit)", zh: "请用\(mean.unit)"))
      return nil
    }
    return isNotNegative(converted.value) ? converted.value : nil
  }

  private func isNotNegative(_ sd: Double) -> Bool {
    if sd >= 0 { return true }
    reader.report(
      Bilingual(en: "a standard deviation is not negative: \(sd.plain)", zh: "标准差不能为负：\(sd.plain)"),
      about: values["sd"] ?? .list([], SourcePosition.wholeFile("")))
    return false
  }

  private func factor(_ tree: SettingTree) -> Double? {
    guard let factor = reader.number(tree, of: PlanDecoder.noun("“scale”", "“scale”")) else { return nil }
    if factor >= 0 { return factor }
    reader.report(
      Bilingual(en: "a factor is not negative: \(factor.plain)", zh: "倍数不能为负：\(factor.plain)"), about: tree)
    return nil
  }

  private func path(_ tree: SettingTree) -> Found? {
    guard let entries = tree.entries, !entries.isEmpty else {
      reader.report(
        Bilingual(en: "a path is a map of periods to values", zh: "path 应为“时间: 数值”的映射"), about: tree,
        suggestion: Bilingual(
          en: "write “path: {2020: 15 %, 2021: 10 %}”", zh: "请写“path: {2020: 15 %, 2021: 10 %}”"))
      return nil
    }
    var path: [Period: Double] = [:]
    var unit: TimeSeries.Unit?
    for entry in entries {
      let key = SettingTree.scalar(entry.key, quoted: false, entry.keyPosition)
      guard let period = reader.period(key, of: PlanDecoder.noun("the period of the path", "path 的时间")),
        decoder.isInHorizon(period, at: key), let number = level(entry.value)
      else { return nil }
      guard let converted = try? number.converted(to: unit ?? number.unit) else {
        reader.report(
          Bilingual(en: "the values of a path share one unit", zh: "path 各值的单位应一致"), about: entry.value)
        return nil
      }
      unit = unit ?? number.unit
      path[period] = converted.value
    }
    return unit.map { (.variable(Quantity(name, measure(of: $0))), .path(path), $0) }
  }
}
