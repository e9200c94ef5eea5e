public import TimeSeries

/// Equations for which no solution was found in a period.
public struct SolveFailure: BilingualError, Hashable {
  /// How the search ended.
  public enum Reason: String, Hashable, Sendable {
    /// Values grow without bound.
    case diverged
    /// No step makes the residuals smaller.
    case stalled
    /// Too many steps.
    case iterationLimit
    /// The equations do not determine their variables at the values reached.
    case singular
    /// A logarithm, root, division or power without a value.
    case undefined
  }

  /// An equation as the search left it.
  public struct EquationState: Hashable, Sendable {
    /// A name of the equation and its value.
    public struct Value: Hashable, Sendable {
      public let name: String
      public let value: Double
    }

    public let name: String
    /// The line it stands in.
    public let line: Int
    public let left: Double
    public let right: Double
    /// |left − right| against the size of the terms; NaN where a side has no value.
    public let scaledResidual: Double
    /// What the equation reads, with lags.
    public let values: [Value]
  }

  public let period: Period
  public let reason: Reason
  /// The equations furthest from holding, worst first.
  public let worst: [EquationState]
  /// How many equations were solved together.
  public let blockSize: Int

  public var message: Bilingual {
    let count = Bilingual(
      en: blockSize == 1 ? "1 equation" : "\(blockSize) equations", zh: "\(blockSize)个方程")
    let sentence = reason.words
    var lines = [
      Bilingual(
        en: "no solution in \(period): \(sentence.en) (\(count.en) solved together)",
        zh: "\(period.name.zh)无解：\(sentence.zh)（\(count.zh)联立求解）")
    ]
    lines += worst.map(Self.told)
    let advice = Self.advice(reason)
    lines.append(Bilingual(en: "  " + advice.en, zh: "  " + advice.zh))
    return .lines(lines)
  }

  /// The line of an equation.
  private static func told(_ state: EquationState) -> Bilingual {
    let values = state.values.map { "\($0.name) = \(spell($0.value))" }.joined(separator: ", ")
    let (left, right) = (spell(state.left), spell(state.right))
    return Bilingual(
      en: "  \(state.name) (line \(state.line)): left \(left), right \(right); \(values)",
      zh: "  \(state.name)（第\(state.line)行）：左边 \(left)，右边 \(right)；\(values)")
  }

  private static func advice(_ reason: Reason) -> Bilingual {
    switch reason {
    case .diverged, .stalled:
      Bilingual(
        en:
          "look whether these equations can hold together with the data of this period; exogenise one of their variables to find out which cannot",
        zh: "请检查这些方程在该期数据下能否同时成立；可将其中一个变量外生化，以找出不能成立的方程")
    case .iterationLimit:
      Bilingual(
        en: "raise the iteration limit, or start from values nearer to the solution",
        zh: "请提高迭代上限，或从更接近解的数值开始")
    case .singular:
      Bilingual(
        en: "start from other values, or look for a variable whose effect vanishes at them",
        zh: "请从其他数值开始，或找出在这些数值处不起作用的变量")
    case .undefined:
      Bilingual(
        en:
          "look for the logarithm, root or division of a value that is not positive, or a case that no “when” covers",
        zh: "请检查对数、开方或除法是否遇到零或负值，或是否有“when”未覆盖的情形")
    }
  }

  /// Six significant digits.
  static func spell(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value.isNaN ? "undefined" : Expression.spell(value) }
    var magnitude = 1.0
    var digits = 0
    while abs(value) / magnitude >= 10, digits < 300 {
      magnitude *= 10
      digits += 1
    }
    while abs(value) / magnitude < 1, digits > -300 {
      magnitude /= 10
      digits -= 1
    }
    var rounded = (value / magnitude * 1e5).rounded() / 1e5
    if abs(rounded) >= 10 {
      rounded /= 10
      digits += 1
    }
    if digits >= 6 || digits < -4 { return "\(Expression.spell(rounded))e\(digits)" }
    let unit = Scalar.pow(10, Double(5 - digits))
    return Expression.spell((value * unit).rounded() / unit)
  }
}

extension SolveFailure.Reason {
  /// How the search ended, as half a sentence.
  public var words: Bilingual {
    switch self {
    case .diverged: Bilingual(en: "values grow without bound", zh: "数值无限增大，迭代发散")
    case .stalled:
      Bilingual(en: "no step brings the equations closer to holding", zh: "任何一步都不能使方程更接近成立")
    case .iterationLimit:
      Bilingual(
        en: "the equations still do not hold after the last step allowed", zh: "达到迭代上限，方程仍不成立")
    case .singular:
      Bilingual(
        en: "the equations do not determine their variables at these values", zh: "在这些数值处，方程不能确定其变量")
    case .undefined: Bilingual(en: "an equation has no value", zh: "有方程没有数值")
    }
  }
}
