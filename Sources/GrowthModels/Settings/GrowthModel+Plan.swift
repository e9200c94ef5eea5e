public import Datasets
import Regression
public import Scenarios
import TimeSeries

extension GrowthModel {
  /// Reads the data a plan names, estimates what they can tell and builds the model the plan describes.
  ///
  /// Only what was known by the plan's information date is estimated on.
  ///
  /// - Throws: `Diagnostics` with everything wrong in the section `model`, the parameters file and the panel.
  public init(_ plan: Plan) throws(Diagnostics) {
    try self.init(GrowthInputs(plan), of: plan)
  }

  /// As `init(_:)`, from inputs already read.
  public init(_ inputs: GrowthInputs, of plan: Plan) throws(Diagnostics) {
    do {
      try self.init(
        inputs.parameters, settings: inputs.settings, deliveries: DeliveryTarget.all(in: plan.targets),
        equations: inputs.equations)
    } catch {
      throw inputs.diagnostics(for: error, in: plan)
    }
  }
}

/// What the growth model reads for a plan: panel, priors, the base year, and what was estimated from them.
public struct GrowthInputs: Sendable {
  /// Published growth known by the information date, one number a region, year and variable.
  public let panel: Dataset
  public let estimation: GrowthEstimation
  public let parameters: GrowthParameters
  public let settings: GrowthSettings
  /// Read from the library's text, or from the file the plan names.
  public let equations: GrowthEquations
  /// That file as the plan writes it; nil for the library's text.
  public let equationsFile: String?
  /// What is worth knowing about the inputs though it is no error.
  public let notes: Diagnostics

  /// - Throws: `Diagnostics`, as `GrowthModel.init(_:)`.
  public init(_ plan: Plan) throws(Diagnostics) {
    var problems = Diagnostics()
    guard plan.model.name == "growth" else {
      problems.append(Self.unknownModel(plan))
      throw problems
    }
    let reader = SettingReader(plan.text)
    let baseYear = plan.horizon.periods.lowerBound.year - 1
    equationsFile = try Self.file(of: plan, reader)
    let text = try Self.text(of: plan, file: equationsFile)
    let section = GrowthSection(
      plan.model.settings, statements: plan.statements, baseYear: baseYear,
      catalogue: VariableCatalogue(try GrowthEquations(text).model), reader: reader)
    problems.append(contentsOf: reader.diagnostics)
    equations = try GrowthEquations(
      text, areas: section.areas, deliveries: DeliveryTarget.all(in: plan.targets).map(\.variable))
    let priors = Self.priors(plan, section, equations, &problems)
    let panel = Self.panel(plan, &problems)
    try problems.throwIfErrors()
    try Self.requireSupply(plan, section, priors)
    do {
      estimation = try GrowthEstimation(
        panel: GrowthPanel(panel), priors: priors, base: section.base, baseYear: baseYear,
        equations: equations)
    } catch {
      let message = (error as? any BilingualError)?.message ?? Bilingual("\(error)")
      problems.append(
        plan.text.diagnostic(
          message, at: plan.model.settings.position,
          suggestion: Bilingual(
            en: "add them to the file under “data: parameters”; `outturn init` writes one with all of them",
            zh: "请补入 data: parameters 所指的文件；`outturn init` 可生成完整的一份")))
      throw problems
    }
    if panel.observations.isEmpty { problems.append(Self.nothingKnown(plan)) }
    self.panel = panel
    settings = section.settings
    notes = problems
    parameters = GrowthParameters(
      baseYear: baseYear, equations: estimation.equations,
      scalars: Self.scalars(section, estimation), correlations: estimation.correlations,
      base: section.base, sectors: section.sectors, areas: Self.areaShares(section))
  }

  /// The estimation's scalars; a coefficient of an equation that the plan sets itself takes the estimate's place.
  private static func scalars(_ section: GrowthSection, _ estimation: GrowthEstimation) -> [Parameter] {
    let kept = estimation.scalars.filter { section.replacements[$0.id] == nil }
    let own = section.replacements.keys.sorted().compactMap { id in
      section.replacements[id].map { distribution in
        let known = estimation.scalars.first { $0.id == id }
        return Parameter(
          id, name: known?.name ?? Bilingual(id), distribution, unit: known?.unit ?? "",
          provenance: .assumption,
          source: "set in the plan")
      }
    }
    return kept + own
  }

  private static func areaShares(_ section: GrowthSection) -> [GrowthParameters.Share] {
    let base = Dictionary(section.base.map { ($0.variable, $0) }, uniquingKeysWith: { $1 })
    guard let whole = base["fai"]?.level else { return [] }
    return section.areas.compactMap { area in
      guard let value = base[area], let level = value.level else { return nil }
      return .init(area, level / whole, provenance: value.provenance, source: value.source)
    }
  }

  /// The parameters of the plan's files, those the plan sets itself put in place.
  private static func priors(
    _ plan: Plan, _ section: GrowthSection, _ equations: GrowthEquations, _ problems: inout Diagnostics
  ) -> [Parameter] {
    var priors: [Parameter] = []
    let names = BehaviouralEquation.parameterNames(in: equations)
    for source in plan.sources where source.role == .parameters {
      priors += ParameterTable.read(
        path: plan.path(of: source), known: names, into: &problems)
    }
    for (id, tree) in section.replacementPlaces.sorted(by: { $0.key < $1.key }) {
      if !names.contains(id) {
        problems.append(
          plan.text.diagnostic(
            Bilingual(en: "unknown parameter “\(id)”", zh: "未知的参数“\(id)”"), at: tree.position,
            length: id.count,
            suggestion: SettingReader.nearest(id, among: names.sorted())))
      } else if let problem = section.replacements[id]?.problem(for: id) {
        problems.append(plan.text.diagnostic(problem, at: tree.position, length: tree.text?.count ?? 1))
      }
    }
    return priors.map { prior in
      guard let own = section.replacements[prior.id] else { return prior }
      var changed = prior
      changed.distribution = own
      changed.provenance = .assumption
      changed.source = "set in the plan"
      return changed
    }
  }

  private static func panel(_ plan: Plan, _ problems: inout Diagnostics) -> Dataset {
    var panel = Dataset(name: "panel", observations: [])
    for source in plan.sources where source.role == .panel {
      var read = CommuniquePanel.read(paths: [plan.path(of: source)], into: &problems)
      if let until = source.until { read = read.selecting(through: until) }
      panel.observations += read.observations
    }
    return panel.selecting(knownBy: plan.information).resolved()
  }

  /// A pool with a supply side needs all that the supply side is made of: it would otherwise drop out in silence.
  private static func requireSupply(
    _ plan: Plan, _ section: GrowthSection, _ priors: [Parameter]
  ) throws(Diagnostics) {
    guard section.settings.panelWeight < 1 else { return }
    let known = Set(priors.map(\.id))
    let missing =
      GrowthModel.supplyParameters.filter { !known.contains($0) }.map { "parameter \($0)" }
      + ["gdp", "fai"].filter { section.level($0) == nil }.map { "base level of \($0)" }
    guard !missing.isEmpty else { return }
    throw Diagnostics([
      plan.text.diagnostic(
        Bilingual(
          en: "the supply side of GDP needs what is missing: \(missing.joined(separator: ", "))",
          zh: "供给侧估计缺少：\(missing.joined(separator: "、"))"), at: plan.model.settings.position,
        suggestion: Bilingual(
          en: "add it, or write “pool: {panel: 100 %}” to do without the supply side",
          zh: "请补充，或写“pool: {panel: 100 %}”不用供给侧"))
    ])
  }

  private static func nothingKnown(_ plan: Plan) -> Diagnostic {
    plan.text.diagnostic(
      Bilingual(
        en: "no panel: nothing was known by \(plan.information) to estimate on; every number is a prior",
        zh: "没有面板数据：截至\(plan.information.name.zh)没有可供估计的数字，全部参数均为先验"),
      at: plan.model.settings.position, severity: .note)
  }

  private static func unknownModel(_ plan: Plan) -> Diagnostic {
    plan.text.diagnostic(
      Bilingual(en: "unknown model “\(plan.model.name)”", zh: "未知的模型“\(plan.model.name)”"),
      at: plan.model.settings.position, suggestion: SettingReader.nearest(plan.model.name, among: ["growth"]))
  }

  func diagnostics(for error: GrowthModelError, in plan: Plan) -> Diagnostics {
    if case .equations(let problems) = error { return problems }
    return Diagnostics([plan.text.diagnostic(error.message, at: plan.model.settings.position)])
  }
}

extension GrowthPanel {
  /// Annual growth of outturns and estimates of regions in a resolved data set. The nation is left out: it is no draw from
  /// its regions, and its long series would outweigh theirs.
  public init(_ data: Dataset) {
    self.init()
    for o in data.observations where o.kind == .growth && o.status != .target && o.region.level != .nation {
      guard let period = o.span.singlePeriod, period.frequency == .annual else { continue }
      self[o.indicator, Cell(region: o.region.id, year: period.year)] = o.value
    }
  }
}
