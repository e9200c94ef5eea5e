public import Datasets
public import TimeSeries

/// Numbers that growth economics cannot work with, and equations without the numbers they need.
public enum GrowthModelError: BilingualError, Equatable {
  case notPositive(what: String, value: Double)
  case outsideUnitInterval(what: String, value: Double)
  case wrongSize(what: String, expected: Int, found: Int)
  case cannotReconcile(constraint: Int)
  case correlation(reason: String)
  case missing(what: String, need: String)
  /// What is wrong with the text of the equations.
  case equations(Diagnostics)
  /// There are numbers for a behavioral equation, and the text has none of this variable.
  case noEquation(variable: String, file: String)
  /// The text centres the equation on another driver than the one its numbers were estimated with.
  case otherDriver(variable: String, driver: String, file: String)
  /// A variable to be projected needs names of the text that the plan does not give.
  case notGiven(names: [String], variable: String)

  public var message: Bilingual { numberMessage ?? textMessage }

  private var numberMessage: Bilingual? {
    switch self {
    case .notPositive(let what, let value):
      Bilingual(en: "\(what) is \(value); it must be positive.", zh: "\(what) 为 \(value)，应为正数。")
    case .outsideUnitInterval(let what, let value):
      Bilingual(
        en: "\(what) is \(value); it must lie between 0 and 1.", zh: "\(what) 为 \(value)，应在 0 与 1 之间。")
    case .wrongSize(let what, let expected, let found):
      Bilingual(
        en: "\(what) has \(found) entries; \(expected) are needed.",
        zh: "\(what) 有 \(found) 项，需要 \(expected) 项。")
    case .cannotReconcile(let constraint):
      Bilingual(
        en:
          "Constraint \(constraint) cannot be met: everything in it has variance zero, or the constraints before it "
          + "already determine it; free a part or drop the constraint.",
        zh: "约束 \(constraint) 无法满足：其中各项方差均为零，或已由前面的约束决定；请放开一项或去掉该约束。")
    case .correlation(let reason):
      Bilingual(
        en: "The correlations of shocks are not those of any variables: \(reason)",
        zh: "冲击相关系数矩阵不成立：\(reason)")
    default: nil
    }
  }

  private var textMessage: Bilingual {
    switch self {
    case .missing(let what, let need):
      Bilingual(en: "\(what) is missing; \(need).", zh: "缺少：\(what)（\(need)）。")
    case .equations(let diagnostics):
      Bilingual(en: diagnostics.rendered(in: .en), zh: diagnostics.rendered(in: .zh))
    case .noEquation(let variable, let file):
      Bilingual(
        en:
          "\(file) has no behavioral equation of \(variable), for which there are numbers; write one, or leave the numbers out.",
        zh: "\(file) 没有 \(variable) 的 behavioral 方程，却给出了其系数；请补写方程，或去掉系数。")
    case .otherDriver(let variable, let driver, let file):
      Bilingual(
        en:
          "the numbers of \(variable) are for \(driver) as its driver; \(file) should have “(\(driver) - \(variable).driver_mean)”.",
        zh: "\(variable) 的系数以 \(driver) 为驱动变量；\(file) 中应写“(\(driver) - \(variable).driver_mean)”。")
    case .notGiven(let names, let variable):
      Bilingual(
        en:
          "the equation of \(variable) needs \(names.joined(separator: ", ")), which the plan does not give.",
        zh: "\(variable) 的方程需要 \(names.joined(separator: "、"))，规划没有给出。")
    default: Bilingual("")
    }
  }
}
