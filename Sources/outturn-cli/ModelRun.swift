import Datasets
import Reports
import StructuralModels
import TimeSeries

/// A model with data, parameters and a simulation asked for: what `solve`, `multipliers` and `target` work on.
struct ModelRun {
  let inputs: ModelInputs
  let solver: ModelSolver
  var simulation: Simulation
  /// Of the simulation: carried on, and changed where asked.
  let data: ModelData
  /// As the files have them, carried on where asked: what is estimated and tracked on.
  let history: ModelData
  /// The estimation, where it was asked for.
  let fit: ModelEstimation.Fit?
  /// Values used, in the model's order.
  let parameters: [ModelFitRecord.Parameter]
  /// What was done, for the reader of the results.
  private(set) var notes: [Bilingual] = []

  var model: Model { inputs.model }

  /// Reads everything, and estimates and tracks where asked.
  ///
  /// - Throws: `Diagnostics` with everything wrong with the files and options, or with what they amount to.
  init(
    _ file: ModelFileOptions, _ estimation: ModelParameterOptions, _ spans: ModelSpanOptions,
    _ options: ModelSimulationOptions, _ mode: Simulation.Mode
  ) throws {
    let inputs = try ModelInputs(file)
    let model = inputs.model
    var arguments = ModelArguments(model)
    let ends = arguments.ends(spans.from, spans.to)
    let extensions = arguments.extensions(spans.extend)
    let sample = arguments.span(estimation.sample, option: "--sample")
    if let first = spans.extend.first, ends.to == nil {
      arguments.problems.append(
        Diagnostic(
          Bilingual(en: "--extend \(first) does not say how far", zh: "--extend \(first) 没有说明延长到何时"),
          suggestion: Bilingual(en: "add --to PERIOD", zh: "请加 --to 时期")))
    }
    let equations = model.equations.map(\.name)
    var addFactors = inputs.table(options.add, of: equations, &arguments.problems)
    let shocks = inputs.table(options.shocks, of: model.shocks.map(\.name), &arguments.problems)
    let given = Self.parameters(estimation.parameters, model, &arguments.problems)
    let changed = inputs.overlaid(with: options.change, &arguments.problems)
    let carry = { (data: ModelData) in
      extensions.reduce(data) { data, next in
        ends.to.map { data.extending(next.name, to: $0, next.rule) } ?? data
      }
    }
    let (base, data) = (carry(inputs.data), carry(changed))
    guard let span = ModelCoverage(model, data).span(mode, from: ends.from, to: ends.to) else {
      try arguments.problems.throwIfErrors()
      throw Diagnostics([Self.noData])
    }
    let held = arguments.held(options.exogenize, throughout: span)
    let terminals = arguments.terminals(options.terminal)
    try arguments.problems.throwIfErrors()

    var fit: ModelEstimation.Fit?
    if estimation.fit {
      fit = try ModelEnding.explaining(model) {
        try ModelEstimation(sample: sample).fit(model, to: inputs.data)
      }
    }
    let values = given.merging(fit?.parameters ?? [:]) { $1 }
    let solver = try ModelEnding.explaining(model) {
      try ModelSolver(model, parameters: values, settings: options.settings)
    }
    if let fit { notes.append(Self.note(fit)) }
    if options.track {
      let tracked = try Self.tracked(solver, span, base)
      notes.append(tracked.note)
      addFactors = tracked.factors.merging(addFactors) { Self.sum($0, $1) }
    }
    self.inputs = inputs
    self.solver = solver
    self.data = data
    history = base
    self.fit = fit
    parameters = ModelFitRecord.Parameter.all(of: model, solver.parameters, fit)
    simulation = Simulation(
      mode, over: span, exogenized: held, addFactors: addFactors, shocks: shocks,
      start: options.start.flatMap { Simulation.Start(rawValue: $0.rawValue) }, terminal: terminals.all,
      terminals: terminals.own)
    for (name, span) in held.sorted(by: { $0.key < $1.key }) {
      notes.append(
        Bilingual(
          en:
            "\(name) is held at its data in \(span.text); its equation's add-factor is what the equation would need.",
          zh: "\(name) 在\(span.name.zh)按数据给定；其方程的附加因子为使方程成立所需的数值。"))
    }
  }

  private static let noData = Diagnostic(
    Bilingual(en: "there are no data to find the periods from", zh: "没有数据，无法确定时期"),
    suggestion: Bilingual(
      en: "give --data FILE.csv, or --from and --to", zh: "请给出 --data 文件.csv，或 --from 与 --to"))

  private static func note(_ fit: ModelEstimation.Fit) -> Bilingual {
    let list = fit.equations.map { equation in
      let (first, last) = (equation.periods.first, equation.periods.last)
      return first.flatMap { first in last.map { "\(equation.equation) \(first)–\($0)" } }
        ?? equation.equation
    }
    return Bilingual(
      en: "Parameters estimated first: \(list.joined(separator: ", ")).",
      zh: "参数先行估计：\(list.joined(separator: "、"))。")
  }

  /// Tracking add-factors over the periods of the span that have data for all behavioral equations; none after.
  private static func tracked(_ solver: ModelSolver, _ span: PeriodSpan, _ data: ModelData) throws -> (
    factors: [String: Series], note: Bilingual
  ) {
    let behavioral = solver.model.equations.filter { $0.kind == .behavioral }.map(\.name)
    let check = try ModelEnding.explaining(solver.model) { try solver.residuals(over: span, of: data) }
    let last = span.last { period in behavioral.allSatisfy { check.residuals[$0]?[period] != nil } }
    let history = span.lowerBound...(last ?? span.upperBound)
    let factors = try ModelEnding.explaining(solver.model) {
      try solver.trackingAddFactors(over: history, of: data)
    }
    let rest = history == span ? "" : ", zero after"
    let restZh = history == span ? "" : "，其后为零"
    return (
      factors,
      Bilingual(
        en: "Add-factors give back the data in \(history.text)\(rest).",
        zh: "附加因子使\(history.name.zh)的模拟重现数据\(restZh)。")
    )
  }

  private static func sum(_ a: Series, _ b: Series) -> Series {
    let span = min(a.start, b.start)...max(a.end, b.end)
    return Series(
      start: span.lowerBound, values: span.map { (a[$0] ?? 0) + (b[$0] ?? 0) }, unit: a.unit, basis: a.basis)
  }

  /// A table of name and estimate.
  private static func parameters(_ path: String?, _ model: Model, _ problems: inout Diagnostics) -> [String:
    Double]
  {
    let columns = DelimitedText.Columns(required: ["name", "estimate"], allowsOthers: true)
    guard let path, let table = DelimitedText.read(path: path, columns: columns, into: &problems) else {
      return [:]
    }
    let known = model.parameters.map(\.name)
    var values: [String: Double] = [:]
    for row in table.rows {
      guard let name = row.requiredText("name", &problems),
        let value = row.number("estimate", required: true, &problems)
      else { continue }
      if known.contains(name) {
        values[name] = value
      } else {
        problems.append(
          row.diagnostic(
            Bilingual(en: "the model has no parameter “\(name)”", zh: "模型没有参数“\(name)”"), at: "name",
            suggestion: Diagnostic.nearest(name, among: known)))
      }
    }
    return values
  }
}

extension ModelSimulationOptions {
  var settings: NewtonSettings {
    NewtonSettings(
      tolerance: tolerance, iterationLimit: iterations, method: gaussSeidel ? .gaussSeidel() : .newton)
  }
}
