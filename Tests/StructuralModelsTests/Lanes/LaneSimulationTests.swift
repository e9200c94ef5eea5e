import Foundation
import LaneKernels
import Probability
import Testing
import TimeSeries

@testable import StructuralModels

/// Many draws at once against one simulation a draw.
@Suite struct LaneSimulationTests {
  /// What differs between draws: values by column (named as in `LaneInputs`, add-factors as “+equation”) and period, and
  /// parameters.
  struct Case {
    let solver: ModelSolver
    let simulation: Simulation
    let data: ModelData
    let inputs: LaneInputs
    /// How far a draw's numbers go from those undrawn.
    var size = 0.05

    /// A number in (−1, 1) for a draw, a name and a period.
    func noise(_ draw: Int, _ name: String, _ period: Int) -> Double {
      let code = name.utf8.reduce(17) { ($0 * 31 + Int($1)) % 10_007 }
      return sin(Double(1 + draw) * 12.9898 + Double(code) * 78.233 + Double(period) * 37.719)
    }

    /// Fills a frame with the draws `first`, `first + 1` … in its lanes.
    func fill(_ lanes: LaneSimulation, _ frame: inout LaneFrame, first: Int, count: Int) {
      lanes.load(&frame, lanes: count)
      for period in 0..<simulation.span.count {
        for name in inputs.names.sorted() {
          let row = frame.row(lanes.column(of: name) ?? -1, period: period)
          for lane in 0..<count { row[lane] += size * noise(first + lane, name, period) }
        }
        for name in inputs.addFactors.sorted() {
          let row = frame.row(lanes.addFactorColumn(ofEquation: name) ?? -1, period: period)
          for lane in 0..<count { row[lane] += size * noise(first + lane, "+" + name, period) }
        }
      }
      for name in inputs.parameters.sorted() {
        let row = frame.parameter(lanes.parameter(of: name) ?? -1)
        for lane in 0..<count { row[lane] *= 1 + size * noise(first + lane, name, -1) }
      }
    }

    /// The same draw by `ModelSolver`; nil where it fails.
    func simulate(_ draw: Int) throws -> SimulatedPaths? {
      var (simulation, data) = (simulation, data)
      let start = simulation.span.lowerBound
      let model = solver.model
      let moved = { (series: Series?, name: String) in
        let values = (0..<simulation.span.count).map { period in
          (series?[start.advanced(by: period)] ?? 0) + size * noise(draw, name, period)
        }
        return Series(
          start: start, values: values, unit: series?.unit ?? .ratio, basis: series?.basis ?? .notApplicable)
      }
      for name in inputs.names {
        if model.shocks.contains(where: { $0.name == name }) {
          simulation.shocks[name] = moved(simulation.shocks[name], name)
        } else {
          data = data.overlaid(with: ModelData([name: moved(data[name], name)]))
        }
      }
      for name in inputs.addFactors {
        simulation.addFactors[name] = moved(simulation.addFactors[name], "+" + name)
      }
      var parameters = solver.parameters
      for name in inputs.parameters {
        parameters[name] = (parameters[name] ?? .nan) * (1 + size * noise(draw, name, -1))
      }
      let own = try ModelSolver(model, parameters: parameters, settings: solver.settings)
      return try? own.simulate(simulation, from: data)
    }
  }

  /// The numbers of all explained variables, by draw, with validity first.
  static func paths(_ test: Case, draws: Range<Int>, capacity: Int = 256) throws -> [[Double]] {
    let lanes = try LaneSimulation(test.solver, test.simulation, from: test.data, varying: test.inputs)
    var frame = LaneFrame(lanes, capacity: capacity)
    var paths: [[Double]] = []
    for first in stride(from: draws.lowerBound, to: draws.upperBound, by: capacity) {
      let count = min(capacity, draws.upperBound - first)
      test.fill(lanes, &frame, first: first, count: count)
      lanes.solve(&frame)
      for lane in 0..<count {
        var path = [frame.validity[lane]]
        for period in 0..<test.simulation.span.count {
          for column in test.solver.model.variables.indices {
            path.append(frame.row(column, period: period)[lane])
          }
        }
        paths.append(path)
      }
    }
    return paths
  }

  /// Every draw is what a simulation of its own gives, to 1e-9, or fails as that does.
  static func expectAgreement(_ test: Case, draws: Int = 12, failures: Int = 0) throws {
    let paths = try paths(test, draws: 0..<draws, capacity: 7)
    var failed = 0
    for (draw, path) in paths.enumerated() {
      guard let single = try test.simulate(draw) else {
        #expect(path[0] == 0 && path.last?.isNaN == true, "draw \(draw) has no solution")
        failed += 1
        continue
      }
      #expect(path[0] == 1, "draw \(draw)")
      var place = 1
      for period in test.simulation.span {
        for variable in test.solver.model.variables {
          let theirs = try #require(single[variable.name]?[period])
          let close = abs(path[place] - theirs) <= 1e-9 * max(abs(theirs), 1e-3)
          #expect(close, "draw \(draw), \(variable.name) \(period): \(path[place]), not \(theirs)")
          place += 1
        }
      }
    }
    #expect(failed == failures)
  }

  static func series(_ values: [Double?], from year: Int = 2000) -> Series {
    Series(start: .year(year), values: values, unit: .ratio, basis: .notApplicable)
  }

  static func solver(_ lines: String) throws -> ModelSolver {
    try ModelSolver(Model(ModelText("frequency annual\n" + lines)))
  }

  static func klein(_ mode: Simulation.Mode, _ inputs: LaneInputs) throws -> Case {
    let solver = try ModelSolver(Repository.model("klein"), parameters: Repository.kleinParameters())
    let simulation = Simulation(mode, over: .year(1925)...(.year(1934)))
    return Case(solver: solver, simulation: simulation, data: try Repository.kleinData(), inputs: inputs)
  }

  static func generated(size: Int = 60, periods: Int = 6, _ inputs: LaneInputs) throws -> Case {
    let solver = try ModelSolver(Model(ModelText(GeneratedModel.text(size: size))))
    let start = Period.quarter(2020, 1)
    let simulation = Simulation(.forecast, over: start...start.advanced(by: periods - 1))
    return Case(
      solver: solver, simulation: simulation, data: GeneratedModel.data(size: size, periods: periods),
      inputs: inputs)
  }

  static let equations: Set = ["cn", "i", "w1"]

  // MARK: Against one simulation a draw

  @Test(arguments: [Simulation.Mode.static, .dynamic, .forecast])
  func klein(_ mode: Simulation.Mode) throws {
    var test = try Self.klein(mode, LaneInputs(["g"], addFactors: Self.equations))
    test.size = 2
    try Self.expectAgreement(test)
  }

  /// Coefficients drawn: the block's derivatives differ between lanes.
  @Test func kleinCoefficients() throws {
    let model = try Repository.model("klein")
    try Self.expectAgreement(Self.klein(.dynamic, LaneInputs(parameters: Set(model.parameters.map(\.name)))))
  }

  /// A variable held for some periods, at values that differ between draws; what its equation would need comes back.
  @Test func held() throws {
    var test = try Self.klein(.dynamic, LaneInputs(["i"], addFactors: ["cn", "i"]))
    let span = Period.year(1927)...Period.year(1929)
    let simulation = Simulation(.dynamic, over: test.simulation.span, exogenized: ["i": span])
    test = Case(solver: test.solver, simulation: simulation, data: test.data, inputs: test.inputs)
    try Self.expectAgreement(test)
    let lanes = try LaneSimulation(test.solver, simulation, from: test.data, varying: test.inputs)
    var frame = LaneFrame(lanes, capacity: 1)
    test.fill(lanes, &frame, first: 3, count: 1)
    lanes.solve(&frame)
    let single = try #require(try test.simulate(3)?.addFactors["i"])
    let column = try #require(lanes.addFactorColumn(ofEquation: "i"))
    for (number, period) in simulation.span.enumerated() {
      #expect(abs(frame.row(column, period: number)[0] - (single[period] ?? .nan)) < 1e-9)
    }
  }

  /// One large nonlinear block, begun with shared factors; small and large draws.
  @Test(arguments: [0.01, 0.1, 0.4])
  func generated(_ size: Double) throws {
    let names = Set((0..<60).map { "v\($0)" })
    var test = try Self.generated(LaneInputs(["x", "z"], addFactors: names))
    test.size = size
    try Self.expectAgreement(test)
  }

  private static let nonlinear: [(String, Double)] = [
    ("identity x = sqrt(25 - y^2) + a*e\nidentity p: y = 12/x", 0.1),
    ("identity log(x) = 1 - 0.5*log(y) + e\nidentity dlog(y) = 0.2*log(x/y[-1])", 0.5),
    ("identity x = if(y > 2, 2 + 0.3*y + e, 1.8 + 0.4*y + e)\nidentity y = 0.5*x + max(e, 0) + 1", 1),
    ("identity x = 0.3*y + e when e > 0\nidentity x = 0.2*y - e otherwise\nidentity y = x^0.5 + 1", 0.9),
    ("identity exp(x) = 3 + y*y + e\nidentity growth(y) = 5 - x", 0.8),
    ("identity x = abs(y - 3) + e\nidentity y = 0.5*x^1.5 + min(x, 2) + a", 0.3),
    ("behavioral diff(x) = a*(y - x[-1]) + e\nidentity y = 0.2*x*y[-1] + 1", 0.5),
    ("identity x = exp(-x) + e\nidentity y = log(x + 3)", 1),
  ]

  /// Conditions, roots, logarithms, differences on the left, powers.
  @Test(arguments: nonlinear)
  func equations(_ lines: String, _ size: Double) throws {
    let solver = try Self.solver("variable x\nvariable y\nparameter a = 0.7\nshock e\n\(lines)")
    let data = ModelData([
      "x": Self.series([4.2, 4, 4], from: 1999), "y": Self.series([2.6, 2.5, 3], from: 1999),
    ])
    let simulation = Simulation(.dynamic, over: .year(2000)...(.year(2001)))
    let inputs = LaneInputs(["e"], parameters: ["a"])
    try Self.expectAgreement(
      Case(solver: solver, simulation: simulation, data: data, inputs: inputs, size: size), draws: 40)
  }

  // MARK: Same bytes

  /// One lane, odd blocks, all together: the same bytes; those of any draw are its own.
  @Test(arguments: [1, 2, 63, 100, 200])
  func sameBytesInAnyCompany(_ capacity: Int) throws {
    for size in [0.02, 0.6] {
      var test = try Self.generated(
        size: 30, periods: 3, LaneInputs(["x", "z"], addFactors: ["v0", "v1", "v2", "v9"]))
      test.size = size
      let together = try Self.paths(test, draws: 0..<200)
      let apart = try Self.paths(test, draws: (capacity == 1 ? 190 : 0)..<200, capacity: capacity)
      #expect(apart.map { $0.map(\.bitPattern) } == together.suffix(apart.count).map { $0.map(\.bitPattern) })
    }
  }

  /// Every variant of the kernels gives the same bytes: shared factors, each lane's own, a line search, and draws that fail.
  @Test(arguments: [0.02, 0.3])
  func sameBytesByEveryInstructionSet(_ size: Double) throws {
    let best = lane_kernels_current()
    defer { _ = lane_kernels_select(best) }
    let variants = (0..<lane_kernels_count()).filter { lane_kernels_supported($0) == 1 }
    let bytes = try variants.map { variant in
      #expect(lane_kernels_select(variant) == 1)
      var test = try Self.generated(
        size: 30, periods: 3, LaneInputs(["x", "z"], addFactors: ["v0", "v1", "v2", "v9"]))
      test.size = size
      return try Self.paths(test, draws: 0..<70).map { $0.map(\.bitPattern) }
    }
    #expect(bytes.allSatisfy { $0 == bytes[0] })
  }

  // MARK: Failures

  /// x² = z has no solution below zero: the draw is counted with its period and reason, has no numbers from there on, and the
  /// other draws do not notice.
  @Test func failures() throws {
    let solver = try Self.solver(
      "variable x\nvariable w\nexogenous z\nidentity x = x + x^2 - z\nidentity w = log(z + 1.3) + x")
    let data = ModelData(["z": Self.series([1, 1, 1])])
    let simulation = Simulation(.forecast, over: .year(2000)...(.year(2002)))
    let lanes = try LaneSimulation(solver, simulation, from: data, varying: LaneInputs(["z"]))
    var frame = LaneFrame(lanes, capacity: 70)
    lanes.load(&frame, lanes: 70)
    let z = try #require(lanes.column(of: "z"))
    let w = try #require(lanes.column(of: "w"))
    frame.row(z, period: 1)[3] = -1
    frame.row(z, period: 0)[65] = -1.1
    frame.row(z, period: 2)[65] = -1
    lanes.solve(&frame)
    #expect(frame.failures.total == 2)
    #expect(frame.failures.entries.map(\.period) == [.year(2000), .year(2001)])
    #expect(frame.failures.entries.allSatisfy { $0.reason != .undefined && $0.draws == 1 })
    for lane in 0..<70 {
      #expect(frame.validity[lane] == (lane == 3 || lane == 65 ? 0 : 1))
      for period in 0..<3 {
        let isLost = lane == 65 || lane == 3 && period > 0
        let value = frame.row(w, period: period)[lane]
        #expect(isLost ? value.isNaN : abs(value - log(2.3) - 1) < 1e-12)
      }
    }
    // Loaded anew, nothing is left of it.
    lanes.load(&frame, lanes: 70)
    lanes.solve(&frame)
    #expect(frame.failures.total == 0 && frame.validity[3] == 1)
  }

  /// A logarithm without a value in an equation solved outright.
  @Test func undefined() throws {
    let solver = try Self.solver("variable x\nexogenous z\nidentity x = log(z)")
    let lanes = try LaneSimulation(
      solver, Simulation(.forecast, over: .year(2000)...(.year(2000))),
      from: ModelData(["z": Self.series([1])]),
      varying: LaneInputs(["z"]))
    var frame = LaneFrame(lanes, capacity: 2)
    lanes.load(&frame, lanes: 2)
    frame.row(lanes.column(of: "z") ?? -1, period: 0)[1] = -1
    lanes.solve(&frame)
    #expect(frame.failures.entries.map(\.reason) == [.undefined])
    #expect(frame.validity[0] == 1 && frame.validity[1] == 0)
  }

  @Test func failuresMerge() {
    var (first, second) = (LaneFailures(), LaneFailures())
    first.add(2, .year(2001), .stalled)
    second.add(1, .year(2000), .undefined)
    second.add(3, .year(2001), .stalled)
    var other = second
    first.merge(second)
    #expect(first.total == 6 && first.entries.map(\.draws) == [1, 5])
    var again = LaneFailures()
    again.add(2, .year(2001), .stalled)
    other.merge(again)
    #expect(other == first)
  }

  /// What does not fit, and what cannot be solved even undrawn, is told as `ModelSolver` tells it.
  @Test func errors() throws {
    let solver = try Self.solver("variable x\nexogenous z\nidentity x = x + x^2 - z")
    let simulation = Simulation(.forecast, over: .year(2000)...(.year(2000)))
    let message = { (data: ModelData, inputs: LaneInputs) in
      do {
        _ = try LaneSimulation(solver, simulation, from: data, varying: inputs)
        return "nothing thrown"
      } catch { return "\(error)" }
    }
    #expect(
      message(ModelData(["z": Self.series([1])]), LaneInputs(["zz"], addFactors: ["y"], parameters: ["q"]))
        == """
        zz is no exogenous variable, shock or equation of the model; did you mean “z”?
        the model has no equation y
        the model has no parameter q
        """)
    let unsolvable = ModelData(["z": Self.series([-1])])
    do {
      _ = try solver.simulate(simulation, from: unsolvable)
    } catch { #expect(message(unsolvable, LaneInputs(["z"])) == "\(error)") }
    #expect(message(ModelData(), LaneInputs(["z"])).hasPrefix("z has no value in 2000"))
  }
}
