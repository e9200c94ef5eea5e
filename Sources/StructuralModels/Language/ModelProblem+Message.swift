public import TimeSeries

extension ModelProblem {
  /// What is wrong, in one sentence.
  public var message: Bilingual {
    wordMessage ?? declarationMessage ?? expressionMessage ?? equationMessage ?? groupMessage ?? unitMessage
      ?? clauseMessage
  }

  private static func found(_ token: String) -> Bilingual {
    token.isEmpty
      ? Bilingual(en: "the line ends here", zh: "此行到此结束")
      : Bilingual(en: "found “\(token)”", zh: "此处是“\(token)”")
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  private static func expected(_ en: String, _ zh: String, found token: String) -> Bilingual {
    let found = found(token)
    return Bilingual(
      en:
        "\(en) was expected, but \(token.isEmpty ? "" : "this line has ")\(token.isEmpty ? found.en : "“\(token)”")",
      zh: "此处应为\(zh)，但\(found.zh)")
  }

  private var wordMessage: Bilingual? {
    switch self {
    case .unexpectedCharacter(let character):
      Bilingual(en: "“\(character)” has no meaning here", zh: "“\(character)”在此没有意义")
    case .unclosedQuote: Bilingual(en: "the quotation mark is not closed", zh: "引号没有闭合")
    case .numberTooLarge(let number): Bilingual(en: "\(number) is too large a number", zh: "数字 \(number) 过大")
    case .notAStatement:
      Bilingual(en: "a line begins with the word for what it is", zh: "每行应以说明其种类的词开头")
    case .statementTooLong(let limit):
      Bilingual(
        en: "this statement has more than \(limit) words and signs; cut it with variables of its own",
        zh: "此语句超过 \(limit) 个词和符号；请引入中间变量拆分")
    case .nestedTooDeep(let limit):
      Bilingual(
        en: "expressions are nested more than \(limit) deep; cut this one with variables of its own",
        zh: "表达式嵌套超过 \(limit) 层；请引入中间变量拆分")
    case .unknownStatement(let word, _):
      Bilingual(en: "no statement begins with “\(word)”", zh: "没有以“\(word)”开头的语句")
    case .equationWithoutKeyword:
      Bilingual(
        en: "an equation begins with “behavioral” or “identity”", zh: "方程应以“behavioral”或“identity”开头")
    case .expectedSign(let sign, let what, let token):
      Self.expected("“\(sign)” after “\(what)”", "“\(what)”之后的“\(sign)”", found: token)
    case .expectedWord(let word, let token): Self.expected("“\(word)”", "“\(word)”", found: token)
    case .expectedName(let token): Self.expected("a name", "名称", found: token)
    case .expectedNumber(let role, let token): Self.expected(role.name.en, role.name.zh, found: token)
    case .expectedUnit(let token):
      Self.expected("a unit, such as \"亿元\" or %,", "单位（如 \"亿元\" 或 %）", found: token)
    case .expectedSpan: Bilingual(en: "a span such as 1921..1941 was expected", zh: "此处应为时期范围，如 1921..1941")
    case .unexpectedRest(let token, let word):
      Bilingual(en: "“\(token)” does not belong to this “\(word)” statement", zh: "“\(token)”不属于“\(word)”语句")
    case .reservedName(let name):
      Bilingual(en: "“\(name)” belongs to the language and cannot be a name", zh: "“\(name)”是语言的保留词，不能作名称")
    default: nil
    }
  }

  private var declarationMessage: Bilingual? {
    switch self {
    case .unknownFrequency(let word, _):
      Bilingual(en: "“\(word)” is no frequency", zh: "“\(word)”不是频率")
    case .repeatedFrequency: Bilingual(en: "the frequency is given twice", zh: "频率重复声明")
    case .noFrequency:
      Bilingual(
        en: "the model does not say its frequency; begin with a line such as “frequency annual”",
        zh: "模型没有说明频率；请以“frequency annual”之类的语句开头")
    case .unit(let error): error.message
    case .unknownBasis(let word, _): Bilingual(en: "“\(word)” is no price basis", zh: "“\(word)”不是价格口径")
    case .period(let error): error.message
    case .parameterWithoutValue(let name):
      Bilingual(
        en:
          "parameter \(name) has no value; write “= 0.5”, “~ normal(0.5, 0.1)”, “estimated” or “given” behind it",
        zh: "参数 \(name) 没有取值；请在其后写“= 0.5”“~ normal(0.5, 0.1)”“estimated”或“given”")
    case .unknownDistribution(let word, _):
      Bilingual(en: "“\(word)” is no distribution", zh: "“\(word)”不是分布")
    case .badDistribution(let name):
      Bilingual(
        en:
          "these arguments make no \(name) distribution: scales are positive, a lower end lies below its upper end, df exceeds 1",
        zh: "这些参数不构成 \(name) 分布：尺度须为正，下端须小于上端，自由度须大于 1")
    case .shockWithMean(let name):
      Bilingual(en: "shock \(name) must have mean zero", zh: "冲击 \(name) 的均值必须为零")
    case .declaredTwice(let name, let line):
      Bilingual(en: "\(name) is declared already, in line \(line)", zh: "\(name) 已在第 \(line) 行声明")
    default: nil
    }
  }

  private var expressionMessage: Bilingual? {
    switch self {
    case .expectedValue(let token): Self.expected("a number, a name or a bracket", "数字、名称或括号", found: token)
    case .unclosedBracket(let bracket):
      Bilingual(en: "the bracket “\(bracket)” is not closed", zh: "括号“\(bracket)”没有闭合")
    case .chainedComparison:
      Bilingual(en: "comparisons do not chain; write a < b and b < c", zh: "比较不能连写；请写 a < b and b < c")
    case .shiftWithoutSign(let token):
      Bilingual(
        en: "“[\(token)]” does not say whether earlier or later; write x[-1] or x[+1]",
        zh: "“[\(token)]”没有说明先后；请写 x[-1] 或 x[+1]")
    case .badShift(let token):
      Self.expected("a whole number of periods up to 1000", "不超过 1000 的整数期数", found: token)
    case .unknownFunction(let name, _): Bilingual(en: "there is no function \(name)", zh: "没有函数 \(name)")
    case .functionWithoutArguments(let name): Bilingual(en: "\(name) is a function", zh: "\(name) 是函数")
    case .argumentCount(let function, let given):
      Bilingual(
        en: "\(function.rawValue) does not take \(given) argument\(given == 1 ? "" : "s")",
        zh: "\(function.rawValue) 不接受 \(given) 个参数")
    case .periodsNotWhole(let function):
      Bilingual(
        en: "the second argument of \(function.rawValue) is a whole number of periods from 1 to 1000",
        zh: "\(function.rawValue) 的第二个参数是 1 至 1000 的整数期数")
    case .conditionAsNumber:
      Bilingual(
        en: "a condition is no number; write if(condition, 1, 0)", zh: "条件不是数值；请写 if(条件, 1, 0)")
    case .numberAsCondition:
      Bilingual(en: "a number is no condition; compare it: x > 0", zh: "数值不是条件；请写成比较：x > 0")
    case .unknownName(let name, _): Bilingual(en: "\(name) is not declared", zh: "\(name) 没有声明")
    case .expandsTooFar(let limit):
      Bilingual(
        en:
          "written out in lags, this has more than \(limit) terms; shorten its windows, or cut it with variables of its own",
        zh: "按滞后展开后超过 \(limit) 项；请缩短窗口，或引入中间变量拆分")
    case .shiftedParameter(let name):
      Bilingual(en: "\(name) is a parameter and has no lags or leads", zh: "\(name) 是参数，没有滞后或超前")
    default: nil
    }
  }

  private var equationMessage: Bilingual? {
    switch self {
    case .leftSide:
      Bilingual(
        en: "the left side must be a variable, or log, exp, diff, dlog or growth of one",
        zh: "左边必须是变量，或变量的 log、exp、diff、dlog、growth")
    case .doubledEqualsSign:
      Bilingual(en: "an equation has one equals sign", zh: "方程只用一个等号")
    case .conditionalBehavior:
      Bilingual(en: "only identities have cases; use if(condition, a, b)", zh: "只有恒等式可以分情形；请用 if(条件, a, b)")
    case .otherwiseAlone:
      Bilingual(
        en: "“otherwise” follows a line of the same identity with “when”", zh: "“otherwise”应紧接同一恒等式带“when”的行")
    case .leftNotVariable(let name, let kind):
      Bilingual(
        en:
          "\(name) is \(kind == "exogenous" ? "exogenous" : "a \(kind)") and no equation can explain it; declare it with “variable”",
        zh: "\(name) 是 \(kind)，不能由方程解释；请用 variable 声明")
    case .equationTwice(let name, let line):
      Bilingual(
        en: "the equation in line \(line) is called \(name) too; name this one: “\(name)_2: …”",
        zh: "第 \(line) 行的方程也叫 \(name)；请为此方程命名：“\(name)_2: …”")
    case .noEquations: Bilingual(en: "the model has no equations", zh: "模型没有方程")
    case .noEquation(let variable, let among, let equations) where among == [variable]:
      equations.isEmpty
        ? Bilingual(en: "no equation determines \(variable)", zh: "没有方程决定 \(variable)")
        : Bilingual(
          en: "no equation is left for \(variable)", zh: "没有方程可用于 \(variable)")
    case .noEquation(let variable, let among, let equations):
      Bilingual(
        en: "no equation is left for \(variable): \(Self.list(equations)) must determine \(Self.list(among))",
        zh: "没有方程可用于 \(variable)：方程 \(Self.list(equations)) 须决定 \(Self.list(among))")
    case .leftOver(let equation, _, let variables) where variables.isEmpty:
      Bilingual(en: "equation \(equation) determines no variable", zh: "方程 \(equation) 不决定任何变量")
    case .leftOver(let equation, let among, let variables):
      Bilingual(
        en:
          "equation \(equation) is left over: \(Self.list(among)) all determine only \(Self.list(variables))",
        zh: "方程 \(equation) 多余：方程 \(Self.list(among)) 只决定 \(Self.list(variables))")
    default: nil
    }
  }

  private var groupMessage: Bilingual? {
    switch self {
    case .tooMuchWrittenOut(let limit):
      Bilingual(
        en: "written out for every member, this comes to more than \(limit) statements, turns or names",
        zh: "按成员逐一展开后超过 \(limit) 条语句、循环或名称")
    case .blockWithoutEnd:
      Bilingual(en: "this block is not closed; write “end” below it", zh: "此重复块没有结束；请在其后写“end”")
    case .endWithoutBlock: Bilingual(en: "“end” closes no block", zh: "“end”没有对应的 for 语句")
    case .unknownGroup(let name, _): Bilingual(en: "there is no group \(name)", zh: "没有名为 \(name) 的组")
    case .reconciliationTerms:
      Bilingual(
        en: "a reconciled total is a sum of weights times parts: total = w1*part1 + w2*part2",
        zh: "待调和的合计应为权数与分项之积的和：合计 = w1*分项1 + w2*分项2")
    case .reconciledWithoutEquation(let name):
      Bilingual(
        en: "\(name) has no behavioral equation that could be reconciled", zh: "\(name) 没有可供调和的 behavioral 方程"
      )
    case .reconciledTwice(let name, let line):
      Bilingual(en: "\(name) is reconciled already, in line \(line)", zh: "\(name) 已在第 \(line) 行调和")
    default: nil
    }
  }

  private var clauseMessage: Bilingual {
    switch self {
    case .clauseWithoutEquation(let word):
      Bilingual(
        en: "“\(word)” belongs below a behavioral equation", zh: "“\(word)”应写在 behavioral 方程之下")
    case .unknownMethod(let word, _):
      Bilingual(en: "“\(word)” is no method of estimation", zh: "“\(word)”不是估计方法")
    case .instrumentsWithout(let method):
      Bilingual(en: "\(method) takes no instruments; write “method iv”", zh: "\(method) 不用工具变量；请写“method iv”")
    case .noInstruments(let equation):
      Bilingual(
        en: "equation \(equation) has method iv but no “instruments” line",
        zh: "方程 \(equation) 用 iv 方法，但没有“instruments”行")
    case .badDegree(let coefficients):
      Bilingual(
        en: "a polynomial through \(coefficients) coefficients has a degree from 0 to \(coefficients - 1)",
        zh: "\(coefficients) 个系数的多项式次数为 0 至 \(coefficients - 1)")
    case .notAParameter(let name, let kind):
      Bilingual(
        en: "a parameter belongs here, but \(name) is \(kind == "exogenous" ? "exogenous" : "a \(kind)")",
        zh: "此处应为参数，但 \(name) 是 \(kind)")
    case .sampleFrequency(let frequency, let model):
      Bilingual(
        en: "the sample counts in \(frequency.name.en)s, the model in \(model.name.en)s",
        zh: "样本以\(frequency.name.zh)计，模型以\(model.name.zh)计")
    default: Bilingual("")
    }
  }
}
