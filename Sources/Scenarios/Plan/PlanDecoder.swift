import Datasets
import TimeSeries

/// Turns the tree of a plan text into a `Plan`, collecting everything wrong with it.
final class PlanDecoder {
  let reader: SettingReader
  /// Folder of the plan, with its final slash; empty for the current one.
  let folder: String
  var statements: [Statement] = []
  /// Whether a file of statements could not be read: what refers to them is then not complained of.
  var lacksStatements = false
  var statementsByID: [String: Statement] = [:]
  var sources: [Plan.Source] = []
  /// Paths the plan names: none of them is what was meant by another.
  var namedFiles: Set<String> = []
  var horizon = Horizon(Period.year(0)...Period.year(0))
  var horizonTree: SettingTree?
  /// Whether the model is a text of equations, which may count in parts of years.
  var hasOwnModel = false
  /// Periods of targets that lie outside the horizon, and where they were written.
  var outside: [(period: Period, tree: SettingTree)] = []
  /// Whether no target lies inside the horizon: periods outside it are then not complained of one by one.
  var isHorizonAtFault = false
  var groups: [TargetGroup] = []
  var overrideSets: [String: [Override]] = [:]
  var origins: [SourcePosition: String] = [:]
  /// How each comparing target was read, and the variable whose target number it is compared with.
  var incomeReadings: [String: IncomeReading] = [:]
  var comparedTargets: [String: String] = [:]

  init(_ text: PlanText) {
    reader = SettingReader(text)
    folder = text.file.lastIndex(of: "/").map { String(text.file[...$0]) } ?? ""
  }

  static func noun(_ en: String, _ zh: String) -> Bilingual { Bilingual(en: en, zh: zh) }

  func plan(from tree: SettingTree) throws(Diagnostics) -> Plan {
    guard let root = map(tree, .plan) else { throw reader.diagnostics }
    hasOwnModel = root["model"]?["file"] != nil
    let header = header(root, of: tree)
    data(root["data"])
    let model = model(root["model"], of: tree)
    groups = groups(root["groups"])
    let targets = targets(root["targets"], of: tree)
    let relations = relations(root["relations"])
    readOverrideSets(root["overrides"])
    let scenarios = scenarios(root["scenarios"], of: tree)
    let checks = checks(root["checks"], scenarios: scenarios.map(\.id))
    let run = run(root["run"])
    guard !reader.diagnostics.hasErrors, let header, let model else {
      throw Diagnostics(reader.diagnostics.sorted)
    }
    return Plan(
      file: reader.text.file, region: header.region, title: header.title, information: header.information,
      sources: sources, model: model, horizon: horizon, groups: groups, targets: targets,
      relations: relations,
      scenarios: scenarios, aggregationChecks: checks, run: run, statements: statements, text: reader.text,
      notes: Diagnostics(reader.diagnostics.sorted), tree: tree, maps: tree.maps,
      origins: origins, incomeReadings: incomeReadings)
  }

  // MARK: What all sections use

  func map(_ tree: SettingTree, _ section: PlanSection) -> [String: SettingTree]? {
    reader.map(tree, of: section.noun, allowed: section.keyNames)
  }

  /// The value of a key that must be there.
  func required(
    _ key: String, in values: [String: SettingTree], of section: PlanSection, at tree: SettingTree
  ) -> SettingTree? {
    if let value = values[key] { return value }
    if reader.isMistyped(key, in: tree) { return nil }
    reader.report(
      Bilingual(en: "\(section.noun.en) without “\(key)”", zh: "\(section.noun.zh)缺少“\(key)”"),
      at: tree.position,
      suggestion: Bilingual(en: "add “\(key): …”", zh: "请补上“\(key): …”"))
    return nil
  }

  /// An identifier: letters, digits, `_` and `-`, so that `--set` can address it; recorded when it is taken.
  func identifier(_ tree: SettingTree, of noun: Bilingual, taken: inout [String: SourcePosition]) -> String? {
    guard let id = reader.string(tree, of: noun) else { return nil }
    if let bad = id.first(where: { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }) {
      reader.report(
        Bilingual(en: "“\(bad)” cannot stand in \(noun.en) “\(id)”", zh: "\(noun.zh)“\(id)”中不能有“\(bad)”"),
        about: tree,
        suggestion: Bilingual(en: "use letters, digits, “_” and “-”", zh: "请用字母、数字、“_”和“-”"))
      return nil
    }
    if let first = taken[id] {
      reader.report(
        Bilingual(
          en: "\(noun.en) “\(id)” is taken; first on line \(first.line)",
          zh: "\(noun.zh)“\(id)”重复；首次出现于第\(first.line)行"),
        about: tree, suggestion: Bilingual(en: "give it another id", zh: "请另起一个 id"))
      return nil
    }
    taken[id] = tree.position
    return id
  }

  /// A word that must name something the plan defines.
  func reference(_ tree: SettingTree, to noun: Bilingual, among known: [String]) -> String? {
    guard let word = reader.string(tree, of: noun) else { return nil }
    if known.contains(word) { return word }
    reader.report(
      Bilingual(en: "unknown \(noun.en) “\(word)”", zh: "未知的\(noun.zh)“\(word)”"), about: tree,
      suggestion: SettingReader.nearest(word, among: known)
        ?? Bilingual(en: "the plan defines none", zh: "计划中没有定义"))
    return nil
  }

  /// The statement a word names.
  func statement(_ tree: SettingTree) -> Statement? {
    if lacksStatements { return nil }
    let id = reference(tree, to: Self.noun("statement", "表述"), among: statements.map(\.id))
    return id.flatMap { statementsByID[$0] }
  }

  // MARK: Header

  private typealias Header = (title: Bilingual, region: Bilingual, information: Period)

  private func header(_ root: [String: SettingTree], of tree: SettingTree) -> Header? {
    if let version = required("outturn", in: root, of: .plan, at: tree),
      let number = reader.integer(version, of: Self.noun("the format's version", "格式版本")), number != 1
    {
      reader.report(
        Bilingual(
          en: "this program reads plans of format 1, not \(number)", zh: "本程序读取格式 1 的计划，而不是 \(number)"),
        about: version, suggestion: Bilingual(en: "write “outturn: 1”", zh: "请写“outturn: 1”"))
    }
    let region = required("region", in: root, of: .plan, at: tree).flatMap {
      reader.bilingual($0, of: Self.noun("the region", "地区"))
    }
    let title = root["title"].map { reader.bilingual($0, of: Self.noun("the title", "标题")) } ?? region
    let span = required("horizon", in: root, of: .plan, at: tree).flatMap { horizon($0) }
    let information = root["information"].map { reader.period($0, of: Self.noun("information", "信息截止期")) }
    if let span { horizon = Horizon(span) }
    horizonTree = root["horizon"]
    guard let region, let title, let span else { return nil }
    if let information {
      guard let information else { return nil }
      return (title, region, information)
    }
    return (title, region, span.lowerBound.span(of: .month).lowerBound)
  }

  private func horizon(_ tree: SettingTree) -> ClosedRange<Period>? {
    guard let span = reader.span(tree, of: Self.noun("the horizon", "预测期")) else { return nil }
    if hasOwnModel, span.frequency != .annual, span.count <= 120 { return span }
    guard span.frequency == .annual, span.count <= 30 else {
      reader.report(
        Bilingual(en: "the horizon is a span of years, 30 at most", zh: "预测期为若干年，最多三十年"), about: tree,
        suggestion: Bilingual(
          en: "write “\(span.lowerBound.year)” or “\(span.lowerBound.year)..\(span.lowerBound.year + 5)”",
          zh: "请写“\(span.lowerBound.year)”或“\(span.lowerBound.year)..\(span.lowerBound.year + 5)”"))
      return nil
    }
    return span
  }

  /// Whether a period lies inside the horizon, or there is none because it could not be read.
  func holdsInHorizon(_ period: Period) -> Bool {
    horizon.periods.lowerBound.year == 0
      || horizon.periods.contains { $0.contains(period) || period.contains($0) }
  }

  /// Records a period outside the horizon; true when it lies inside.
  func isInHorizon(_ period: Period, at tree: SettingTree) -> Bool {
    if isHorizonAtFault || holdsInHorizon(period) { return true }
    reader.report(
      Bilingual(
        en: "\(period) lies outside the horizon \(horizon.periods.text)",
        zh: "\(period.name.zh)不在预测期 \(horizon.periods.text) 之内"), about: tree,
      suggestion: Bilingual(en: "choose a period inside it, or widen “horizon”", zh: "请改为预测期内的时间，或扩大 horizon")
    )
    return false
  }

  // MARK: Model, groups, run

  private func model(_ tree: SettingTree?, of root: SettingTree) -> Plan.ModelChoice? {
    guard let tree else {
      return Plan.ModelChoice(name: "growth", settings: .map([], root.position))
    }
    if let name = tree.text, !tree.isEmpty {
      return Plan.ModelChoice(name: name, settings: .map([], tree.position))
    }
    if tree["file"] != nil || tree["data"] != nil {
      return Plan.ModelChoice(name: Plan.ModelChoice.file, settings: tree)
    }
    guard let entries = tree.entries, entries.count == 1 else {
      reader.report(
        Bilingual(en: "the section model names one model", zh: "model 部分应只写一个模型"), about: tree,
        suggestion: Bilingual(
          en: "write “model: {growth: {…}}”, or “model: {file: …, data: …}” for a model of your own",
          zh: "请写“model: {growth: {…}}”；自己的模型请写“model: {file: …, data: …}”"))
      return nil
    }
    let settings = entries[0].value.isEmpty ? .map([], entries[0].value.position) : entries[0].value
    return Plan.ModelChoice(name: entries[0].key, settings: settings)
  }

  private func groups(_ tree: SettingTree?) -> [TargetGroup] {
    guard let tree else { return [] }
    var taken: [String: SourcePosition] = [:]
    return reader.list(tree, of: Self.noun("groups", "分组")).compactMap { item in
      guard let values = map(item, .group), let id = required("id", in: values, of: .group, at: item),
        let id = identifier(id, of: Self.noun("the group id", "分组 id"), taken: &taken)
      else { return nil }
      let name = values["name"].flatMap { reader.bilingual($0, of: Self.noun("the name", "名称")) }
      return TargetGroup(id: id, name: name ?? Bilingual(id))
    }
  }

  private func run(_ tree: SettingTree?) -> Plan.Run {
    var run = Plan.Run(draws: Plan.Run.defaultDraws, seed: Plan.Run.defaultSeed, threads: nil)
    guard let tree, let values = map(tree, .run) else { return run }
    if let draws = values["draws"],
      let n = within(draws, 1...Plan.Run.mostDraws, of: Self.noun("the number of draws", "抽样次数"))
    {
      run.draws = n
    }
    if let threads = values["threads"],
      let n = within(threads, 1...1024, of: Self.noun("the number of threads", "线程数"))
    {
      run.threads = n
    }
    if let seed = values["seed"], let text = reader.string(seed, of: Self.noun("the seed", "随机种子")) {
      if let value = UInt64(text.filter { $0 != "_" }) {
        run.seed = value
      } else {
        reader.report(
          Bilingual(
            en: "the seed is a whole number of 0 or more, not “\(text)”", zh: "随机种子应为非负整数，而不是“\(text)”"),
          about: seed,
          suggestion: Bilingual(en: "write, for example, “seed: 20200106”", zh: "例如写“seed: 20200106”"))
      }
    }
    return run
  }

  private func within(_ tree: SettingTree, _ range: ClosedRange<Int>, of noun: Bilingual) -> Int? {
    guard let value = reader.integer(tree, of: noun) else { return nil }
    if range.contains(value) { return value }
    reader.report(
      Bilingual(
        en: "\(noun.en) lies between \(range.lowerBound) and \(range.upperBound), not at \(value)",
        zh: "\(noun.zh)应在 \(range.lowerBound) 与 \(range.upperBound) 之间，而不是 \(value)"), about: tree)
    return nil
  }
}
