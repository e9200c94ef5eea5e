public import TimeSeries

extension ModelProblem {
  /// What to write or do instead.
  public var advice: Bilingual? {
    switch self {
    case .unknownStatement(_, let word?), .unknownFrequency(_, let word?), .unknownBasis(_, let word?),
      .unknownDistribution(_, let word?), .unknownFunction(_, let word?), .unknownName(_, let word?),
      .unknownMethod(_, let word?), .unknownGroup(_, let word?):
      Bilingual(en: "did you mean “\(word)”?", zh: "是否想写“\(word)”？")
    case .notAStatement, .unknownStatement:
      Self.known(ModelKeyword.statements.map(\.rawValue))
    case .unknownFrequency: Self.known(ModelParser.frequencies.map(\.word))
    case .unknownBasis: Self.known(ModelParser.bases)
    case .unknownDistribution, .badDistribution: Self.known(ModelDistribution.usages)
    case .unknownFunction: Self.known(ModelFunction.allCases.map(\.rawValue))
    case .unknownMethod: Self.known(EstimationClauses.Method.allCases.map(\.rawValue))
    case .unknownName:
      Bilingual(
        en: "declare it: “variable …”, “exogenous …”, “parameter …” or “shock …”",
        zh: "请先用 variable、exogenous、parameter 或 shock 声明")
    case .functionWithoutArguments(let name), .reservedName(let name):
      ModelFunction(rawValue: name).map { Bilingual(en: "write \($0.usage)", zh: "写作 \($0.usage)") }
    case .argumentCount(let function, _), .periodsNotWhole(let function):
      Bilingual(en: "write \(function.usage)", zh: "写作 \(function.usage)")
    case .noEquation(let variable, let among, _) where among == [variable]:
      Bilingual(
        en: "write an equation for it, or declare it “exogenous \(variable)”",
        zh: "请为它写一个方程，或声明为“exogenous \(variable)”")
    case .noEquation:
      Bilingual(
        en: "write one more equation for them, or declare one of them exogenous",
        zh: "请再写一个方程，或把其中之一声明为 exogenous")
    case .leftOver(_, _, let variables) where variables.isEmpty:
      Bilingual(
        en: "let it contain a variable of its own, or remove it", zh: "请让它含有自己的内生变量，或删去它")
    case .leftOver:
      Bilingual(
        en: "remove one of them, or declare another variable they contain with “variable”",
        zh: "请删去其中一个方程，或把其中另一个量声明为 variable")
    default: nil
    }
  }

  private static func known(_ words: [String]) -> Bilingual {
    let list = words.joined(separator: ", ")
    return Bilingual(en: "known: \(list)", zh: "可用：\(list)")
  }
}
