public import TimeSeries

/// One thing about data, parameters or wishes that does not fit the model.
public enum SimulationProblem: BilingualError, Hashable {
  case parameterWithoutValue(String)
  case unknownParameter(String, suggestion: String?)
  case lead(variable: String, equation: String)
  case reconciliation(total: String)
  case unknownVariable(String, suggestion: String?)
  case unknownEquation(String, suggestion: String?)
  case unknownShock(String, suggestion: String?)
  case unknownInstrument(String, suggestion: String?)
  case noMultipliers(Period)
  case noBehavior(variable: String)
  case undetermined(held: [String], Period)
  case frequency(name: String, Frequency, model: Frequency)
  case unit(name: String, TimeSeries.Unit, model: TimeSeries.Unit)
  case basis(name: String, PriceBasis, model: PriceBasis)

  public var message: Bilingual {
    switch self {
    case .parameterWithoutValue(let name):
      Bilingual(
        en: "parameter \(name) has no value yet; estimate the model or give the value",
        zh: "参数 \(name) 还没有取值；请先估计模型，或给出取值")
    case .unknownParameter(let name, let word):
      Self.unknown("the model has no parameter \(name)", "模型没有参数 \(name)", word)
    case .lead(let variable, let equation):
      Bilingual(
        en:
          "equation \(equation) looks ahead at \(variable), which the model explains; solving period by period cannot do that",
        zh: "方程 \(equation) 用到内生变量 \(variable) 的未来值；逐期求解无法处理")
    case .reconciliation(let total):
      Bilingual(
        en:
          "\(total) is reconciled with its parts, which this solver does not do; write the sum as an identity",
        zh: "\(total) 须与其分项调和，此求解器不能处理；请改写为恒等式")
    case .unknownVariable(let name, let word):
      Self.unknown("the model explains no variable \(name)", "模型没有内生变量 \(name)", word)
    case .unknownEquation(let name, let word):
      Self.unknown("the model has no equation \(name)", "模型没有方程 \(name)", word)
    case .unknownShock(let name, let word):
      Self.unknown("the model has no shock \(name)", "模型没有冲击 \(name)", word)
    case .unknownInstrument(let name, let word):
      Self.unknown(
        "\(name) is no exogenous variable, shock or equation of the model",
        "\(name) 不是模型的外生变量、冲击或方程", word)
    case .noMultipliers(let period):
      Bilingual(
        en:
          "the equations of \(period) do not determine small changes of their variables at the solution; multipliers do not exist there",
        zh: "\(period.name.zh)的方程在解处不能确定变量的微小变动，乘数不存在")
    case .noBehavior(let variable):
      Bilingual(
        en: "\(variable) has no behavioral equation that could give way; exogenise a variable that has one",
        zh: "\(variable) 没有可让位的行为方程；请改将有行为方程的变量外生化")
    case .undetermined(let held, let period):
      Bilingual(
        en:
          "with \(held.joined(separator: ", ")) held in \(period) the other equations no longer determine the other variables; hold fewer",
        zh: "\(period.name.zh)将 \(held.joined(separator: "、")) 外生化后，其余方程不能确定其余变量；请减少外生化的变量")
    case .frequency, .unit, .basis: measure
    }
  }

  /// What is measured otherwise than the model measures it.
  private var measure: Bilingual {
    switch self {
    case .frequency(let name, let frequency, let model):
      Bilingual(
        en: "\(name) counts in \(frequency.name.en)s, the model in \(model.name.en)s; convert it first",
        zh: "\(name) 的频率是\(frequency.name.zh)，模型的频率是\(model.name.zh)；请先转换频率")
    case .unit(let name, let unit, let model):
      Bilingual(
        en: "\(name) is in \(unit), which does not convert to the model's \(model)",
        zh: "\(name) 的单位是\(unit)，不能换算为模型所用的\(model)")
    case .basis(let name, let basis, let model):
      Bilingual(
        en: "\(name) is in \(basis.name.en), the model's in \(model.name.en); deflate it first",
        zh: "\(name) 为\(basis.name.zh)，模型中为\(model.name.zh)；请先作价格平减")
    default: Bilingual("")
    }
  }

  private static func unknown(_ en: String, _ zh: String, _ suggestion: String?) -> Bilingual {
    Bilingual(
      en: en + (suggestion.map { "; did you mean “\($0)”?" } ?? ""),
      zh: zh + (suggestion.map { "；是否想写“\($0)”？" } ?? ""))
  }
}
