import ArgumentParser
import Datasets
import Reports
import StructuralModels
import TimeSeries

/// `outturn model solve MODEL --data FILE`: the paths of all explained variables.
struct ModelSolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Solve a model: static, dynamic or forecast, or check its equations on history.",
    discussion: """
      outturn model solve M --data D.csv --fit --from 1921 --to 1941 --csv
      outturn model solve M --data D.csv --fit --forecast --to 1944 --extend g,w2,t=constant --extend time=linear
      outturn model solve M --data D.csv --fit --exogenize cn=1935..1937
      outturn model solve M --data D.csv --fit --track --change policy.csv
      outturn model solve M --data D.csv --fit --residuals
      """)

  @OptionGroup var file: ModelFileOptions
  @OptionGroup var estimation: ModelParameterOptions
  @OptionGroup var spans: ModelSpanOptions

  @Flag var mode: ModelSimulationOptions.Mode = .dynamic

  @Flag(
    help: "Solve nothing: show by how much each equation misses with all data as they are, left less right.")
  var residuals = false

  @OptionGroup var simulation: ModelSimulationOptions

  @Option(
    help: ArgumentHelp(
      "Print only these variables, separated by commas. May be repeated.", valueName: "names"))
  var only: [String] = []

  @OptionGroup var form: ModelFormOptions
  @OptionGroup var options: OutputOptions

  func validate() throws {
    try form.check(options)
    let unused = [
      (!simulation.exogenize.isEmpty, "--exogenize"), (simulation.add != nil, "--add"),
      (simulation.track, "--track"), (simulation.start != nil, "--start"), (!only.isEmpty, "--only"),
    ]
    if residuals, let other = unused.first(where: \.0) {
      throw ValidationError("\(other.1) has no use with --residuals, which solves nothing.")
    }
  }

  func run() throws {
    try ModelEnding.explaining(in: options.language) {
      let mode = Simulation.Mode(rawValue: self.mode.rawValue) ?? .dynamic
      let run = try ModelRun(file, estimation, spans, simulation, residuals ? .static : mode)
      run.inputs.tellNotes(in: options.language)
      if residuals { return try check(run) }
      var arguments = ModelArguments(run.model)
      let names = run.model.variables.map(\.name)
      let shown = arguments.names(only, among: names, option: "--only")
      try arguments.problems.throwIfErrors()
      let paths = try ModelEnding.explaining(run.model) {
        try run.solver.simulate(run.simulation, from: run.data)
      }
      let record = ModelPathsRecord(run, paths, showing: shown.isEmpty ? names : shown)
      try form.put(
        options, json: record.json(), csv: { record.paths.csv(forExcel: $0) },
        text: record.text(width: options.columns, language: options.language))
    }
  }

  private func check(_ run: ModelRun) throws {
    let span = run.simulation.span
    let check = try ModelEnding.explaining(run.model) { try run.solver.residuals(over: span, of: run.data) }
    let record = ModelResidualsRecord(run, check)
    try form.put(
      options, json: record.json(), csv: { record.residuals.csv(forExcel: $0) },
      text: record.text(width: options.columns, language: options.language))
  }
}

extension SeriesTable {
  /// Paths of variables, as the model calls them.
  init(_ data: ModelData, of names: [String], in model: Model, over span: PeriodSpan) {
    let variables = Dictionary(
      uniqueKeysWithValues: (model.variables + model.exogenous).map { ($0.name, $0) })
    self.init(
      periods: Array(span),
      columns: names.map { name in
        let series = data[name]
        return Column(
          name: name, label: variables[name]?.label ?? Bilingual(name), measure: variables[name]?.measure,
          values: span.map { series?[$0] })
      })
  }

  /// Series by the names of equations, those that have one.
  init(_ series: [String: Series], of names: [String], over span: PeriodSpan) {
    self.init(
      periods: Array(span),
      columns: names.compactMap { name in
        series[name].map { series in
          Column(name: name, label: Bilingual(name), values: span.map { series[$0] })
        }
      })
  }
}

extension ModelVariable {
  /// Unit and prices, where the model declares them.
  var measure: Bilingual? {
    let parts = [unit.map { Bilingual($0.symbol) }, basis?.name].compactMap { $0 }
    guard !parts.isEmpty else { return nil }
    return Bilingual(
      en: parts.map(\.en).joined(separator: ", "), zh: parts.map(\.zh).joined(separator: "，"))
  }
}

extension ModelPathsRecord {
  init(_ run: ModelRun, _ paths: SimulatedPaths, showing names: [String]) {
    let span = run.simulation.span
    let used = paths.addFactors.filter { series in span.contains { (series.value[$0] ?? 0) != 0 } }
    self.init(
      model: run.inputs.name, mode: run.simulation.mode.rawValue, span: span,
      paths: SeriesTable(paths.paths, of: names, in: run.model, over: span),
      addFactors: SeriesTable(used, of: run.model.equations.map(\.name), over: span),
      parameters: run.parameters, residuals: paths.residuals, iterations: paths.iterations, notes: run.notes)
  }
}

extension ModelResidualsRecord {
  init(_ run: ModelRun, _ check: ResidualCheck) {
    let span = run.simulation.span
    let names = run.model.equations.map(\.name)
    let broken = run.model.equations.filter { equation in
      let sizes = span.map { abs(check.fitted[equation.name]?[$0] ?? 0) }
      let gaps = span.map { abs(check.residuals[equation.name]?[$0] ?? 0) }
      return equation.kind == .identity && (gaps.max() ?? 0) > 1e-9 * (sizes.max() ?? 0)
    }
    self.init(
      model: run.inputs.name, span: span, residuals: SeriesTable(check.residuals, of: names, over: span),
      fitted: SeriesTable(check.fitted, of: names, over: span), broken: broken.map(\.name))
  }
}
