import ArgumentParser
import Datasets
import Reports
import StructuralModels
import TimeSeries

/// `outturn model target MODEL --data FILE --target 'cn>=66@1940' --instruments g,w2`: what it takes to meet targets.
struct ModelTargetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "target",
    abstract: "Find what instruments must be for targets to be met, with the least effort.",
    discussion: """
      Where there are as many instruments as targets in every period, and only =, they are met exactly. Otherwise the sum of
      costs of the instruments' squared deviations from their paths is least, within their bounds.

      outturn model target M --data D.csv --fit --targets wishes.csv --instruments w2,g --from 1940
      outturn model target M --data D.csv --fit --target 'cn>=78@1941' --instruments w2,g --within g=0..24 --from 1938
      """)

  @OptionGroup var file: ModelFileOptions
  @OptionGroup var wishes: ModelWishOptions
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
      let record = try record(run)
      try form.put(
        options, json: record.json(), csv: { record.instruments.csv(forExcel: $0) },
        text: record.text(width: options.columns, language: options.language))
    }
  }

  private func record(_ run: ModelRun) throws -> ModelTargetingRecord {
    let model = run.model
    var arguments = ModelArguments(model)
    let levers = (model.exogenous.map(\.name) + model.shocks.map(\.name) + model.equations.map(\.name))
    let named = arguments.names(wishes.instruments, among: levers, option: "--instruments")
    let paths = run.inputs.table(wishes.targets, of: model.variables.map(\.name), &arguments.problems)
    let single = arguments.targets(wishes.target)
    let weights = arguments.costs(wishes.weight, among: named, option: "--weight")
    let smoothing = arguments.costs(wishes.smooth, among: named, option: "--smooth")
    let bounds = arguments.bounds(wishes.within, among: named)
    try arguments.problems.throwIfErrors()
    let isPlain = single.isEmpty && weights.isEmpty && smoothing.isEmpty && bounds.isEmpty
    let spans = Set(paths.values.map(\.span))
    let isWhole = spans.count == 1 && paths.values.allSatisfy(\.missing.isEmpty)
    if isPlain, isWhole, paths.count == named.count {
      let outcome = try ModelEnding.explaining(model) {
        try run.solver.meet(
          Targeting(targets: paths, instruments: named), along: run.simulation, from: run.data)
      }
      return ModelTargetingRecord(run, named, paths, outcome)
    }
    let targets = paths.sorted { $0.key < $1.key }.flatMap { PathTarget.path($0.key, $0.value) } + single
    let instruments = named.map { name in
      PolicyInstrument(
        name, cost: .weight(weights[name] ?? 1),
        smoothing: smoothing[name].map { .deviations($0) } ?? .none,
        bounds: bounds[name] ?? -.infinity...(.infinity))
    }
    let outcome = try ModelEnding.explaining(model) {
      try run.solver.meet(
        LeastEffort(targets: targets, instruments: instruments), along: run.simulation, from: run.data)
    }
    return ModelTargetingRecord(run, named, outcome)
  }
}

extension ModelTargetingRecord {
  /// Instruments that meet targets exactly.
  init(
    _ run: ModelRun, _ instruments: [String], _ wishes: [String: Series], _ outcome: Targeting.Outcome
  ) {
    let periods = wishes.values.first?.span ?? run.simulation.span
    let names = run.model.variables.map(\.name).filter { wishes[$0] != nil }
    let before = instruments.map { name -> Series? in
      run.data[name] ?? run.simulation.shocks[name] ?? run.simulation.addFactors[name]
    }
    self.init(
      model: run.inputs.name, span: run.simulation.span, iterations: outcome.iterations,
      instruments: Self.columns(outcome.instruments, of: instruments, in: run.model, over: periods),
      before: zip(instruments, before).map { name, series in
        SeriesTable.Column(name: name, label: Bilingual(name), values: periods.map { series?[$0] ?? 0 })
      },
      targets: names.flatMap { name in
        periods.map { period in
          Target(
            variable: name, period: period, sign: "=", value: wishes[name]?[period] ?? .nan,
            reached: outcome.paths[name]?[period] ?? .nan)
        }
      },
      paths: SeriesTable(
        outcome.paths.paths, of: run.model.variables.map(\.name), in: run.model, over: run.simulation.span),
      notes: run.notes)
  }

  /// Instruments of least effort.
  init(_ run: ModelRun, _ instruments: [String], _ outcome: PolicyOutcome) {
    let span = run.simulation.span
    self.init(
      model: run.inputs.name, span: span, iterations: outcome.iterations,
      instruments: Self.columns(outcome.instruments, of: instruments, in: run.model, over: span),
      before: instruments.map { name in
        let values = span.map { period in
          outcome.instruments[name]?[period].flatMap { value in
            outcome.deviations[name]?[period].map { value - $0 }
          }
        }
        return SeriesTable.Column(name: name, label: Bilingual(name), values: values)
      },
      targets: outcome.targets.map { state in
        let (sign, value): (String, Double) =
          switch state.target.bound {
          case .equal(let value): ("=", value)
          case .atLeast(let value): ("≥", value)
          case .atMost(let value): ("≤", value)
          case .between(let range): ("≥", range.lowerBound)
          }
        return Target(
          variable: state.target.variable, period: state.target.period, sign: sign, value: value,
          reached: state.reached, shadowPrice: state.shadowPrice)
      },
      paths: SeriesTable(
        outcome.paths.paths, of: run.model.variables.map(\.name), in: run.model, over: span),
      notes: run.notes)
    cost = outcome.cost
    limits = outcome.limits.map { limit in
      Limit(
        instrument: limit.instrument, period: limit.period, value: limit.value,
        shadowPrice: limit.shadowPrice)
    }
  }

  private static func columns(
    _ series: [String: Series], of names: [String], in model: Model, over span: PeriodSpan
  ) -> SeriesTable {
    let known = Dictionary(model.exogenous.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return SeriesTable(
      periods: Array(span),
      columns: names.map { name in
        SeriesTable.Column(
          name: name, label: known[name]?.label ?? Bilingual(name), measure: known[name]?.measure,
          values: span.map { series[name]?[$0] })
      })
  }
}
