public import TimeSeries

/// Why an equation could not be estimated.
public struct EstimationError: BilingualError, Hashable {
  public enum Reason: Hashable, Sendable {
    case sharedParameter(String, with: String)
    case unknownValue(String)
    case noData([String])
    case tooFewPeriods(Int, parameters: Int)
    case gap(before: String)
    case notLinear(method: String)
    case noStart(String)
    case restrictionNotLinear(String)
    case notCombined(String, with: String)
    case needsInstruments
    /// What the estimator said.
    case regression(Refusal)
  }

  /// An error of the estimator, equal to others that say the same.
  public struct Refusal: Hashable, Sendable {
    public let error: any Error

    public init(_ error: any Error) { self.error = error }

    public static func == (a: Refusal, b: Refusal) -> Bool { "\(a.error)" == "\(b.error)" }

    public func hash(into hasher: inout Hasher) { hasher.combine("\(error)") }
  }

  public let equation: String
  public let reason: Reason

  public var message: Bilingual {
    let sentence = reason.message
    return Bilingual(en: "equation \(equation): \(sentence.en)", zh: "方程 \(equation)：\(sentence.zh)")
  }
}

extension EstimationError.Reason {
  /// The sentence without the equation's name. Estimators speak English alone.
  public var message: Bilingual {
    switch self {
    case .sharedParameter(let name, let other):
      Bilingual(
        en:
          "parameter \(name) is estimated in equation \(other) already; give each equation parameters of its own",
        zh: "参数 \(name) 已在方程 \(other) 中估计；各方程应有自己的参数")
    case .unknownValue(let name):
      Bilingual(
        en: "parameter \(name) of its clauses is not in the equation, or is not to be estimated",
        zh: "估计条款中的参数 \(name) 不在方程中，或不需要估计")
    case .noData(let names):
      Bilingual(
        en: "no data for \(names.joined(separator: ", "))", zh: "没有 \(names.joined(separator: "、")) 的数据")
    case .tooFewPeriods(let n, let k):
      Bilingual(
        en:
          "\(n) period\(n == 1 ? "" : "s") with all values are too few for \(k) parameters; give more data or a longer sample",
        zh: "数据齐全的只有\(n)期，不足以估计\(k)个参数；请补充数据或延长样本")
    case .gap(let period):
      Bilingual(
        en:
          "a value is missing before \(period), and autoregressive errors need periods without gaps; fill it or shorten the sample",
        zh: "\(period) 之前有缺失值，而自回归误差要求时期连续；请补上或缩短样本")
    case .notLinear(let method):
      Bilingual(
        en: "its parameters do not enter linearly, so \(method) cannot estimate them; write “method nls”",
        zh: "参数不是线性的，\(method) 无法估计；请写“method nls”")
    case .noStart(let name):
      Bilingual(
        en: "nonlinear least squares starts from values; write “parameter \(name) = 0.5 estimated”",
        zh: "非线性最小二乘需要初始值；请写“parameter \(name) = 0.5 estimated”")
    case .restrictionNotLinear(let text):
      Bilingual(
        en: "restriction “\(text)” is not linear in the equation's parameters",
        zh: "约束“\(text)”对方程的参数不是线性的")
    case .notCombined(let what, let method):
      Bilingual(en: "\(what) cannot be had with method \(method)", zh: "\(method) 方法不支持 \(what)")
    case .needsInstruments:
      Bilingual(
        en: "each regressor is among the instruments, so there is nothing to instrument; write “method ols”",
        zh: "解释变量都在工具变量之中，无须使用工具变量；请写“method ols”")
    case .regression(let refusal): Bilingual("\(refusal.error)")
    }
  }
}

/// All equations that could not be estimated.
public struct EstimationErrors: BilingualError, Hashable {
  public let items: [EstimationError]

  public var message: Bilingual { .lines(items.map(\.message)) }
}
