import Foundation
import StructuralModels
import Testing
import TimeSeries

/// Models/open-economy.model on datasets/us-quarterly: it fits, solves, reproduces history, and answers with the signs of
/// the literature. Documentation/models.md shows its figures; they are held against the program here.
@Suite struct OpenEconomyTests {
  let model: Model
  let data: ModelData
  let fit: ModelEstimation.Fit
  let solver: ModelSolver
  let page: String
  let history = Self.quarter(1976, 1)...Self.quarter(2019, 4)
  /// Nothing is at a bound and everything has settled: the base of the multipliers.
  let base = Self.quarter(1996, 1)...Self.quarter(2003, 4)

  init() throws {
    model = try Repository.model("open-economy")
    data = try Repository.data("datasets/us-quarterly/us-quarterly.csv", of: model)
    fit = try ModelEstimation().fit(model, to: data)
    solver = try ModelSolver(model, parameters: fit.parameters)
    page = try Repository.text("Documentation/models.md")
  }

  private static func quarter(_ year: Int, _ index: Int) -> Period {
    Period(.quarter, year: year, index: index)
  }

  /// Against least squares written out by hand in numpy (Tests/References/fedstl/estimates.py).
  @Test func estimates() throws {
    let lines = try Repository.text("Tests/References/fedstl/estimates.csv").split(separator: "\n")
      .dropFirst()
    #expect(lines.count == 74 && fit.equations.count == 15)
    for line in lines {
      let cells = line.split(separator: ",").map(String.init)
      let (ours, value) = (try #require(fit.parameters[cells[1]]), try #require(Double(cells[2])))
      #expect(abs(ours - value) <= 1e-9 * max(1, abs(value)), "\(line): \(ours)")
    }
  }

  @Test func residualsReproduceHistory() throws {
    let check = try solver.residuals(over: history, of: data)
    let run = try solver.simulate(
      Simulation(.dynamic, over: history, addFactors: check.residuals), from: data)
    for variable in model.variables {
      for period in history {
        let ours = try #require(run[variable.name]?[period])
        let actual = try #require(data[variable.name]?[period])
        #expect(abs(ours - actual) <= 1e-9 * max(1, abs(actual)), "\(variable.name) \(period): \(ours)")
      }
    }
  }

  private func isRate(_ name: String) -> Bool {
    ["u", "rs", "rl", "infl", "gap", "tb"].contains(name)
  }

  /// Percent of a level, points of a rate, billions of the trade balance.
  private func distance(_ name: String, _ a: Double, from b: Double) -> Double {
    isRate(name) ? a - b : 100 * (a / b - 1)
  }

  private func rootMeanSquare(_ name: String, _ run: SimulatedPaths, _ span: PeriodSpan) throws -> Double {
    let squares = try span.map { period in
      let (a, b) = (try #require(run[name]?[period]), try #require(data[name]?[period]))
      let gap = distance(name, a, from: b)
      return gap * gap
    }
    return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
  }

  private func spelled(_ values: [Double]) -> String {
    values.map { String(format: "%.2f", ($0 * 100).rounded() / 100 + 0.0) }.joined(separator: " | ")
  }

  /// Errors one quarter ahead, and of simulations that know no history after their start.
  @Test func errorsOfSimulations() throws {
    let late = Self.quarter(2000, 1)...history.upperBound
    let short = Self.quarter(1994, 1)...Self.quarter(1999, 4)
    let ahead = try solver.simulate(Simulation(.static, over: history), from: data)
    let six = try solver.simulate(Simulation(.dynamic, over: short), from: data)
    let twenty = try solver.simulate(Simulation(.dynamic, over: late), from: data)
    #expect(twenty.residuals.allSatisfy { $0 < 1e-14 })
    for variable in model.variables {
      let name = variable.name
      let errors = try [
        rootMeanSquare(name, ahead, history), rootMeanSquare(name, six, short),
        rootMeanSquare(name, twenty, late),
      ]
      let row = "| `\(name)` | \(spelled(errors)) |"
      #expect(page.contains(row), "\(row)")
      if !isRate(name) { #expect(errors[0] < 4 && errors[2] < 25) }
    }
  }

  private func responses(_ change: (inout ModelData) throws -> Void, _ factors: [String: Series] = [:]) throws
    -> (String, Int) throws -> Double
  {
    var changed = data
    try change(&changed)
    let plain = try solver.simulate(Simulation(.dynamic, over: base), from: data)
    let run = try solver.simulate(Simulation(.dynamic, over: base, addFactors: factors), from: changed)
    return { name, quarters in
      let period = base.lowerBound.advanced(by: quarters - 1)
      return distance(
        name, try #require(run[name]?[period]), from: try #require(plain[name]?[period]))
    }
  }

  private func scaling(_ name: String, _ factor: Double, in data: inout ModelData) throws {
    let old = try #require(data[name])
    let values = old.span.map { period in old[period].map { base.contains(period) ? $0 * factor : $0 } }
    data[name] = Series(start: old.start, values: values, unit: old.unit, basis: old.basis)
  }

  private func expectRows(_ label: String, _ response: (String, Int) throws -> Double) throws {
    for name in ["y", "cn", "i", "x", "m", "u", "pc", "rs", "e"] {
      let values = try [1, 4, 8, 12, 20].map { try response(name, $0) }
      let row = "| \(label) | `\(name)` | \(spelled(values)) |"
      #expect(page.contains(row), "\(row)")
    }
  }

  /// More government purchases raise output by between half and twice their size, imports and interest rates rise,
  /// unemployment falls.
  @Test func governmentPurchases() throws {
    let response = try responses { try scaling("g", 1.05, in: &$0) }
    let g = try #require(data["g"]?[base.lowerBound])
    let y = try #require(data["y"]?[base.lowerBound])
    for quarters in [1, 4, 8] {
      let multiplier = try response("y", quarters) / (5 * g / y)
      #expect((0.5...2).contains(multiplier), "\(quarters): \(multiplier)")
      #expect(try response("m", quarters) > 0 && response("u", quarters) < 0 && response("rs", quarters) > 0)
      #expect(try response("tb", quarters) < 0)
    }
    try expectRows("purchases +5%", response)
  }

  /// Dearer money lowers output and investment with a delay, raises unemployment and the dollar, and lowers exports.
  @Test func interestRates() throws {
    let factor = Series(
      start: base.lowerBound, values: [1, 1, 1, 1], unit: .ratio, basis: .notApplicable)
    let response = try responses({ _ in }, ["rs": factor])
    for quarters in [4, 8] {
      #expect(try response("y", quarters) < 0 && response("i", quarters) < 0 && response("u", quarters) > 0)
      #expect(try response("e", quarters) > 0 && response("x", quarters) < 0)
    }
    try expectRows("rate +1 for a year", response)
  }

  /// Dearer fuels raise prices at once and lower real income.
  @Test func fuelPrices() throws {
    let response = try responses { try scaling("poil", 1.2, in: &$0) }
    #expect(try response("pc", 1) > 0 && response("pm", 4) > response("pc", 4))
    #expect(try response("yd", 1) < 0 && response("cn", 1) < 0)
    try expectRows("fuels +20%", response)
  }
}

extension Repository {
  /// A table whose first column is a period, in the units of the model.
  static func data(_ path: String, of model: Model) throws -> ModelData {
    let lines = try text(path).split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",").map(String.init)
    }
    var series: [String: Series] = [:]
    let start = try Period(lines[1][0])
    for (column, name) in lines[0].enumerated().dropFirst() {
      let variable = (model.variables + model.exogenous).first { $0.name == name }
      let values = lines.dropFirst().map { Double($0[column]) }
      series[name] = Series(
        start: start, values: values, unit: variable?.unit ?? .ratio, basis: variable?.basis ?? .notApplicable
      )
    }
    return ModelData(series)
  }
}
