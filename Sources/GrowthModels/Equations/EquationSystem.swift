import Datasets
import Probability
import Scenarios
import TimeSeries

/// The model's equations under one set of assumptions, written out as lane arithmetic for every year of the horizon.
///
/// Growth rates are in percent. Given the coefficients, pool choice and tail factors of a draw, growth is affine in the
/// normal shocks and anchors of the horizon, which is what makes exact conditioning possible.
final class EquationSystem {
  /// What an equation gives, what it expected before its shock, and whether it was imposed from outside.
  struct Outcome {
    var value: LaneValue
    var expected: LaneValue
    var isImposed = false
  }

  let graph = LaneGraph()
  let model: GrowthModel
  let layout: DrawLayout
  let assumptions: Assumptions
  let years: [Period]
  /// Value of a variable on the model's own mean path, for `hold: baseline`.
  let baseline: (Quantity, Int) -> Double

  /// By variable, one a year; rates of unemployment and delivery have levels only.
  private(set) var growth: [String: [LaneValue]] = [:]
  private(set) var levels: [String: [LaneValue]] = [:]
  /// r of the year before, by equation.
  var residuals: [String: LaneValue] = [:]
  /// Shares of areas in investment, of sectors in GDP, at the beginning of the year.
  var shares: [String: Double] = [:]
  /// The shares each year began with.
  private(set) var weights: [[String: Double]] = []
  /// Investment growth beyond what its own equation expected this year.
  var investmentSurprise: LaneValue?
  /// Carries the capital stock from year to year.
  var capital: CapitalPath?
  /// Shocks of the elapsed part of a year, where a condition speaks of it.
  var elapsed: [Int: ElapsedShocks] = [:]
  /// Rows of values set with a standard deviation.
  var imposedNormals = Set<Int>()
  private(set) var reserved = Set<Int>()
  var problems = Diagnostics()

  init(
    _ model: GrowthModel, layout: DrawLayout, assumptions: Assumptions, years: [Period],
    baseline: @escaping (Quantity, Int) -> Double
  ) {
    self.model = model
    self.layout = layout
    self.assumptions = assumptions
    self.years = years
    self.baseline = baseline
    for e in model.given.equations { residuals[e.variable] = graph.constant(e.lastResidual) }
    for s in model.given.sectors + model.given.areas { shares[s.variable] = s.share }
    for year in years.indices { write(year) }
  }

  /// The blocks of one year, in the order of the arrows between them.
  private func write(_ t: Int) {
    weights.append(shares)
    writePrices(t)
    writeInvestment(t)
    writeOutput(t)
    writeSatellites(t)
    writeIndustry(t)
    writeTourism(t)
    writeLabour(t)
    writeLevels(t)
    writeStructure(t)
    writeDelivery(t)
    carryForward(t)
  }

  func value(_ quantity: Quantity, _ t: Int) -> LaneValue? {
    let rows = quantity.measure == .growth ? growth[quantity.variable] : levels[quantity.variable]
    return rows.flatMap { t < $0.count ? $0[t] : nil }
  }

  /// Growth of a variable in a year already written, as a driver; `gdp_nominal` is growth of GDP in current prices.
  func driver(_ id: String, _ t: Int) -> LaneValue? {
    if id == "gdp_nominal" {
      guard let real = driver("gdp", t), let prices = driver("gdp_deflator", t) else { return nil }
      return real + prices
    }
    return value(Quantity(id, .growth), t)
  }

  func set(_ id: String, growth value: LaneValue) { growth[id, default: []].append(value) }
  func set(_ id: String, level value: LaneValue) { levels[id, default: []].append(value) }
  func replace(_ id: String, growth value: LaneValue, _ t: Int) { growth[id]?[t] = value }
  func replace(_ id: String, level value: LaneValue, _ t: Int) { levels[id]?[t] = value }

  /// A value at zero shocks and mean coefficients.
  func atMeans(_ value: LaneValue) -> Double { graph.evaluate([value], inputs: layout.means)[0] }

  // MARK: Coefficients and shocks

  /// A coefficient as this scenario has it in this year; nil where the model has none of this name.
  func optional(_ id: String, _ t: Int) -> LaneValue? {
    guard let distribution = model.distribution(of: id) else { return nil }
    var value: LaneValue
    if let fixed = distribution.fixedValue {
      value = graph.constant(fixed)
    } else {
      guard let row = layout.row(of: id) else { return nil }
      value = graph.input(row: row)
    }
    guard let change = assumptions.change(id, t) else { return value }
    if let set = change.set { value = graph.constant(set) }
    return change.scale * value + change.add
  }

  func coefficient(_ id: String, _ t: Int) -> LaneValue { optional(id, t) ?? graph.constant(0) }

  /// σ u_t of an equation, with the scenario's volatility.
  func shock(_ id: String, _ t: Int) -> LaneValue {
    guard let row = layout.shock(id, year: t) else { return graph.constant(0) }
    let scale = coefficient("\(id).sigma", t) * assumptions.volatility(of: id, t)
    let standard = graph.input(row: row)
    guard let tail = layout.tail(id, year: t) else { return scale * standard }
    return (scale * graph.input(row: tail)) * standard
  }

  func reserve(_ use: DrawLayout.Reserve, _ variable: String, _ t: Int) -> LaneValue {
    guard let row = layout.reserved(use, variable, year: t) else { return graph.constant(0) }
    reserved.insert(row)
    return graph.input(row: row)
  }
}
