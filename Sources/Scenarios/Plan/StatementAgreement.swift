import Datasets
import TimeSeries

extension Statement {
  /// Its growth where that is what it says, else its level.
  var statedNumber: (value: Double, unit: TimeSeries.Unit, bound: Statement.Bound)? {
    if let growth { return (growth, .percent, growthBound ?? .exact) }
    if let level, let unit { return (level, unit, levelBound ?? .exact) }
    return nil
  }

  /// The number it gives for one measure.
  func number(of measure: Measure) -> (value: Double, unit: TimeSeries.Unit, bound: Statement.Bound)? {
    switch measure {
    case .growth: growth.map { ($0, .percent, growthBound ?? .exact) }
    case .level: level.flatMap { level in unit.map { (level, $0, levelBound ?? .exact) } }
    }
  }
}

/// A number in a plan against the statement it stands for.
enum StatementAgreement {
  /// The key that says what a statement's words say: 以上 at_least, 以内 at_most, 左右 about, 高于 above.
  static func key(for bound: Statement.Bound) -> String {
    switch bound {
    case .exact, .atLeast: "at_least"
    case .atMost: "at_most"
    case .approximately: "about"
    case .greaterThan: "above"
    }
  }

  /// The keys that do not contradict it.
  static func keys(for bound: Statement.Bound) -> [String] {
    switch bound {
    case .exact: BoundReading.keys
    case .atLeast: ["at_least", "above"]
    case .atMost: ["at_most", "below"]
    case .approximately: ["about", "within"]
    case .greaterThan: ["above"]
    }
  }

  static func word(for bound: Statement.Bound) -> String {
    switch bound {
    case .exact: ""
    case .atLeast: "以上"
    case .atMost: "以内"
    case .approximately: "左右"
    case .greaterThan: "高于"
    }
  }
}

extension TargetReading {
  /// Records a number that differs from the statement's. What `--set` wrote may differ: it asks “what if”.
  func compare(_ quantity: Amount, at tree: SettingTree, as measure: Measure, key: String) {
    guard let statement, tree.position.file != PlanText.replacementFile, key != "within" else { return }
    guard let stated = statement.number(of: measure) else {
      guard let other = statement.statedNumber else { return }
      report(
        Bilingual(
          en:
            "the statement “\(statement.id)” gives \(other.value.plain) \(other.unit), not a number in \(quantity.unit)",
          zh: "表述“\(statement.id)”给出的是 \(other.value.plain) \(other.unit)，单位不是\(quantity.unit)"),
        about: tree, remedy: "\(key): \(other.value.plain) \(other.unit)")
      return
    }
    let remedy = "\(key): \(stated.value.plain) \(stated.unit)"
    guard let converted = try? quantity.converted(to: stated.unit) else {
      report(
        Bilingual(
          en: "the statement “\(statement.id)” is in \(stated.unit), not in \(quantity.unit)",
          zh: "表述“\(statement.id)”的单位是\(stated.unit)，而不是\(quantity.unit)"), about: tree, remedy: remedy)
      return
    }
    if abs(converted.value - stated.value) > 1e-9 * max(1, abs(stated.value)) {
      report(
        Bilingual(
          en:
            "\(quantity) is not what the statement “\(statement.id)” says (\(statement.position)): \(stated.value.plain) \(stated.unit)",
          zh:
            "\(quantity)与表述“\(statement.id)”（\(statement.position)）不符：原文为 \(stated.value.plain) \(stated.unit)"
        ),
        about: tree, remedy: remedy)
    }
  }

  /// Records a bound that points elsewhere than the words of the statement.
  func compareDirection(_ bound: BoundReading.Result, as measure: Measure) {
    guard let statement, let stated = statement.number(of: measure), let written = bound.numbers.first,
      written.tree.position.file != PlanText.replacementFile,
      !StatementAgreement.keys(for: stated.bound).contains(bound.key)
    else { return }
    let word = StatementAgreement.word(for: stated.bound)
    report(
      Bilingual(
        en:
          "“\(bound.key)” is not what the statement “\(statement.id)” says (\(statement.position)): \(word)",
        zh: "“\(bound.key)”与表述“\(statement.id)”（\(statement.position)）的“\(word)”不符"), about: written.tree,
      remedy: "\(StatementAgreement.key(for: stated.bound)): \(stated.value.plain) \(stated.unit)")
  }

  private func report(_ message: Bilingual, about tree: SettingTree, remedy: String) {
    decoder.reader.report(
      message, about: tree,
      suggestion: Bilingual(
        en: "write “\(remedy)”, or give a target of your own another id", zh: "请写“\(remedy)”；自拟目标请另用 id"))
  }
}
