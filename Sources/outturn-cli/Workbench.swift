import Datasets
import Reports
import Scenarios
import TimeSeries

/// A plan with everything it names read and its model built: what every command works on.
struct Workbench {
  let plan: Plan
  let model: any Projector
  /// The estimation panel as it was used.
  let panel: Dataset
  /// Files the model was read from, as they are opened.
  let modelFiles: [String]
  /// Every file that was read.
  let inputs: [InputRecord]
  /// Published totals against their parts, as the plan asks.
  let audits: [AggregationAudit]
  /// What is worth knowing though it is no error.
  let warnings: Diagnostics

  /// Reads, estimates and builds.
  ///
  /// - Throws: `Diagnostics` with everything wrong with the plan, or, where it can be read, with its data and its model.
  static func open(_ options: PlanOptions) throws(Diagnostics) -> Workbench {
    var plan = try Plan.load(options.path, settings: options.settings)
    let chosen = try ChosenModel(plan)
    let model = chosen.model
    try plan.validate(against: model.variables, parameters: model.parameters.map(\.id))
    let files = plan.sources.map { ($0.role.rawValue, $0.path) } + chosen.files.map { ($0.role, $0.path) }
    let sources = files.map { role, path in
      InputRecord(role: role, path: path, readFrom: plan.location(of: path))
    }
    var warnings = chosen.notes
    let audits = plan.aggregationChecks.compactMap { AggregationAudit($0, of: plan, into: &warnings) }
    try warnings.throwIfErrors()
    let own = InputRecord(role: "plan", path: options.path.fileName, readFrom: options.path)
    return Workbench(
      plan: plan, model: model, panel: chosen.panel,
      modelFiles: chosen.files.map { plan.location(of: $0.path) },
      inputs: ([own] + sources).compactMap { $0 },
      audits: audits, warnings: warnings)
  }

  /// The scenarios of these names in the plan's order; all of them where no name is given.
  ///
  /// - Throws: `Diagnostics` naming every name the plan does not have.
  func scenarios(named names: [String]) throws(Diagnostics) -> [Scenario] {
    guard !names.isEmpty else { return plan.scenarios }
    let known = plan.scenarios.map(\.id)
    let problems = names.filter { !known.contains($0) }.map { name in
      Diagnostic(
        Bilingual(en: "unknown scenario “\(name)”", zh: "未知的情景“\(name)”"),
        suggestion: Diagnostic.didYouMean(Suggestion.nearest(to: name, among: known))
          ?? Bilingual(
            en: "the plan has \(known.joined(separator: ", "))", zh: "计划中有\(known.joined(separator: "、"))"))
    }
    try Diagnostics(problems).throwIfErrors()
    return plan.scenarios.filter { names.contains($0.id) }
  }

  /// The plan and every file it names, as they are opened.
  var inputPaths: [String] { [plan.text.file] + plan.sources.map { plan.path(of: $0) } + modelFiles }

  /// Binds scenarios to the model.
  ///
  /// - Throws: `Diagnostics` with everything that keeps one of them from being computed.
  func bind(_ scenarios: [Scenario]) throws(Diagnostics) -> BoundScenarios {
    try BoundScenarios(scenarios, of: plan, to: model)
  }

  /// On standard error: all of them and the notes, or, given the plan's path, how many warnings there are and who lists them.
  func tellWarnings(in language: Language, path: String? = nil) {
    guard !warnings.isEmpty else { return }
    guard let path else { return Console.tell(warnings.rendered(in: language, limit: 100)) }
    let count = warnings.items.count { $0.severity == .warning }
    guard count > 0 else { return }
    Console.tell(
      Bilingual(
        en: "\(count) warning\(count == 1 ? "" : "s") about the data: outturn check \(path)",
        zh: "数据有\(count)条警告：outturn check \(path)"
      ).rendered(in: language))
  }
}

extension String {
  /// What follows the last slash.
  fileprivate var fileName: String {
    split(separator: "/").last.map(String.init) ?? self
  }
}
