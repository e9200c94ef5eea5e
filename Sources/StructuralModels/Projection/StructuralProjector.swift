import Datasets
public import Scenarios
import TimeSeries

/// An equation model that answers a plan: every variable it explains, and those given to it, under the scenarios of the plan.
///
///     let projector = StructuralProjector(model, data: data, fit: fit)
///     let batch = ScenarioBatch(targets: targets, projector: projector, …)
///
/// Data up to the period before the horizon are history; of the horizon only variables given from outside are read. Each draw solves the
/// equations with disturbances (and coefficients, where they are drawn) of its own; what a draw is does not depend on the scenario.
///
/// Levels are in the model's units, in `index` where it declares none. Growth is on the same period of the year before, in percent, and
/// offered where all the data are positive and the unit is no rate.
public struct StructuralProjector: Projector {
  public let model: Model
  public let data: ModelData
  /// What the parameters come from; nil where they are given.
  public let fit: ModelEstimation.Fit?
  public let uncertainty: ModelUncertainty
  public let variables: [Variable]
  /// Where the numbers come from, in the words of records.
  public let source: String
  /// Further numbers used, such as those given from outside.
  public let assumptions: [ParameterRecord]

  let history: DisturbanceHistory?
  let solver: ModelSolver
  /// Marks the draws of this projector, which all its scenarios share.
  let identity = DrawIdentity()

  /// - Parameters:
  ///   - fit: what the parameters were estimated at; nil for those of the model's text.
  ///   - history: what equations missed, where nothing was estimated.
  /// - Throws: `StochasticError` where disturbances cannot be drawn as asked, parameters have no value or equations look ahead.
  public init(
    _ model: Model, data: ModelData, fit: ModelEstimation.Fit? = nil, history: DisturbanceHistory? = nil,
    uncertainty: ModelUncertainty = ModelUncertainty(), source: String = "",
    assumptions: [ParameterRecord] = []
  ) throws(StochasticError) {
    self.model = model
    self.data = data.inUnits(of: model)
    self.fit = fit
    self.uncertainty = uncertainty
    self.source = source
    self.assumptions = assumptions
    self.history = fit.map { DisturbanceHistory($0) } ?? history
    var known = fit?.parameters ?? [:]
    for name in fit?.equations.flatMap(\.names) ?? [] { known[name] = known[name]?.settled }
    do throws(SimulationError) {
      solver = try ModelSolver(model, parameters: known)
    } catch {
      throw .simulation(error)
    }
    let converted = self.data
    variables = (model.variables + model.exogenous).map { variable in
      Variable(
        id: variable.name, name: variable.label, unit: variable.unit ?? .index,
        priceBasis: variable.basis ?? .notApplicable,
        measures: Self.grows(variable, converted) ? [.level, .growth] : [.level])
    }
    _ = try layout(periods: 1)
  }

  private static func grows(_ variable: ModelVariable, _ data: ModelData) -> Bool {
    let isRate = variable.unit.map { [.share, .percentagePoint].contains($0.dimension) } ?? false
    let values = data[variable.name]?.values.compactMap { $0 } ?? []
    return !isRate && !values.isEmpty && values.allSatisfy { $0 > 0 }
  }

  func layout(periods: Int) throws(StochasticError) -> DrawLayout {
    let layout = try DrawLayout(
      model, uncertainty.disturbances, history: history, drawsShocks: uncertainty.drawsShocks,
      coefficients: uncertainty.coefficients, fit: fit, periods: periods)
    if uncertainty.coefficients == .drawn, layout.parameters.isEmpty { throw .noUncertainty }
    return layout
  }

  /// Every quantity projected, in the order of variables: growth, then level.
  var quantities: [Quantity] {
    variables.flatMap { variable in
      [Measure.growth, .level].filter(variable.measures.contains).map { Quantity(variable.id, $0) }
    }
  }

  /// How many periods back growth is measured.
  var yearBack: Int { model.frequency.periodsPerYear }
}

/// What is uncertain about a projection, and how it is drawn.
public struct ModelUncertainty: Hashable, Sendable {
  public var disturbances: Disturbances
  public var coefficients: Coefficients
  /// Whether shocks the model declares with a distribution are drawn.
  public var drawsShocks: Bool

  public init(
    disturbances: Disturbances = .normal, coefficients: Coefficients = .fixed, drawsShocks: Bool = true
  ) {
    self.disturbances = disturbances
    self.coefficients = coefficients
    self.drawsShocks = drawsShocks
  }
}

/// Tells the draws of one projector from those of another.
final class DrawIdentity: Sendable {}

extension ModelData {
  /// Each series of a model in the unit the model declares, where it converts.
  func inUnits(of model: Model) -> ModelData {
    var result = self
    for variable in model.variables + model.exogenous {
      guard let unit = variable.unit, let series = self[variable.name], series.unit != unit else { continue }
      result[variable.name] = (try? series.converted(to: unit)) ?? series
    }
    return result
  }
}
