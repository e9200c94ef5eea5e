import LinearAlgebra
import Testing
import TimeSeries

@testable import StructuralModels

/// Stochastic simulation against what is known in closed form. Seeds are fixed; a statistic may be 4.5 of its standard errors off.
@Suite struct StochasticSimulationTests {
  /// y = c + a y[-1] + u + e, u ~ N(0, s²) from residuals that are ±s, e a declared shock N(0, 0.5²).
  private static let autoregression = """
    frequency annual
    variable y
    parameter a = 0.8
    parameter c = 2
    shock e ~ normal(0, 0.5)
    behavioral y = c + a*y[-1] + e
    """

  private func series(_ start: Int, _ values: [Double]) -> Series {
    Series(start: .year(start), values: values, unit: .ratio, basis: .notApplicable)
  }

  private func z(_ found: Double, _ expected: Double, _ error: Double) -> Double {
    abs(found - expected) / error
  }

  /// E yₜ = the deterministic path, Var yₜ = (s² + ½²) (1 − a²ᵗ)/(1 − a²), Cov(yₜ, yₜ₊₁) = a Var yₜ.
  @Test func autoregressionMoments() throws {
    let model = try Model(ModelText(Self.autoregression))
    let solver = try ModelSolver(model)
    let data = ModelData(["y": series(2019, [10])])
    let history = DisturbanceHistory(equations: ["y"], residuals: [[1.5], [-1.5]])
    let span = PeriodSpan.init(uncheckedBounds: (.year(2020), .year(2024)))
    let draws = 20_000
    let result = try StochasticSimulation(draws: draws, seed: 3, keepsDraws: true).run(
      solver, Simulation(.forecast, over: span), from: data, history: history)
    let y = try #require(result["y"])
    let kept = try #require(result.kept)
    let n = Double(draws)
    var variance = 0.0
    var level = 10.0
    for period in span {
      level = 2 + 0.8 * level
      variance = 0.64 * variance + 1.5 * 1.5 + 0.25
      let path = try #require(y.deterministic[period])
      #expect(abs(path - level) < 1e-12 * level)
      let (mean, sd) = try (#require(y.mean[period]), #require(y.standardDeviation[period]))
      #expect(z(mean, level, (variance / n).squareRoot()) < 4.5)
      #expect(z(sd * sd, variance, variance * (2 / n).squareRoot()) < 4.5)
      #expect(y.monteCarloError[period] == sd / n.squareRoot())
      // Normal quantiles: mean + sd Φ⁻¹(p); the error of a quantile is √(p(1 − p)/n)/φ.
      for (quantile, (zp, density)) in zip(y.quantiles, Self.normalPoints) {
        let exact = level + zp * variance.squareRoot()
        let p = quantile.probability
        let error = (p * (1 - p) / n).squareRoot() / density * variance.squareRoot()
        let (value, stated) = try (
          #require(quantile.path[period]), #require(quantile.monteCarloError[period])
        )
        #expect(z(value, exact, error) < 4.5)
        // Of about 60 draws in the window at the ends: 4.5/√60.
        #expect(abs(stated / error - 1) < 0.6)
      }
      guard period < span.upperBound else { continue }
      let (now, next) = try (#require(kept["y", period]), #require(kept["y", period.advanced(by: 1)]))
      let nextVariance = 0.64 * variance + 2.5
      let (m, k) = (now.reduce(0, +) / n, next.reduce(0, +) / n)
      let covariance = zip(now, next).reduce(0) { $0 + ($1.0 - m) * ($1.1 - k) } / n
      let exact = 0.8 * variance
      let error = ((variance * nextVariance + exact * exact) / n).squareRoot()
      #expect(z(covariance, exact, error) < 4.5)
    }
    #expect(result.failures.total == 0)
  }

  /// Φ⁻¹(p) and φ(Φ⁻¹(p)) for p = 5, 25, 50, 75, 95 % (Abramowitz & Stegun 1964, table 26.5).
  private static let normalPoints = [
    (-1.6448536269514722, 0.10313564037537139), (-0.6744897501960817, 0.31777657268410893),
    (0, 0.3989422804014327), (0.6744897501960817, 0.31777657268410893),
    (1.6448536269514722, 0.10313564037537139),
  ]

  /// y = b₁ + b₂x estimated; the forecast with drawn coefficients has variance x'Vx and, with disturbances, σ² more: exact, since it is
  /// linear (the delta method without remainder).
  @Test(arguments: [Disturbances.none, .normal]) func coefficientUncertainty(_ disturbances: Disturbances)
    throws
  {
    let text = """
      frequency annual
      variable y
      exogenous x
      parameter b1, b2 estimated
      behavioral y = b1 + b2*x
        sample 2001..2012
      """
    let model = try Model(ModelText(text))
    let x: [Double] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20]
    let y = [3.1, 3.9, 6.2, 6.8, 9.1, 9.9, 12.2, 13.1, 14.6, 16.4, 17.0, 19.3]
    let data = ModelData(["x": series(2001, x), "y": series(2001, y)])
    let fit = try ModelEstimation().fit(model, to: data)
    let solver = try ModelSolver(model, parameters: fit.parameters)
    let draws = 20_000
    let result = try StochasticSimulation(
      draws: draws, seed: 11, disturbances: disturbances, coefficients: .drawn
    ).run(
      solver, Simulation(.forecast, over: .year(2013)...(.year(2013))), from: data, after: fit)
    let v = fit.equations[0].covariance
    let σ = fit.equations[0].sigma
    var variance = v[0, 0] + 2 * 20 * v[0, 1] + 400 * v[1, 1]
    if disturbances == .normal { variance += σ * σ }
    let (n, paths) = try (Double(draws), #require(result["y"]))
    let sd = try #require(paths.standardDeviation[.year(2013)])
    #expect(z(sd * sd, variance, variance * (2 / n).squareRoot()) < 4.5)
    let (mean, path) = try (#require(paths.mean[.year(2013)]), #require(paths.deterministic[.year(2013)]))
    #expect(z(mean, path, (variance / n).squareRoot()) < 4.5)
  }

  /// Klein's model is linear: the deterministic path is the mean, and the covariance of its variables in t is Σₛ Mₛ Σ Mₛ', Mₛ the dynamic
  /// multipliers of its three equations' add-factors, here by simulations with one add-factor of 1 each.
  @Test func kleinAgainstItsReducedForm() throws {
    let model = try Repository.model("klein")
    let data = try Repository.kleinForecastData()
    let fit = try ModelEstimation().fit(model, to: data)
    let solver = try ModelSolver(model, parameters: fit.parameters)
    let span = PeriodSpan(uncheckedBounds: (.year(1942), .year(1944)))
    let simulation = Simulation(.forecast, over: span)
    let draws = 20_000
    let result = try StochasticSimulation(draws: draws, seed: 1942, keepsDraws: true).run(
      solver, simulation, from: data, after: fit)
    let base = try solver.simulate(simulation, from: data)
    let Σ = fit.jointResiduals.covariance
    var variances: [String: [Double]] = [:]
    for impulse in 0..<3 {
      for other in 0..<3 {
        for shocked in 0..<3 {
          let m = try response(solver, simulation, data, base, fit.equations[impulse].equation, shocked)
          let k = try response(solver, simulation, data, base, fit.equations[other].equation, shocked)
          for (name, path) in m {
            for t in 0..<3 {
              variances[name, default: [0, 0, 0]][t] += path[t] * (k[name]?[t] ?? 0) * Σ[impulse, other]
            }
          }
        }
      }
    }
    let n = Double(draws)
    for variable in model.variables.map(\.name) {
      let distribution = try #require(result[variable])
      for (t, period) in span.enumerated() {
        let variance = try #require(variances[variable]?[t])
        let path = try #require(base[variable]?[period])
        let (mean, sd) = try (
          #require(distribution.mean[period]), #require(distribution.standardDeviation[period])
        )
        #expect(distribution.deterministic[period] == path)
        #expect(z(mean, path, (variance / n).squareRoot()) < 4.5, "\(variable) \(period)")
        #expect(
          z(sd * sd, variance, variance * (2 / n).squareRoot()) < 4.5,
          "\(variable) \(period): \(sd * sd) instead of \(variance)")
      }
    }
  }

  private func response(
    _ solver: ModelSolver, _ simulation: Simulation, _ data: ModelData, _ base: SimulatedPaths,
    _ equation: String, _ shocked: Int
  ) throws -> [String: [Double]] {
    var impulse = simulation
    let start = simulation.span.lowerBound.advanced(by: shocked)
    impulse.addFactors[equation] = Series(start: start, values: [1], unit: .ratio, basis: .notApplicable)
    let run = try solver.simulate(impulse, from: data)
    var responses: [String: [Double]] = [:]
    for (name, path) in base.paths.series {
      responses[name] = simulation.span.map { (run[name]?[$0] ?? 0) - (path[$0] ?? 0) }
    }
    return responses
  }

  /// The same bytes from one thread and from three, and from a prefix of a longer run.
  @Test func threadsAndLengthsLeaveNoTrace() throws {
    let model = try Repository.model("klein")
    let data = try Repository.kleinForecastData()
    let fit = try ModelEstimation().fit(model, to: data)
    let solver = try ModelSolver(model, parameters: fit.parameters)
    let simulation = Simulation(.forecast, over: .year(1942)...(.year(1944)))
    func kept(_ draws: Int, _ threads: Int) throws -> KeptPaths {
      let stochastic = StochasticSimulation(
        draws: draws, disturbances: .student(degreesOfFreedom: 6), coefficients: .drawn,
        keepsDraws: true, threads: threads)
      return try #require(
        try stochastic.run(solver, simulation, from: data, after: fit).kept)
    }
    let (one, three, short) = try (kept(1100, 1), kept(1100, 3), kept(300, 2))
    for name in model.variables.map(\.name) {
      for period in simulation.span {
        let row = try #require(one[name, period])
        #expect(row == three[name, period])
        let prefix = try #require(short[name, period])
        #expect(Array(row.prefix(300)) == Array(prefix))
      }
    }
  }

  /// log(x) of a disturbance below −1 has no value: such draws are counted with period and reason, and left out of the distribution.
  @Test func failuresAreCounted() throws {
    let text = """
      frequency annual
      variable x
      variable y
      shock e ~ normal(0, 1)
      behavioral x = 1 + e
      identity y = log(x)
      """
    let solver = try ModelSolver(Model(ModelText(text)))
    let draws = 4000
    let result = try StochasticSimulation(
      draws: draws, seed: 8, disturbances: .none, keepsDraws: true
    ).run(solver, Simulation(.forecast, over: .year(2020)...(.year(2021))), from: ModelData())
    // P(e ≤ −1) = 0.158655; in the second year only draws that survived the first can fail.
    let p = 0.15865525393145707
    let n = Double(draws)
    #expect(result.failures.entries.map(\.period) == [.year(2020), .year(2021)])
    #expect(result.failures.entries.allSatisfy { $0.reason == .undefined })
    let first = Double(result.failures.entries[0].draws) / n
    #expect(z(first, p, (p * (1 - p) / n).squareRoot()) < 4.5)
    let all = Double(result.failures.total) / n
    let q = 1 - (1 - p) * (1 - p)
    #expect(z(all, q, (q * (1 - q) / n).squareRoot()) < 4.5)
    let kept = try #require(result.kept?["x", .year(2021)])
    #expect(kept.count(where: \.isNaN) == result.failures.total)
    // A draw that fails later is left out as a whole.
    let before = try #require(result.kept?["x", .year(2020)])
    #expect(before.count(where: \.isNaN) == result.failures.total)
    #expect(kept.allSatisfy { $0.isNaN || $0 > 0 })
  }

  /// An exogenised variable is what it is held at in every draw, and its equation's disturbance is not drawn.
  @Test func exogenisedVariablesAreHeld() throws {
    let model = try Repository.model("klein")
    var data = try Repository.kleinForecastData()
    let fit = try ModelEstimation().fit(model, to: data)
    let solver = try ModelSolver(model, parameters: fit.parameters)
    let span = PeriodSpan(uncheckedBounds: (.year(1942), .year(1943)))
    data["cn"] = data["cn"].map {
      Series(start: $0.start, values: $0.values + [70, 71], unit: $0.unit, basis: $0.basis)
    }
    let result = try StochasticSimulation(draws: 500, keepsDraws: true).run(
      solver, Simulation(.dynamic, over: span, exogenized: ["cn": span]), from: data, after: fit)
    let kept = try #require(result.kept)
    let held = try #require(kept["cn", .year(1943)])
    #expect(held.allSatisfy { $0 == 71 })
    let income = try #require(result["y"]?.standardDeviation[.year(1943)])
    #expect(income > 0.1)
  }

  @Test func refusals() throws {
    let solver = try ModelSolver(Model(ModelText(Self.autoregression)))
    let data = ModelData(["y": series(2019, [10])])
    let simulation = Simulation(.forecast, over: .year(2020)...(.year(2020)))
    func error(_ stochastic: StochasticSimulation) -> StochasticError? {
      #expect(throws: StochasticError.self) { try stochastic.run(solver, simulation, from: data) }
    }
    #expect(error(StochasticSimulation()) == .noHistory)
    #expect(error(StochasticSimulation(draws: 0)) == .tooFewDraws(0))
    #expect(error(StochasticSimulation(disturbances: .none, coefficients: .drawn)) == .noUncertainty)
    #expect(error(StochasticSimulation(quantiles: [1.2])) == .quantile(1.2))
    #expect(error(StochasticSimulation(variables: ["z"])) == .unknownVariable("z", among: ["y"]))
    let matrix = DisturbanceMatrix(equations: ["y"], draws: 2, periods: 1, values: [1, 2])
    #expect(
      error(StochasticSimulation(draws: 3, disturbances: .matrix(matrix))) == .fewDraws(3, given: 2))
    #expect(throws: StochasticError.self) {
      try StochasticSimulation(disturbances: .none).run(solver, simulation, from: ModelData())
    }
  }
}
