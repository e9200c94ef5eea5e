import ArgumentParser
import Datasets
import Reports
import StructuralModels
import TimeSeries

/// `outturn model multipliers MODEL --data FILE`: how variables answer instruments one unit higher.
struct ModelMultipliersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "multipliers",
    abstract: "Show how much variables answer a change of instruments: on impact and in later periods.",
    discussion: """
      Exact derivatives along the simulated path, not differences of simulations. Instruments are exogenous variables,
      shocks, or equations by name: their add-factors.

      outturn model multipliers M --data D.csv --fit --of g,w2 --on cn,y --at 1935 --to 1940
      outturn model multipliers M --data D.csv --fit --of g --at 1935 --to 1940 --sustained
      """)

  @OptionGroup var file: ModelFileOptions

  @Option(
    help: ArgumentHelp(
      "Instruments, separated by commas. May be repeated. Default: all exogenous variables.",
      valueName: "names"))
  var of: [String] = []

  @Option(
    help: ArgumentHelp(
      "Variables whose answers are shown, separated by commas. May be repeated. Default: all.",
      valueName: "names"))
  var on: [String] = []

  @Option(
    help: ArgumentHelp("The period in which instruments change. Default: --from.", valueName: "period"))
  var at: String?

  @Flag(help: "Instruments stay one unit higher from that period on.")
  var sustained = false

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
      let outside = model.exogenous
      let levers = outside.map(\.name) + model.shocks.map(\.name) + model.equations.map(\.name)
      let named = arguments.names(of, among: levers, option: "--of")
      let shown = arguments.names(on, among: model.variables.map(\.name), option: "--on")
      let origin = arguments.origin(at, within: run.simulation.span)
      try arguments.problems.throwIfErrors()
      let answers = try ModelEnding.explaining(model) {
        try run.solver.multipliers(
          of: named.isEmpty ? outside.map(\.name) : named, along: run.simulation, from: run.data)
      }
      let record = MultiplierRecord(
        run, answers, on: shown.isEmpty ? model.variables.map(\.name) : shown, at: origin, sustained)
      try form.put(
        options, json: record.json(), csv: { record.csv(forExcel: $0) },
        text: record.text(width: options.columns, language: options.language))
    }
  }
}

extension ModelArguments {
  /// The period of a change, inside the simulation.
  mutating func origin(_ text: String?, within span: PeriodSpan) -> Period {
    guard let origin = period(text, option: "--at") else { return span.lowerBound }
    if !span.contains(origin) {
      problems.append(
        Diagnostic(
          Bilingual(
            en: "--at \(origin) lies outside the simulation, \(span.text)",
            zh: "--at \(origin) 不在模拟时期内（\(span.name.zh)）"),
          suggestion: Bilingual(en: "set the simulation with --from and --to", zh: "请用 --from、--to 设定模拟时期")))
      return span.lowerBound
    }
    return origin
  }
}

extension MultiplierRecord {
  init(
    _ run: ModelRun, _ answers: Multipliers, on variables: [String], at origin: Period, _ isSustained: Bool
  ) {
    let labels = Dictionary(
      (run.model.exogenous.map { ($0.name, $0.label) } + run.model.shocks.map { ($0.name, $0.label) }),
      uniquingKeysWith: { first, _ in first })
    let after = origin...run.simulation.span.upperBound
    self.init(
      model: run.inputs.name, origin: origin, isSustained: isSustained,
      answers: answers.instruments.map { instrument in
        let columns = variables.map { variable in
          let values = after.map { period in
            isSustained
              ? answers.sustainedResponse(of: variable, in: period, to: instrument, from: origin)
              : answers.response(of: variable, in: period, to: instrument, at: origin)
          }
          return SeriesTable.Column(name: variable, label: Bilingual(variable), values: values)
        }
        return Answer(
          instrument: instrument, label: labels[instrument] ?? Bilingual(instrument),
          responses: SeriesTable(periods: Array(after), columns: columns))
      })
  }
}
