public import Datasets
public import TimeSeries

/// Reads values out of a `SettingTree` and keeps everything found wrong on the way, so that a reader of the file sees all of it at
/// once. Each reading returns nil where it recorded a problem.
public final class SettingReader {
  /// The text the values were read from.
  public let text: PlanText
  /// Everything recorded so far, in the order found.
  public private(set) var diagnostics = Diagnostics()

  /// Keys that unknown ones were probably meant to be, by the place of their map: they are not missed as well.
  private var mistyped: [SourcePosition: Set<String>] = [:]

  /// A reader of a text, with nothing recorded.
  public init(_ text: PlanText) { self.text = text }

  /// Whether a key of a map is there under a misspelt name, which was recorded already.
  public func isMistyped(_ key: String, in map: SettingTree) -> Bool {
    mistyped[map.position]?.contains(key) ?? false
  }

  /// Records a problem with the line it stands in.
  public func report(
    _ message: Bilingual, at position: SourcePosition, length: Int = 1, suggestion: Bilingual? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(
      text.diagnostic(message, at: position, length: length, suggestion: suggestion, severity: severity))
  }

  /// Records a problem with a whole value.
  public func report(_ message: Bilingual, about tree: SettingTree, suggestion: Bilingual? = nil) {
    report(message, at: tree.position, length: tree.length, suggestion: suggestion)
  }

  func append(_ others: Diagnostics) { diagnostics.append(contentsOf: others) }

  /// The entries of a map by key. Keys other than `allowed` are recorded; `noun` names the map (“a target”).
  public func map(_ tree: SettingTree, of noun: Bilingual, allowed: [String]) -> [String: SettingTree]? {
    guard let entries = tree.entries else {
      let list = allowed.joined(separator: ", ")
      report(
        Bilingual(
          en: "\(noun.en) is a map, not \(Self.kind(tree).en)", zh: "\(noun.zh)应为映射，而不是\(Self.kind(tree).zh)"),
        about: tree,
        suggestion: Bilingual(en: "write “key: value” with keys among \(list)", zh: "请写作“键: 值”，键可为 \(list)"))
      return nil
    }
    var values: [String: SettingTree] = [:]
    for entry in entries {
      if allowed.contains(entry.key) {
        values[entry.key] = entry.value
      } else {
        if let near = Suggestion.nearest(to: entry.key, among: allowed) {
          mistyped[tree.position, default: []].insert(near)
        }
        report(
          Bilingual(en: "unknown key “\(entry.key)” in \(noun.en)", zh: "\(noun.zh)中有未知的键“\(entry.key)”"),
          at: entry.keyPosition, length: entry.key.count,
          suggestion: Self.splitNumber(entry) ?? Self.nearest(entry.key, among: allowed))
      }
    }
    return values
  }

  /// The items of a list; a single value counts as a list of one where `lenient`.
  public func list(_ tree: SettingTree, of noun: Bilingual, lenient: Bool = false) -> [SettingTree] {
    if let items = tree.items { return items }
    if lenient, !tree.isEmpty { return [tree] }
    report(
      Bilingual(
        en: "\(noun.en) are a list, not \(Self.kind(tree).en)", zh: "\(noun.zh)应为列表，而不是\(Self.kind(tree).zh)"),
      about: tree, suggestion: Bilingual(en: "begin each with “- ”", zh: "每项以“- ”开头"))
    return []
  }

  /// A text that is not empty.
  public func string(_ tree: SettingTree, of noun: Bilingual) -> String? {
    guard let text = tree.text else {
      report(
        Bilingual(
          en: "\(noun.en) is a single value, not \(Self.kind(tree).en)",
          zh: "\(noun.zh)应为单个值，而不是\(Self.kind(tree).zh)"),
        about: tree)
      return nil
    }
    if tree.isEmpty || text.isEmpty {
      report(Bilingual(en: "\(noun.en) is empty", zh: "\(noun.zh)为空"), about: tree)
      return nil
    }
    return text
  }

  /// A name: the same text for both languages, or `{en: …, zh: …}` with one of them at least.
  public func bilingual(_ tree: SettingTree, of noun: Bilingual) -> Bilingual? {
    guard tree.entries != nil else { return string(tree, of: noun).map { Bilingual($0) } }
    guard let values = map(tree, of: noun, allowed: PlanSection.name.keyNames) else { return nil }
    let en = values["en"].map { string($0, of: noun) }
    let zh = values["zh"].map { string($0, of: noun) }
    if values.isEmpty {
      report(
        Bilingual(en: "\(noun.en) is empty", zh: "\(noun.zh)为空"), about: tree,
        suggestion: Bilingual(en: "write {en: …, zh: …}", zh: "请写 {en: …, zh: …}"))
      return nil
    }
    let english = (en ?? "") ?? ""
    let chinese = (zh ?? "") ?? ""
    return Bilingual(en: english.isEmpty ? chinese : english, zh: chinese.isEmpty ? english : chinese)
  }

  /// One of a set of words.
  public func choice(_ tree: SettingTree, of noun: Bilingual, among words: [String]) -> String? {
    guard let word = string(tree, of: noun) else { return nil }
    if words.contains(word) { return word }
    let list = words.joined(separator: ", ")
    report(
      Bilingual(en: "\(noun.en) cannot be “\(word)”", zh: "\(noun.zh)不能是“\(word)”"), about: tree,
      suggestion: Diagnostic.didYouMean(Suggestion.nearest(to: word, among: words))
        ?? Bilingual(en: "write one of \(list)", zh: "可写 \(list)"))
    return nil
  }

  /// `true` or `false`.
  public func boolean(_ tree: SettingTree, of noun: Bilingual) -> Bool? {
    choice(tree, of: noun, among: ["true", "false"]).map { $0 == "true" }
  }

  /// A whole number; digits may be grouped by `_` or `,`.
  public func integer(_ tree: SettingTree, of noun: Bilingual) -> Int? {
    guard let written = string(tree, of: noun) else { return nil }
    let digits = written.filter { $0 != "_" && $0 != "," }
    if let value = Int(digits) { return value }
    if let number = Double(digits), number == number.rounded(), abs(number) < 9e15 { return Int(number) }
    report(
      Bilingual(en: "\(noun.en) is a whole number, not “\(written)”", zh: "\(noun.zh)应为整数，而不是“\(written)”"),
      about: tree)
    return nil
  }

  /// A finite number without a unit.
  public func number(_ tree: SettingTree, of noun: Bilingual) -> Double? {
    guard let written = string(tree, of: noun) else { return nil }
    if let value = Double(written.replacing("−", with: "-")) {
      if value.isFinite { return value }
      report(Self.notFinite(noun, written), about: tree)
      return nil
    }
    report(
      Bilingual(
        en: "\(noun.en) is a number without a unit, not “\(written)”",
        zh: "\(noun.zh)应为不带单位的数，而不是“\(written)”"),
      about: tree)
    return nil
  }

  /// A number with its unit.
  public func quantity(_ tree: SettingTree, of noun: Bilingual) -> Amount? {
    guard let written = string(tree, of: noun) else { return nil }
    if Self.namesNoFiniteNumber(written) {
      report(Self.notFinite(noun, written), about: tree)
      return nil
    }
    do {
      return try Amount(parsing: written)
    } catch UnitError.noUnit {
      report(
        Bilingual(en: "\(noun.en) “\(written)” has no unit", zh: "\(noun.zh)“\(written)”缺少单位"), about: tree,
        suggestion: Bilingual(
          en: "write “\(written) %” for growth or a share, “\(written) 亿元” for a level",
          zh: "增速或比重写“\(written) %”，水平写“\(written) 亿元”"))
    } catch UnitError.unknown(let unit, let near) {
      report(
        Bilingual(en: "unknown unit “\(unit)” in \(noun.en)", zh: "\(noun.zh)的单位“\(unit)”未知"), about: tree,
        suggestion: Diagnostic.didYouMean(near)
          ?? Bilingual(
            en: "known are %, 百分点, 亿元, 万元, 亿美元, 人, 家, 个 and others", zh: "可用 %、百分点、亿元、万元、亿美元、人、家、个等"))
    } catch {
      report(
        Bilingual(en: "\(noun.en): \(error.message.en)", zh: "\(noun.zh)：\(error.message.zh)"), about: tree)
    }
    return nil
  }

  /// One period in any of its usual spellings: 2020, 2020Q1, 2020年3月.
  public func period(_ tree: SettingTree, of noun: Bilingual) -> Period? {
    guard let written = string(tree, of: noun) else { return nil }
    do {
      return try Period(written)
    } catch {
      report(
        Bilingual(en: "\(noun.en): \(error.message.en)", zh: "\(noun.zh)：\(error.message.zh)"), about: tree)
      return nil
    }
  }

  /// A period or neighbouring ones: 2020, 2020..2025.
  public func span(_ tree: SettingTree, of noun: Bilingual) -> ClosedRange<Period>? {
    guard let written = string(tree, of: noun) else { return nil }
    do {
      return try ClosedRange<Period>(written)
    } catch {
      report(
        Bilingual(en: "\(noun.en): \(error.message.en)", zh: "\(noun.zh)：\(error.message.zh)"), about: tree)
      return nil
    }
  }

  /// “did you mean …”, or the words that may be written.
  public static func nearest(_ word: String, among words: [String]) -> Bilingual? {
    if let near = Suggestion.nearest(to: word, among: words) { return Diagnostic.didYouMean(near) }
    if words.isEmpty { return nil }
    let shown = words.prefix(24).joined(separator: ", ") + (words.count > 24 ? ", …" : "")
    return Bilingual(en: "known are \(shown)", zh: "可用：\(shown)")
  }

  /// `{at_least: 1,000 万元}` is two entries in YAML.
  private static func splitNumber(_ entry: SettingTree.Entry) -> Bilingual? {
    guard entry.value.isEmpty, entry.key.first?.isNumber == true else { return nil }
    return Bilingual(
      en: "inside {…} a comma ends the entry: write the number without it, or in quotes",
      zh: "{…}中的逗号会结束一项：请去掉数字中的逗号或加引号")
  }

  private static func kind(_ tree: SettingTree) -> Bilingual {
    switch tree {
    case .scalar(_, _, _) where tree.isEmpty: Bilingual(en: "empty", zh: "空值")
    case .scalar: Bilingual(en: "a single value", zh: "单个值")
    case .list: Bilingual(en: "a list", zh: "列表")
    case .map: Bilingual(en: "a map", zh: "映射")
    }
  }

  private static func namesNoFiniteNumber(_ written: String) -> Bool {
    let head = written.lowercased().drop { "+-−.".contains($0) }
    return ["nan", "inf"].contains { head.hasPrefix($0) } || (Double(written).map { !$0.isFinite } ?? false)
  }

  private static func notFinite(_ noun: Bilingual, _ written: String) -> Bilingual {
    Bilingual(en: "\(noun.en) is a finite number, not “\(written)”", zh: "\(noun.zh)应为有限的数，而不是“\(written)”")
  }
}
