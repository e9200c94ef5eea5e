public import TimeSeries

/// What can be wrong with data, settings or conditions brought to a vector autoregression.
public enum VectorError: BilingualError, Equatable {
  case noVariables
  case repeatedVariable(String)
  case shape(names: Int, columns: Int, rows: Int)
  case missing(String, [Period])
  case frequencies(String, Frequency, String, Frequency)
  case noCommonPeriod([String])
  case tooFewPeriods(Int, needed: Int, coefficients: Int)
  case collinear(String)
  case lags(Int)
  case horizon(Int)
  case exogenousPeriods(PeriodSpan, needed: PeriodSpan)
  case exogenousFuture(rows: Int, needed: Int)
  case singularErrors(String)
  case unknownVariable(String, suggestion: String?)
  case explosive(modulus: Double)
  case outsideHorizon(String, Period, PeriodSpan)
  case conditionDetermined(String)
  case fewDrawsLeft(effective: Double, draws: Int)
  case refused(Bilingual)

  public var message: Bilingual {
    switch self {
    case .noVariables: Bilingual(en: "there are no variables; give at least one", zh: "没有变量；请至少给出一个")
    case .repeatedVariable(let name):
      Bilingual(en: "the variable \(name) is given twice", zh: "变量\(name)重复给出")
    case .shape(let names, let columns, let rows):
      Bilingual(
        en:
          "there are \(names) names for \(columns) columns and \(rows) rows; give one name a column and at least one row",
        zh: "名称\(names)个，数据\(columns)列\(rows)行；请每列一个名称，且至少一行")
    case .missing(let name, let periods): Self.missing(name, periods)
    case .frequencies(let a, let p, let b, let q):
      Bilingual(
        en: "\(a) counts in \(p.name.en)s, \(b) in \(q.name.en)s; convert one of them first",
        zh: "\(a)的频率为\(p.name.zh)，\(b)为\(q.name.zh)；请先统一频率")
    case .noCommonPeriod(let names):
      Bilingual(
        en: "there is no period in which all of \(names.joined(separator: ", ")) have values",
        zh: "\(names.joined(separator: "、"))没有共同的有值时期")
    case .tooFewPeriods(let n, let needed, let k):
      Bilingual(
        en:
          "\(n) periods after lags cannot estimate \(k) coefficients an equation; \(needed) are needed: fewer lags, fewer variables, more data, or a Bayesian prior",
        zh: "扣除滞后后只有\(n)期，不足以估计每个方程的\(k)个系数，至少需要\(needed)期；请减少滞后或变量、补充数据，或使用贝叶斯先验")
    case .collinear(let what):
      Bilingual(en: "the series depend on each other: \(what)", zh: "各序列之间线性相关：\(what)")
    case .lags(let p): Bilingual(en: "\(p) lags; give at least one", zh: "滞后阶数为\(p)；至少为1")
    case .horizon(let h): Bilingual(en: "\(h) periods ahead; give at least one", zh: "预测期数为\(h)；至少为1")
    case .exogenousPeriods(let span, let needed):
      Bilingual(
        en: "the exogenous variables cover \(span.text), but \(needed.text) is needed",
        zh: "外生变量覆盖\(span.text)，而需要\(needed.text)")
    case .exogenousFuture(let rows, let needed):
      Bilingual(
        en: "the forecast needs \(needed) future periods of the exogenous variables, not \(rows)",
        zh: "预测需要外生变量未来\(needed)期的数值，现有\(rows)期")
    case .singularErrors(let name):
      Bilingual(
        en: "\(name) follows from the other variables without error; leave it out",
        zh: "\(name)可由其他变量无误差地推出；请删去该变量")
    case .unknownVariable(let name, let suggestion): Self.unknown(name, suggestion)
    case .explosive(let modulus):
      Bilingual(
        en:
          "the estimate is not stable: its largest root has modulus \(modulus), so it has no unconditional mean or variance",
        zh: "估计结果不稳定：最大特征根的模为\(modulus)，不存在无条件均值与方差")
    case .outsideHorizon(let name, let period, let span):
      Bilingual(
        en: "the condition on \(name) is for \(period), but the forecast covers \(span.text)",
        zh: "对\(name)的条件在\(period.name.zh)，而预测期为\(span.name.zh)")
    case .conditionDetermined(let condition):
      Bilingual(
        en:
          "the condition “\(condition)” is on something that the conditions before it determine already; drop one of them",
        zh: "条件“\(condition)”所涉的量已被前面的条件决定；请删去其一")
    case .fewDrawsLeft(let effective, let draws):
      Bilingual(
        en:
          "the conditions leave \(Int(effective)) effective draws of \(draws), under 5 percent: they are far from what the model thinks possible; weaken them, or change the model",
        zh: "施加条件后\(draws)次抽样仅余有效\(Int(effective))次，不足5%：条件与模型的判断相距过远；请放宽条件或更换模型")
    case .refused(let reason): reason
    }
  }

  private static func missing(_ name: String, _ periods: [Period]) -> Bilingual {
    let shown = periods.prefix(6)
    let more = periods.count > 6
    return Bilingual(
      en:
        "\(name) has no value in \(shown.map(\.description).joined(separator: ", "))\(more ? " … (\(periods.count) in all)" : ""); fill the gap or choose a span without it",
      zh:
        "\(name)在\(shown.map(\.name.zh).joined(separator: "、"))\(more ? "等\(periods.count)期" : "")缺值；请补齐，或选取没有缺值的时期"
    )
  }

  private static func unknown(_ name: String, _ suggestion: String?) -> Bilingual {
    Bilingual(
      en: "there is no variable \(name)" + (suggestion.map { "; did you mean “\($0)”?" } ?? ""),
      zh: "没有变量\(name)" + (suggestion.map { "；是否指“\($0)”？" } ?? ""))
  }
}
