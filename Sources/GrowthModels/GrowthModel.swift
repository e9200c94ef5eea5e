import Datasets
public import Scenarios
public import StructuralModels
import Synchronization
import TimeSeries

/// A regional growth model in growth rates: supply side, demand link, sectors, investment by area, and what follows from
/// them: revenue, sales, trade, incomes, jobs, prices, tourism. What follows from what is a text, `GrowthEquations`.
///
/// The numbers of every behavioral equation are an `AnchoredEquation`. Coefficients are drawn once per draw, shocks once per year and
/// variable; shocks of one year are correlated, those of investment have fat tails. Horizon: one to six years after the
/// base year.
public struct GrowthModel: Projector {
  /// Estimates and priors.
  public let given: GrowthParameters
  public let settings: GrowthSettings
  public let deliveries: [DeliveryTarget]
  public let equations: GrowthEquations
  public private(set) var variables: [Variable]

  /// Years a projection may span.
  static let longestHorizon = 6

  let coefficientNames: [String]
  let catalogue: VariableCatalogue
  private let distributions: [String: ParameterDistribution]
  private var layouts = LayoutCache()

  /// - Parameter text: the equations; the library's own unless given.
  /// - Throws: `GrowthModelError.equations` for a text that the model cannot use; `missing` when an equation or its driver is not in
  ///   the text; `correlation` when the shock correlations are not positive definite.
  public init(
    _ parameters: GrowthParameters, settings: GrowthSettings = GrowthSettings(),
    deliveries: [DeliveryTarget] = [], equations text: ModelText = GrowthEquations.shipped
  ) throws(GrowthModelError) {
    let equations: GrowthEquations
    do {
      equations = try GrowthEquations(
        text, areas: parameters.areas.map(\.variable), deliveries: deliveries.map(\.variable))
    } catch {
      throw .equations(error)
    }
    try self.init(parameters, settings: settings, deliveries: deliveries, equations: equations)
  }

  init(
    _ parameters: GrowthParameters, settings: GrowthSettings, deliveries: [DeliveryTarget],
    equations: GrowthEquations
  ) throws(GrowthModelError) {
    var given = parameters
    given.closeAreas()
    self.given = given
    self.equations = equations
    catalogue = VariableCatalogue(equations.model)
    self.settings = settings
    self.deliveries = deliveries
    let coefficients = given.coefficients
    coefficientNames = coefficients.map(\.id)
    distributions = Dictionary(coefficients.map { ($0.id, $0.distribution) }, uniquingKeysWith: { $1 })
    try given.check(against: equations)
    variables = given.projected(deliveries, highTechShare: settings.highTechShare, equations, catalogue)
    if !deliveries.isEmpty {
      for id in Set(deliveries.map(\.meanParameter)).union(["delivery.sigma", "delivery.correlation"])
        .sorted()
      where distributions[id] == nil {
        throw .missing(what: "The parameter \(id)", need: "the plan has delivery targets")
      }
    }
    _ = try layout(years: 1)
    if equations.model.text != GrowthEquations.shipped { try admitOwnText() }
  }

  var panelWeight: Double { hasSupply ? settings.panelWeight : 1 }
  var highTechShare: Double? { settings.highTechShare }

  static let supplyParameters = ["alpha", "delta", "capital_output_ratio", "kappa", "tfp", "labour"]

  /// Whether everything the supply view needs is known.
  var hasSupply: Bool {
    Self.supplyParameters.allSatisfy { distributions[$0] != nil } && given.base("gdp")?.level != nil
      && given.base("fai")?.level != nil
  }

  func distribution(of coefficient: String) -> ParameterDistribution? { distributions[coefficient] }

  func parts(of total: String) -> [String] { given.parts(of: total, equations) }

  /// Projects these instead; random rows are laid out anew.
  mutating func project(_ variables: [Variable]) throws(GrowthModelError) {
    self.variables = variables
    layouts = LayoutCache()
    _ = try layout(years: 1)
  }

  func layout(years: Int) throws(GrowthModelError) -> DrawLayout {
    if let known = layouts.layout(years) { return known }
    let new = try DrawLayout(
      given, years: years, panelWeight: panelWeight, variables: variables.map(\.id),
      deliveries: deliveries.count)
    return layouts.keep(new)
  }

  /// Whether the model projects this; if not, says so.
  func check(_ quantity: Quantity, at place: SourcePosition, _ problems: inout Diagnostics) -> Bool {
    guard let variable = variables.first(where: { $0.id == quantity.variable }) else {
      problems.append(.noSuchVariable(quantity.variable, among: variables.map(\.id), at: place))
      return false
    }
    guard variable.measures.contains(quantity.measure) else {
      problems.append(.noSuchMeasure(quantity, at: place))
      return false
    }
    return true
  }
}

/// Layouts by number of years, made once: scenarios that share one share a block's random numbers.
private final class LayoutCache: Sendable {
  private let layouts = Mutex<[Int: DrawLayout]>([:])

  func layout(_ years: Int) -> DrawLayout? { layouts.withLock { $0[years] } }

  func keep(_ layout: DrawLayout) -> DrawLayout {
    layouts.withLock { known in
      if let first = known[layout.years] { return first }
      known[layout.years] = layout
      return layout
    }
  }
}
