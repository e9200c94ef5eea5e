import Datasets
import Probability
public import Scenarios
import TimeSeries

extension StructuralProjector {
  /// Rewrites the equations as the scenario's overrides say and compiles them for lanes.
  ///
  /// - Throws: `Diagnostics` naming every override or condition that matches nothing, lies outside the horizon, contradicts another or
  ///   cannot be met, and every value that equations need and the data do not have.
  public func prepare(_ scenario: Scenario, over horizon: Horizon) throws -> any PreparedProjection {
    let periods = try self.periods(of: horizon, at: scenario.position)
    let undisturbed = Undisturbed { try? self.undisturbed(periods) }
    let assumptions = StructuralAssumptions(
      scenario.overrides, in: self, periods: periods, baseline: { undisturbed[$0, $1, self, periods] })
    try assumptions.problems.throwIfErrors()
    let rewriting = EquationRewriting(model, assumptions, periods: periods.count)
    let given = model.exogenous.map { variable in
      GivenPath(
        variable.name, data[variable.name], assumptions.changes[variable.name] ?? [:], periods: periods,
        yearBack: yearBack)
    }
    let binding = try bind(scenario, rewriting, given, assumptions, periods)
    return try conditioned(binding, on: scenario.conditions, assumptions, periods)
  }

  /// The periods of a horizon, checked.
  private func periods(of horizon: Horizon, at place: SourcePosition) throws(Diagnostics) -> [Period] {
    let (first, last) = (horizon.periods.lowerBound, horizon.periods.upperBound)
    guard first.frequency == model.frequency else {
      throw Diagnostics([
        Diagnostic(
          .error,
          Bilingual(
            en:
              "the model counts in \(model.frequency.name.en)s, the horizon \(first)..\(last) in \(first.frequency.name.en)s",
            zh: "模型按\(model.frequency.name.zh)计，而预测期\(first)..\(last)按\(first.frequency.name.zh)计"),
          at: place)
      ])
    }
    return Array(first...last)
  }

  /// The path without any assumption and without chance.
  private func undisturbed(_ periods: [Period]) throws -> SimulatedPaths {
    try solver.simulate(
      Simulation(.forecast, over: periods[0]...periods[periods.count - 1]), from: data)
  }

  /// Compiles the rewritten equations.
  private func bind(
    _ scenario: Scenario, _ rewriting: EquationRewriting, _ given: [GivenPath],
    _ assumptions: StructuralAssumptions, _ periods: [Period]
  ) throws -> ScenarioBinding {
    let layout = try self.layout(periods: periods.count)
    let span = periods[0]...periods[periods.count - 1]
    var data = self.data
    for path in given where assumptions.changes[path.variable] != nil {
      let values = path.values
      let changed = ModelData([
        path.variable: Series(
          start: periods[0], values: values.map { $0.isFinite ? $0 : nil },
          unit: data[path.variable]?.unit ?? model.unit(of: path.variable),
          basis: data[path.variable]?.basis ?? model.basis(of: path.variable))
      ])
      data = data.overlaid(with: changed)
    }
    for (column, values) in rewriting.values {
      data[column.name] = Series(
        start: periods[0], values: values, unit: .ratio, basis: .notApplicable)
    }
    let certain = assumptions.certainParameters(of: solver, drawn: layout.parameters)
    let inputs = LaneInputs(
      Set(
        layout.subjects.compactMap { if case .shock(let name) = $0 { name } else { nil } }
          + given.filter { !$0.isCertain }.map(\.variable)
          + rewriting.uncertainTargets(assumptions).map(\.column.name)),
      addFactors: Set(layout.subjects.compactMap { if case .equation(let name) = $0 { name } else { nil } }),
      parameters: Set(layout.parameters).union(assumptions.uncertainParameters))
    do throws(SimulationError) {
      let solver = try ModelSolver(
        rewriting.model, parameters: certain, settings: self.solver.settings)
      let lanes = try LaneSimulation(solver, Simulation(.forecast, over: span), from: data, varying: inputs)
      return ScenarioBinding(
        self, layout, lanes, rewriting, given, assumptions, periods: periods)
    } catch {
      throw diagnostics(for: error, at: scenario.position)
    }
  }

  private func diagnostics(for error: SimulationError, at place: SourcePosition) -> Diagnostics {
    switch error {
    case .missing(let values):
      let given = model.exogenous.map(\.name)
      return Diagnostics(
        values.map { Diagnostic.missing($0, isGiven: given.contains($0.name), at: place) })
    default: return Diagnostics(error.messages.map { Diagnostic(.error, $0, at: place) })
    }
  }
}

/// The undisturbed path, found when first asked for.
private final class Undisturbed {
  private let find: () -> SimulatedPaths?
  private lazy var paths = find()

  init(_ find: @escaping () -> SimulatedPaths?) { self.find = find }

  subscript(quantity: Quantity, t: Int, projector: StructuralProjector, periods: [Period]) -> Double? {
    func level(_ period: Period) -> Double? {
      guard period >= periods[0] else { return projector.data[quantity.variable]?[period] }
      return projector.model.index(of: quantity.variable) == nil
        ? projector.data[quantity.variable]?[period] : paths?[quantity.variable]?[period]
    }
    guard let now = level(periods[t]) else { return nil }
    guard quantity.measure == .growth else { return now.settled }
    return level(periods[t].advanced(by: -projector.yearBack)).map { (100 * (now / $0 - 1)).settled }
  }
}

extension Model {
  func unit(of variable: String) -> TimeSeries.Unit {
    (variables + exogenous).first { $0.name == variable }?.unit ?? .ratio
  }

  func basis(of variable: String) -> PriceBasis {
    (variables + exogenous).first { $0.name == variable }?.basis ?? .notApplicable
  }
}

extension StructuralAssumptions {
  /// Parameters that are the same in every draw, as the scenario has them.
  func certainParameters(of solver: ModelSolver, drawn: [String]) -> [String: Double] {
    var values = solver.parameters
    for (name, change) in parameters {
      let value = change.value?.mean ?? values[name] ?? 0
      values[name] = value * change.scale + change.add
    }
    return values
  }

  /// Parameters set with a spread.
  var uncertainParameters: [String] {
    parameters.filter { ($0.value.value?.deviation ?? 0) > 0 }.map(\.key).sorted()
  }
}

extension EquationRewriting {
  /// Targets of imposed variables that have a spread, with it, period by period.
  func uncertainTargets(_ assumptions: StructuralAssumptions) -> [(column: Column, deviations: [Double])] {
    model.variables.compactMap { variable in
      let column = Column(variable: variable.name, purpose: .target)
      guard let values = values[column], let changes = assumptions.changes[variable.name] else { return nil }
      let deviations = values.indices.map { changes[$0]?.imposed?.deviation ?? 0 }
      return deviations.contains { $0 > 0 } ? (column, deviations) : nil
    }
  }
}
