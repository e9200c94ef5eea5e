public import TimeSeries

/// How much each variable answers a small change of each instrument, along one simulation: dx_t / du_s for all
/// periods s and t. With s = t they are impact multipliers, with t after s dynamic ones, with t before s the answers to what is
/// announced, which only models that look ahead have.
///
/// Exact derivatives of the solution, by the implicit function theorem, not differences of simulations. An instrument is an
/// exogenous variable, a shock, or an equation by its name, which stands for its add-factor.
public struct Multipliers: Sendable {
  public let instruments: [String]
  /// The model's explained variables.
  public let variables: [String]
  public let span: PeriodSpan
  /// What was simulated.
  public let paths: SimulatedPaths

  /// responses[instrument][s][t][variable], s and t counted from the span's first period.
  let responses: [[[[Double]]]]

  /// dx_t / du_s: the answer of a variable in `period` to an instrument one unit higher in `origin`. Zero before the
  /// origin unless equations look ahead. Nil for unknown names and periods outside the span.
  public func response(of variable: String, in period: Period, to instrument: String, at origin: Period)
    -> Double?
  {
    guard let x = variables.firstIndex(of: variable), let u = instruments.firstIndex(of: instrument),
      span.contains(period), span.contains(origin)
    else { return nil }
    return responses[u][span.lowerBound.distance(to: origin)][span.lowerBound.distance(to: period)][x]
  }

  /// Σ over s from the origin on of dx_period / du_s: the answer to an instrument one unit higher from the origin to the end of
  /// the span.
  public func sustainedResponse(
    of variable: String, in period: Period, to instrument: String, from origin: Period
  ) -> Double? {
    guard span.contains(origin) else { return nil }
    var sum = 0.0
    for s in origin...span.upperBound {
      guard let term = response(of: variable, in: period, to: instrument, at: s) else { return nil }
      sum += term
    }
    return sum
  }
}

extension ModelSolver {
  /// Multipliers along a dynamic simulation or forecast.
  ///
  /// - Throws: `SimulationError`: an instrument that does not exist, and whatever the simulation throws.
  public func multipliers(of instruments: [String], along simulation: Simulation, from data: ModelData)
    throws(SimulationError) -> Multipliers
  {
    precondition(simulation.mode != .static, "multipliers over several periods need simulated lags")
    let columns = try columns(ofInstruments: instruments)
    var run = try SimulationRun(self, simulation, data)
    let paths = try run.solve()
    let system = try LinearisedPath(self, run)
    return Multipliers(
      instruments: instruments, variables: model.variables.map(\.name), span: simulation.span, paths: paths,
      responses: columns.map { column in
        (0..<simulation.span.count).map { system.response(to: column, from: $0) }
      })
  }

  /// Columns of exogenous variables, shocks, and add-factors by their equation's name.
  func columns(ofInstruments names: [String]) throws(SimulationError) -> [Int] {
    var problems: [SimulationProblem] = []
    var columns: [Int] = []
    let outside = model.exogenous.map(\.name) + model.shocks.map(\.name)
    for name in names {
      if outside.contains(name), let column = tape.layout.index[name] {
        columns.append(column)
      } else if let equation = model.index(ofEquation: name) {
        columns.append(tape.layout.addFactor(equation))
      } else {
        let known = outside + model.equations.map(\.name)
        problems.append(.unknownInstrument(name, suggestion: Suggestion.nearest(to: name, among: known)))
      }
    }
    guard problems.isEmpty else { throw .unfit(problems) }
    return columns
  }
}
