import ArgumentParser
import Datasets
import Reports
import StructuralModels
import TimeSeries

/// `outturn model simulate MODEL --data FILE`: how paths are distributed when equations miss as they did.
struct ModelSimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract:
      "Simulate a model many times with random disturbances: means, spreads and quantiles of its paths.",
    discussion: """
      outturn model simulate M --data D.csv --fit --forecast --to 1944 --extend all=constant
      outturn model simulate M --data D.csv --fit --from 1935 --draws 10000 --disturbances bootstrap --draw-coefficients

      Draws that find no solution are counted and told, and are in no other number.
      """)

  @OptionGroup var file: ModelFileOptions
  @OptionGroup var drawing: ModelDrawOptions
  @OptionGroup var estimation: ModelParameterOptions
  @OptionGroup var spans: ModelSpanOptions

  @Flag var mode: ModelSimulationOptions.Mode = .dynamic

  @OptionGroup var simulation: ModelSimulationOptions

  @Option(
    help: ArgumentHelp(
      "Show only these variables, separated by commas. May be repeated.", valueName: "names"))
  var only: [String] = []

  @OptionGroup var form: ModelFormOptions
  @OptionGroup var options: OutputOptions

  func validate() throws { try form.check(options) }

  func run() throws {
    try ModelEnding.explaining(in: options.language) {
      let mode = Simulation.Mode(rawValue: self.mode.rawValue) ?? .dynamic
      let run = try ModelRun(file, estimation, spans, simulation, mode)
      run.inputs.tellNotes(in: options.language)
      var arguments = ModelArguments(run.model)
      let names = run.model.variables.map(\.name)
      let shown = arguments.names(only, among: names, option: "--only")
      let disturbances = drawing.choice(run.model, over: run.simulation.span, &arguments.problems)
      try arguments.problems.throwIfErrors()
      let wished = StochasticSimulation(
        draws: drawing.draws, seed: drawing.seed, disturbances: disturbances,
        coefficients: drawing.drawCoefficients ? .drawn : .fixed, drawsShocks: !drawing.withoutShocks,
        quantiles: drawing.quantiles?.quantiles ?? [0.05, 0.25, 0.5, 0.75, 0.95],
        variables: shown.isEmpty ? nil : shown, threads: drawing.threads)
      let paths = try ModelEnding.explaining(run.model) { try Self.paths(wished, run) }
      let record = StochasticRecord(run, paths, drawing, of: shown.isEmpty ? names : shown)
      try form.put(
        options, json: record.json(), csv: { record.csv(forExcel: $0) },
        text: record.text(width: options.columns, language: options.language))
    }
  }

  /// With the residuals of the estimation, or else those of the model as it is on the data.
  private static func paths(_ wished: StochasticSimulation, _ run: ModelRun) throws -> StochasticPaths {
    if let fit = run.fit {
      return try wished.run(run.solver, run.simulation, from: run.data, after: fit)
    }
    let known = ModelCoverage(run.model, run.inputs.data).known
    let history = try known.map { span in
      DisturbanceHistory(try run.solver.residuals(over: span, of: run.inputs.data), of: run.model)
    }
    return try wished.run(run.solver, run.simulation, from: run.data, history: history)
  }
}

extension StochasticRecord {
  init(_ run: ModelRun, _ paths: StochasticPaths, _ drawing: ModelDrawOptions, of names: [String]) {
    let periods = Array(run.simulation.span)
    let variables = Dictionary(uniqueKeysWithValues: run.model.variables.map { ($0.name, $0) })
    self.init(
      model: run.inputs.name, mode: run.simulation.mode.rawValue, periods: periods, draws: paths.draws,
      seed: drawing.seed, design: drawing.words,
      fans: names.compactMap { name in
        paths[name].map { Fan(name, variables[name], $0, periods) }
      },
      failures: paths.failures.entries.map {
        Failure(period: $0.period, reason: $0.reason.rawValue, words: $0.reason.words, draws: $0.draws)
      },
      notes: run.notes)
  }
}

extension StochasticRecord.Fan {
  init(_ name: String, _ variable: ModelVariable?, _ path: PathDistribution, _ periods: [Period]) {
    let values = { (series: Series) in periods.map { series[$0] } }
    self.init(
      name: name, label: variable?.label ?? Bilingual(name), measure: variable?.measure,
      deterministic: values(path.deterministic), mean: values(path.mean),
      standardDeviation: values(path.standardDeviation), monteCarloError: values(path.monteCarloError),
      quantiles: path.quantiles.map {
        StochasticRecord.Quantile(
          probability: $0.probability, values: values($0.path), monteCarloError: values($0.monteCarloError))
      })
  }
}
