public import TimeSeries

/// Instruments that keep variables, and themselves, as near as possible to desired paths:
///
/// minimise Σₜ δᵗ (Σᵢ wᵢ (xᵢₜ − xᵢₜ*)² + Σⱼ cost of instrument j)
///
/// with the instruments' costs of deviations and of changes as `PolicyInstrument` gives them, their reference paths being
/// the desired ones. Bounds hold, and so do targets where there are any. Theil (1964), Optimal Decision Rules for Government and
/// Industry; Chow (1975), Analysis and Control of Dynamic Economic Systems. Shocks are taken as known: on a linear model
/// the first move is also that of the optimal rule, which is certainty equivalent.
public struct OptimalControl: Hashable, Sendable {
  /// A desired path of an explained variable and what a squared deviation from it costs in each period.
  public struct Aim: Hashable, Sendable {
    public var variable: String
    /// In the unit of the model. Periods without a value do not count.
    public var desired: Series
    public var weight: Double

    public init(_ variable: String, desired: Series, weight: Double = 1) {
      self.variable = variable
      self.desired = desired
      self.weight = weight
    }
  }

  public var aims: [Aim]
  public var instruments: [PolicyInstrument]
  /// δ: a period counts this much of the one before; the first simulated counts in full.
  public var discount: Double
  /// Met exactly whatever they cost.
  public var targets: [PathTarget]
  /// Of the terms of the first-order conditions, and of the size of each target.
  public var tolerance: Double
  public var iterationLimit: Int

  public init(
    aims: [Aim], instruments: [PolicyInstrument], discount: Double = 1, targets: [PathTarget] = [],
    tolerance: Double = 1e-10, iterationLimit: Int = 200
  ) {
    self.aims = aims
    self.instruments = instruments
    self.discount = discount
    self.targets = targets
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
  }
}

extension ModelSolver {
  /// The instruments of least loss, along a dynamic simulation or forecast. With a nonlinear model the minimum is a local one.
  ///
  /// - Throws: `PolicyError` for wishes that do not fit the model or each other; `SimulationError` where the model cannot be solved
  ///   with the instruments at their desired paths.
  public func control(_ problem: OptimalControl, along simulation: Simulation, from data: ModelData) throws
    -> PolicyOutcome
  {
    guard !problem.aims.isEmpty || !problem.targets.isEmpty else { throw PolicyError.nothingWished }
    let levers = try PolicyLevers(self, problem.instruments, simulation, data, mayBeFree: true)
    let program = try PathProgram(
      self, levers, aims: problem.aims, targets: problem.targets, discount: problem.discount,
      over: simulation.span)
    var search = PathSearch(
      self, program, tolerance: problem.tolerance, iterationLimit: problem.iterationLimit)
    return try search.run()
  }
}
