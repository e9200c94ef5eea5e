public import TimeSeries

/// Why an equation could not be estimated.
public struct EstimationError: BilingualError, Hashable {
  public enum Reason: Hashable, Sendable {
    case unknownValue(String)
    case noData([String])
    /// A parameter with neither a value nor the word “estimated”.
    case noValue(String)
    /// Unused periods are those the sample asked for.
    case tooFewPeriods(Int, parameters: Int, unused: [UnusedPeriods])
    case sampleFrequency(PeriodSpan, model: Frequency)
    /// Standard errors for autocorrelation need neighbouring periods.
    case gap(before: Period)
    /// Both sides have data, and still no value.
    case undefined(Period)
    case notLinear(method: String)
    case noStart(String)
    case restrictionNotLinear(String)
    case needsInstruments
    /// Fewer than free coefficients.
    case fewerInstruments(Int, coefficients: Int)
    /// Instruments that others contain.
    case redundantInstruments([String])
    /// The iteration for autoregressive errors or nonlinear equations with instruments goes on.
    case notConverged(rounds: Int)
    /// Only normal priors are combined with data.
    case priorNotNormal(String, ModelDistribution)
    /// What keeps an equation from being estimated together with others, and by what.
    case notTogether(Obstacle, String)
    /// Priors are combined with data by least squares with homoskedastic errors.
    case priorsNotCombined(with: String)
    /// What the estimator said.
    case regression(Refusal)
  }

  /// What an estimator of several equations does not allow for.
  public enum Obstacle: Hashable, Sendable {
    case nonlinear, autoregressiveErrors, priors, robustErrors
    /// A variable that no estimated equation and no linear identity explains.
    case notDefined(String)
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
    case .unknownValue(let name):
      Bilingual(
        en: "parameter \(name) of its clauses is not in the equation, or is not to be estimated",
        zh: "估计条款中的参数 \(name) 不在方程中，或不需要估计")
    case .noData(let names):
      Bilingual(
        en: "no data for \(names.joined(separator: ", "))", zh: "没有 \(names.joined(separator: "、")) 的数据")
    case .noValue(let name):
      Bilingual(
        en:
          "parameter \(name) has no value; write “parameter \(name) = 0.5” or “parameter \(name) estimated”",
        zh: "参数 \(name) 没有数值；请写“parameter \(name) = 0.5”或“parameter \(name) estimated”")
    case .tooFewPeriods(let n, let k, let unused): Self.tooFew(n, k, unused)
    case .sampleFrequency(let sample, let model):
      Bilingual(
        en: "sample \(sample.text) counts in \(sample.frequency.name.en)s, the model in \(model.name.en)s",
        zh: "样本 \(sample.text) 是\(sample.frequency.name.zh)的，而模型是\(model.name.zh)的")
    case .gap(let period):
      Bilingual(
        en:
          "a value is missing before \(period), and standard errors for autocorrelation need periods without gaps; fill it, shorten the sample or choose others",
        zh: "\(period) 之前有缺失值，而自相关稳健标准误要求时期连续；请补上、缩短样本或另选标准误")
    case .undefined(let period):
      Bilingual(
        en:
          "it has no value in \(period) though all data are there: a logarithm or root of a negative number, or a division by zero; correct the data or shorten the sample",
        zh: "\(period) 的数据齐全，方程却没有数值：可能对负数取了对数或开方，或除以零；请更正数据或缩短样本")
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
    case .needsInstruments:
      Bilingual(
        en: "each regressor is among the instruments, so there is nothing to instrument; write “method ols”",
        zh: "解释变量都在工具变量之中，无须使用工具变量；请写“method ols”")
    case .fewerInstruments(let instruments, let coefficients):
      Bilingual(
        en: "\(instruments) instruments are fewer than \(coefficients) coefficients; add instruments",
        zh: "\(instruments)个工具变量少于\(coefficients)个系数；请增加工具变量")
    case .redundantInstruments(let names):
      Bilingual(
        en: "instruments \(names.joined(separator: "; ")) are combinations of the others; leave them out",
        zh: "工具变量 \(names.joined(separator: "；")) 是其他工具变量的线性组合；请删去")
    case .notConverged(let rounds):
      Bilingual(
        en:
          "estimates still change after \(rounds) rounds; use fewer lags of the errors or other starting values",
        zh: "迭代\(rounds)次后估计值仍在变化；请减少误差的滞后阶数或改用其他初始值")
    case .priorNotNormal(let name, let prior):
      Bilingual(
        en:
          "the prior \(prior) of \(name) cannot be combined with data, only normal ones can; write normal(mean, sd), or a value in its place",
        zh: "\(name) 的先验分布 \(prior) 不能与数据结合，只有正态分布可以；请写 normal(均值, 标准差)，或改为数值")
    case .notTogether(let obstacle, let system): Self.notTogether(obstacle, system)
    case .priorsNotCombined(let what):
      Bilingual(
        en:
          "priors cannot be combined with \(what); leave “~ …” away, or estimate by least squares with homoskedastic errors",
        zh: "先验分布不能与 \(what) 结合；请去掉“~ …”，或用同方差的最小二乘法估计")
    case .regression(let refusal): Bilingual("\(refusal.error)")
    }
  }
}

extension EstimationError.Reason {
  private static func notTogether(_ obstacle: EstimationError.Obstacle, _ system: String) -> Bilingual {
    let what =
      switch obstacle {
      case .nonlinear:
        Bilingual(en: "it is not linear in parameters or current variables", zh: "它对参数或当期变量不是线性的")
      case .autoregressiveErrors: Bilingual(en: "it has autoregressive errors", zh: "它带有自回归误差")
      case .priors: Bilingual(en: "its parameters have priors", zh: "其参数带有先验分布")
      case .robustErrors: Bilingual(en: "standard errors are to be robust", zh: "要求稳健标准误")
      case .notDefined(let name):
        Bilingual(
          en: "\(name) is explained by no estimated equation and no linear identity",
          zh: "\(name) 既不由待估方程、也不由线性恒等式决定")
      }
    return Bilingual(
      en: "\(what.en), and \(system) cannot allow for that; estimate the equations separately",
      zh: "\(what.zh)，联立估计（\(system)）不支持；请逐个方程估计")
  }

  private static func tooFew(_ n: Int, _ k: Int, _ unused: [UnusedPeriods]) -> Bilingual {
    let reasons = unused.prefix(3).map(\.message)
    return Bilingual(
      en:
        "\(n) period\(n == 1 ? "" : "s") with all values are too few for \(k) parameters; give more data or a longer sample"
        + reasons.map { "; \($0.en)" }.joined(),
      zh: "数据齐全的只有\(n)期，不足以估计\(k)个参数；请补充数据或延长样本" + reasons.map { "；\($0.zh)" }.joined())
  }
}

/// All equations that could not be estimated.
public struct EstimationErrors: BilingualError, Hashable {
  public let items: [EstimationError]

  public var message: Bilingual { .lines(items.map(\.message)) }
}
