import StructuralModels
import Testing
import TimeSeries

@Suite struct ResponseTests {
  let solver: ModelSolver
  let data: ModelData
  let history = Period.year(1921)...Period.year(1941)

  init() throws {
    solver = try ModelSolver(Repository.model("klein"), parameters: Repository.kleinParameters())
    data = try Repository.kleinData()
  }

  private func series(_ values: [Double], from year: Int) -> Series {
    Series(start: .year(year), values: values, unit: .index, basis: .real(base: .year(1934)))
  }

  /// Tests/References/klein/klein_multmatrix_1941.csv.
  @Test func kleinMultipliers() throws {
    let year = Period.year(1941)
    let answers = try solver.multipliers(
      of: ["w2", "g"], along: Simulation(.dynamic, over: year...year), from: data)
    let table = try Repository.text("Tests/References/klein/klein_multmatrix_1941.csv")
      .split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    #expect(table.count == 3)
    for row in table.dropFirst() {
      for (j, cell) in row.enumerated().dropFirst() {
        let ours = answers.response(
          of: String(row[0].dropLast(2)), in: year, to: String(table[0][j].dropLast(2)), at: year)
        let expected = try #require(Double(cell))
        #expect(abs(try #require(ours) - expected) < 1e-8)
      }
    }
  }

  /// Klein's model is linear: multipliers are differences of simulations, in every later year.
  @Test(arguments: ["g", "time", "i"])
  func dynamicMultipliers(_ instrument: String) throws {
    let simulation = Simulation(.dynamic, over: history)
    let answers = try solver.multipliers(of: [instrument], along: simulation, from: data)
    let origin = Period.year(1925)
    var (moved, changed) = (simulation, data)
    if let old = data[instrument], instrument != "i" {
      let value = try #require(old[origin])
      changed = data.overlaid(
        with: ModelData([
          instrument: Series(start: origin, values: [value + 1], unit: old.unit, basis: old.basis)
        ]))
    } else {
      moved.addFactors["i"] = series([1], from: 1925)
    }
    let run = try solver.simulate(moved, from: changed)
    for variable in answers.variables {
      for period in history {
        let difference = (run[variable]?[period] ?? .nan) - (answers.paths[variable]?[period] ?? .nan)
        let ours = try #require(answers.response(of: variable, in: period, to: instrument, at: origin))
        #expect(abs(ours - difference) < 1e-10, "\(variable) \(period)")
      }
    }
    let sum = answers.sustainedResponse(of: "y", in: .year(1930), to: instrument, from: .year(1929))
    let parts = [1929, 1930].compactMap {
      answers.response(of: "y", in: .year(1930), to: instrument, at: .year($0))
    }
    #expect(sum == parts[0] + parts[1])
  }

  /// Tests/References/klein/klein_renorm_tight.csv, which two programs give to 1e-6; then simulating hits the targets.
  @Test func kleinTargets() throws {
    let wish = Targeting(
      targets: ["cn": series([66, 78], from: 1940), "y": series([77, 98], from: 1940)],
      instruments: ["w2", "g"])
    let simulation = Simulation(.dynamic, over: .year(1940)...(.year(1941)))
    let outcome = try solver.meet(wish, along: simulation, from: data)
    for (name, values) in try Repository.table("Tests/References/klein/klein_renorm_tight.csv") {
      for (year, value) in values {
        #expect(abs((outcome.instruments[name]?[.year(year)] ?? .nan) - value) < 1e-6, "\(name) \(year)")
      }
    }
    let run = try solver.simulate(
      simulation, from: data.overlaid(with: ModelData(outcome.instruments)))
    for (name, target) in wish.targets {
      for period in target.span {
        #expect(abs((run[name]?[period] ?? .nan) - (target[period] ?? .nan)) < 1e-10)
      }
    }
  }

  /// Nonlinear: simulating a known instrument, then asking for it back.
  @Test func recoversInstruments() throws {
    let model = try Model(
      ModelText(
        """
        frequency annual
        variable x
        variable z
        exogenous u
        shock e
        behavioral dlog(x) = 0.1*log(u) - 0.05*z
        identity z = sqrt(x*x[-1]) + e
        """))
    let solver = try ModelSolver(model)
    let plain = { (values: [Double], year: Int) in
      Series(start: .year(year), values: values, unit: .ratio, basis: .notApplicable)
    }
    let known = ModelData(["x": plain([2], 1999), "u": plain([3, 5, 2], 2000)])
    var simulation = Simulation(.dynamic, over: .year(2000)...(.year(2002)))
    simulation.shocks["e"] = plain([0.1, -0.2, 0.3], 2000)
    let run = try solver.simulate(simulation, from: known)
    let wish = Targeting(
      targets: ["x": try #require(run["x"]), "z": try #require(run["z"])], instruments: ["u", "e"])
    let outcome = try solver.meet(
      wish, along: Simulation(.dynamic, over: simulation.span),
      from: ModelData(["x": plain([2], 1999), "u": plain([1, 1, 1], 2000)]))
    for (i, period) in simulation.span.enumerated() {
      #expect(abs((outcome.instruments["u"]?[period] ?? .nan) - [3, 5, 2][i]) < 1e-9)
      #expect(abs((outcome.instruments["e"]?[period] ?? .nan) - [0.1, -0.2, 0.3][i]) < 1e-10)
    }
  }

  @Test func whatCannotBeMet() throws {
    let simulation = Simulation(.dynamic, over: .year(1940)...(.year(1941)))
    let wishes = [
      Targeting(targets: ["cn": series([66], from: 1940)], instruments: ["w2", "g"]),
      Targeting(targets: ["cm": series([66], from: 1940)], instruments: ["g"]),
      Targeting(
        targets: ["cn": series([66], from: 1940), "y": series([77, 98], from: 1940)],
        instruments: ["w2", "g"]),
      Targeting(targets: ["cn": series([66], from: 1930)], instruments: ["g"]),
      Targeting(
        targets: ["k": series([200], from: 1940), "i": series([5], from: 1940)], instruments: ["w2", "g"]),
      Targeting(targets: ["k": series([200], from: 1940)], instruments: ["gg"]),
    ]
    let messages = wishes.map { wish in
      do {
        _ = try solver.meet(wish, along: simulation, from: data)
        return ""
      } catch { return "\(error)" }
    }
    #expect(
      messages == [
        "1 target and 2 instruments: exact targeting needs as many of one as of the other",
        "the model explains no variable cm",
        "cn has targets in 1940, y in 1940..1941; give both for the same periods",
        "targets in 1930 lie outside the simulation, 1940..1941",
        "w2, g cannot move i, k independently of each other; choose instruments that act on different targets",
        "gg is no exogenous variable, shock or equation of the model; did you mean “g”?",
      ])
  }

  /// Instruments and targets in other units than the model's; a target of zero.
  @Test func unitsOfTargets() throws {
    let model = try Model(
      ModelText(
        """
        frequency annual
        variable x unit "亿元"
        exogenous u unit "亿元"
        identity x = 0.5*x[-1] + u
        """))
    let (large, small) = (try TimeSeries.Unit(parsing: "亿元"), try TimeSeries.Unit(parsing: "万元"))
    let known = ModelData([
      "x": Series(start: .year(2000), values: [2], unit: large, basis: .notApplicable),
      "u": Series(start: .year(2001), values: [10000, 20000], unit: small, basis: .notApplicable),
    ])
    let wished = Series(start: .year(2001), values: [30000, 0], unit: small, basis: .notApplicable)
    let outcome = try ModelSolver(model).meet(
      Targeting(targets: ["x": wished], instruments: ["u"]),
      along: Simulation(.dynamic, over: wished.span), from: known)
    #expect(outcome.instruments["u"]?.values == [2, -1.5])
    #expect(outcome.instruments["u"]?.unit == large)
    #expect(outcome.paths["x"]?.values == [3, 0])
  }
}
