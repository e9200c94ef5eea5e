import Datasets
import Scenarios
import TimeSeries

/// What can be wrong with a scenario as this model reads it.
extension Diagnostic {
  static func noSuchVariable(_ id: String, among names: [String], at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error, Bilingual(en: "the model has no variable “\(id)”", zh: "模型中没有变量“\(id)”"), at: place,
      suggestion: Diagnostic.didYouMean(Suggestion.nearest(to: id, among: names))
        ?? Bilingual(
          en: "variables: \(names.joined(separator: ", "))", zh: "可用变量：\(names.joined(separator: "、"))"))
  }

  static func noSuchMeasure(_ quantity: Quantity, at place: SourcePosition) -> Diagnostic {
    let other: Measure = quantity.measure == .level ? .growth : .level
    let names: [Measure: Bilingual] = [
      .level: Bilingual(en: "level", zh: "水平"), .growth: Bilingual(en: "growth rate", zh: "增速"),
    ]
    let missing = names[quantity.measure] ?? Bilingual("")
    let present = names[other] ?? Bilingual("")
    return Diagnostic(
      .error,
      Bilingual(
        en: "“\(quantity.variable)” has no \(missing.en) in this model",
        zh: "变量“\(quantity.variable)”在模型中没有\(missing.zh)"),
      at: place,
      suggestion: Bilingual(en: "write its \(present.en) instead", zh: "请改用其\(present.zh)"))
  }

  static func noSuchParameter(_ id: String, among names: [String], at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error, Bilingual(en: "the model has no parameter “\(id)”", zh: "模型中没有参数“\(id)”"), at: place,
      suggestion: Diagnostic.didYouMean(Suggestion.nearest(to: id, among: names))
        ?? Bilingual(en: "`outturn data` lists the parameters", zh: "`outturn data` 列出全部参数"))
  }

  static func notForParameters(_ id: String, at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en: "parameter “\(id)” can be set to one number, added to or scaled, nothing else",
        zh: "参数“\(id)”只能设为一个数、加减或按比例缩放"),
      at: place, suggestion: Bilingual(en: "write set: NUMBER without sd", zh: "请写 set: 数值（不带 sd）"))
  }

  static func noShock(_ id: String, among names: [String], at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error, Bilingual(en: "no equation has a shock named “\(id)”", zh: "没有名为“\(id)”的方程冲击"), at: place,
      suggestion: Diagnostic.didYouMean(Suggestion.nearest(to: id, among: names))
        ?? Bilingual(en: "write all, or a variable with an equation of its own", zh: "请写 all 或有自身方程的变量"))
  }

  static func volatilityNeedsScale(at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error, Bilingual(en: "a volatility can only be scaled", zh: "波动只能按倍数缩放"), at: place,
      suggestion: Bilingual(en: "write scale: 2, not negative", zh: "请写 scale: 2，不能为负"))
  }

  static func outsideHorizon(_ period: Period, _ years: [Period], at place: SourcePosition) -> Diagnostic {
    let span = "\(years.first.map(\.description) ?? "")–\(years.last.map(\.description) ?? "")"
    return Diagnostic(
      .error, Bilingual(en: "\(period) is not in the horizon \(span)", zh: "\(period)不在预测期\(span)之内"),
      at: place,
      suggestion: Bilingual(en: "change the period or the plan's horizon", zh: "请修改时间或规划的预测期"))
  }

  static func imposedTwice(_ variable: String, earlier: SourcePosition, at place: SourcePosition)
    -> Diagnostic
  {
    Diagnostic(
      .error,
      Bilingual(
        en: "“\(variable)” is already imposed for this period at \(earlier)",
        zh: "“\(variable)”在该时期已于\(earlier)设定"),
      at: place,
      suggestion: Bilingual(
        en: "keep one of the two: a value set or held leaves nothing to condition",
        zh: "请只保留其一：已设定或固定的变量不能再加条件"))
  }

  static func noLastGrowth(_ variable: String, at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en: "“\(variable)” has no observed growth in the base year to be held at",
        zh: "“\(variable)”在基年没有可供沿用的增速"),
      at: place, suggestion: Bilingual(en: "write hold: baseline", zh: "请写 hold: baseline"))
  }

  static func nothingFree(_ total: String, parts: [String], at place: SourcePosition?) -> Diagnostic {
    let names = parts.joined(separator: ", ")
    return Diagnostic(
      .error,
      Bilingual(
        en: "“\(total)” and all its parts (\(names)) are imposed; nothing is left to make the sum come true",
        zh: "“\(total)”及其全部组成部分（\(names)）都已设定，合计无法平衡"),
      at: place, suggestion: Bilingual(en: "leave one of them free", zh: "请至少放开其中一项"))
  }

  static func conditionNotAffine(_ quantity: Quantity, at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en:
          "“\(quantity.variable)” (\(quantity.measure.rawValue)) is not linear in the shocks, so it cannot be conditioned upon exactly",
        zh: "“\(quantity.variable)”（\(quantity.measure == .level ? "水平" : "增速")）与冲击不是线性关系，无法精确施加条件"),
      at: place,
      suggestion: Bilingual(
        en: "condition on its growth rate, or on the variables it is made of", zh: "请对其增速或其构成变量施加条件"))
  }

  static func conditionUnaffected(_ quantity: Quantity, at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en: "no shock moves “\(quantity.variable)” here, so there is nothing to learn from a condition on it",
        zh: "没有冲击影响“\(quantity.variable)”，对其施加条件没有意义"),
      at: place, suggestion: Bilingual(en: "use set or add instead", zh: "请改用 set 或 add"))
  }

  static func conditionsContradict(_ quantities: [Quantity], at place: SourcePosition) -> Diagnostic {
    let names = quantities.map { "\($0.variable)" }
    let last = names.last ?? ""
    let others = names.dropLast().joined(separator: ", ")
    return Diagnostic(
      .error,
      Bilingual(
        en: "the conditions on \(others) already determine “\(last)”", zh: "对\(others)的条件已经决定了“\(last)”"),
      at: place, suggestion: Bilingual(en: "drop one of them, or leave a part free", zh: "请去掉其中一个条件，或放开一项"))
  }

  static func noElapsedWeight(_ period: Period, known: [String], at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en: "the weight of \(period) in its year is not given", zh: "未给出\(period)在全年中的权重"),
      at: place,
      suggestion: Bilingual(
        en: "add it to model.growth.within_year.elapsed (known: \(known.joined(separator: ", ")))",
        zh: "请在 model.growth.within_year.elapsed 中补充（已有：\(known.joined(separator: "、"))）"))
  }

  static func noElapsedPart(_ variable: String, at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en:
          "part of a year can only be known of the growth of a variable with an equation of its own; “\(variable)” is not one",
        zh: "只有具有自身方程的变量的增速才能给出年内已知部分；“\(variable)”不是"),
      at: place, suggestion: Bilingual(en: "condition on the whole year", zh: "请对全年施加条件"))
  }

  static func twoElapsedParts(_ period: Period, _ other: Condition, at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en: "the elapsed part of the year is \(period) here and \(other.period) at \(other.position)",
        zh: "此处年内已知部分为\(period)，而\(other.position)处为\(other.period)"),
      at: place,
      suggestion: Bilingual(en: "give all conditions of one year the same period", zh: "同一年的条件请使用同一时期"))
  }
}
