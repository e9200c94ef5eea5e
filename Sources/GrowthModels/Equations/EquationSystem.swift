import Datasets
import Probability
import Scenarios
import StructuralModels
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

  /// By variable of the text and year; nil where the plan does not give what its equation needs.
  private var values: [String: [LaneValue?]] = [:]
  private var means: [String: [Int: Double]] = [:]
  /// r of every year, by equation.
  private var residuals: [String: [LaneValue?]] = [:]
  /// Weights of parts in the totals they were reconciled with, by year.
  private(set) var weights: [[String: Double]]
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
    weights = [[String: Double]](repeating: [:], count: years.count)
    for year in years.indices {
      for step in model.equations.steps { write(step, year) }
    }
  }

  private func write(_ step: GrowthEquations.Step, _ t: Int) {
    let equations = model.equations.model.equations
    switch step {
    case .equation(let number):
      let equation = equations[number]
      guard let value = lower(equation.right, t) else { return }
      let id = equation.variable
      guard equation.kind == .behavioral else { return set(id, identity(id, t, value), t) }
      set(id, adjusted(id, t, closed(equation, t, expected: value).value), t)
    case .reconciliation(let number, let members):
      write(model.equations.model.reconciliations[number], members.map { equations[$0] }, t)
    }
  }

  /// Total and parts, each part seeing what the equations before it say; then all of them reconciled.
  private func write(_ reconciliation: ModelReconciliation, _ equations: [Equation], _ t: Int) {
    var outcomes: [String: Outcome] = [:]
    for equation in equations {
      guard let expected = lower(equation.right, t) else { continue }
      let outcome = closed(equation, t, expected: expected)
      outcomes[equation.variable] = outcome
      set(equation.variable, outcome.value, t)
    }
    let parts = reconciliation.parts.compactMap { part -> Part? in
      guard let outcome = outcomes[part.name], let weight = lower(part.weight, t) else { return nil }
      if weight.constant == nil { refuseWeight(of: part, in: reconciliation) }
      return Part(id: part.name, outcome: outcome, weight: atMeans(weight))
    }
    guard let total = outcomes[reconciliation.total], parts.count == reconciliation.parts.count else {
      for (id, outcome) in outcomes { set(id, adjusted(id, t, outcome.value), t) }
      return
    }
    for part in parts { weights[t][part.id] = part.weight }
    let closed = reconcile((reconciliation.total, total), parts, t)
    set(reconciliation.total, closed.total, t)
    for (part, value) in zip(parts, closed.parts) { set(part.id, value, t) }
  }

  // MARK: Values

  private func set(_ id: String, _ value: LaneValue, _ t: Int) {
    values[id, default: Array(repeating: nil, count: years.count)][t] = value
  }

  func setResidual(_ id: String, _ value: LaneValue, _ t: Int) {
    residuals[id, default: Array(repeating: nil, count: years.count)][t] = value
  }

  /// r of an equation; before the first year how far the region stood from it.
  func residual(_ id: String, _ t: Int) -> LaneValue {
    if t >= 0 { return residuals[id]?[t] ?? graph.constant(0) }
    return graph.constant(t == -1 ? model.given.equation(id)?.lastResidual ?? 0 : 0)
  }

  /// A variable of the text in a year already worked out.
  func value(of id: String, _ t: Int) -> LaneValue? { values[id]?[t] }

  /// Growth as it is shown, or a level.
  func value(_ quantity: Quantity, _ t: Int) -> LaneValue? {
    let id = quantity.variable
    return quantity.measure == .level
      ? value(of: "\(id).level", t) : value(of: "\(id).reported", t) ?? value(of: id, t)
  }

  /// A value at zero shocks and mean coefficients.
  func atMeans(_ value: LaneValue) -> Double { graph.evaluate([value], inputs: layout.means)[0] }

  /// A variable of the text at zero shocks and mean coefficients.
  func mean(of id: String, _ t: Int) -> LaneValue? {
    guard t >= 0, let value = value(of: id, t) else { return nil }
    let mean = means[id]?[t] ?? atMeans(value)
    means[id, default: [:]][t] = mean
    return graph.constant(mean)
  }

  // MARK: Coefficients and shocks

  /// A coefficient as this scenario has it in this year; nil where the model has none of this name.
  func coefficient(_ id: String, _ t: Int) -> LaneValue? {
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

  /// σ u_t of an equation, with the scenario's volatility.
  func shock(_ equation: Equation, _ t: Int) -> LaneValue {
    let id = equation.variable
    guard let row = layout.shock(id, year: t), let σ = deviation(of: equation, t) else {
      return graph.constant(0)
    }
    let scale = σ * assumptions.volatility(of: id, t)
    let standard = graph.input(row: row)
    guard let tail = layout.tail(id, year: t) else { return scale * standard }
    return (scale * graph.input(row: tail)) * standard
  }

  /// σ of an equation; nil where the text gives it no disturbance.
  func deviation(of equation: Equation, _ t: Int) -> LaneValue? {
    equation.estimation?.errorDeviation.flatMap { resolve($0, shift: 0, t) }
  }

  func reserve(_ use: DrawLayout.Reserve, _ variable: String, _ t: Int) -> LaneValue {
    guard let row = layout.reserved(use, variable, year: t) else { return graph.constant(0) }
    reserved.insert(row)
    return graph.input(row: row)
  }
}
