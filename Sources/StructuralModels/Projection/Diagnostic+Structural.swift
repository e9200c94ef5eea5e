import Datasets
import Scenarios
import TimeSeries

/// What can be wrong with a scenario as an equation model reads it.
extension Diagnostic {
  static func noSuchVariable(_ id: String, among names: [String], at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error, Bilingual(en: "the model has no variable “\(id)”", zh: "模型中没有变量“\(id)”"), at: place,
      suggestion: SettingReader.nearest(id, among: names))
  }

  static func noSuchMeasure(_ quantity: Quantity, at place: SourcePosition) -> Diagnostic {
    let isGrowth = quantity.measure == .growth
    return Diagnostic(
      .error,
      Bilingual(
        en:
          "the model projects “\(quantity.variable)” as a \(isGrowth ? "level, not its growth" : "growth rate, not its level")",
        zh: "模型对“\(quantity.variable)”只给出\(isGrowth ? "水平，没有增速" : "增速，没有水平")"),
      at: place,
      suggestion: isGrowth
        ? Bilingual(
          en: "growth needs data that are positive throughout; write a level instead",
          zh: "只有数据始终为正的变量才有增速；请改写水平值") : nil)
  }

  static func nothingGivesWay(_ variable: String, behavioral: [String], at place: SourcePosition)
    -> Diagnostic
  {
    let names = behavioral.uniqued()
    return Diagnostic(
      .error,
      Bilingual(
        en: "“\(variable)” follows from an identity: no equation could give way to an assumption on it",
        zh: "“\(variable)”由恒等式决定，没有可以让位于假设的方程"),
      at: place,
      suggestion: Bilingual(
        en:
          "override a variable given from outside, or one with a behavioral equation: \(names.joined(separator: ", "))",
        zh: "请改动外生变量，或有行为方程的变量：\(names.joined(separator: "、"))"))
  }

  static func givenHasNoEquation(_ variable: String, at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en: "“\(variable)” is given from outside: it has no equation to add to",
        zh: "“\(variable)”是外生变量，没有可加调整项的方程"),
      at: place, suggestion: Bilingual(en: "write add: …", zh: "请写 add: …"))
  }

  static func nothingToHoldAt(_ variable: String, at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en: "there is no value of “\(variable)” to hold it at", zh: "“\(variable)”没有可供保持的数值"),
      at: place, suggestion: Bilingual(en: "write set: …", zh: "请写 set: …"))
  }

  static func imposedTwice(_ variable: String, earlier: SourcePosition, at place: SourcePosition)
    -> Diagnostic
  {
    Diagnostic(
      .error,
      Bilingual(
        en: "“\(variable)” is already imposed for this period at \(earlier)",
        zh: "“\(variable)”在该时期已于\(earlier)设定"),
      at: place, suggestion: Bilingual(en: "keep one of the two", zh: "请只保留其一"))
  }

  static func noSuchParameter(_ id: String, among names: [String], at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en: "“\(id)” is no parameter of the model's equations", zh: "“\(id)”不是模型方程的参数"), at: place,
      suggestion: SettingReader.nearest(id, among: names))
  }

  static func parameterForAllPeriods(_ id: String, at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en: "parameter “\(id)” is one number for all periods", zh: "参数“\(id)”在所有时期为同一数值"), at: place,
      suggestion: Bilingual(en: "leave out “over”", zh: "请去掉 over"))
  }

  static func notForParameters(_ id: String, at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en: "parameter “\(id)” can be set, added to or scaled, nothing else",
        zh: "参数“\(id)”只能设定、加减或按比例缩放"), at: place)
  }

  static func noDisturbance(_ variable: String, among names: [String], at place: SourcePosition)
    -> Diagnostic
  {
    Diagnostic(
      .error,
      Bilingual(
        en: "“\(variable)” has no behavioral equation, so no disturbance of its own",
        zh: "“\(variable)”没有行为方程，也就没有自己的扰动项"), at: place,
      suggestion: SettingReader.nearest(variable, among: ["all"] + names.uniqued()))
  }

  static func volatilityNeedsScale(at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error, Bilingual(en: "a volatility can only be scaled", zh: "波动只能按倍数缩放"), at: place,
      suggestion: Bilingual(en: "write scale: 2, not negative", zh: "请写 scale: 2，不能为负"))
  }

  static func outsideHorizon(_ period: Period, _ periods: [Period], at place: SourcePosition) -> Diagnostic {
    let span = "\(periods.first.map(\.description) ?? "")..\(periods.last.map(\.description) ?? "")"
    return Diagnostic(
      .error,
      Bilingual(en: "\(period) is not in the horizon \(span)", zh: "\(period)不在预测期\(span)之内"), at: place)
  }

  /// Values equations need and data do not have.
  static func missing(_ values: MissingValues, isGiven: Bool, at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error, values.message, at: place,
      suggestion: isGiven
        ? Bilingual(
          en:
            "give them in the data, write “extend: {\(values.name): constant}” in the model's section, or override the variable with a path",
          zh: "请在数据中补充，或在 model 部分写“extend: {\(values.name): constant}”，或用 path 设定该变量")
        : nil)
  }
}

extension [String] {
  /// Each once, in the order of first appearance.
  func uniqued() -> [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
