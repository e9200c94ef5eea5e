import Datasets
import Probability
import Scenarios
import TimeSeries

/// A condition as a restriction on one level in one period of the horizon.
struct ConditionSlot: Sendable {
  let condition: Condition
  let period: Int
  let column: Int
  /// The level's mean and standard deviation.
  let mean: Double
  let deviation: Double
  /// Whether its logarithm, rather than the level itself, is linear in the disturbances.
  var isLogarithmic = false

  var isHard: Bool { deviation == 0 }

  /// What is linear in the disturbances, of a level.
  func value(_ level: Double) -> Double { isLogarithmic ? LaneFunction.log(level) : level }

  /// All conditions that can be used; the others are told in `problems`.
  static func all(
    _ conditions: [Condition], of projector: StructuralProjector, _ binding: ScenarioBinding,
    _ assumptions: StructuralAssumptions, _ periods: [Period], problems: inout Diagnostics
  ) -> [ConditionSlot] {
    conditions.compactMap { condition in
      let (id, place) = (condition.quantity.variable, condition.position)
      guard let variable = projector.variables.first(where: { $0.id == id }) else {
        problems.append(.noSuchVariable(id, among: projector.variables.map(\.id), at: place))
        return nil
      }
      guard variable.measures.contains(condition.quantity.measure) else {
        problems.append(.noSuchMeasure(condition.quantity, at: place))
        return nil
      }
      guard let t = periods.firstIndex(of: condition.period) else {
        problems.append(.outsideHorizon(condition.period, periods, at: place))
        return nil
      }
      guard projector.model.index(of: id) != nil, let column = binding.lanes.column(of: id) else {
        problems.append(.conditionOnGiven(id, at: place))
        return nil
      }
      if let imposed = assumptions.changes[id]?[t]?.imposed {
        problems.append(.imposedTwice(id, earlier: imposed.source.position, at: place))
        return nil
      }
      var (mean, deviation) = (condition.mean, condition.standardDeviation)
      if condition.quantity.measure == .growth {
        let before = projector.data[id]?[periods[t].advanced(by: -projector.yearBack)]
        guard t < projector.yearBack, let before else {
          problems.append(.laterGrowth(id, condition.period, at: place))
          return nil
        }
        (mean, deviation) = (before * (1 + mean / 100), before * deviation / 100)
      }
      return ConditionSlot(
        condition: condition, period: t, column: column, mean: mean, deviation: deviation)
    }
  }
}

extension Diagnostic {
  static func conditionOnGiven(_ variable: String, at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en: "“\(variable)” is given from outside, so there is nothing to learn from a condition on it",
        zh: "“\(variable)”是外生变量，对其施加条件没有意义"),
      at: place,
      suggestion: Bilingual(en: "write it as an override: set or path", zh: "请改为 overrides 中的 set 或 path"))
  }

  static func laterGrowth(_ variable: String, _ period: Period, at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en:
          "growth of “\(variable)” in \(period) is on a level that is itself uncertain: a condition on it is not linear in the disturbances",
        zh: "“\(variable)”在\(period.name.zh)的增速以尚不确定的水平为基数，对其施加的条件与扰动不是线性关系"),
      at: place, suggestion: Bilingual(en: "condition on its level", zh: "请对其水平施加条件"))
  }

  static func conditionNotLinear(_ condition: Condition) -> Diagnostic {
    let id = condition.quantity.variable
    return Diagnostic(
      .error,
      Bilingual(
        en:
          "“\(id)” in \(condition.period) is not linear in the disturbances, nor is its logarithm, so it cannot be conditioned upon exactly",
        zh: "“\(id)”在\(condition.period.name.zh)及其对数都与扰动不是线性关系，无法精确施加条件"),
      at: condition.position,
      suggestion: Bilingual(
        en: "condition on a variable of its equations, or override it with set",
        zh: "请对其方程中的变量施加条件，或用 set 设定该变量"))
  }

  static func conditionUnaffected(_ condition: Condition) -> Diagnostic {
    let id = condition.quantity.variable
    return Diagnostic(
      .error,
      Bilingual(
        en: "no normal disturbance moves “\(id)” in \(condition.period), so it cannot be brought to a value",
        zh: "没有正态扰动影响“\(id)”在\(condition.period.name.zh)的值，无法使其达到给定数值"),
      at: condition.position, suggestion: Bilingual(en: "use set or add instead", zh: "请改用 set 或 add"))
  }

  static func conditionsContradict(_ condition: Condition) -> Diagnostic {
    let id = condition.quantity.variable
    return Diagnostic(
      .error,
      Bilingual(
        en: "the conditions before it already determine “\(id)” in \(condition.period)",
        zh: "前面的条件已经决定了“\(id)”在\(condition.period.name.zh)的值"),
      at: condition.position, suggestion: Bilingual(en: "drop one of them", zh: "请去掉其中一个条件"))
  }

  static func conditionNeedsNormal(at place: SourcePosition) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en: "conditions are exact for normal disturbances only; this plan draws others",
        zh: "条件只在扰动为正态时才精确，而本计划用的是其他分布"),
      at: place,
      suggestion: Bilingual(
        en: "write “disturbances: normal” in the model's section, or override instead",
        zh: "请在 model 部分写“disturbances: normal”，或改用 overrides"))
  }
}
