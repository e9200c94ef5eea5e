public import TimeSeries

/// What a model is, for a reader at a terminal.
public struct ModelSummaryReport: Sendable {
  public let summary: ModelSummary
  public let language: Language
  /// Columns of the terminal.
  public let width: Int
  /// What to type next.
  public let next: [VerdictReport.NextStep]

  public init(_ summary: ModelSummary, language: Language, width: Int, next: [VerdictReport.NextStep] = []) {
    self.summary = summary
    self.language = language
    self.width = max(60, width)
    self.next = next
  }

  /// The report as text, ending in a line break.
  public func text() -> String {
    let sections = [heading(), variables(), exogenous(), constants(), shocks(), order(), steps()]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func say(_ en: String, _ zh: String) -> String { Bilingual(en: en, zh: zh).rendered(in: language) }

  private func paragraph(_ en: String, _ zh: String) -> [String] {
    TextWrapping.lines(of: say(en, zh), width: width)
  }

  private static func count(_ n: Int, _ noun: String) -> String { "\(n) \(noun)\(n == 1 ? "" : "s")" }

  private func heading() -> [String] {
    let behavioral = summary.equations.count { $0.kind == "behavioral" }
    let identities = summary.equations.count - behavioral
    let (unit, frequency) = (summary.frequency.name.en, Self.adjective(summary.frequency))
    let kinds = [
      behavioral == 0 ? nil : "\(behavioral) behavioral",
      identities == 0 ? nil : identities == 1 ? "1 identity" : "\(identities) identities",
    ].compactMap { $0 }.joined(separator: ", ")
    let back = summary.lag == 0 ? "no lags" : "looks back \(Self.count(summary.lag, unit))"
    let ahead = summary.lead == 0 ? "no leads" : "looks ahead \(Self.count(summary.lead, unit))"
    return paragraph(
      "\(summary.name): a valid \(frequency.en) model. \(Self.count(summary.equations.count, "equation")) (\(kinds)) for as many variables; "
        + "\(Self.count(summary.exogenous.count, "exogenous variable")); \(Self.count(summary.parameters.count, "parameter")); "
        + "\(summary.shocks.isEmpty ? "no shocks" : Self.count(summary.shocks.count, "shock")); \(back), \(ahead).",
      "\(summary.name)：有效的\(frequency.zh)模型。方程\(summary.equations.count)个（行为方程\(behavioral)个，恒等式\(identities)个），"
        + "内生变量\(summary.variables.count)个；外生变量\(summary.exogenous.count)个；参数\(summary.parameters.count)个；"
        + "冲击\(summary.shocks.count)个；滞后最长\(summary.lag)期，超前最长\(summary.lead)期。")
  }

  private static func adjective(_ frequency: Frequency) -> Bilingual {
    switch frequency {
    case .annual: Bilingual(en: "annual", zh: "年度")
    case .halfYear: Bilingual(en: "half-yearly", zh: "半年度")
    case .quarter: Bilingual(en: "quarterly", zh: "季度")
    case .month: Bilingual(en: "monthly", zh: "月度")
    }
  }

  // MARK: Tables

  private func measure(_ variable: ModelSummary.Variable) -> String {
    let parts = [variable.unit, variable.basis.map { $0.rendered(in: language) }].compactMap { $0 }
    return parts.joined(separator: language == .zh ? "，" : ", ")
  }

  private func label(_ name: String, _ label: Bilingual) -> String {
    label == Bilingual(name) ? "" : label.rendered(in: language)
  }

  private func variables() -> [String] {
    var table = Table([
      .init(say("variable", "内生变量")), .init(say("what it is", "含义"), wraps: true, comfortable: 30),
      .init(say("measured in", "单位、口径"), wraps: true, comfortable: 18),
      .init(say("block", "求解块"), .right), .init(say("line", "行"), .right),
      .init(say("equation", "方程"), wraps: true),
    ])
    let equations = Dictionary(
      summary.equations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    table.rows = summary.variables.map { variable in
      let equation = variable.equation.flatMap { equations[$0] }
      return .cells([
        variable.name, label(variable.name, variable.label), measure(variable),
        variable.block.map(String.init) ?? "", equation.map { "\($0.line)" } ?? "",
        equation.map { Self.marked($0) } ?? "",
      ])
    }
    return [table.text(width: width)]
  }

  /// The text of an equation, after its name where that is not the variable's.
  private static func marked(_ equation: ModelSummary.Equation) -> String {
    equation.name == equation.determines ? equation.text : "\(equation.name): \(equation.text)"
  }

  private func exogenous() -> [String] {
    guard !summary.exogenous.isEmpty else { return [] }
    var table = Table([
      .init(say("exogenous", "外生变量")), .init(say("what it is", "含义"), wraps: true),
      .init(say("measured in", "单位、口径"), wraps: true),
    ])
    table.rows = summary.exogenous.map { .cells([$0.name, label($0.name, $0.label), measure($0)]) }
    return [table.text(width: width)]
  }

  /// Parameters with a value as a table, the others as a list.
  private func constants() -> [String] {
    var lines: [String] = []
    let known = summary.parameters.filter { $0.value != nil }
    if !known.isEmpty {
      var table = Table([
        .init(say("parameter", "参数")), .init(say("value", "取值"), .right),
        .init(say("prior", "先验分布"), wraps: true), .init(say("what it is", "含义"), wraps: true),
      ])
      table.rows = known.map { parameter in
        let value = parameter.value.map { RegressionFigures.number($0) } ?? ""
        let note = parameter.isEstimated ? say("start of the estimate", "估计初值") : parameter.distribution ?? ""
        return .cells([parameter.name, value, note, label(parameter.name, parameter.label)])
      }
      lines.append(table.text(width: width))
    }
    let open = summary.withoutValue
    if !open.isEmpty {
      if !lines.isEmpty { lines.append("") }
      lines += paragraph(
        "No value yet: \(open.joined(separator: ", ")).", "尚无取值的参数：\(open.joined(separator: "、"))。")
    }
    return lines
  }

  private func shocks() -> [String] {
    guard !summary.shocks.isEmpty else { return [] }
    var table = Table([
      .init(say("shock", "冲击")), .init(say("drawn from", "分布"), wraps: true),
      .init(say("what it is", "含义"), wraps: true),
    ])
    table.rows = summary.shocks.map { shock in
      .cells([shock.name, shock.distribution ?? say("not drawn", "不抽取"), label(shock.name, shock.label)])
    }
    return [table.text(width: width)]
  }

  /// Simultaneous blocks one by one; equations computed one after the other as one line for each stretch of them.
  private func order() -> [String] {
    var table = Table([.init(""), .init(say("order of solution", "求解次序"), wraps: true)])
    var run: [(number: Int, name: String)] = []
    let flush = {
      guard let first = run.first, let last = run.last else { return }
      let numbers = first.number == last.number ? "\(first.number)" : "\(first.number)–\(last.number)"
      let list = run.map(\.name).joined(separator: ", ")
      table.rows.append(
        .cells([numbers, say("one after the other: \(list)", "依次计算：\(list)")]))
      run = []
    }
    for (i, block) in summary.blocks.enumerated() {
      if block.feedback.isEmpty {
        run += block.variables.map { (i + 1, $0) }
        continue
      }
      flush()
      let (list, feedback) = (
        block.variables.joined(separator: ", "), block.feedback.joined(separator: ", ")
      )
      let n = block.variables.count
      table.rows.append(
        .cells([
          "\(i + 1)",
          say(
            "\(n == 1 ? "by itself" : "\(n) together"): \(list); feedback through \(feedback)",
            "\(n == 1 ? "单独" : "\(n)个联立")求解：\(list)；反馈变量 \(feedback)"),
        ]))
    }
    flush()
    var lines = [table.text(width: width)]
    if !summary.leads.isEmpty {
      let list = summary.leads.joined(separator: ", ")
      lines += paragraph(
        "Equations look ahead at \(list): all periods are solved together.", "方程用到 \(list) 的未来值：各期联立求解。")
    }
    for reconciled in summary.reconciliations {
      let parts = reconciled.parts.joined(separator: ", ")
      lines += paragraph(
        "Reconciled: \(reconciled.total) with its parts \(parts) (line \(reconciled.line)).",
        "协调一致：\(reconciled.total) 与其组成部分 \(parts)（第\(reconciled.line)行）。")
    }
    return lines
  }

  private func steps() -> [String] {
    VerdictReport.NextStep.lines(next, width: width, language: language)
  }
}
