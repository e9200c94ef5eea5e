import Datasets
import StructuralModels
import TimeSeries

/// Reads what options of `outturn model` say: periods, spans and names with either.
struct ModelArguments {
  let model: Model
  /// Everything found wrong so far.
  var problems = Diagnostics()

  init(_ model: Model) { self.model = model }

  mutating func period(_ text: String?, option: String) -> Period? {
    guard let text else { return nil }
    do {
      let period = try Period(text)
      guard fits(period.frequency, text, option) else { return nil }
      return period
    } catch {
      refuse(error.message, option, text)
      return nil
    }
  }

  mutating func span(_ text: String?, option: String) -> PeriodSpan? {
    guard let text else { return nil }
    do {
      let span = try PeriodSpan(text)
      guard fits(span.frequency, text, option) else { return nil }
      return span
    } catch {
      refuse(error.message, option, text)
      return nil
    }
  }

  /// The ends of a span, the first not after the last.
  mutating func ends(_ first: String?, _ last: String?) -> (from: Period?, to: Period?) {
    let from = period(first, option: "--from")
    let to = period(last, option: "--to")
    if let from, let to, from > to {
      problems.append(
        Diagnostic(
          Bilingual(
            en: "--from \(from) comes after --to \(to)", zh: "--from \(from) 晚于 --to \(to)"),
          suggestion: Bilingual(en: "exchange them", zh: "请对调两者")))
      return (nil, nil)
    }
    return (from, to)
  }

  /// `NAME=constant`, `NAME,NAME=linear`, `all=constant`.
  mutating func extensions(_ texts: [String]) -> [(name: String, rule: ModelData.Extension)] {
    var found: [(name: String, rule: ModelData.Extension)] = []
    let known = (model.exogenous + model.variables).map(\.name)
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let rule = ModelData.Extension(rawValue: String(parts[1].trimmingBlanks()))
      else {
        let usage = Bilingual(
          en: "write --extend NAME=constant or NAME=linear", zh: "请写 --extend 变量名=constant 或 变量名=linear")
        refuse(
          Bilingual(en: "“\(text)” does not say how a series goes on", zh: "“\(text)”没有说明序列如何延长"), "--extend",
          text, usage)
        continue
      }
      for name in Self.names(String(parts[0])) {
        if name == "all", !known.contains(name) {
          found += model.exogenous.map { ($0.name, rule) }
        } else if isKnown(name, among: known, "--extend", text) {
          found.append((name, rule))
        }
      }
    }
    return found
  }

  /// `NAME`, `NAME=1930`, `NAME,NAME=1930..1935`; a name without periods is held throughout `span`.
  mutating func held(_ texts: [String], throughout span: PeriodSpan) -> [String: PeriodSpan] {
    var found: [String: PeriodSpan] = [:]
    let known = model.variables.map(\.name)
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let periods = parts.count == 2 ? self.span(String(parts[1]), option: "--exogenize") : span
      for name in Self.names(String(parts[0])) where isKnown(name, among: known, "--exogenize", text) {
        found[name] = periods
      }
    }
    return found
  }

  /// `RULE` for all variables, `NAME=RULE` for one.
  mutating func terminals(_ texts: [String]) -> (all: Simulation.Terminal, own: [String: Simulation.Terminal])
  {
    var (all, own): (Simulation.Terminal, [String: Simulation.Terminal]) = (.constant, [:])
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let rule = Simulation.Terminal(rawValue: String((parts.last ?? "").trimmingBlanks())) else {
        let rules = Simulation.Terminal.allCases.map(\.rawValue).joined(separator: ", ")
        refuse(
          Bilingual(en: "“\(text)” is no rule for what lies beyond the end", zh: "“\(text)”不是期末之后的取值规则"),
          "--terminal", text, Bilingual(en: "rules are \(rules)", zh: "可用的规则：\(rules)"))
        continue
      }
      guard parts.count == 2 else {
        all = rule
        continue
      }
      let name = String(parts[0].trimmingBlanks())
      if isKnown(name, among: model.variables.map(\.name), "--terminal", text) { own[name] = rule }
    }
    return (all, own)
  }

  /// Names an option lists, all among `known`.
  mutating func names(_ texts: [String], among known: [String], option: String) -> [String] {
    var found: [String] = []
    for text in texts {
      for name in Self.names(text) where isKnown(name, among: known, option, text) {
        if !found.contains(name) { found.append(name) }
      }
    }
    return found
  }

  static func names(_ text: String) -> [String] {
    text.split(whereSeparator: { ",，、".contains($0) }).map { String($0.trimmingBlanks()) }.filter {
      !$0.isEmpty
    }
  }

  mutating func isKnown(_ name: String, among known: [String], _ option: String, _ text: String)
    -> Bool
  {
    if known.contains(name) { return true }
    refuse(
      Bilingual(en: "the model has no variable “\(name)” to be named here", zh: "模型中没有此处可用的变量“\(name)”"),
      option, text, marking: name, Diagnostic.nearest(name, among: known))
    return false
  }

  private mutating func fits(_ frequency: Frequency, _ text: String, _ option: String) -> Bool {
    if frequency == model.frequency { return true }
    refuse(
      Bilingual(
        en: "\(text) counts in \(frequency.name.en)s, the model in \(model.frequency.name.en)s",
        zh: "\(text) 的频率是\(frequency.name.zh)，模型的频率是\(model.frequency.name.zh)"), option, text)
    return false
  }

  mutating func refuse(
    _ message: Bilingual, _ option: String, _ text: String, marking part: String? = nil,
    _ suggestion: Bilingual? = nil
  ) {
    let marked = part.flatMap { text.firstRange(of: $0) } ?? text.startIndex..<text.endIndex
    let column = text.distance(from: text.startIndex, to: marked.lowerBound) + 1
    problems.append(
      Diagnostic(
        message, at: SourcePosition(file: option, line: 1, column: column), length: text[marked].count,
        sourceLine: text, suggestion: suggestion))
  }
}
