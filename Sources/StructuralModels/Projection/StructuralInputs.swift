public import Datasets
public import Scenarios
import TimeSeries

/// What a plan's equation model is made of: its text, its data, and what was estimated from them.
public struct StructuralInputs: Sendable {
  /// A file that was read: what it is for, and its path as the plan has it.
  public struct File: Hashable, Sendable {
    public let role: String
    public let path: String

    public init(role: String, path: String) {
      self.role = role
      self.path = path
    }
  }

  public let model: Model
  /// Variables explained up to the period before the horizon, those given from outside as far as they go.
  public let data: ModelData
  public let fit: ModelEstimation.Fit?
  public let files: [File]
  /// What is worth knowing about the inputs though it is no error.
  public let notes: Diagnostics

  private let section: StructuralSection
  private let history: DisturbanceHistory?

  /// Reads the files the plan's section names and estimates what is to be estimated. What the plan did not know by its information date
  /// and the horizon itself are not estimated on.
  ///
  /// - Throws: `Diagnostics` with everything wrong with the section, the model's text and the data.
  public init(_ plan: Plan) throws(Diagnostics) {
    let reader = SettingReader(plan.text)
    let section = StructuralSection(plan.model.settings, reader)
    var problems = reader.diagnostics
    let model = Self.model(plan, section, &problems)
    guard let model, let path = section.data else { throw problems }
    Self.check(section, model, plan, &problems)
    let table = ModelTable.read(plan.location(of: path), name: path, for: model, into: &problems)
    guard let table else { throw Self.placed(problems, section.dataTree, plan) }
    try problems.throwIfErrors()
    var data = Self.known(table.data, model, plan)
    for item in section.extensions {
      data = data.extending(item.name, to: plan.horizon.periods.upperBound, item.rule)
    }
    self.section = section
    self.model = model.giving(section.parameters)
    self.data = data
    (fit, history) = try Self.estimate(self.model, data, section, plan)
    files = [section.file.map { File(role: "model", path: $0) }, File(role: "data", path: path)]
      .compactMap { $0 }
    notes = problems
  }

  /// The model, ready to answer the plan.
  ///
  /// - Throws: `Diagnostics` where it cannot be simulated as the plan asks.
  public func projector(of plan: Plan) throws(Diagnostics) -> StructuralProjector {
    do throws(StochasticError) {
      return try StructuralProjector(
        model, data: data, fit: fit, history: history, uncertainty: section.uncertainty,
        source: section.data ?? "", assumptions: assumptions(plan))
    } catch {
      throw Diagnostics([plan.text.diagnostic(error.message, at: plan.model.settings.position)])
    }
  }

  /// What is given from outside in the last period of the horizon, and how it came about.
  private func assumptions(_ plan: Plan) -> [ParameterRecord] {
    let last = plan.horizon.periods.upperBound
    return model.exogenous.compactMap { variable in
      guard let value = data[variable.name]?[last] else { return nil }
      let rule = section.extensions.first { $0.name == variable.name }?.rule
      return ParameterRecord(
        id: "\(variable.name).given",
        name: Bilingual(
          en: "\(variable.label.en): given for \(last)", zh: "\(variable.label.zh)：\(last.name.zh)的给定值"),
        value: value, standardError: 0, unit: variable.unit?.symbol ?? "", provenance: .assumption,
        source: rule.map { "extended from \(section.data ?? ""): \($0.rawValue)" } ?? section.data ?? "")
    }
  }

  private static func model(_ plan: Plan, _ section: StructuralSection, _ problems: inout Diagnostics)
    -> Model?
  {
    guard let path = section.file else { return nil }
    let text: String
    do throws(Diagnostics) {
      text = try TextFile(path: plan.location(of: path), name: path).text
    } catch {
      problems.append(contentsOf: placed(error, section.fileTree, plan))
      return nil
    }
    do throws(ModelDiagnostics) {
      return try Model(ModelText(text, file: path))
    } catch {
      problems.append(contentsOf: Diagnostics(error))
      return nil
    }
  }

  /// A file that cannot be read is the plan's mistake: it stands where the plan names it.
  private static func placed(_ problems: Diagnostics, _ tree: SettingTree?, _ plan: Plan) -> Diagnostics {
    guard let tree else { return problems }
    return Diagnostics(
      problems.items.map { item in
        guard item.message == FileTrouble.missing || item.message == FileTrouble.folder else { return item }
        let path = tree.text ?? ""
        return plan.text.diagnostic(
          Bilingual(en: "there is no file “\(path)”", zh: "文件“\(path)”不存在"), at: tree.position,
          length: path.count,
          suggestion: Bilingual(
            en: "paths are relative to the folder of the plan", zh: "路径相对于计划文件所在的文件夹"))
      })
  }

  private static func check(
    _ section: StructuralSection, _ model: Model, _ plan: Plan, _ problems: inout Diagnostics
  ) {
    let given = model.exogenous.map(\.name)
    for item in section.extensions where !given.contains(item.name) {
      problems.append(
        plan.text.diagnostic(
          Bilingual(
            en: "“\(item.name)” is not given from outside: only such variables are carried on",
            zh: "“\(item.name)”不是外生变量，只有外生变量可以延续"), at: item.place, length: item.name.count,
          suggestion: SettingReader.nearest(item.name, among: given)))
    }
    let names = model.parameters.map(\.name)
    for item in section.parameters where !names.contains(item.name) {
      problems.append(
        plan.text.diagnostic(
          Bilingual(en: "the model has no parameter “\(item.name)”", zh: "模型中没有参数“\(item.name)”"),
          at: item.place, length: item.name.count,
          suggestion: SettingReader.nearest(item.name, among: names)))
    }
  }

  /// Explained variables as far as they were known: before the horizon and by the information date.
  private static func known(_ data: ModelData, _ model: Model, _ plan: Plan) -> ModelData {
    var known = data
    let latest = plan.information.span(of: .month).upperBound
    for variable in model.variables {
      guard let series = data[variable.name] else { continue }
      let values = series.span.map { period -> Double? in
        let isKnown =
          period < plan.horizon.periods.lowerBound && period.span(of: .month).upperBound <= latest
        return isKnown ? series[period] : nil
      }
      known[variable.name] = Series(
        start: series.start, values: values, unit: series.unit, basis: series.basis)
    }
    return known
  }

  private static func estimate(
    _ model: Model, _ data: ModelData, _ section: StructuralSection, _ plan: Plan
  ) throws(Diagnostics) -> (ModelEstimation.Fit?, DisturbanceHistory?) {
    do {
      if section.estimates, model.parameters.contains(where: \.isEstimated) {
        return (try ModelEstimation(sample: section.sample).fit(model, to: data), nil)
      }
      return (nil, try history(of: model, data, section))
    } catch let errors as EstimationErrors {
      throw Diagnostics(
        errors.items.map { item in
          let line = model.index(ofEquation: item.equation).map { model.equations[$0].place.line } ?? 0
          return Diagnostic(
            .error, item.message, at: SourcePosition(file: model.text.file, line: line, column: 0))
        })
    } catch {
      let message = (error as? any BilingualError)?.message ?? Bilingual("\(error)")
      throw Diagnostics([plan.text.diagnostic(message, at: plan.model.settings.position)])
    }
  }

  /// What equations with given parameters missed in the past.
  private static func history(of model: Model, _ data: ModelData, _ section: StructuralSection) throws
    -> DisturbanceHistory?
  {
    let series = model.variables.compactMap { data[$0.name]?.span }
    guard let first = series.map(\.lowerBound).min(), let last = series.map(\.upperBound).max(),
      first.frequency == model.frequency
    else { return nil }
    let check = try ModelSolver(model).residuals(over: section.sample ?? first...last, of: data)
    return DisturbanceHistory(check, of: model)
  }
}

extension Model {
  /// The same model with values of parameters in place of estimates, priors and other values.
  func giving(_ values: [(name: String, value: Double, place: SourcePosition)]) -> Model {
    guard !values.isEmpty else { return self }
    let given = Dictionary(values.map { ($0.name, $0.value) }) { _, last in last }
    return replacing(
      parameters: parameters.map { parameter in
        guard let value = given[parameter.name] else { return parameter }
        return ModelParameter(
          name: parameter.name, label: parameter.label, value: value, prior: nil, isEstimated: false,
          place: parameter.place)
      })
  }
}
