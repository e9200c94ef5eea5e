import Foundation
import StructuralModels
import Testing
import TimeSeries

@Suite struct SolverTests {
  private func series(_ values: [Double?], from year: Int = 2000) -> Series {
    Series(start: .year(year), values: values, unit: .ratio, basis: .notApplicable)
  }

  private func solver(_ lines: String, settings: NewtonSettings = NewtonSettings()) throws -> ModelSolver {
    try ModelSolver(Model(ModelText("frequency annual\n" + lines)), settings: settings)
  }

  private func failure(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing thrown"
    } catch { return "\(error)" }
  }

  private let span = Period.year(2000)...Period.year(2002)

  // MARK: Solutions known in closed form

  private static let leftSideSolutions: [(String, Double)] = [
    ("x = 3", 3.0), ("log(x) = 1", exp(1)), ("exp(x) = 5", log(5)), ("diff(x) = 1.5", 3.5),
    ("dlog(x) = 0.1", 2 * exp(0.1)),
    ("growth(x) = 10", 2.2), ("x = 6 - x", 3), ("log(x) = 1 - log(x)", exp(0.5)),
    ("exp(x) = 10 - exp(x)", log(5)),
    ("diff(x) = 3 - 2*(x - 2)", 3), ("dlog(x) = 0.2 - log(x/2)", 2 * exp(0.1)),
    ("growth(x) = 100*(2.4/x - 1)", 2 * sqrt(1.2)),
  ]

  /// Each left side, alone (explicit) and with its variable on the right too (Newton): x = 2 in 1999.
  @Test(arguments: leftSideSolutions)
  func leftSides(_ equation: String, _ solution: Double) throws {
    let solver = try solver("variable x\nidentity \(equation)")
    let data = ModelData(["x": series([2], from: 1999)])
    for start in [Simulation.Start.history, .zero] {
      let run = try solver.simulate(
        Simulation(.dynamic, over: .year(2000)...(.year(2000)), start: start), from: data)
      let x = try #require(run["x"]?[.year(2000)])
      #expect(abs(x - solution) < 1e-13 * max(1, abs(solution)), "\(equation): \(x)")
    }
  }

  /// Nonlinear and simultaneous: x² + y² = 25, xy = 12, from far away.
  @Test func nonlinearBlock() throws {
    let solver = try solver("variable x\nvariable y\nidentity x = sqrt(25 - y^2)\nidentity prod: y = 12/x")
    let run = try solver.simulate(
      Simulation(.dynamic, over: .year(2000)...(.year(2000))),
      from: ModelData(["x": series([4.5]), "y": series([2.5])]))
    #expect(abs((run["x"]?[.year(2000)] ?? 0) - 4) < 1e-13)
    #expect(abs((run["y"]?[.year(2000)] ?? 0) - 3) < 1e-13)
  }

  /// A start at zero where the Jacobian vanishes or the equation has no value is left for another.
  @Test(arguments: ["x = 9/x", "x^2 = 9", "log(x) = 2 - x", "x = exp(-x)"])
  func zeroStarts(_ equation: String) throws {
    let text = equation == "x^2 = 9" ? "identity x = x + x^2 - 9" : "identity \(equation)"
    let solver = try solver("variable x\n\(text)")
    let run = try solver.simulate(Simulation(.forecast, over: span, start: .zero), from: ModelData())
    #expect(run.residuals.allSatisfy { $0 <= 1e-10 })
    let x = try #require(run["x"]?[.year(2002)])
    switch equation {
    case "x = 9/x", "x^2 = 9": #expect(abs(abs(x) - 3) < 1e-12)
    case "log(x) = 2 - x": #expect(abs(log(x) - 2 + x) < 1e-14)
    default: #expect(abs(x - 0.567143290409783873) < 1e-14)  // the omega constant, OEIS A030178
    }
  }

  /// Autoregressive errors enter the solution: u = 0.5u[-1] with u = y − x.
  @Test func autoregressiveErrors() throws {
    let solver = try solver(
      "variable y\nexogenous x\nparameter rho = 0.5\nbehavioral y = x\n  errors ar(rho)")
    let data = ModelData(["y": series([14], from: 1999), "x": series([10, 20, 30, 40], from: 1999)])
    let run = try solver.simulate(Simulation(.dynamic, over: span), from: data)
    #expect(run["y"]?.values == [22, 31, 40.5])
  }

  /// Shocks named in equations, and units converted on the way in.
  @Test func shocksAndUnits() throws {
    let solver = try solver(
      "variable y unit \"亿元\"\nexogenous x unit \"亿元\" basis nominal\nshock e\nbehavioral y = x + e")
    let x = Series(
      start: .year(2000), values: [10_000, 20_000, 30_000], unit: .tenThousandYuan, basis: .nominal)
    let run = try solver.simulate(
      Simulation(.dynamic, over: span, shocks: ["e": series([0.5], from: 2001)]), from: ModelData(["x": x]))
    #expect(run["y"]?.values == [1, 2.5, 3] && run["y"]?.unit == .hundredMillionYuan)
  }

  /// A variable held for part of the range: solved before, held, solved after from there.
  @Test func heldForPartOfTheRange() throws {
    let solver = try solver("variable x\nvariable y\nbehavioral x = 0.5*x[-1] + 1\nidentity y = 2*x")
    let data = ModelData(["x": series([4, nil, 7, nil], from: 1999)])
    let run = try solver.simulate(
      Simulation(.dynamic, over: span, exogenized: ["x": .year(2001)...(.year(2001))]), from: data)
    #expect(run["x"]?.values == [3, 7, 4.5] && run["y"]?.values == [6, 14, 9])
    #expect(run.addFactors["x"]?.values == [0, 4.5, 0])
  }

  // MARK: Failures

  @Test func divergenceIsReported() throws {
    let solver = try solver("variable x\nvariable y\nexogenous z\nidentity x = y + 1\nidentity y = x + z")
    let message = failure {
      _ = try solver.simulate(Simulation(.dynamic, over: span), from: ModelData(["z": series([1, 1, 1])]))
    }
    #expect(
      message == """
        no solution in 2000: the equations do not determine their variables at these values (2 equations solved together)
          x (line 5): left 1, right 2; x = 1, y = 1
          y (line 6): left 1, right 2; y = 1, x = 1, z = 1
          start from other values, or look for a variable whose effect vanishes at them
        """)
  }

  /// x = x[-1]² leaves every bound: 10, 100, 10⁴ … 10¹²⁸.
  @Test func growthWithoutBoundIsReported() throws {
    let solver = try solver("variable x\nidentity x = x[-1]^2")
    let message = failure {
      _ = try solver.simulate(
        Simulation(.dynamic, over: .year(2000)...(.year(2020))),
        from: ModelData(["x": series([10], from: 1999)]))
    }
    #expect(message.hasPrefix("no solution in 2006: values grow without bound (1 equation solved together)"))
    #expect(message.contains("x (line 3): left 1e128, right 1e128; x = 1e128, x[-1] = 1e64"))
  }

  /// x² = −1 has no solution: no false convergence.
  @Test func noSolution() throws {
    let solver = try solver("variable x\nidentity x = x + x^2 + 1")
    let message = failure { _ = try solver.simulate(Simulation(.dynamic, over: span), from: ModelData()) }
    #expect(message.hasPrefix("no solution in 2000: "))
    #expect(message.contains("x (line 3): left "))
  }

  @Test func undefinedEquation() throws {
    let solver = try solver("variable x\nexogenous z\nidentity x = log(z)")
    let message = failure {
      _ = try solver.simulate(Simulation(.dynamic, over: span), from: ModelData(["z": series([1, -2, 1])]))
    }
    #expect(
      message == """
        no solution in 2001: an equation has no value (1 equation solved together)
          x (line 4): left undefined, right undefined; x = undefined, z = -2
          look for the logarithm, root or division of a value that is not positive, or a case that no “when” covers
        """)
  }

  /// All values that are missing, at once.
  @Test func missingValues() throws {
    let solver = try solver(
      "variable x\nvariable y\nexogenous z\nexogenous w\nidentity x = z + w[-1]\nbehavioral y = y[-2] + z")
    let message = failure {
      _ = try solver.simulate(
        Simulation(.dynamic, over: span),
        from: ModelData(["z": series([1, nil, 3]), "w": series([1, 2], from: 2000)]))
    }
    #expect(
      message == """
        y has no value in 1998, 1999, needed for y; give data, or extend the series
        z has no value in 2001, needed for x, y; give data, or extend the series
        w has no value in 1999, needed for x; give data, or extend the series
        """)
  }

  @Test func whatDoesNotFit() throws {
    let solver = try solver("variable x\nvariable income\nbehavioral x = 1\nidentity income = x")
    let wishes = [
      Simulation(.dynamic, over: span, exogenized: ["incom": span, "income": span]),
      Simulation(.dynamic, over: span, addFactors: ["xx": series([1])], shocks: ["e": series([1])]),
      Simulation(.dynamic, over: .quarter(2000, 1)...(.quarter(2000, 4))),
    ]
    let messages = wishes.map { wish in
      failure { _ = try solver.simulate(wish, from: ModelData()) }
    }
    #expect(
      messages == [
        "the model explains no variable incom; did you mean “income”?\n"
          + "income has no behavioral equation that could give way; exogenise a variable that has one",
        "the model has no equation xx; did you mean “x”?\nthe model has no shock e",
        "the span counts in quarters, the model in years; convert it first",
      ])
  }

  @Test func whatCannotBeSolved() throws {
    let text = "variable x\nparameter a estimated\nidentity x = a*x[-1]"
    #expect(
      failure { _ = try solver(text) }
        == "parameter a has no value yet; estimate the model or give the value")
  }
}

/// A model of a national model's size: one nonlinear block of 150 equations and 150 recursive ones.
@Suite struct GeneratedModelTests {
  private let span = Period.quarter(2020, 1)...Period.quarter(2025, 4)

  @Test func solves() throws {
    let solver = try ModelSolver(Model(ModelText(GeneratedModel.text())))
    #expect(solver.order.simultaneous.map(\.variables.count) == [150])
    let data = GeneratedModel.data()
    let run = try solver.simulate(Simulation(.forecast, over: span), from: data)
    #expect(run.residuals.allSatisfy { $0 < 1e-13 })
    // Other starts reach the same solution.
    let other = try solver.simulate(Simulation(.forecast, over: span, start: .zero), from: data)
    for name in ["v0", "v77", "v299"] {
      for period in span {
        let (a, b) = (run[name]?[period] ?? .nan, other[name]?[period] ?? .nan)
        #expect(abs(a - b) < 1e-12 * abs(a), "\(name) \(period)")
      }
    }
    // The solution with tracking residuals of itself is itself.
    let check = try solver.residuals(over: span, of: data.overlaid(with: run.paths))
    #expect(check.residuals.values.allSatisfy { $0.values.allSatisfy { abs($0 ?? .nan) < 1e-13 } })
  }
}
