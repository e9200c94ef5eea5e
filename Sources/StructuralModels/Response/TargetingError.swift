public import TimeSeries

/// Why targets cannot be met exactly.
public enum TargetingError: BilingualError, Hashable {
  case notSquare(targets: Int, instruments: Int)
  case unknownTarget(String)
  case differentPeriods(String, PeriodSpan, String, PeriodSpan)
  case gap(String, Period)
  case outside(PeriodSpan, simulated: PeriodSpan)
  case powerless([String], on: [String])
  case notMet([Miss])

  /// A target that is missed.
  public struct Miss: Hashable, Sendable {
    public let variable: String
    public let period: Period
    public let target: Double
    public let reached: Double

    var told: Bilingual {
      let (reached, target) = (SolveFailure.spell(reached), SolveFailure.spell(target))
      return Bilingual(
        en: "\(variable) in \(period) is \(reached) instead of \(target)",
        zh: "\(variable) 在\(period.name.zh)为 \(reached)，目标为 \(target)")
    }
  }

  public var message: Bilingual {
    switch self {
    case .notSquare(let targets, let instruments):
      return Bilingual(
        en:
          "\(targets) target\(targets == 1 ? "" : "s") and \(instruments) instrument\(instruments == 1 ? "" : "s"): "
          + "exact targeting needs as many of one as of the other",
        zh: "目标\(targets)个，工具\(instruments)个：精确求解要求两者数目相同")
    case .unknownTarget(let name):
      return Bilingual(en: "the model explains no variable \(name)", zh: "模型没有内生变量 \(name)")
    case .differentPeriods(let a, let span, let b, let other):
      return Bilingual(
        en: "\(a) has targets in \(span.text), \(b) in \(other.text); give both for the same periods",
        zh: "\(a) 的目标在\(span.name.zh)，\(b) 的目标在\(other.name.zh)；请给出相同时期的目标")
    case .gap(let name, let period):
      return Bilingual(
        en: "the target of \(name) has no value in \(period)", zh: "\(name) 的目标在\(period.name.zh)没有数值")
    case .outside(let span, let simulated):
      return Bilingual(
        en: "targets in \(span.text) lie outside the simulation, \(simulated.text)",
        zh: "目标时期\(span.name.zh)超出模拟时期\(simulated.name.zh)")
    case .powerless(let instruments, let targets):
      return Bilingual(
        en:
          "\(instruments.joined(separator: ", ")) cannot move \(targets.joined(separator: ", ")) independently of each other; "
          + "choose instruments that act on different targets",
        zh: "\(instruments.joined(separator: "、")) 不能分别影响 \(targets.joined(separator: "、"))；请选用作用于不同目标的工具")
    case .notMet(let misses):
      let told = misses.map(\.told)
      return Bilingual(
        en: "the targets were not reached: " + told.map(\.en).joined(separator: "; "),
        zh: "目标没有达到：" + told.map(\.zh).joined(separator: "；"))
    }
  }
}
