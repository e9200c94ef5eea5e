import StructuralModels
import Testing
import TimeSeries

@Suite struct DisturbanceTests {
  private let history = Period.year(1921)...Period.year(1941)

  /// Disturbances of Klein's equations are the residuals of Tests/References/klein, and Σ̂'s diagonal is σ̂².
  @Test func kleinDisturbances() throws {
    let fit = try ModelEstimation().fit(Repository.model("klein"), to: Repository.kleinData())
    let reference = try Repository.table("Tests/References/klein/klein_residuals.csv")
    let joint = fit.jointResiduals
    #expect(joint.equations == ["cn", "i", "w1"] && joint.periods == Array(history))
    for (j, name) in joint.equations.enumerated() {
      let series = try #require(fit.equation(name)?.disturbances)
      let sigma = try #require(fit.equation(name)?.sigma)
      #expect(abs(joint.covariance[j, j] - sigma * sigma) <= 1e-12)
      for (t, period) in joint.periods.enumerated() {
        let expected = try #require(reference[name]?[period.year])
        #expect(abs(joint.values[t, j] - expected) <= 1e-10 && series[period] == joint.values[t, j])
      }
    }
    let products = zip(fit.equations[0].residuals, fit.equations[2].residuals).map { $0 * $1 }
    #expect(abs(joint.covariance[0, 2] - products.reduce(0, +) / 17) <= 1e-12)
  }

  /// One word for all add-factors: Klein's identities hold in the data, so all of history comes back.
  @Test(arguments: [Simulation.Mode.static, .dynamic, .forecast])
  func kleinTracking(_ mode: Simulation.Mode) throws {
    let (model, data) = (try Repository.model("klein"), try Repository.kleinData())
    let solver = try ModelSolver(model, parameters: Repository.kleinParameters())
    let factors = try solver.trackingAddFactors(over: history, of: data)
    #expect(factors.keys.sorted() == ["cn", "i", "w1"])
    let run = try solver.simulate(Simulation(mode, over: history, addFactors: factors), from: data)
    for variable in model.variables {
      for period in history {
        let (ours, actual) = (run[variable.name]?[period] ?? .nan, data[variable.name]?[period] ?? .nan)
        #expect(abs(ours - actual) <= 1e-10, "\(variable.name) \(period): \(ours) instead of \(actual)")
      }
    }
  }

  /// A model of national size: a history made with add-factors gives them back, and comes back with them.
  @Test func generatedTracking() throws {
    let model = try Model(ModelText(GeneratedModel.text(size: 60)))
    let span = Period.quarter(2020, 1)...Period.quarter(2024, 4)
    let start = GeneratedModel.data(size: 60)
    let solver = try ModelSolver(model)
    var made: [String: Series] = [:]
    for (i, equation) in model.equations.enumerated() where equation.kind == .behavioral {
      let wave = span.enumerated().map { t, _ -> Double? in 0.01 * Double((i * 7 + t * 5) % 11 - 5) }
      made[equation.name] = Series(
        start: span.lowerBound, values: wave, unit: .ratio, basis: .notApplicable)
    }
    let first = try solver.simulate(Simulation(.dynamic, over: span, addFactors: made), from: start)
    let past = start.overlaid(with: first.paths)
    let factors = try solver.trackingAddFactors(over: span, of: past)
    let again = try solver.simulate(Simulation(.forecast, over: span, addFactors: factors), from: past)
    for variable in model.variables {
      for period in span {
        let (ours, actual) = (again[variable.name]?[period] ?? .nan, past[variable.name]?[period] ?? .nan)
        #expect(abs(ours - actual) <= 1e-10 * max(1, abs(actual)))
      }
    }
    for (name, series) in made {
      for period in span {
        #expect(abs((factors[name]?[period] ?? .nan) - (series[period] ?? .nan)) <= 1e-9, "\(name)")
      }
    }
  }

  /// What a behavioral equation reads and data do not have is named.
  @Test func trackingNeedsData() throws {
    let solver = try ModelSolver(Repository.model("klein"), parameters: Repository.kleinParameters())
    let data = try Repository.kleinData()
    #expect(throws: SimulationError.self) {
      _ = try solver.trackingAddFactors(over: .year(1940)...(.year(1942)), of: data)
    }
  }
}
