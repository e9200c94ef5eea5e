import TimeSeries

/// Simulates a model many times with disturbances drawn, and says how its paths are distributed.
///
///     let simulation = StochasticSimulation(draws: 1000, disturbances: .normal, coefficients: .drawn)
///     let result = try simulation.run(solver, Simulation(.forecast, over: span), from: data, after: fit)
///     result["cn"]?.quantiles
///
/// Disturbances are added to the right sides of equations, to the add-factors of the simulation; equations of exogenised variables have
/// none. A draw is a function of the seed and its number alone: threads change no bit, and the first 100 of 1000 draws are those of 100.
/// Memory holds every draw of the variables summarised: draws × variables × periods numbers.
public struct StochasticSimulation: Hashable, Sendable {
  public var draws: Int
  public var seed: UInt64
  public var disturbances: Disturbances
  public var coefficients: Coefficients
  /// Whether shocks the model declares with a distribution are drawn; they come on top of what the simulation gives them.
  public var drawsShocks: Bool
  /// Probabilities whose quantiles are given.
  public var quantiles: [Double]
  /// Explained variables summarised; nil for all.
  public var variables: [String]?
  /// Whether the paths of every draw are kept.
  public var keepsDraws: Bool
  /// Nil for as many as the machine has cores.
  public var threads: Int?

  public init(
    draws: Int = 1000, seed: UInt64 = 1, disturbances: Disturbances = .normal,
    coefficients: Coefficients = .fixed, drawsShocks: Bool = true,
    quantiles: [Double] = [0.05, 0.25, 0.5, 0.75, 0.95], variables: [String]? = nil,
    keepsDraws: Bool = false, threads: Int? = nil
  ) {
    self.draws = draws
    self.seed = seed
    self.disturbances = disturbances
    self.coefficients = coefficients
    self.drawsShocks = drawsShocks
    self.quantiles = quantiles
    self.variables = variables
    self.keepsDraws = keepsDraws
    self.threads = threads
  }

  /// Simulates with the residuals and the covariances of an estimation.
  ///
  /// - Throws: `StochasticError`: what does not fit, or no solution without disturbances.
  public func run(
    _ solver: ModelSolver, _ simulation: Simulation, from data: ModelData, after fit: ModelEstimation.Fit
  ) throws(StochasticError) -> StochasticPaths {
    try run(solver, simulation, data, fit, DisturbanceHistory(fit))
  }

  /// Simulates a model whose parameters are given; `history` is what its equations missed in the past, where disturbances are to be
  /// drawn like it.
  public func run(
    _ solver: ModelSolver, _ simulation: Simulation, from data: ModelData, history: DisturbanceHistory? = nil
  ) throws(StochasticError) -> StochasticPaths {
    try run(solver, simulation, data, nil, history)
  }

  private func run(
    _ solver: ModelSolver, _ simulation: Simulation, _ data: ModelData, _ fit: ModelEstimation.Fit?,
    _ history: DisturbanceHistory?
  ) throws(StochasticError) -> StochasticPaths {
    try check(solver.model)
    let layout = try DrawLayout(
      solver.model, disturbances, history: history, drawsShocks: drawsShocks, coefficients: coefficients,
      fit: fit, periods: simulation.span.count)
    if coefficients == .drawn, layout.parameters.isEmpty { throw .noUncertainty }
    let deterministic: SimulatedPaths
    let bench: StochasticBench
    do throws(SimulationError) {
      deterministic = try solver.simulate(simulation, from: data)
      bench = try StochasticBench(self, layout, solver, simulation, data)
    } catch {
      throw .simulation(error)
    }
    let outcome = StochasticWorkers(bench, threads: threads).run()
    return StochasticPaths(outcome, of: self, bench.names, deterministic, over: simulation.span)
  }

  private func check(_ model: Model) throws(StochasticError) {
    guard draws > 0 else { throw .tooFewDraws(draws) }
    for p in quantiles where !(0...1).contains(p) { throw .quantile(p) }
    if case .matrix(let matrix) = disturbances, matrix.draws < draws {
      throw .fewDraws(draws, given: matrix.draws)
    }
    for name in variables ?? [] where model.index(of: name) == nil {
      throw .unknownVariable(name, among: model.variables.map(\.name))
    }
  }
}
