/// What it takes to reach targets at the least cost: any number of targets and instruments, in any periods, with bounds.
///
/// minimise Σ cost(deviations of the instruments) subject to every target and every bound, along the path the model then
/// takes. For a linear model, equalities and no bounds the deviations are W⁻¹Mᵀ(MW⁻¹Mᵀ)⁻¹ times the gaps, with M the
/// multipliers and W the costs.
///
///     let wish = LeastEffort(
///       targets: PathTarget.path("cn", wished, .atLeast),
///       instruments: [PolicyInstrument("g", bounds: 0...20), PolicyInstrument("w2", cost: .weight(4))])
///     let outcome = try solver.meet(wish, along: forecast, from: data)
///
/// Sequential quadratic programs: multipliers give the path to first order, a quadratic program the step, the model is simulated
/// again, until targets are met and the conditions of Karush, Kuhn and Tucker hold to `tolerance`. Nocedal & Wright (2006)
/// ch. 18. With a nonlinear model the minimum is a local one.
public struct LeastEffort: Hashable, Sendable {
  public var targets: [PathTarget]
  public var instruments: [PolicyInstrument]
  /// Of the size of each target, and of the terms of the first-order conditions.
  public var tolerance: Double
  public var iterationLimit: Int

  public init(
    targets: [PathTarget], instruments: [PolicyInstrument], tolerance: Double = 1e-10,
    iterationLimit: Int = 200
  ) {
    self.targets = targets
    self.instruments = instruments
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
  }
}

extension ModelSolver {
  /// Meets targets with the least effort, along a dynamic simulation or forecast.
  ///
  /// - Throws: `PolicyError` for wishes that do not fit the model or each other (which targets conflict with which bounds is
  ///   named); `SimulationError` where the model cannot be solved with the instruments at their reference paths.
  public func meet(_ wish: LeastEffort, along simulation: Simulation, from data: ModelData) throws
    -> PolicyOutcome
  {
    guard !wish.targets.isEmpty else { throw PolicyError.nothingWished }
    let levers = try PolicyLevers(self, wish.instruments, simulation, data, mayBeFree: false)
    let program = try PathProgram(
      self, levers, aims: [], targets: wish.targets, discount: 1, over: simulation.span)
    var search = PathSearch(self, program, tolerance: wish.tolerance, iterationLimit: wish.iterationLimit)
    return try search.run()
  }
}
