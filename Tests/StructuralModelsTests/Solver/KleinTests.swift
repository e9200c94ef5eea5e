import Foundation
import StructuralModels
import Testing
import TimeSeries

/// Klein’s Model I against the numbers in Tests/References/klein (see its README).
@Suite struct KleinTests {
  let model: Model
  let data: ModelData
  let solver: ModelSolver
  let history = Period.year(1921)...Period.year(1941)

  init() throws {
    model = try Repository.model("klein")
    data = try Repository.kleinData()
    solver = try ModelSolver(model, parameters: Repository.kleinParameters())
  }

  private func expect(_ paths: ModelData, equal file: String, within tolerance: Double) throws {
    let reference = try Repository.table("Tests/References/klein/\(file)")
    #expect(reference.count == 6)
    for (name, values) in reference {
      for (year, value) in values {
        let ours = try #require(paths[name]?[.year(year)])
        #expect(abs(ours - value) <= tolerance, "\(name) \(year): \(ours) instead of \(value)")
      }
    }
  }

  @Test func staticSimulation() throws {
    let run = try solver.simulate(Simulation(.static, over: history), from: data)
    try expect(run.paths, equal: "klein_static_1921_1941.csv", within: 1e-8)
    #expect(run.residuals.allSatisfy { $0 < 1e-14 })
  }

  @Test func dynamicSimulation() throws {
    let run = try solver.simulate(Simulation(.dynamic, over: history), from: data)
    try expect(run.paths, equal: "klein_dynamic_1921_1941.csv", within: 1e-8)
  }

  /// Beyond the data g, w2 and t stay as they were in 1941, and time goes on.
  @Test(arguments: [Simulation.Start.history, .lag, .zero])
  func forecast(_ start: Simulation.Start) throws {
    let end = Period.year(1944)
    let future = data.extending("g", to: end, .constant).extending("w2", to: end, .constant)
      .extending("t", to: end, .constant).extending("time", to: end, .linear)
    let run = try solver.simulate(Simulation(.forecast, over: .year(1941)...end, start: start), from: future)
    try expect(run.paths, equal: "klein_forecast_1941_1944.csv", within: 1e-8)
  }

  @Test func residuals() throws {
    let check = try solver.residuals(over: history, of: data)
    let reference = try Repository.table("Tests/References/klein/klein_residuals.csv")
    #expect(reference.count == 3)
    for (name, values) in reference {
      for (year, value) in values {
        let ours = try #require(check.residuals[name]?[.year(year)])
        #expect(abs(ours - value) <= 1e-10, "\(name) \(year)")
        let fitted = try #require(check.fitted[name]?[.year(year)])
        let actual = try #require(data[name]?[.year(year)])
        #expect(abs(fitted + ours - actual) <= 1e-12)
      }
    }
  }

  /// Tracking residuals as add-factors reproduce history.
  @Test(arguments: [Simulation.Mode.static, .dynamic, .forecast])
  func residualsReproduceHistory(_ mode: Simulation.Mode) throws {
    let check = try solver.residuals(over: history, of: data)
    let run = try solver.simulate(
      Simulation(mode, over: history, addFactors: check.residuals), from: data)
    for variable in model.variables {
      for period in history {
        let ours = try #require(run[variable.name]?[period])
        let actual = try #require(data[variable.name]?[period])
        #expect(abs(ours - actual) <= 1e-10, "\(variable.name) \(period): \(ours) instead of \(actual)")
      }
    }
  }

  /// Simulate with a shock, hold the path, recover the shock.
  @Test func exogenizingRecoversTheShock() throws {
    let span = PeriodSpan(Period.year(1925))
    let shock = Series(start: .year(1925), values: [2.5], unit: .ratio, basis: .notApplicable)
    let shocked = try solver.simulate(
      Simulation(.dynamic, over: history, addFactors: ["cn": shock]), from: data)
    let plain = try solver.simulate(Simulation(.dynamic, over: history), from: data)
    #expect(abs((shocked["cn"]?[.year(1925)] ?? 0) - (plain["cn"]?[.year(1925)] ?? 0)) > 2)
    let known = data.overlaid(with: shocked.paths)
    let held = try solver.simulate(
      Simulation(.dynamic, over: history, exogenized: ["cn": span]), from: known)
    let recovered = try #require(held.addFactors["cn"])
    for period in history {
      #expect(abs((recovered[period] ?? .nan) - (period == .year(1925) ? 2.5 : 0)) < 1e-10)
      for variable in model.variables {
        let a = try #require(held[variable.name]?[period])
        let b = try #require(shocked[variable.name]?[period])
        #expect(abs(a - b) < 1e-10)
      }
    }
  }
}
