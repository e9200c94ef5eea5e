import StructuralModels
import Testing
import TimeSeries

/// Gauss–Seidel on request: the same solution as Newton's method, or an honest failure.
@Suite struct GaussSeidelTests {
  private func series(_ values: [Double], from year: Int = 2000) -> Series {
    Series(start: .year(year), values: values, unit: .ratio, basis: .notApplicable)
  }

  private func solver(_ lines: String, damping: Double = 1, limit: Int = 500) throws -> ModelSolver {
    try ModelSolver(
      Model(ModelText("frequency annual\n" + lines)),
      settings: NewtonSettings(iterationLimit: limit, method: .gaussSeidel(damping: damping)))
  }

  private let now = PeriodSpan(Period.year(2000))

  @Test func kleinAgrees() throws {
    let (model, parameters) = (try Repository.model("klein"), try Repository.kleinParameters())
    let data = try Repository.kleinData()
    let span = Period.year(1921)...(.year(1941))
    let newton = try ModelSolver(model, parameters: parameters).simulate(
      Simulation(.dynamic, over: span), from: data)
    for stacking in Simulation.Stacking.allCases {
      let run = try ModelSolver(
        model, parameters: parameters,
        settings: NewtonSettings(tolerance: 1e-11, iterationLimit: 2000, method: .gaussSeidel(damping: 0.7))
      ).simulate(Simulation(.dynamic, over: span, stacking: stacking), from: data)
      for variable in model.variables {
        for period in span {
          let (a, b) = (newton[variable.name]?[period] ?? .nan, run[variable.name]?[period] ?? .nan)
          #expect(abs(a - b) < 1e-8, "\(variable.name) \(period)")
        }
      }
    }
  }

  /// Left sides other than a level, and a variable on both sides.
  @Test func everyLeftSide() throws {
    let run = try solver(
      "variable x\nvariable y\nvariable z\nidentity log(x) = 0.1*y\nidentity dlog(y) = 0.05*z\nidentity z = 1 + 0.2*x - z^3"
    ).simulate(Simulation(.dynamic, over: now), from: ModelData(["y": series([2], from: 1999)]))
    #expect(run.residuals[0] < 1e-11)
  }

  /// x = 2y, y = 2x + 1 has a solution, but each sweep moves further away from it; half steps do not help.
  @Test(arguments: [1.0, 0.5])
  func divergenceIsReported(_ damping: Double) throws {
    let lines = "variable x\nvariable y\nidentity x = 2*y\nidentity y = 2*x + 1"
    #expect {
      _ = try solver(lines, damping: damping, limit: 1000).simulate(
        Simulation(.forecast, over: now), from: ModelData())
    } throws: { error in
      guard case .notSolved(let failure)? = error as? SimulationError else { return false }
      return failure.reason == .diverged && failure.blockSize == 2
    }
    let newton = try ModelSolver(Model(ModelText("frequency annual\n" + lines)))
    let run = try newton.simulate(Simulation(.forecast, over: now), from: ModelData())
    #expect(abs((run["x"]?.values[0] ?? 0) + 2.0 / 3) < 1e-15)
  }

  /// x = 3 − y, y = x oscillates for ever; damped it converges to 1.5.
  @Test func dampingHelps() throws {
    let lines = "variable x\nvariable y\nidentity x = 3 - y\nidentity y = x"
    #expect(throws: SimulationError.self) {
      try solver(lines).simulate(Simulation(.forecast, over: now), from: ModelData())
    }
    let run = try solver(lines, damping: 0.5).simulate(
      Simulation(.forecast, over: now), from: ModelData())
    #expect(abs((run["x"]?.values[0] ?? 0) - 1.5) < 1e-11)
  }
}
