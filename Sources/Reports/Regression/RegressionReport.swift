public import TimeSeries

/// The table of a regression for a reader at a terminal: what was estimated and how, coefficients with their
/// uncertainty, then what was left out.
public struct RegressionReport: Sendable {
  public let record: RegressionRecord
  public let language: Language
  /// Columns of the terminal; no line is wider, down to 60.
  public let width: Int

  public init(_ record: RegressionRecord, language: Language = .en, width: Int = 100) {
    self.record = record
    self.language = language
    self.width = max(60, width)
  }

  /// The report as text for a terminal, ending in a line break.
  public func text() -> String {
    let sections = [heading(), facts(), coefficients(), tests(), diagnostics(), notes()]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func say(_ en: String, _ zh: String) -> String { Bilingual(en: en, zh: zh).rendered(in: language) }

  private func heading() -> [String] {
    TextWrapping.lines(of: record.methodName.rendered(in: language) + " · " + record.file, width: width)
      + TextWrapping.paragraph(record.formula, first: "  ", width: width)
  }

  // MARK: Facts

  /// Sample beside fit where the terminal is wide enough, then what takes a line of its own.
  private func facts() -> [String] {
    let (left, right, long) = (sampleFacts(), fitFacts(), longFacts())
    let widths = { (facts: [(String, String)], value: Bool) in
      facts.map { DisplayWidth.of(value ? $0.1 : $0.0) }.max() ?? 0
    }
    let labels = max(widths(left, false), widths(long, false))
    let used = labels + widths(left, true) + widths(right, false) + widths(right, true) + 9
    let isWide = used <= width
    var lines = (isWide ? left : left + right).map { "\($0.0.padded(to: labels))   \($0.1)" }
    if isWide {
      let edge = labels + 3 + widths(left, true) + 3
      lines = (0..<max(left.count, right.count)).map { i in
        let start = (i < lines.count ? lines[i] : "").padded(to: edge)
        guard i < right.count else { return i < lines.count ? lines[i] : "" }
        return start + right[i].0.padded(to: widths(right, false)) + "   " + right[i].1
      }
    }
    return lines
      + long.flatMap { TextWrapping.paragraph($0.1, first: $0.0.padded(to: labels) + "   ", width: width) }
  }

  private func sampleFacts() -> [(String, String)] {
    var facts = [(say("observations", "观测数"), Figures.grouped(record.n))]
    if record.rows > record.n {
      facts.append((say("rows of the file", "文件行数"), Figures.grouped(record.rows)))
    }
    if let freedom = record.degreesOfFreedom {
      facts.append((say("degrees of freedom", "自由度"), Figures.grouped(freedom)))
    }
    if let weights = record.weights { facts.append((say("weights", "权重"), weights)) }
    for effect in record.fixedEffects {
      facts.append(
        (say("fixed effects: ", "固定效应：") + effect.name, say("\(effect.count) levels", "\(effect.count)个水平")))
    }
    if record.precision == "extended" {
      facts.append((say("precision", "精度"), say("extended", "扩展")))
    }
    return facts
  }

  private func fitFacts() -> [(String, String)] {
    var facts: [(String, String)] = []
    if let share = record.rSquared { facts.append(("R²", RegressionFigures.share(share))) }
    if let share = record.adjustedRSquared {
      facts.append((say("adjusted R²", "调整后R²"), RegressionFigures.share(share)))
    }
    for measure in record.measures {
      facts.append((measure.name.rendered(in: language), RegressionFigures.number(measure.value)))
    }
    if let sigma = record.sigma { facts.append(("σ̂", RegressionFigures.number(sigma))) }
    return facts
  }

  private func longFacts() -> [(String, String)] {
    var facts: [(String, String)] = []
    if let panel = record.panel { facts.append((say("data", "数据"), panel.rendered(in: language))) }
    facts.append((say("standard errors", "标准误"), covarianceText().rendered(in: language)))
    return facts
  }

  private func covarianceText() -> Bilingual {
    let choice = record.covariance
    var parts = [choice.name]
    if !choice.clusters.isEmpty {
      let groups = choice.clusters.map {
        Bilingual(en: "\($0.name) (\($0.count))", zh: "\($0.name)（\($0.count)组）")
      }
      let list = Self.list(groups, en: " and ", zh: "、")
      parts[0] = Bilingual(en: "\(choice.name.en) by \(list.en)", zh: "\(choice.name.zh)：\(list.zh)")
    }
    if let bandwidth = choice.bandwidth {
      let shown = RegressionFigures.number(bandwidth, digits: 4)
      parts.append(Bilingual(en: "bandwidth \(shown)", zh: "带宽 \(shown)"))
    }
    if let formula = choice.factorFormula, let value = choice.factorValue {
      let shown = "\(formula) = \(RegressionFigures.number(value, digits: 5))".replacing(" ", with: "\u{A0}")
      parts.append(Bilingual(en: "small-sample factor \(shown)", zh: "小样本因子 \(shown)"))
    }
    let distribution = record.inferenceDegreesOfFreedom.map { Bilingual("t(\($0))") }
    let by = distribution ?? Bilingual(en: "the normal distribution", zh: "正态分布")
    parts.append(Bilingual(en: "p-values by \(by.en)", zh: "p 值按 \(by.zh)"))
    return Self.list(parts, en: ", ", zh: "，")
  }

  private static func list(_ items: [Bilingual], en: String, zh: String) -> Bilingual {
    Bilingual(en: items.map(\.en).joined(separator: en), zh: items.map(\.zh).joined(separator: zh))
  }

  // MARK: Tables

  private func coefficients() -> [String] {
    let statistic = record.inferenceDegreesOfFreedom == nil ? "z" : "t"
    var columns: [Table.Column] = [
      .init(record.response, wraps: true, comfortable: 24), .init(say("estimate", "估计值"), .right),
      .init(say("std. error", "标准误"), .right), .init(statistic, .right), .init("p", .right),
    ]
    let hasRoom = width >= 76
    if hasRoom { columns += [.init(say("95% from", "95%下限"), .right), .init(say("to", "上限"), .right)] }
    var rows: [Table.Row] = []
    var quantile: Double?
    for c in record.coefficients {
      if let τ = c.quantile, τ != quantile {
        if quantile != nil { rows.append(.rule) }
        rows.append(.section("τ = \(Figures.shortest(τ))"))
        quantile = τ
      }
      var cells = [
        c.name == Self.constant ? say(Self.constant, "常数项") : c.name, RegressionFigures.number(c.estimate),
        RegressionFigures.number(c.standardError), RegressionFigures.statistic(c.statistic),
        RegressionFigures.pValue(c.pValue),
      ]
      if hasRoom {
        cells += [
          RegressionFigures.number(c.interval.lowerBound), RegressionFigures.number(c.interval.upperBound),
        ]
      }
      rows.append(.cells(cells))
    }
    return [Table(columns, rows: rows).text(width: width)]
  }

  private static let constant = "(Intercept)"

  private func tests() -> [String] {
    record.tests.flatMap { test in
      let found = finding(test)
      let text = Bilingual(en: "\(test.name.en): \(found.en)", zh: "\(test.name.zh)：\(found.zh)")
      return TextWrapping.paragraph(text.rendered(in: language), width: width)
    }
  }

  /// One row a test; why some do not apply stands below.
  private func diagnostics() -> [String] {
    guard !record.diagnostics.isEmpty else { return [] }
    let columns: [Table.Column] = [
      .init(say("diagnostics", "诊断检验"), wraps: true), .init(say("statistic", "统计量"), .right),
      .init(say("distribution", "分布")), .init("p", .right),
    ]
    var rows: [Table.Row] = []
    for test in record.diagnostics {
      let none = test.null == nil ? "" : "–"
      rows.append(
        .cells([
          test.name.rendered(in: language), test.statistic.map(RegressionFigures.statistic) ?? "–",
          test.distribution ?? "", test.pValue.map(RegressionFigures.pValue) ?? none,
        ]))
    }
    let reasons = record.diagnostics.compactMap { test in
      test.reason.map {
        Bilingual(en: "\(test.name.en): \($0.en)", zh: "\(test.name.zh)：\($0.zh)")
      }
    }
    return [Table(columns, rows: rows).text(width: width)]
      + reasons.flatMap { TextWrapping.paragraph($0.rendered(in: language), first: "– ", width: width) }
  }

  private func finding(_ test: RegressionRecord.Test) -> Bilingual {
    guard let statistic = test.statistic else {
      return test.reason ?? Bilingual(en: "not defined", zh: "无定义")
    }
    let figure = RegressionFigures.statistic(statistic)
    let value = test.distribution.map { "\($0) = \(figure)" } ?? figure
    guard let pValue = test.pValue else { return Bilingual(value) }
    let p = RegressionFigures.pValue(pValue)
    return Bilingual(p.hasPrefix("<") ? "\(value), p < \(p.dropFirst())" : "\(value), p = \(p)")
  }

  private func notes() -> [String] {
    var notes: [Bilingual] = []
    let dropped = record.droppedRows
    if dropped > 0, !record.missing.isEmpty {
      let reasons = Self.list(record.missing.map(\.reason), en: "; ", zh: "；")
      let count = Figures.grouped(dropped)
      notes.append(
        Bilingual(
          en: "\(count) \(dropped == 1 ? "row is" : "rows are") not used: \(reasons.en).",
          zh: "未使用\(count)行：\(reasons.zh)。"))
    }
    notes += record.notes
    return notes.flatMap { TextWrapping.paragraph($0.rendered(in: language), first: "– ", width: width) }
  }
}
