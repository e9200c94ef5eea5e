import Datasets
import Regression
import TimeSeries

extension FormulaDiagnostics {
  /// In the form of all other mistakes: place, caret, what to write instead.
  var diagnostics: Diagnostics { Diagnostics(items.map(\.diagnostic)) }
}

extension FormulaDiagnostic {
  var diagnostic: Diagnostic {
    let file =
      switch place {
      case .formula: "formula"
      case .weights: "--weights"
      case .clusters: "--cluster"
      }
    let position = range.map { SourcePosition(file: file, line: 1, column: $0.lowerBound + 1) }
    return Diagnostic(
      problem.message, at: position, length: range?.count ?? 1, sourceLine: position.map { _ in source },
      suggestion: problem.suggestion)
  }
}

extension Diagnostic {
  /// `did you mean “word”?`, or the words there are.
  static func nearest(_ word: String, among known: [String]) -> Bilingual? {
    if let near = didYouMean(Suggestion.nearest(to: word, among: known)) { return near }
    guard !known.isEmpty else { return nil }
    let more = known.count > 12
    let list = known.prefix(12)
    return Bilingual(
      en: "there is \(list.joined(separator: ", "))\(more ? " … (\(known.count) in all)" : "")",
      zh: "现有\(list.joined(separator: "、"))\(more ? "等\(known.count)个" : "")")
  }
}

extension FormulaProblem {
  var message: Bilingual { Bilingual(en: description, zh: chinese) }

  var suggestion: Bilingual? {
    if let name = unknownName { return Diagnostic.nearest(name, among: candidates) }
    switch self {
    case .needsPeriods:
      return Bilingual(en: "say which column holds it: --period COLUMN", zh: "请指明时期所在的列：--period 列名")
    case .repeatedPeriod(_, _, false):
      return Bilingual(
        en: "say which column tells the entities of the panel apart: --entity COLUMN",
        zh: "请指明区分面板个体的列：--entity 列名")
    default: return advice.map { Bilingual(en: $0, zh: chineseAdvice ?? $0) }
    }
  }

  private var chinese: String {
    switch self {
    case .unexpectedCharacter(let text): "公式中不能使用“\(text)”"
    case .equalsSign: "公式中不用“=”"
    case .unclosedQuote: "引号未闭合"
    case .emptyName: "引号之间没有名称"
    case .unclosedParenthesis: "括号未闭合"
    case .expected(_, let found): found.map { "此处不应为“\($0)”" } ?? "公式不完整"
    case .noTilde: "公式需用“~”分开被解释变量与解释变量"
    case .secondTilde: "第二个“~”只能在“|”之后，位于内生变量与工具变量之间"
    case .tooManyParts: "超过三个部分"
    case .fixedEffectsAfterInstruments: "工具变量部分之后不能再有内容"
    case .unknownFunction(let name, _, _): "未知的函数“\(name)”"
    case .argumentCount(let function, let allowed, let given):
      "\(function)() 需要\(allowed.upperBound == allowed.lowerBound ? "\(allowed.lowerBound)" : "\(allowed.lowerBound)或\(allowed.upperBound)")个参数，而非\(given)个"
    case .badStep(let function, let given): "\(function)() 的期数须为不小于1的整数，而非“\(given)”"
    case .numberAsTerm(let text): "“\(text)”不是解释变量；单独的数字只能是表示常数项的1和0"
    case .nothingToRemove(let term): "没有可去掉的项 \(term)"
    case .interactionInside: "“:”用于连接各项；括号内均为算术"
    case .notAColumn(let text): "固定效应须为列，而非 \(text)"
    case .noEndogenous: "“~”之前没有内生变量"
    case .noInstruments: "“~”之后没有工具变量"
    case .unknownColumn(let name, _): "未知的列“\(name)”"
    case .textInArithmetic(let column): "\(column) 为文本，不能参与运算"
    case .textResponse(let column): "\(column) 为文本；被解释变量须为数字"
    case .textWeights(let column): "\(column) 为文本；权重须为数字"
    case .needsPeriods(let call): "\(call) 需要各行的时期，而表中没有"
    case .repeatedPeriod(let call, let rows, _):
      "\(call) 无法确定：第\(rows.map(String.init).joined(separator: "、"))行属同一时期"
    case .oneLevel(let variable, let level): "所用各行的 \(variable) 均为“\(level)”；只有一类，无法解释"
    case .noRowLeft(let rows, let missing):
      "\(rows)行中没有一行具备公式所需的全部数值" + (missing.isEmpty ? "" : "：")
        + missing.map(\.message.zh).joined(separator: "；")
    case .nothingToEstimate: "没有可估计的内容：既无解释变量也无常数项"
    }
  }

  private var chineseAdvice: String? {
    switch self {
    case .equalsSign, .noTilde: "请写 y ~ x + z"
    case .unknownFunction(_, let instead?, _): "请写 \(instead)"
    case .badStep("lag", _): "向后取值用 lead()"
    case .badStep("lead", _): "向前取值用 lag()"
    case .numberAsTerm(let text): "倍数请写 (\(text) * x)"
    case .interactionInside: "乘积请写 *"
    case .tooManyParts: "请写 y ~ x | 固定效应 | 内生变量 ~ 工具变量"
    case .notAColumn: "成对的效应请写 region:year"
    case .repeatedPeriod(_, _, true): "每个个体每一时期只保留一行"
    default: nil
    }
  }
}
