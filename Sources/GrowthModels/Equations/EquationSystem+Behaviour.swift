import Probability
import Scenarios
import StructuralModels

/// How equations are closed: by their residuals, or by what the scenario imposes.
extension EquationSystem {
  func isRate(_ id: String) -> Bool { model.catalogue.isRate(id) }

  /// What a behavioral equation expects, closed by its residual r = ρ r₋₁ + σ u + add-factors; or what it is set to, its
  /// residual backed out.
  func closed(_ equation: Equation, _ t: Int, expected: LaneValue) -> Outcome {
    let id = equation.variable
    let carried = self.carried(equation, t)
    if let imposed = imposed(id, t) {
      setResidual(id, imposed - expected, t)
      return Outcome(value: imposed, expected: expected + carried, isImposed: true)
    }
    var residual = carried + shock(equation, t)
    for (measure, amount) in assumptions.adjustment(id, t).addFactors {
      residual += points(amount, measure, id, t)
    }
    setResidual(id, residual, t)
    return Outcome(value: expected + residual, expected: expected + carried)
  }

  /// ρ r₋₁.
  private func carried(_ equation: Equation, _ t: Int) -> LaneValue {
    guard let ρ = equation.estimation?.errors.first.flatMap({ resolve($0, shift: 0, t) }) else {
      return graph.constant(0)
    }
    return ρ * residual(equation.variable, t - 1)
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
}
