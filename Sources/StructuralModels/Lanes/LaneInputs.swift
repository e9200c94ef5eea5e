import TimeSeries

/// What may differ between the draws of a ``LaneSimulation``; all else is the same in every lane and folded in.
public struct LaneInputs: Hashable, Sendable {
  /// Shocks, and exogenous or held variables, by name.
  public var names: Set<String>
  /// Equations whose add-factors vary, by name.
  public var addFactors: Set<String>
  /// Parameters, by name.
  public var parameters: Set<String>

  public init(_ names: Set<String> = [], addFactors: Set<String> = [], parameters: Set<String> = []) {
    self.names = names
    self.addFactors = addFactors
    self.parameters = parameters
  }

  /// What a model does not have.
  func problems(_ model: Model) -> [SimulationProblem] {
    let known = (model.variables + model.exogenous).map(\.name) + model.shocks.map(\.name)
    let equations = model.equations.map(\.name)
    let constants = model.parameters.map(\.name)
    let strangers = names.sorted().filter { !known.contains($0) }.map {
      SimulationProblem.unknownInstrument($0, suggestion: Suggestion.nearest(to: $0, among: known))
    }
    let without = addFactors.sorted().filter { !equations.contains($0) }.map {
      SimulationProblem.unknownEquation($0, suggestion: Suggestion.nearest(to: $0, among: equations))
    }
    let unset = parameters.sorted().filter { !constants.contains($0) }.map {
      SimulationProblem.unknownParameter($0, suggestion: Suggestion.nearest(to: $0, among: constants))
    }
    return strangers + without + unset
  }
}
