import Scenarios
import TimeSeries

extension VerdictReport {
  /// What each scenario assumes and conditions on, how plausible that is, and what the weighting cost.
  func assumptions() -> [String] {
    let parts = scenarios.enumerated().flatMap { place, scenario -> [String] in
      let lines = assumptions(of: scenario)
      guard !lines.isEmpty else { return [] }
      return paragraph("\(code(place))  \(scenario.name.rendered(in: language))")
        + lines.flatMap { paragraph($0, first: "   ") }
    }
    guard !parts.isEmpty else { return [] }
    let key = say(
      "On condition: taken as information, all that moves with it responds. Held, assumed: nothing else is believed "
        + "differently.", "“条件”视为信息，相关变量随之调整；“外生”“假设”不改变对其他变量的看法。")
    return [say("What the scenarios assume", "各情景的设定")] + paragraph(key) + parts
  }

  private func assumptions(of scenario: ScenarioResult) -> [String] {
    var lines: [String] = []
    if let note = scenario.note { lines.append(note.rendered(in: language)) }
    let held = scenario.imposed.filter { $0.manner == .held }.map(imposedText)
    let conditioned = scenario.imposed.filter { $0.manner != .held }.map(imposedText)
    let assumed = record.settings.filter { $0.scenario == scenario.id }.compactMap(assumedText)
    for (heading, items) in [
      (say("On condition", "条件"), conditioned), (say("Held", "外生"), held), (say("Assumed", "假设"), assumed),
    ] where !items.isEmpty {
      lines.append(
        heading + (language == .zh ? "：" : ": ") + items.joined(separator: language == .zh ? "；" : "; "))
    }
    if let plausibility = scenario.plausibility { lines.append(plausibilityLine(plausibility)) }
    return lines + drawsLines(scenario)
  }

  /// Draws left out; a warning from one in a hundred on.
  private func leftOutLine(_ count: Int) -> String {
    let drawn = Double(max(1, record.result.draws))
    let share = VerdictFigures.share(Double(count) / drawn)
    let heading = Double(count) >= 0.01 * drawn ? say("WARNING: ", "警告：") : ""
    let number = Figures.grouped(count)
    return heading
      + say(
        "in \(number) draws (\(share)) investment or a sector would have to fall by more than all of itself; they are "
          + "left out, which biases what remains upwards",
        "有\(number)次模拟（\(share)）要求投资或某一产业的降幅超过其全部；这些模拟已剔除，其余结果因此偏高")
  }

  /// `trade growth 2020 = -15% ± 4 points`
  private func imposedText(_ path: ImposedPath) -> String {
    let variable = record.name(ofVariable: path.quantity.variable)
    let isGrowth = path.quantity.measure == .growth
    let unit = record.variables.first { $0.id == path.quantity.variable }?.unit
    let isRate = isGrowth || unit == nil || unit == .percent
    let value = { (amount: Double, language: Language) -> String in
      guard !isRate, let unit else { return Figures.significant(amount) + "%" }
      if language == .zh { return "\(Figures.significant(amount))\(Self.fixedBlank)\(unit)" }
      let english = EnglishAmount.of(amount, unit)
      return (english.figure + english.unit).replacing(" ", with: Self.fixedBlank)
    }
    let spread = { (language: Language) -> String in
      guard path.standardDeviation > 0 else { return "" }
      let rate = Figures.significant(path.standardDeviation, digits: 2)
      let points = language == .zh ? "个百分点" : Self.fixedBlank + "points"
      return " ±\(Self.fixedBlank)" + (isRate ? rate + points : value(path.standardDeviation, language))
    }
    let period = path.period.name
    return say(
      "\(variable.en)\(isGrowth ? " growth" : "") \(period.en) =\(Self.fixedBlank)"
        + value(path.mean, .en) + spread(.en),
      "\(period.zh)\(variable.zh)\(isGrowth ? "增速" : "") =\(Self.fixedBlank)" + value(path.mean, .zh)
        + spread(.zh))
  }

  /// An override that imposes no path (those that do are told as held): `shocks of all variables × 6`.
  private func assumedText(_ setting: SettingRecord) -> String? {
    guard setting.key.hasPrefix("overrides."), let dot = setting.key.lastIndex(of: ".") else { return nil }
    let words = setting.key[..<dot].dropFirst("overrides.".count).split(separator: " ", maxSplits: 1).map(
      String.init)
    guard words.count == 2 else { return nil }
    let action = String(setting.key[setting.key.index(after: dot)...])
    let amount = setting.value + unitText(setting.unit)
    let shift = setting.value.hasPrefix("-") ? amount : "+" + amount
    let name = subject(words[0], words[1])
    let times = "×\(Self.fixedBlank)\(amount)"
    switch (words[0], action) {
    case ("volatility", "scale"):
      let all = Bilingual(en: "all variables", zh: "所有变量")
      let whose = words[1] == "all" ? all : name
      return say("shocks of \(whose.en) \(times)", "\(whose.zh)的冲击 \(times)")
    case (_, "scale"): return "\(name.rendered(in: language)) \(times)"
    case ("variable", "add_factor"):
      return say("equation of \(name.en) \(shift)", "\(name.zh)方程 \(shift)")
    case (_, "add"): return "\(name.rendered(in: language)) \(shift)"
    case ("parameter", "set"): return "\(name.rendered(in: language)) =\(Self.fixedBlank)\(amount)"
    default: return nil
    }
  }

  /// The name of what an override acts on; its identifier where the model knows none.
  private func subject(_ kind: String, _ id: String) -> Bilingual {
    guard kind == "parameter" else { return record.name(ofVariable: id) }
    return record.parameters.first { $0.id == id }?.name ?? Bilingual(id)
  }

  private func unitText(_ symbol: String?) -> String {
    guard let unit = symbol.flatMap({ try? TimeSeries.Unit(parsing: $0) }) else { return "" }
    switch unit {
    case .percent: return "%"
    case .percentagePoint: return say("\(Self.fixedBlank)points", "个百分点")
    default: return Self.fixedBlank + unit.name.rendered(in: language)
    }
  }

  /// A blank at which no line is broken.
  private static let fixedBlank = "\u{A0}"

  private func plausibilityLine(_ p: Plausibility) -> String {
    let tail = p.pValue < 1e-4 ? "< 0.01%" : "= \(Figures.significant(100 * p.pValue, digits: 2))%"
    let verdict =
      switch p.pValue {
      case 0.20...: Bilingual(en: "nothing unusual for the model", zh: "对模型而言并不罕见")
      case 0.05...: Bilingual(en: "unusual", zh: "较少见")
      case 0.01...: Bilingual(en: "rare for the model", zh: "对模型而言罕见")
      default:
        Bilingual(en: "far from what the model expects; an assumption, no forecast", zh: "远离模型预期：是假设而非预测")
      }
    return say("Plausibility: p \(tail), \(verdict.en)", "可信度：p \(tail)，\(verdict.zh)")
  }

  private func drawsLines(_ scenario: ScenarioResult) -> [String] {
    var lines: [String] = []
    let valid = Double(record.result.draws - scenario.invalidDraws)
    if scenario.failure == nil, valid > 0, scenario.effectiveDraws < 0.95 * valid {
      let effective = Figures.grouped(Int(scenario.effectiveDraws.rounded()))
      let share = Figures.fixed(100 * scenario.effectiveDraws / valid, decimals: 0)
      lines.append(
        say(
          "weighting leaves \(effective) effective draws (\(share)%)", "加权后有效模拟次数\(effective)（\(share)%）"))
    }
    if scenario.invalidDraws > 0 {
      lines.append(leftOutLine(scenario.invalidDraws))
    }
    if scenario.saturatedDraws > 0 {
      let count = Figures.grouped(scenario.saturatedDraws)
      lines.append(
        say(
          "\(count) draws carry the largest weight that can be counted: read these numbers with care",
          "\(count)次模拟的权重达到上限，结果须谨慎看待"))
    }
    return lines
  }
}
