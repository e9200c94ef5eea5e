import Foundation
import StructuralModels
import Testing
import TimeSeries

/// Models that look ahead, solved over the whole span at once.
@Suite struct StackedTests {
  private func series(_ values: [Double?], from year: Int = 2000) -> Series {
    Series(start: .year(year), values: values, unit: .ratio, basis: .notApplicable)
  }

  private func solver(_ lines: String, settings: NewtonSettings = NewtonSettings()) throws -> ModelSolver {
    try ModelSolver(Model(ModelText("frequency annual\n" + lines)), settings: settings)
  }

  private func years(_ count: Int) -> PeriodSpan { Period.year(2000)...(.year(1999 + count)) }

  private func value(_ run: SimulatedPaths, _ name: String, _ year: Int) -> Double {
    run[name]?[.year(year)] ?? .nan
  }

  // MARK: - Closed forms

  /// Cagan (1956): p_t = Σ (1 − a) aᵏ m_{t+k} + a^(n+1) p_{T+1} with a = 1 − 1/(1 + α).
  @Test(arguments: [Simulation.Start.history, .lag, .zero, .steady])
  func cagan(_ start: Simulation.Start) throws {
    let a = 0.8
    let solver = try solver(
      "variable p\nexogenous m\nparameter a = 0.8\nbehavioral p = a*p[+1] + (1 - a)*m")
    #expect(solver.looksAhead)
    let money = (0..<30).map { 1 + 0.1 * Double($0 % 7) }
    let data = ModelData(["m": series(money), "p": series([2.5], from: 2030)])
    let run = try solver.simulate(
      Simulation(.dynamic, over: years(30), start: start, terminal: .data), from: data)
    var expected = 2.5
    for t in (0..<30).reversed() {
      expected = a * expected + (1 - a) * money[t]
      #expect(abs(value(run, "p", 2000 + t) - expected) < 1e-13)
    }
    #expect(run.residuals.count == 30 && run.residuals.allSatisfy { $0 < 1e-14 })
  }

  /// x_t = λ x_{t−1} + μ x_{t+1} + z_t after z_0 = 1: the stable root's powers, x_t = r x_{t−1}.
  @Test func lagAndLead() throws {
    let solver = try solver("variable x\nshock z\nbehavioral x = 0.3*x[-1] + 0.5*x[+1] + z")
    let run = try solver.simulate(
      Simulation(.forecast, over: years(120), shocks: ["z": series([1])]),
      from: ModelData(["x": series([0], from: 1999)]))
    // μr² − r + λ = 0; x_0 = 1/(1 − μr).
    let r = (1 - sqrt(1 - 4 * 0.3 * 0.5)) / (2 * 0.5)
    for t in 0..<40 {
      let expected = Foundation.pow(r, Double(t)) / (1 - 0.5 * r)
      #expect(abs(value(run, "x", 2000 + t) - expected) < 1e-10)
    }
  }

  /// Beyond the span: growth goes on at the last rate, or by the last step; then these paths are exact.
  @Test(arguments: [1, 2, 25])
  func terminalRules(_ count: Int) throws {
    let text = """
      variable g
      variable l
      exogenous time
      behavioral g = 0.4*g[-1]*1.02 + 0.1*(g[+1]/1.02 + g[+2]/1.02^2) + 0.4*1.02^time
      behavioral l = 0.4*l[-1] + 0.4*l[+1] + 0.2*time
      """
    let times = series((0..<30).map { Double($0 + 1) })
    let data = ModelData([
      "g": series([1], from: 1999), "l": series([0], from: 1999), "time": times,
    ])
    let simulation = Simulation(
      .forecast, over: years(count), terminal: .growth, terminals: ["l": .linear])
    let run = try solver(text).simulate(simulation, from: data)
    for t in 1...count {
      #expect(abs(value(run, "g", 1999 + t) / Foundation.pow(1.02, Double(t)) - 1) < 1e-12)
      #expect(abs(value(run, "l", 1999 + t) - Double(t)) < 1e-12 * Double(t))
    }
  }

  // MARK: - Against other methods

  static let newKeynesian = """
    variable y
    variable pi
    variable i
    variable g
    shock eg
    shock ei
    behavioral y = y[+1] - (i - pi[+1])/1.5 + g
    behavioral pi = 0.3*pi[-1] + 0.69*pi[+1] + 0.1*y
    behavioral i = 0.7*i[-1] + 0.3*(1.5*pi + 0.5*y) + ei
    behavioral g = 0.8*g[-1] + eg
    """

  private var atRest: ModelData {
    ModelData(Dictionary(uniqueKeysWithValues: ["y", "pi", "i", "g"].map { ($0, series([0], from: 1999)) }))
  }

  private var announced: Simulation {
    Simulation(
      .forecast, over: years(250),
      shocks: ["eg": series([0.5]), "ei": series([0.25], from: 2002)])
  }

  /// Tests/References/stacked/new-keynesian.csv: Blanchard and Kahn's solution by a generalised Schur decomposition.
  @Test func newKeynesianModel() throws {
    let run = try solver(Self.newKeynesian).simulate(announced, from: atRest)
    let table = try Repository.table("Tests/References/stacked/new-keynesian.csv")
    #expect(table.count == 4)
    for (name, values) in table {
      for (period, expected) in values {
        #expect(abs(value(run, name, 1999 + period) - expected) < 1e-10, "\(name) \(period)")
      }
    }
  }

  /// Tests/References/stacked/growth.csv: shooting with 60 digits. Consumption rests at its steady state far ahead.
  @Test(arguments: [Simulation.Start.history, .steady])
  func neoclassicalGrowth(_ start: Simulation.Start) throws {
    let text = """
      variable c
      variable k
      variable q
      parameter alpha = 0.33
      parameter beta = 0.96
      parameter delta = 0.08
      parameter sigma = 2
      behavioral c = (beta*c[+1]^(-sigma)*(alpha*k^(alpha - 1) + 1 - delta))^(-1/sigma)
      identity k = q + (1 - delta)*k[-1] - c
      identity q = k[-1]^alpha
      """
    let (consumption, capital) = (1.27999014846632908, 4.43383571372171376)
    let data = ModelData([
      "k": series([capital / 2], from: 1999), "c": series([consumption * 0.7], from: 1999),
    ])
    let run = try solver(text).simulate(
      Simulation(.forecast, over: years(300), start: start), from: data)
    let table = try Repository.table("Tests/References/stacked/growth.csv")
    #expect(table.count == 2)
    for (name, values) in table {
      for (period, expected) in values {
        #expect(abs(value(run, name, 1999 + period) - expected) < 1e-10, "\(name) \(period)")
      }
    }
  }

  /// The longer the span, the less the rule for its end matters.
  @Test func longSpansConverge() throws {
    let solver = try solver(Self.newKeynesian)
    let long = try solver.simulate(announced, from: atRest)
    var before = 1.0
    for count in [20, 40, 80, 160] {
      var simulation = announced
      simulation.span = years(count)
      let run = try solver.simulate(simulation, from: atRest)
      let gap = abs(value(run, "y", 2001) - value(long, "y", 2001))
      #expect(gap < before / 5)
      before = max(gap, 1e-13)
    }
    #expect(before < 1e-12)
  }

  // MARK: - One path, two ways

  /// Nothing looks ahead: stacked or not, the paths are the same.
  @Test(arguments: [Simulation.Mode.dynamic, .forecast])
  func kleinStacked(_ mode: Simulation.Mode) throws {
    let solver = try ModelSolver(
      Repository.model("klein"), parameters: Repository.kleinParameters())
    let data = try Repository.kleinData()
    let span = Period.year(1921)...(.year(1941))
    let plain = try solver.simulate(Simulation(mode, over: span), from: data)
    let stacked = try solver.simulate(Simulation(mode, over: span, stacking: .always), from: data)
    for variable in solver.model.variables {
      for period in span {
        let (a, b) = (plain[variable.name]?[period] ?? .nan, stacked[variable.name]?[period] ?? .nan)
        #expect(abs(a - b) <= 1e-10, "\(variable.name) \(period)")
      }
    }
  }

  @Test func generatedModelStacked() throws {
    let solver = try ModelSolver(Model(ModelText(GeneratedModel.text(size: 60))))
    let span = Period.quarter(2020, 1)...(.quarter(2022, 4))
    let data = GeneratedModel.data(size: 60, periods: 12)
    let plain = try solver.simulate(Simulation(.forecast, over: span), from: data)
    let stacked = try solver.simulate(Simulation(.forecast, over: span, stacking: .always), from: data)
    for variable in solver.model.variables {
      for period in span {
        let (a, b) = (plain[variable.name]?[period] ?? .nan, stacked[variable.name]?[period] ?? .nan)
        #expect(abs(a - b) <= 1e-12 * abs(a), "\(variable.name) \(period)")
      }
    }
  }

  /// A nonlinear model that looks ahead satisfies its own equations; simulating anew from its solution changes nothing.
  @Test func generatedModelAhead() throws {
    let solver = try ModelSolver(Model(ModelText(GeneratedModel.text(size: 60, looksAhead: true))))
    let span = Period.quarter(2020, 1)...(.quarter(2024, 4))
    let data = GeneratedModel.data(size: 60, periods: 20)
    let run = try solver.simulate(Simulation(.forecast, over: span), from: data)
    let known = data.overlaid(with: run.paths)
    let check = try solver.residuals(over: span.lowerBound...(.quarter(2024, 3)), of: known)
    #expect(check.residuals.values.allSatisfy { $0.values.allSatisfy { abs($0 ?? .nan) < 1e-13 } })
    let again = try solver.simulate(Simulation(.dynamic, over: span), from: known)
    for variable in solver.model.variables {
      let (a, b) = (run[variable.name]?.values ?? [], again[variable.name]?.values ?? [])
      #expect(zip(a, b).allSatisfy { abs(($0 ?? .nan) - ($1 ?? .nan)) < 1e-13 })
    }
  }

  /// Groups that need each other one way only: w looks ahead at b, which looks back; f needs both and is needed by r.
  @Test func mixedGroups() throws {
    let text = """
      variable b
      variable w
      variable f
      variable r
      exogenous z
      behavioral b = 0.5*b[-1] + z
      identity w = b[+1] + b[+2]
      behavioral f = 0.5*f[+1] + w
      identity r = f + r[-1]
      """
    let data = ModelData([
      "b": series([0], from: 1999), "r": series([0], from: 1999), "z": series([1, 0, 0, 0]),
    ])
    let run = try solver(text).simulate(Simulation(.forecast, over: years(4)), from: data)
    #expect(run["b"]?.values == [1, 0.5, 0.25, 0.125])
    #expect(run["w"]?.values == [0.75, 0.375, 0.25, 0.25])
    // Beyond the span b stays at 0.125 and f at its last value: f = 0.5f + 0.25.
    let f = (2000...2003).map { value(run, "f", $0) }
    for (ours, expected) in zip(f, [1.0625, 0.625, 0.5, 0.5]) { #expect(abs(ours - expected) < 1e-15) }
    #expect(abs(value(run, "r", 2003) - f.reduce(0, +)) < 1e-14)
  }

  // MARK: - What is imposed

  /// Simulate with an add-factor, hold the path, recover the add-factor; others move as before.
  @Test func exogenizingRecoversTheAddFactor() throws {
    let solver = try solver(Self.newKeynesian)
    var simulation = announced
    simulation.span = years(40)
    simulation.addFactors["i"] = series([0.3, -0.2], from: 2004)
    let shocked = try solver.simulate(simulation, from: atRest)
    simulation.addFactors = [:]
    simulation.exogenized = ["i": Period.year(2003)...(.year(2006))]
    let held = try solver.simulate(simulation, from: atRest.overlaid(with: shocked.paths))
    let expected = [0, 0.3, -0.2, 0]
    for (k, year) in (2003...2006).enumerated() {
      #expect(abs((held.addFactors["i"]?[.year(year)] ?? .nan) - expected[k]) < 1e-10)
    }
    for name in ["y", "pi", "i", "g"] {
      for period in simulation.span {
        #expect(abs((held[name]?[period] ?? .nan) - (shocked[name]?[period] ?? .nan)) < 1e-10)
      }
    }
  }

  /// With lags and leads from data each period stands for itself.
  @Test func staticReadsLeadsFromData() throws {
    let run = try solver("variable x\nbehavioral x = 0.5*x[-1] + 0.25*x[+1]").simulate(
      Simulation(.static, over: years(3)), from: ModelData(["x": series([4, 8, 12, 16, 20], from: 1999)]))
    #expect(run["x"]?.values == [5, 8, 11])
  }

  /// Multipliers in a linear model are differences of simulations, before and after the change.
  @Test func announcementsAreAnsweredBefore() throws {
    let solver = try solver(Self.newKeynesian)
    var simulation = announced
    simulation.span = years(30)
    let answers = try solver.multipliers(of: ["ei", "pi"], along: simulation, from: atRest)
    var moved = simulation
    moved.shocks["ei"] = series([0.25, nil, nil, 1], from: 2002)
    let run = try solver.simulate(moved, from: atRest)
    for variable in answers.variables {
      for period in simulation.span {
        let difference = (run[variable]?[period] ?? .nan) - (answers.paths[variable]?[period] ?? .nan)
        let ours = answers.response(of: variable, in: period, to: "ei", at: .year(2005)) ?? .nan
        #expect(abs(ours - difference) < 1e-10)
      }
    }
    #expect(abs(answers.response(of: "y", in: .year(2000), to: "ei", at: .year(2005)) ?? 0) > 0.01)
    // Higher from 2028 on: both years' effects.
    let parts = [2028, 2029].map {
      answers.response(of: "y", in: .year(2027), to: "pi", at: .year($0)) ?? .nan
    }
    #expect(
      answers.sustainedResponse(of: "y", in: .year(2027), to: "pi", from: .year(2028)) == parts[0] + parts[1])
  }

  /// Forty variables that all need each other, with two lags and two leads: factored period by period. Its equations are
  /// linear, so that multipliers are differences of simulations.
  @Test func denseWithinPeriods() throws {
    let n = 40
    var lines = (0..<n).map { "variable v\($0)" } + ["shock e"]
    for i in 0..<n {
      let terms = (0..<n).map { j in "\(0.0075 * (1 + Double((i * 7 + j * 3) % 5) / 5))*v\(j)" }
      let (a, b, c) = ((i + 1) % n, (i + 2) % n, (i + 3) % n)
      lines.append(
        "behavioral b\(i): v\(i) = 1 + 0.2*v\(i)[-1] + 0.1*v\(a)[-2] + 0.15*v\(b)[+1] + 0.05*v\(c)[+2] + "
          + terms.joined(separator: " + ") + (i == 0 ? " + e" : ""))
    }
    let solver = try solver(lines.joined(separator: "\n"))
    let data = ModelData(
      Dictionary(uniqueKeysWithValues: (0..<n).map { ("v\($0)", series([1, 2], from: 1998)) }))
    var simulation = Simulation(.forecast, over: years(8))
    let answers = try solver.multipliers(of: ["e"], along: simulation, from: data)
    #expect(answers.paths.residuals.allSatisfy { $0 < 1e-14 })
    simulation.shocks["e"] = series([1], from: 2004)
    let moved = try solver.simulate(simulation, from: data)
    for variable in ["v0", "v1", "v20", "v38"] {
      for period in simulation.span {
        let difference = (moved[variable]?[period] ?? .nan) - (answers.paths[variable]?[period] ?? .nan)
        let ours = answers.response(of: variable, in: period, to: "e", at: .year(2004)) ?? .nan
        #expect(abs(ours - difference) < 1e-11, "\(variable) \(period)")
      }
    }
  }

  // MARK: - What cannot be

  private func failure(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing thrown"
    } catch { return "\(error)" }
  }

  @Test func noSolutionAhead() throws {
    let solver = try solver("variable x\nvariable y\nbehavioral x = x[+1] + y^2 + 1\nidentity y = x")
    let message = failure {
      _ = try solver.simulate(
        Simulation(.forecast, over: years(3)), from: ModelData(["x": series([0], from: 1999)]))
    }
    #expect(message.hasPrefix("no solution in 200"))
    #expect(message.contains("x (line 4): left ") && message.contains("7 equations solved together"))
  }

  @Test func missingLeads() throws {
    let solver = try solver("variable x\nexogenous z\nbehavioral x = 0.5*x[+1] + z[+1]")
    let data = ModelData(["z": series([1, 1, 1])])
    let message = failure {
      _ = try solver.simulate(Simulation(.forecast, over: years(3), terminal: .data), from: data)
    }
    #expect(
      message == """
        x has no value in 2003, needed for x; give data, or extend the series
        z has no value in 2003, needed for x; give data, or extend the series
        """)
    let other = failure {
      _ = try solver.simulate(Simulation(.forecast, over: years(3), terminals: ["y": .data]), from: data)
    }
    #expect(other.hasPrefix("the model explains no variable y"))
    let plain = try self.solver("variable x\nbehavioral x = 0.5*x[-1]")
    let unused = failure {
      _ = try plain.simulate(
        Simulation(.forecast, over: years(3), terminals: ["xx": .data]),
        from: ModelData(["x": series([1], from: 1999)]))
    }
    #expect(unused == "the model explains no variable xx; did you mean “x”?")
  }
}
