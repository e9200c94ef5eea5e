public import TimeSeries

extension MDLProblem {
  /// What is wrong, or worth knowing, in one sentence.
  public var message: Bilingual {
    wordMessage ?? groupMessage ?? formulaMessage ?? estimationMessage ?? noteMessage
  }

  private static func found(_ token: String) -> Bilingual {
    token.isEmpty
      ? Bilingual(en: "it ends here", zh: "内容到此结束") : Bilingual(en: "found “\(token)”", zh: "此处是“\(token)”")
  }

  private var wordMessage: Bilingual? {
    switch self {
    case .unexpectedCharacter(let character):
      Bilingual(en: "“\(character)” has no meaning in MDL", zh: "“\(character)”在 MDL 中没有意义")
    case .numberTooLarge(let number): Bilingual(en: "\(number) is too large a number", zh: "数字 \(number) 过大")
    case .strayText:
      Bilingual(en: "this text belongs to no keyword", zh: "此处文字不属于任何关键字")
    case .unknownKeyword(let word, _):
      Bilingual(en: "MDL has no keyword \(word)>", zh: "MDL 没有关键字 \(word)>")
    case .afterEnd: Bilingual(en: "a model is one text from MODEL to END", zh: "一个模型是从 MODEL 到 END 的一段文本")
    default: nil
    }
  }

  private var groupMessage: Bilingual? {
    switch self {
    case .noGroup(let keyword):
      Bilingual(
        en: "\(keyword.spelling) stands below no BEHAVIORAL> or IDENTITY>",
        zh: "\(keyword.spelling) 之上没有 BEHAVIORAL> 或 IDENTITY>")
    case .notHere(let keyword, let inBehavioral):
      Bilingual(
        en:
          "\(keyword.spelling) does not belong to \(inBehavioral ? "a behavioral equation" : "an identity")",
        zh: "\(keyword.spelling) 不能用于\(inBehavioral ? "行为方程" : "恒等式")")
    case .repeatedKeyword(let keyword, let line):
      Bilingual(
        en: "\(keyword.spelling) stands in line \(line) already, for the same equation",
        zh: "同一方程在第 \(line) 行已有 \(keyword.spelling)")
    case .nothingBehind(let keyword):
      Bilingual(en: "nothing stands behind \(keyword.spelling)", zh: "\(keyword.spelling) 之后没有内容")
    case .unexpectedRest(let token, let keyword):
      Bilingual(
        en: "“\(token)” does not belong to this \(keyword.spelling)", zh: "“\(token)”不属于此 \(keyword.spelling)"
      )
    case .expectedName(let token):
      Bilingual(
        en: "a name was expected, but \(Self.found(token).en)", zh: "此处应为名称，但\(Self.found(token).zh)")
    case .noFormula(let name): Bilingual(en: "\(name) has no EQ>", zh: "\(name) 没有 EQ>")
    case .noEquations: Bilingual(en: "the text has no equations", zh: "文本中没有方程")
    case .definedTwice(let name, let line):
      Bilingual(
        en: "\(name) has an equation already, in line \(line)", zh: "\(name) 在第 \(line) 行已有方程")
    case .caseWithoutCondition(let name, let line):
      Bilingual(
        en: "\(name) has another identity in line \(line), and this one has no IF> that says when it holds",
        zh: "\(name) 在第 \(line) 行另有恒等式，而此处没有用 IF> 说明何时成立")
    default: nil
    }
  }

  private var formulaMessage: Bilingual? {
    switch self {
    case .leftSide(let name):
      Bilingual(
        en: "the left side of this EQ> must be \(name), or LOG, EXP, TSDELTA, TSDELTAP or TSDELTALOG of it",
        zh: "此 EQ> 的左边必须是 \(name)，或它的 LOG、EXP、TSDELTA、TSDELTAP、TSDELTALOG")
    case .noEqualsSign: Bilingual(en: "this EQ> has no equals sign", zh: "此 EQ> 没有等号")
    case .secondEqualsSign: Bilingual(en: "this EQ> has two equals signs", zh: "此 EQ> 有两个等号")
    case .unknownFunction(let name, _):
      Bilingual(en: "MDL has no function \(name)", zh: "MDL 没有函数 \(name)")
    case .functionAsName(let name):
      Bilingual(en: "\(name) is a function of MDL and no name", zh: "\(name) 是 MDL 的函数，不能作名称")
    case .argumentCount(let function, let given):
      Bilingual(
        en: "\(function.rawValue) does not take \(given) argument\(given == 1 ? "" : "s")",
        zh: "\(function.rawValue) 不接受 \(given) 个参数")
    case .badPeriods(let function):
      Bilingual(
        en: "the second argument of \(function.rawValue) is a whole number of periods up to 1000",
        zh: "\(function.rawValue) 的第二个参数是不超过 1000 的整数期数")
    case .expectedValue(let token):
      Bilingual(
        en: "a number, a name or a bracket was expected, but \(Self.found(token).en)",
        zh: "此处应为数字、名称或括号，但\(Self.found(token).zh)")
    case .unclosedBracket: Bilingual(en: "this bracket is not closed", zh: "此括号没有闭合")
    case .chainedComparison: Bilingual(en: "comparisons do not chain", zh: "比较不能连写")
    case .assignmentInCondition: Bilingual(en: "“=” does not compare", zh: "“=”不表示比较")
    case .nestedTooDeep(let limit):
      Bilingual(en: "brackets are nested more than \(limit) deep", zh: "括号嵌套超过 \(limit) 层")
    case .tooLong(let limit):
      Bilingual(
        en: "this equation is too long: the limit is \(limit) words, signs or coefficients",
        zh: "此方程过长：词、符号或系数不得超过 \(limit) 个")
    default: nil
    }
  }

  private var estimationMessage: Bilingual? {
    switch self {
    case .badRange:
      Bilingual(
        en: "TSRANGE takes four whole numbers: first year, period in it, last year, period in it",
        zh: "TSRANGE 需要四个整数：起始年、期，终止年、期")
    case .rangeBackwards: Bilingual(en: "the range ends before it begins", zh: "范围的终点早于起点")
    case .badPeriod(let period, let frequency):
      Bilingual(
        en: "period \(period) is too large for data by the \(frequency.name.en)",
        zh: "按\(frequency.name.zh)的数据没有第 \(period) 期")
    case .unsupportedPeriod(let period):
      Bilingual(
        en: "period \(period): models here are annual, half-yearly, quarterly or monthly",
        zh: "第 \(period) 期：此处的模型只有年度、半年度、季度和月度")
    case .noFrequency:
      Bilingual(
        en: "no TSRANGE says how often the model's data are observed", zh: "没有 TSRANGE 可以判断模型的数据频率")
    case .badCoefficients(let token):
      Bilingual(
        en: "COEFF> lists names, but \(Self.found(token).en)", zh: "COEFF> 应列出名称，但\(Self.found(token).zh)")
    case .coefficientTwice(let name): Bilingual(en: "\(name) stands here twice", zh: "\(name) 在此重复")
    case .coefficientUnused(let name, let equation):
      Bilingual(
        en: "coefficient \(name) does not occur in the EQ> of \(equation)",
        zh: "系数 \(name) 没有出现在 \(equation) 的 EQ> 中")
    case .notACoefficient(let name, let equation):
      Bilingual(
        en: "\(name) is no coefficient of the equation of \(equation)", zh: "\(name) 不是 \(equation) 方程的系数")
    case .restrictionForm:
      Bilingual(en: "this is no linear restriction of coefficients", zh: "这不是系数的线性约束")
    case .errorForm: Bilingual(en: "only autoregressive errors are known", zh: "只支持自回归误差")
    case .polynomialForm:
      Bilingual(
        en: "PDL> takes a coefficient, the polynomial's degree and the number of lags (up to 200)",
        zh: "PDL> 需要系数、多项式次数和滞后期数（不超过 200）")
    case .polynomialLength(let degree, let length):
      Bilingual(
        en: "\(length) lags are too few for a polynomial of degree \(degree)",
        zh: "\(length) 个滞后不足以确定 \(degree) 次多项式")
    case .polynomialTerm(let name):
      Bilingual(
        en: "PDL> spreads a term such as \(name)*x over its lags, but no term of EQ> has \(name) as a factor",
        zh: "PDL> 把 \(name)*x 这样的项分布到各期滞后，但 EQ> 中没有以 \(name) 为因子的项")
    case .model(let problem): problem.message
    default: nil
    }
  }

  private var noteMessage: Bilingual {
    switch self {
    case .renamed(let old, let new):
      Bilingual(en: "\(old) is called \(new) in the import", zh: "\(old) 在导入后改名为 \(new)")
    case .frequencyOfRanges(let frequency):
      Bilingual(
        en: "going by the TSRANGEs, the model's data are taken as one value a \(frequency.name.en)",
        zh: "根据 TSRANGE，模型数据按每\(frequency.name.zh)一个值处理")
    case .instrumentsUsed(let equation):
      Bilingual(
        en:
          "\(equation) has IV>, so two-stage least squares estimates it; bimets uses instruments only when told",
        zh: "\(equation) 有 IV>，因此用两阶段最小二乘估计；bimets 只在另行要求时才使用工具变量")
    default: Bilingual("")
    }
  }

  /// What to write or do instead.
  public var advice: Bilingual? {
    switch self {
    case .unknownKeyword(_, let word?):
      Bilingual(en: "did you mean \(word)>?", zh: "是否想写 \(word)>？")
    case .unknownFunction(_, let word?): Bilingual(en: "did you mean \(word)?", zh: "是否想写 \(word)？")
    case .unknownKeyword: Self.known(MDLKeyword.allCases.map(\.spelling))
    case .unknownFunction: Self.known(MDLFunction.allCases.map(\.usage))
    case .argumentCount(let function, _), .badPeriods(let function):
      Bilingual(en: "write \(function.usage)", zh: "写作 \(function.usage)")
    case .assignmentInCondition: Bilingual(en: "write == or .EQ.", zh: "请写 == 或 .EQ.")
    case .badRange, .rangeBackwards:
      Bilingual(en: "write TSRANGE 1921 1 1941 1", zh: "写作 TSRANGE 1921 1 1941 1")
    case .noFrequency, .badPeriod:
      Bilingual(
        en: "say the frequency: annual, semiannual, quarterly or monthly",
        zh: "请指明频率：annual、semiannual、quarterly 或 monthly")
    case .restrictionForm:
      Bilingual(
        en: "write b2 + b3 = 1, one restriction a line; LAG(b2, 1) is a coefficient of PDL> b2",
        zh: "每行写一个约束，如 b2 + b3 = 1；LAG(b2, 1) 表示 PDL> b2 的系数")
    case .errorForm:
      Bilingual(en: "write ERROR> AUTO(1), with an order up to 100", zh: "写作 ERROR> AUTO(1)，阶数不超过 100")
    case .polynomialForm, .polynomialLength:
      Bilingual(
        en: "write PDL> c3 1 4, with N or F behind it for a first or last coefficient of zero",
        zh: "写作 PDL> c3 1 4；其后的 N 或 F 表示首项或末项系数为零")
    case .caseWithoutCondition: Bilingual(en: "give each identity an IF>", zh: "请为每个恒等式写 IF>")
    case .model(let problem): problem.advice
    default: nil
    }
  }

  private static func known(_ words: [String]) -> Bilingual {
    let list = words.joined(separator: ", ")
    return Bilingual(en: "known: \(list)", zh: "可用：\(list)")
  }
}
