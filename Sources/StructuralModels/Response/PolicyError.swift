public import TimeSeries

/// Why targets cannot be met, or no best path was found.
public enum PolicyError: BilingualError, Hashable, Sendable {
  /// Neither targets nor aims.
  case nothingWished
  case noInstruments
  case unknownVariable(String, suggestion: String?)
  /// Numbers that are not, of a target or an aim.
  case notANumber(variable: String, Period)
  /// A wish or an instrument in periods that are not simulated.
  case outside(String, PeriodSpan, simulated: PeriodSpan)
  /// The same instrument twice in these periods.
  case overlapping(String, PeriodSpan)
  /// An exogenous variable that has neither data nor a reference path.
  case noReference(String, [Period])
  /// A cost, weight or discount that is not positive.
  case notPositive(Bilingual)
  /// The loss does not change with these instruments.
  case undetermined([String])
  /// No instrument acts on the variable in the target's period.
  case powerless(PathTarget, [String])
  /// Targets that cannot be met together while these instruments keep to their bounds; without any one of them, targets or bounds,
  /// the others can, to first order.
  case conflict([PathTarget], limits: [Limit])
  /// The search ended before the conditions of a minimum held.
  case notFound(misses: [TargetingError.Miss], optimality: Double)

  /// The bounds of an instrument in a period.
  public struct Limit: Hashable, Sendable {
    public let instrument: String
    public let period: Period
    public let bounds: ClosedRange<Double>

    func text(_ span: PeriodSpan) -> Bilingual {
      let (low, high) = (SolveFailure.spell(bounds.lowerBound), SolveFailure.spell(bounds.upperBound))
      let range =
        bounds.lowerBound == -.infinity
        ? "\(instrument) ≤ \(high)"
        : bounds.upperBound == .infinity ? "\(instrument) ≥ \(low)" : "\(low) ≤ \(instrument) ≤ \(high)"
      return Bilingual(en: "\(range) in \(span.text)", zh: "\(span.name.zh) \(range)")
    }

    /// Limits in words, neighbouring periods with the same bounds together.
    static func texts(_ limits: [Limit]) -> [Bilingual] {
      var runs: [(limit: Limit, span: PeriodSpan)] = []
      for limit in limits {
        if let last = runs.last, last.limit.instrument == limit.instrument, last.limit.bounds == limit.bounds,
          last.span.upperBound.advanced(by: 1) == limit.period
        {
          runs[runs.count - 1].span = last.span.lowerBound...limit.period
        } else {
          runs.append((limit, limit.period...limit.period))
        }
      }
      return runs.map { $0.limit.text($0.span) }
    }
  }
}

extension PolicyError {
  public var message: Bilingual {
    switch self {
    case .nothingWished: Bilingual(en: "there is no target; give at least one", zh: "没有目标；请至少给出一个")
    case .noInstruments:
      Bilingual(en: "there is no instrument; name at least one", zh: "没有政策工具；请至少指定一个")
    case .unknownVariable(let name, let suggestion):
      Bilingual(
        en: "the model explains no variable \(name)" + (suggestion.map { "; did you mean “\($0)”?" } ?? ""),
        zh: "模型没有内生变量 \(name)" + (suggestion.map { "；是否指“\($0)”?" } ?? ""))
    case .notANumber(let variable, let period):
      Bilingual(
        en: "what is wished for \(variable) in \(period) is not a number",
        zh: "\(variable) 在\(period.name.zh)的目标不是数值")
    case .outside(let name, let span, let simulated):
      Bilingual(
        en: "\(name) in \(span.text) lies outside the simulation, \(simulated.text)",
        zh: "\(name) 的期间 \(span.name.zh) 超出模拟区间 \(simulated.name.zh)")
    case .overlapping(let name, let span):
      Bilingual(
        en: "instrument \(name) is given twice in \(span.text); give spans that do not overlap",
        zh: "政策工具 \(name) 在 \(span.name.zh) 重复给出；各期间不得重叠")
    case .noReference(let name, let periods):
      Bilingual(
        en: "instrument \(name) has no value in \(periods.map(\.description).joined(separator: ", ")); "
          + "extend the data or give a reference path",
        zh: "政策工具 \(name) 在 \(periods.map(\.name.zh).joined(separator: "、")) 没有数值；请延长数据或给出基准路径")
    case .notPositive(let what):
      Bilingual(en: "\(what.en) must be a positive number", zh: "\(what.zh)必须为正数")
    case .undetermined(let instruments):
      Bilingual(
        en: "the loss does not determine \(instruments.joined(separator: ", ")); "
          + "give deviations of each instrument a cost",
        zh: "损失函数不能确定 \(instruments.joined(separator: "、"))；请为每个工具的偏离设定成本")
    case .powerless(let target, let instruments):
      Bilingual(
        en:
          "\(target.name.en) cannot be met: nothing that \(instruments.joined(separator: ", ")) may do moves "
          + "\(target.variable) then; add an instrument that acts on it",
        zh: "无法实现 \(target.name.zh)：\(instruments.joined(separator: "、")) 的变动不影响当期的 "
          + "\(target.variable)；请增加对其有作用的工具")
    case .conflict(let targets, let limits): Self.conflict(targets, limits)
    case .notFound(let misses, let optimality): Self.notFound(misses, optimality)
    }
  }

  private static func conflict(_ targets: [PathTarget], _ limits: [Limit]) -> Bilingual {
    let wished = Bilingual(
      en: targets.map(\.name.en).joined(separator: ", "), zh: targets.map(\.name.zh).joined(separator: "、"))
    guard !limits.isEmpty else {
      return Bilingual(
        en:
          "\(wished.en) cannot be met together: the instruments do not move them independently of each other; "
          + "give up one or add an instrument",
        zh: "\(wished.zh) 不能同时实现：现有工具无法分别影响它们；请放弃其一或增加工具")
    }
    let told = Limit.texts(limits)
    let shown = told.prefix(6)
    let more = told.count - shown.count
    let en = shown.map(\.en).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    let zh = shown.map(\.zh).joined(separator: "、") + (more > 0 ? " 等 \(told.count) 项" : "")
    return Bilingual(
      en: "\(wished.en) cannot be met within \(en); widen a bound, give up a target or add an instrument",
      zh: "在 \(zh) 的限制内无法实现 \(wished.zh)；请放宽限制、放弃某项目标或增加工具")
  }

  private static func notFound(_ misses: [TargetingError.Miss], _ optimality: Double) -> Bilingual {
    guard !misses.isEmpty else {
      let gap = SolveFailure.spell(optimality)
      return Bilingual(
        en: "no best path was found: the first-order conditions still miss by \(gap) of their terms; "
          + "raise the iteration limit or give instruments higher costs",
        zh: "未找到最优路径：一阶条件的相对误差仍为 \(gap)；请提高迭代上限或提高工具的成本")
    }
    let told = misses.prefix(6).map(\.told)
    return Bilingual(
      en: "the targets were not reached: \(told.map(\.en).joined(separator: "; ")); "
        + "look whether the model can take such values, or widen the bounds",
      zh: "目标没有达到：\(told.map(\.zh).joined(separator: "；"))；请检查模型能否取到这些数值，或放宽限制")
  }
}
