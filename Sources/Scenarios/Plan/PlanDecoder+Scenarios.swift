import Datasets
import TimeSeries

/// Scenarios, with what they inherit and apply.
extension PlanDecoder {
  /// One scenario as written.
  private struct Draft {
    var scenario: Scenario
    var extends: String?
    var extendsTree: SettingTree?
    var apply: [String]
  }

  func readOverrideSets(_ tree: SettingTree?) {
    guard let tree, !tree.isEmpty else { return }
    guard let entries = tree.entries else {
      reader.report(
        Bilingual(en: "the section overrides is a map of named sets", zh: "overrides 部分应为具名的集合"), about: tree,
        suggestion: Bilingual(en: "write “overrides: {name: [ … ]}”", zh: "请写“overrides: {名称: [ … ]}”"))
      return
    }
    for entry in entries {
      overrideSets[entry.key] = overrides(entry.value, origin: "overrides.\(entry.key)")
    }
  }

  func scenarios(_ tree: SettingTree?, of root: SettingTree) -> [Scenario] {
    let remedy = Bilingual(
      en: "add at least “- {id: baseline, name: {en: Baseline, zh: 基准}}”",
      zh: "至少写“- {id: baseline, name: {en: Baseline, zh: 基准}}”")
    guard let tree, !tree.isEmpty else {
      reader.report(
        Bilingual(en: "the plan has no scenarios", zh: "计划没有情景"), at: tree?.position ?? root.position,
        suggestion: remedy)
      return []
    }
    let items = reader.list(tree, of: Self.noun("scenarios", "情景"))
    if items.isEmpty, tree.items != nil {
      reader.report(Bilingual(en: "the plan has no scenarios", zh: "计划没有情景"), about: tree, suggestion: remedy)
    }
    var taken: [String: SourcePosition] = [:]
    let ids = items.compactMap { $0["id"]?.text }
    let drafts = items.compactMap { draft($0, ids: ids, taken: &taken) }
    let table = Dictionary(drafts.map { ($0.scenario.id, $0) }) { first, _ in first }
    let circular = reportCircles(drafts, table)
    return drafts.filter { !circular.contains($0.scenario.id) }.map { assembled($0, table) }
  }

  private func draft(_ tree: SettingTree, ids: [String], taken: inout [String: SourcePosition]) -> Draft? {
    guard let values = map(tree, .scenario), let idTree = required("id", in: values, of: .scenario, at: tree),
      let id = identifier(idTree, of: Self.noun("the scenario id", "情景 id"), taken: &taken)
    else { return nil }
    let name =
      values["name"].flatMap { reader.bilingual($0, of: Self.noun("the name", "名称")) } ?? Bilingual(id)
    let note = values["note"].flatMap { reader.bilingual($0, of: Self.noun("the note", "说明")) }
    let extends = values["extends"].flatMap { reference($0, to: Self.noun("scenario", "情景"), among: ids) }
    let sets =
      values["apply"].map { reader.list($0, of: Self.noun("applied sets", "应用的集合"), lenient: true) } ?? []
    let apply = sets.compactMap {
      reference($0, to: Self.noun("override set", "改动集合"), among: overrideSets.keys.sorted())
    }
    let own = values["overrides"].map { self.overrides($0, origin: "scenarios.\(id)") } ?? []
    let conditions = values["conditions"].map { self.conditions($0, origin: "scenarios.\(id)") } ?? []
    let scenario = Scenario(
      id: id, name: name, note: note, overrides: own, conditions: conditions, at: tree.position)
    return Draft(scenario: scenario, extends: extends, extendsTree: values["extends"], apply: apply)
  }

  /// Names each circle of `extends` once; returns the scenarios that cannot be assembled.
  private func reportCircles(_ drafts: [Draft], _ table: [String: Draft]) -> Set<String> {
    var broken: Set<String> = []
    var reported: Set<String> = []
    for draft in drafts {
      var chain = [draft.scenario.id]
      while let next = chain.last.flatMap({ table[$0]?.extends }), !chain.contains(next) {
        chain.append(next)
      }
      guard let back = chain.last.flatMap({ table[$0]?.extends }), let start = chain.firstIndex(of: back)
      else { continue }
      broken.insert(draft.scenario.id)
      let circle = chain[start...]
      guard draft.scenario.id == back, reported.isDisjoint(with: circle), let tree = draft.extendsTree else {
        continue
      }
      reported.formUnion(circle)
      let path = (circle + [back]).joined(separator: " → ")
      reader.report(
        Bilingual(en: "scenarios extend each other in a circle: \(path)", zh: "情景的 extends 形成循环：\(path)"),
        about: tree,
        suggestion: Bilingual(en: "let one of them extend nothing", zh: "请让其中一个不再 extends"))
    }
    return broken
  }

  /// What it extends, then the sets it applies, then its own; the later replaces the earlier where they say the same of the same.
  private func assembled(_ draft: Draft, _ table: [String: Draft]) -> Scenario {
    var result = draft.scenario
    var overrides: [Override] = []
    var conditions: [Condition] = []
    if let parent = draft.extends.flatMap({ table[$0] }) {
      let inherited = assembled(parent, table)
      overrides = inherited.overrides
      conditions = inherited.conditions
    }
    for set in draft.apply { overrides = Self.merged(overrides, with: overrideSets[set] ?? []) }
    result.overrides = Self.merged(overrides, with: draft.scenario.overrides)
    let own = draft.scenario.conditions
    conditions.removeAll { inherited in
      own.contains { $0.quantity == inherited.quantity && $0.period == inherited.period }
    }
    result.conditions = conditions + own
    return result
  }

  private static func merged(_ earlier: [Override], with later: [Override]) -> [Override] {
    earlier.filter { old in !later.contains { $0.replaces(old) } } + later
  }

  // MARK: Checks of aggregations

  func checks(_ tree: SettingTree?, scenarios: [String]) -> [Plan.AggregationCheck] {
    guard let tree, !tree.isEmpty else { return [] }
    let outturns = sources.filter { $0.role == .outturns }.map(\.id)
    return reader.list(tree, of: Self.noun("checks", "核对")).compactMap { item in
      guard let values = map(item, .check),
        let partsTree = required("aggregate", in: values, of: .check, at: item),
        let totalTree = required("total", in: values, of: .check, at: item),
        let regionTree = required("region", in: values, of: .check, at: item),
        let periodTree = required("period", in: values, of: .check, at: item)
      else { return nil }
      let word = Self.noun("the indicator", "指标")
      let parts = reader.list(partsTree, of: Self.noun("parts", "组成部分"), lenient: true).compactMap {
        reader.string($0, of: word)
      }
      let source =
        values["source"].map { reference($0, to: Self.noun("outturns", "实绩数据"), among: outturns) }
        ?? outturns.first
      let shown = values["scenarios"].map { list in
        reader.list(list, of: Self.noun("scenarios", "情景"), lenient: true).compactMap {
          reference($0, to: Self.noun("scenario", "情景"), among: scenarios)
        }
      }
      guard let source else {
        if values["source"] == nil {
          reader.report(
            Bilingual(en: "a check needs outturns to read", zh: "核对需要实绩数据"), at: item.position,
            suggestion: Bilingual(en: "add “data: {outturns: FILE}”", zh: "请加上“data: {outturns: 文件}”"))
        }
        return nil
      }
      guard let total = reader.string(totalTree, of: word),
        let period = reader.period(periodTree, of: Self.noun("the period", "时间")),
        let region = reader.string(regionTree, of: Self.noun("the region", "地区"))
      else { return nil }
      return Plan.AggregationCheck(
        region: region, source: source, period: period, parts: parts, total: total,
        scenarios: shown ?? scenarios,
        position: item.position)
    }
  }
}

extension Override {
  private enum Family { case value, add, scale, addFactor }

  private var family: Family {
    switch action {
    case .set, .path, .hold: .value
    case .add: .add
    case .scale: .scale
    case .addFactor: .addFactor
    }
  }

  /// Whether this one says the same kind of thing of the same subject over periods the other covers.
  func replaces(_ other: Override) -> Bool {
    guard family == other.family, subject.name == other.subject.name else { return false }
    guard let mine = span, let others = other.span else { return true }
    return mine.overlaps(others)
  }
}

extension Override.Subject {
  /// Its kind and name, whatever the measure.
  var name: String {
    switch self {
    case .variable(let quantity): "variable \(quantity.variable)"
    case .parameter(let id): "parameter \(id)"
    case .volatility(let id): "volatility \(id ?? "all")"
    }
  }
}
