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
        inputs.parameters, settings: inputs.settings, deliveries: DeliveryTarget.all(in: plan.targets))
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
    let section = GrowthSection(plan.model.settings, statements: plan.statements, reader: reader)
    problems.append(contentsOf: reader.diagnostics)
    let priors = Self.priors(plan, section, &problems)
    let panel = Self.panel(plan, &problems)
    try problems.throwIfErrors()

    let baseYear = plan.horizon.periods.lowerBound.year - 1
    do {
      estimation = try GrowthEstimation(
        panel: GrowthPanel(panel), priors: priors, base: section.base, areas: section.areas,
        baseYear: baseYear)
    } catch {
      problems.append(
        plan.text.diagnostic(Bilingual("\(error)"), at: plan.model.settings.position))
      throw problems
    }
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
    let levels = Dictionary(section.base.map { ($0.variable, $0.level) }, uniquingKeysWith: { $1 })
    guard let whole = levels["fai"] ?? nil else { return [] }
    return section.areas.compactMap { area in
      let origin = section.baseProvenance[area]
      return (levels[area] ?? nil).map {
        .init(area, $0 / whole, provenance: origin?.provenance ?? .assumption, source: origin?.source ?? "")
      }
    }
  }

  /// The parameters of the plan's files, those the plan sets itself put in place.
  private static func priors(
    _ plan: Plan, _ section: GrowthSection, _ problems: inout Diagnostics
  ) -> [Parameter] {
    var priors: [Parameter] = []
    for source in plan.sources where source.role == .parameters {
      priors += ParameterTable.read(path: plan.path(of: source), into: &problems)
    }
    let known = Set(priors.map(\.id))
    let ofEquations = Set(
      BehaviouralEquation.all(areas: section.areas).flatMap { e in
        ["anchor", "slope", "persistence", "sigma"].map { "\(e.variable).\($0)" }
      })
    for (id, tree) in section.replacementPlaces.sorted(by: { $0.key < $1.key })
    where !known.contains(id) && !ofEquations.contains(id) {
      problems.append(
        plan.text.diagnostic(
          Bilingual(en: "unknown parameter “\(id)”", zh: "未知的参数“\(id)”"), at: tree.position, length: id.count,
          suggestion: SettingReader.nearest(id, among: known.sorted())))
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

  private static func unknownModel(_ plan: Plan) -> Diagnostic {
    plan.text.diagnostic(
      Bilingual(en: "unknown model “\(plan.model.name)”", zh: "未知的模型“\(plan.model.name)”"),
      at: plan.model.settings.position, suggestion: SettingReader.nearest(plan.model.name, among: ["growth"]))
  }

  func diagnostics(for error: GrowthModelError, in plan: Plan) -> Diagnostics {
    Diagnostics([plan.text.diagnostic(Bilingual("\(error)"), at: plan.model.settings.position)])
  }
}

extension GrowthPanel {
  /// Annual growth of outturns and estimates in a resolved data set.
  public init(_ data: Dataset) {
    self.init()
    for o in data.observations where o.kind == .growth && o.status != .target {
      guard let period = o.span.singlePeriod, period.frequency == .annual else { continue }
      self[o.indicator, Cell(region: o.region.id, year: period.year)] = o.value
    }
  }
}
