import ArgumentParser
import Datasets
import Reports
import StructuralModels
import TimeSeries

/// `outturn model target MODEL --data FILE --targets FILE --instruments NAMES`: what instruments must be for targets to be met.
struct ModelTargetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "target",
    abstract: "Find the instruments that meet targets exactly.",
    discussion: """
      As many instruments as targets, in every period of the targets. Instruments are exogenous variables, shocks, or
      equations by name: their add-factors.

      outturn model target M --data D.csv --fit --targets wishes.csv --instruments w2,g --from 1940 --to 1941
      """)

  @OptionGroup var file: ModelFileOptions

  @Option(
    help: ArgumentHelp(
      "Targets: the first column the period, then one column an explained variable.", valueName: "file.csv"),
    completion: .file(extensions: ["csv"]))
  var targets: String

  @Option(
    help: ArgumentHelp("Instruments, separated by commas. May be repeated.", valueName: "names"))
  var instruments: [String]

  @OptionGroup var estimation: ModelParameterOptions
  @OptionGroup var spans: ModelSpanOptions
  @OptionGroup var simulation: ModelSimulationOptions

  @Flag(
    help:
      "Along a forecast, which does not look at data of explained variables, instead of a dynamic simulation."
  )
  var forecast = false

  @OptionGroup var form: ModelFormOptions
  @OptionGroup var options: OutputOptions

  func validate() throws { try form.check(options) }

  func run() throws {
    try ModelEnding.explaining(in: options.language) {
      let run = try ModelRun(file, estimation, spans, simulation, forecast ? .forecast : .dynamic)
      run.inputs.tellNotes(in: options.language)
      let model = run.model
      var arguments = ModelArguments(model)
      let outside = model.exogenous.map(\.name) + model.shocks.map(\.name)
      let levers = outside + model.equations.map(\.name)
      let named = arguments.names(instruments, among: levers, option: "--instruments")
      let wishes = run.inputs.table(targets, of: model.variables.map(\.name), &arguments.problems)
      try arguments.problems.throwIfErrors()
      let outcome = try ModelEnding.explaining(model) {
        try run.solver.meet(
          Targeting(targets: wishes, instruments: named), along: run.simulation, from: run.data)
      }
      let record = ModelTargetingRecord(run, named, wishes, outcome)
      try form.put(
        options, json: record.json(), csv: { record.instruments.csv(forExcel: $0) },
        text: record.text(width: options.columns, language: options.language))
    }
  }
}

extension ModelTargetingRecord {
  init(
    _ run: ModelRun, _ instruments: [String], _ wishes: [String: Series], _ outcome: Targeting.Outcome
  ) {
    let periods = wishes.values.first?.span ?? run.simulation.span
    let before = instruments.map { name in
      run.data[name] ?? run.simulation.shocks[name] ?? run.simulation.addFactors[name]
    }
    let labels = Dictionary(
      run.model.exogenous.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.init(
      model: run.inputs.name, span: run.simulation.span, iterations: outcome.iterations,
      instruments: SeriesTable(
        periods: Array(periods),
        columns: instruments.map { name in
          SeriesTable.Column(
            name: name, label: labels[name]?.label ?? Bilingual(name), measure: labels[name]?.measure,
            values: periods.map { outcome.instruments[name]?[$0] })
        }),
      before: zip(instruments, before).map { name, series in
        SeriesTable.Column(name: name, label: Bilingual(name), values: periods.map { series?[$0] ?? 0 })
      },
      targets: SeriesTable(
        ModelData(wishes), of: run.model.variables.map(\.name).filter { wishes[$0] != nil }, in: run.model,
        over: periods),
      paths: SeriesTable(
        outcome.paths.paths, of: run.model.variables.map(\.name), in: run.model, over: run.simulation.span),
      notes: run.notes)
  }
}
