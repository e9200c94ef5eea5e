import Probability
import Scenarios

/// What behavioural equations and overrides have in common.
extension EquationSystem {
  func isRate(_ id: String) -> Bool { VariableCatalogue.isRate(id) }

  /// y = m + b (x − m_x) + ρ r₋₁ + σ u, or what it is set to.
  func behaviour(_ e: AnchoredEquation, _ t: Int, driver x: LaneValue?) -> Outcome {
    var expected = coefficient("\(e.variable).anchor", t)
    if let x { expected += coefficient("\(e.variable).slope", t) * (x - e.driverMean) }
    return closed(e.variable, t, expected: expected)
  }

  /// What a behavioural equation expects, closed by its residual r = ρ r₋₁ + σ u + add-factors; or what it is set to, its
  /// residual backed out.
  func closed(_ id: String, _ t: Int, expected: LaneValue) -> Outcome {
    let carried = self.carried(id, t)
    if let imposed = imposed(id, t) {
      residuals[id] = imposed - expected
      return Outcome(value: imposed, expected: expected + carried, isImposed: true)
    }
    var residual = carried + shock(id, t)
    for (measure, amount) in assumptions.adjustment(id, t).addFactors {
      residual += points(amount, measure, id, t)
    }
    residuals[id] = residual
    return Outcome(value: expected + residual, expected: expected + carried)
  }

  /// ρ r₋₁.
  func carried(_ id: String, _ t: Int) -> LaneValue {
    guard let last = residuals[id] else { return graph.constant(0) }
    return coefficient("\(id).persistence", t) * last
  }

  /// An identity, or what the variable is set to.
  func identity(_ id: String, _ t: Int, _ value: LaneValue) -> LaneValue {
    if let imposed = imposed(id, t) { return adjusted(id, t, imposed) }
    var result = value
    for (measure, amount) in assumptions.adjustment(id, t).addFactors {
      result += points(amount, measure, id, t)
    }
    return adjusted(id, t, result)
  }

  /// The outcome with what the scenario adds to it and scales it by.
  func adjusted(_ id: String, _ t: Int, _ outcome: LaneValue) -> LaneValue {
    let change = assumptions.adjustment(id, t)
    var value = outcome
    for (measure, amount) in change.additions { value += points(amount, measure, id, t) }
    guard change.scale != 1 else { return value }
    if isRate(id) {
      let last = lastLevel(id, t)
      return (last + value) * change.scale - last
    }
    return (value + 100) * change.scale - 100
  }

  /// Growth (of a rate: change) that the scenario imposes; nil where it imposes none.
  private func imposed(_ id: String, _ t: Int) -> LaneValue? {
    guard let imposition = assumptions.adjustment(id, t).imposed else { return nil }
    switch imposition.value {
    case .hold(.last):
      return model.given.base(id)?.growth.map(graph.constant) ?? graph.constant(0)
    case .hold(.baseline):
      return growth(
        of: graph.constant(baseline(Quantity(id, imposition.measure), t)), imposition.measure, id, t)
    case .number(let mean, let sd):
      if sd != 0, let row = layout.reserved(.imposed, id, year: t) { imposedNormals.insert(row) }
      let target = sd == 0 ? graph.constant(mean) : mean + sd * reserve(.imposed, id, t)
      return growth(of: target, imposition.measure, id, t)
    }
  }

  /// Growth (of a rate: change) that a value in a measure means.
  private func growth(of value: LaneValue, _ measure: Measure, _ id: String, _ t: Int) -> LaneValue {
    if measure == .growth { return value }
    let last = lastLevel(id, t)
    return isRate(id) ? value - last : 100 * value / last - 100
  }

  /// Points of growth (of a rate: of the rate) that an amount in a measure means.
  private func points(_ amount: Double, _ measure: Measure, _ id: String, _ t: Int) -> LaneValue {
    if measure == .growth || isRate(id) { return graph.constant(amount) }
    return 100 * amount / lastLevel(id, t)
  }

  /// Level of the year before; the base year's in the first. Delivery starts from nothing every year.
  func lastLevel(_ id: String, _ t: Int) -> LaneValue {
    if VariableCatalogue.isDelivery(id) { return graph.constant(0) }
    if t == 0, id == "secondary_share" { return graph.constant(100 * (shares["va_secondary"] ?? 0)) }
    if t > 0, let last = value(Quantity(id, .level), t - 1) { return last }
    return graph.constant(model.given.base(id)?.level ?? 1)
  }
}
