import LinearAlgebra
import StructuralModels
import Testing
import TimeSeries

@Suite struct LeastEffortTests {
  let klein: ModelSolver
  let data: ModelData
  let recent = Simulation(.dynamic, over: .year(1938)...(.year(1941)))

  init() throws {
    klein = try ModelSolver(Repository.model("klein"), parameters: Repository.kleinParameters())
    data = try Repository.kleinData()
  }

  static func plain(_ values: [Double], from year: Int = 2001) -> Series {
    Series(start: .year(year), values: values, unit: .ratio, basis: .notApplicable)
  }

  static func solver(_ lines: String) throws -> ModelSolver {
    try ModelSolver(Model(ModelText("frequency annual\n" + lines)))
  }

  /// As many instruments as targets: nothing to choose, so the answer is that of exact targeting.
  @Test func squareIsExactTargeting() throws {
    let wished = ["cn": Self.plain([66, 78], from: 1940), "y": Self.plain([77, 98], from: 1940)]
    let simulation = Simulation(.dynamic, over: .year(1940)...(.year(1941)))
    let exact = try klein.meet(
      Targeting(targets: wished, instruments: ["w2", "g"]), along: simulation, from: data)
    let least = try klein.meet(
      LeastEffort(
        targets: wished.sorted { $0.key < $1.key }.flatMap { PathTarget.path($0.key, $0.value) },
        instruments: [PolicyInstrument("w2", cost: .weight(3)), PolicyInstrument("g")]),
      along: simulation, from: data)
    for name in ["w2", "g"] {
      for period in simulation.span {
        let (a, b) = (exact.instruments[name]?[period] ?? .nan, least.instruments[name]?[period] ?? .nan)
        #expect(abs(a - b) < 1e-10 * abs(a))
      }
    }
  }

  /// Klein's model is linear: deviations are W⁻¹Mᵀ(MW⁻¹Mᵀ)⁻¹ times the gaps. Targets and instruments in different periods.
  @Test func closedForm() throws {
    let targets = [
      PathTarget("cn", in: .year(1940), .equal(66)), PathTarget("k", in: .year(1941), .equal(212)),
      PathTarget("y", in: .year(1941), .equal(88)),
    ]
    let instruments = [
      PolicyInstrument("g", cost: .weight(2)),
      PolicyInstrument("w2", over: .year(1939)...(.year(1940)), cost: .standardError(0.5)),
      PolicyInstrument("i", over: .year(1941)...(.year(1941)), cost: .weight(10)),
    ]
    let levers: [(name: String, year: Int, weight: Double)] =
      (1938...1941).map { ("g", $0, 2) } + [("w2", 1939, 4), ("w2", 1940, 4), ("i", 1941, 10)]
    let answers = try klein.multipliers(of: ["g", "w2", "i"], along: recent, from: data)
    let m = Matrix(rows: 3, columns: levers.count) { i, j in
      answers.response(
        of: targets[i].variable, in: targets[i].period, to: levers[j].name, at: .year(levers[j].year)) ?? .nan
    }
    let gaps = targets.map {
      $0.bound.range.lowerBound - (answers.paths[$0.variable]?[$0.period] ?? .nan)
    }
    let scaled = Matrix(rows: 3, columns: levers.count) { m[$0, $1] / levers[$1].weight }
    let prices = try LU(scaled.timesTranspose(m)).solve(gaps)
    let expected = scaled.transposeTimes(prices)

    let outcome = try klein.meet(
      LeastEffort(targets: targets, instruments: instruments), along: recent, from: data)
    let size = expected.norm
    for (lever, deviation) in zip(levers, expected) {
      let ours = outcome.deviations[lever.name]?[.year(lever.year)] ?? .nan
      #expect(abs(ours - deviation) < 1e-10 * size)
    }
    // The cost is gapᵀ(MW⁻¹Mᵀ)⁻¹gap, its slope in the targets twice the multipliers.
    #expect(abs(outcome.cost - prices.dot(gaps)) < 1e-10 * outcome.cost)
    for (state, price) in zip(outcome.targets, prices) {
      #expect(abs(state.shadowPrice - 2 * price) < 1e-9 * abs(price))
      #expect(abs(state.reached - state.target.bound.range.lowerBound) < 1e-10 * state.reached)
    }
    #expect(outcome.iterations == 2)
    #expect(outcome.limits.isEmpty)
    #expect(outcome.optimality < 1e-10)
  }

  /// The outcome's own simulation and data hit the targets again.
  @Test func consumptionAfterTheSample() throws {
    var known = data
    for name in ["g", "w2", "t"] { known = known.extending(name, to: .year(1944), .constant) }
    known = known.extending("time", to: .year(1944), .linear)
    let forecast = Simulation(.forecast, over: .year(1942)...(.year(1944)))
    let plain = try klein.simulate(forecast, from: known)
    let wished = (1942...1944).map { (plain["cn"]?[.year($0)] ?? .nan) + Double($0 - 1941) }
    let wish = LeastEffort(
      targets: PathTarget.path("cn", Self.plain(wished, from: 1942), PathTarget.Bound.atLeast),
      instruments: [PolicyInstrument("g", bounds: 0...22.95), PolicyInstrument("w2", cost: .weight(4))])
    // The table of Documentation/targeting.md.
    var free = wish
    free.instruments[0].bounds = -.infinity...(.infinity)
    let told = try klein.meet(free, along: forecast, from: known).instruments
    for (name, values) in [("g", [22.896, 23.022, 22.941]), ("w2", [8.5, 8.463, 8.543])] {
      for (year, value) in zip(1942...1944, values) {
        #expect(abs((told[name]?[.year(year)] ?? .nan) - value) < 5e-4)
      }
    }
    let outcome = try klein.meet(wish, along: forecast, from: known)
    let again = try klein.simulate(outcome.simulation, from: outcome.data)
    for (year, target) in zip(1942...1944, wished) {
      #expect((again["cn"]?[.year(year)] ?? .nan) >= target * (1 - 1e-10))
      #expect(again["cn"]?[.year(year)] == outcome.paths["cn"]?[.year(year)])
    }
    #expect(outcome.limits.map(\.instrument) == ["g", "g", "g"])
    #expect(outcome.limits.allSatisfy { $0.value == 22.95 && $0.shadowPrice < 0 })
    #expect(outcome.targets.allSatisfy { $0.shadowPrice >= 0 })
    // Wider bounds cost less, by about the shadow price.
    var wider = wish
    wider.instruments[0].bounds = 0...22.95001
    let cheaper = try klein.meet(wider, along: forecast, from: known)
    let slope = outcome.limits.reduce(0) { $0 + $1.shadowPrice }
    #expect(abs((cheaper.cost - outcome.cost) / 1e-5 - slope) < 1e-2 * abs(slope))
  }

  /// x = uv = 4 from u = v = 1: u = v = 2 by symmetry, and at the bound u ≤ 1.5 v = 8/3.
  @Test func nonlinearClosedForms() throws {
    let solver = try Self.solver("variable x\nexogenous u\nexogenous v\nidentity x = u*v")
    let known = ModelData(["u": Self.plain([1]), "v": Self.plain([1])])
    let simulation = Simulation(.dynamic, over: .year(2001)...(.year(2001)))
    let target = PathTarget("x", in: .year(2001), .equal(4))
    let outcome = try solver.meet(
      LeastEffort(targets: [target], instruments: [PolicyInstrument("u"), PolicyInstrument("v")]),
      along: simulation, from: known)
    #expect(abs((outcome.instruments["u"]?.values[0] ?? .nan) - 2) < 1e-9)
    #expect(abs((outcome.instruments["v"]?.values[0] ?? .nan) - 2) < 1e-9)
    #expect(abs(outcome.cost - 2) < 1e-9)
    // Cost 2(√x − 1)²: slope 2(√x − 1)/√x = 1.
    #expect(abs(outcome.targets[0].shadowPrice - 1) < 1e-9)
    let bounded = try solver.meet(
      LeastEffort(
        targets: [target], instruments: [PolicyInstrument("u", bounds: 0...1.5), PolicyInstrument("v")]),
      along: simulation, from: known)
    #expect(bounded.instruments["u"]?.values[0] == 1.5)
    #expect(abs((bounded.instruments["v"]?.values[0] ?? .nan) - 8.0 / 3) < 1e-9)
    #expect(bounded.limits.map(\.instrument) == ["u"])
  }

  static let curved = """
    variable x
    variable z
    exogenous u
    shock e ~ normal(0, 0.1)
    behavioral dlog(x) = 0.1*log(u) - 0.05*z
    identity z = sqrt(x*x[-1]) + e
    """

  /// First-order conditions of a nonlinear problem, from multipliers at the solution: 2wd = Mᵀλ where no bound binds.
  @Test func nonlinearFirstOrderConditions() throws {
    let solver = try Self.solver(Self.curved)
    let known = ModelData(["x": Self.plain([2], from: 2000), "u": Self.plain([1, 1.2, 1.1, 1])])
    let simulation = Simulation(.dynamic, over: .year(2001)...(.year(2004)))
    let targets = [
      PathTarget("x", in: .year(2003), .atLeast(2.1)), PathTarget("x", in: .year(2004), .between(2.2...2.3)),
      PathTarget("z", in: .year(2002), .atMost(3)),
    ]
    let instruments = [
      PolicyInstrument("u", bounds: 0.5...4), PolicyInstrument("e", cost: .standardError(0.1)),
    ]
    let outcome = try solver.meet(
      LeastEffort(targets: targets, instruments: instruments), along: simulation, from: known)
    #expect(outcome.optimality < 1e-10)
    for state in outcome.targets {
      let range = state.target.bound.range
      #expect(state.reached >= range.lowerBound * (1 - 1e-10))
      #expect(state.reached <= range.upperBound * (1 + 1e-10))
    }
    let answers = try solver.multipliers(of: ["u", "e"], along: outcome.simulation, from: outcome.data)
    for (name, weight) in [("u", 1.0), ("e", 100.0)] {
      for period in simulation.span {
        let pull = outcome.targets.reduce(0) { sum, state in
          let slope = answers.response(
            of: state.target.variable, in: state.target.period, to: name, at: period)
          return sum + state.shadowPrice * (slope ?? .nan)
        }
        let limit = outcome.limits.first { $0.instrument == name && $0.period == period }?.shadowPrice ?? 0
        let effort = 2 * weight * (outcome.deviations[name]?[period] ?? .nan)
        #expect(abs(effort - pull - limit) < 1e-9 * max(1, abs(effort)))
      }
    }
    #expect(outcome.targets[0].shadowPrice >= 0 && outcome.targets[2].shadowPrice == 0)
    #expect(outcome.plausibility?.degreesOfFreedom == 4)
  }

  /// Simulating known instruments, then asking for them back, with as many targets.
  @Test func recoversInstruments() throws {
    let solver = try Self.solver(Self.curved)
    let known = ModelData(["x": Self.plain([2], from: 2000), "u": Self.plain([3, 5, 2])])
    var simulation = Simulation(.dynamic, over: .year(2001)...(.year(2003)))
    simulation.shocks["e"] = Self.plain([0.1, -0.2, 0.3])
    let run = try solver.simulate(simulation, from: known)
    let outcome = try solver.meet(
      LeastEffort(
        targets: PathTarget.path("x", try #require(run["x"])) + PathTarget.path("z", try #require(run["z"])),
        instruments: [PolicyInstrument("u"), PolicyInstrument("e")]),
      along: Simulation(.dynamic, over: simulation.span),
      from: ModelData(["x": Self.plain([2], from: 2000), "u": Self.plain([1, 1, 1])]))
    for (i, period) in simulation.span.enumerated() {
      #expect(abs((outcome.instruments["u"]?[period] ?? .nan) - [3, 5, 2][i]) < 1e-8)
      #expect(abs((outcome.instruments["e"]?[period] ?? .nan) - [0.1, -0.2, 0.3][i]) < 1e-9)
    }
  }

  /// x = 0.8x[-1] + e: the most plausible shocks to a given x after three years are 0.8^(3−t)·gap/Σ0.64^k. A gap of
  /// 1.959963984540054 standard deviations of x has a p-value of 0.05.
  @Test func mostPlausiblePath() throws {
    let solver = try Self.solver("variable x\nshock e ~ normal(0, 0.5)\nbehavioral x = 0.8*x[-1] + e")
    let sum = 1 + 0.64 + 0.64 * 0.64
    let gap = 1.959963984540054 * 0.5 * sum.squareRoot()
    let outcome = try solver.meet(
      LeastEffort(
        targets: [PathTarget("x", in: .year(2003), .equal(0.512 + gap))],
        instruments: PolicyInstrument.shocks(of: solver.model)),
      along: Simulation(.forecast, over: .year(2001)...(.year(2003))),
      from: ModelData(["x": Self.plain([1], from: 2000)]))
    for (i, power) in [0.64, 0.8, 1].enumerated() {
      let ours = outcome.deviations["e"]?.values[i] ?? .nan
      #expect(abs(ours - power * gap / sum) < 1e-14)
    }
    let plausibility = try #require(outcome.plausibility)
    #expect(plausibility.degreesOfFreedom == 1)
    #expect(abs(plausibility.squaredDistance - 1.959963984540054 * 1.959963984540054) < 1e-12)
    #expect(abs(plausibility.pValue - 0.05) < 1e-12)
  }

  /// min d₁² + d₂² + d₁² + (d₂ − d₁)² with d₂ = 3: d₁ = 1. Counting changes from data of 4 and a reference of 0 they are
  /// min u₁² + u₂² + (u₁ − 4)² + (u₂ − u₁)²: u₁ = 7/3.
  @Test func smoothing() throws {
    let solver = try Self.solver("variable x\nexogenous u\nidentity x = u")
    let simulation = Simulation(.dynamic, over: .year(2001)...(.year(2002)))
    let known = ModelData(["u": Self.plain([4, 0, 0], from: 2000)])
    let first = { (smoothing: PolicyInstrument.Smoothing) in
      try solver.meet(
        LeastEffort(
          targets: [PathTarget("x", in: .year(2002), .equal(3))],
          instruments: [PolicyInstrument("u", smoothing: smoothing)]),
        along: simulation, from: known
      ).instruments["u"]?[.year(2001)]
    }
    #expect(abs(try #require(try first(.none)) - 0) < 1e-14)
    #expect(abs(try #require(try first(.deviations(1))) - 1) < 1e-14)
    #expect(abs(try #require(try first(.changes(1))) - 7.0 / 3) < 1e-14)
  }

  /// Met without effort; one name with two spans; a target of zero; a reference path; data in another unit.
  @Test func expressions() throws {
    let solver = try Self.solver(
      "variable x unit \"亿元\"\nexogenous u unit \"亿元\"\nbehavioral x = 0.5*x[-1] + u")
    let unit = try TimeSeries.Unit(parsing: "亿元")
    let small = try TimeSeries.Unit(parsing: "万元")
    let known = ModelData([
      "x": Series(start: .year(2000), values: [2], unit: unit, basis: .notApplicable),
      "u": Series(start: .year(2001), values: [10000, 10000], unit: small, basis: .notApplicable),
    ])
    let simulation = Simulation(.dynamic, over: .year(2001)...(.year(2002)))
    let (first, last) = (Period.year(2001), Period.year(2002))
    let idle = try solver.meet(
      LeastEffort(targets: [PathTarget("x", in: last, .atMost(5))], instruments: [PolicyInstrument("u")]),
      along: simulation, from: known)
    #expect(idle.cost == 0 && idle.targets[0].shadowPrice == 0 && idle.targets[0].reached == 2)
    let zero = try solver.meet(
      LeastEffort(
        targets: [PathTarget("x", in: last, .equal(0))],
        instruments: [
          PolicyInstrument("u", over: first...first),
          PolicyInstrument("u", over: last...last, cost: .weight(2)),
        ]),
      along: simulation, from: known)
    // 0.5·d₁ + d₂ = −2, min d₁² + 2d₂²: d₁ = d₂ = −4/3.
    #expect(abs((zero.deviations["u"]?[first] ?? .nan) + 4.0 / 3) < 1e-14)
    #expect(abs((zero.deviations["u"]?[last] ?? .nan) + 4.0 / 3) < 1e-14)
    #expect(zero.instruments["u"]?.unit == unit)
    #expect(abs(zero.paths["x"]?[last] ?? .nan) < 1e-15)
    let referred = try solver.meet(
      LeastEffort(
        targets: [PathTarget("x", in: last, .equal(4))],
        instruments: [PolicyInstrument("u", over: last...last, reference: Self.plain([2.5], from: 2002))]),
      along: simulation, from: known)
    #expect(abs(referred.cost - 0.25) < 1e-14)
  }

  /// A nonlinear model of sixty equations over six years of quarters, shared by two instruments within bounds: the simulated path
  /// meets every target, and multipliers at the solution price every instrument that is not at a bound.
  @Test func manyEquations() throws {
    let solver = try ModelSolver(Model(ModelText(GeneratedModel.text(size: 60))))
    let known = GeneratedModel.data(size: 60)
    let span = Period.quarter(2020, 1)...Period.quarter(2025, 4)
    let forecast = Simulation(.forecast, over: span)
    let plain = try solver.simulate(forecast, from: known)
    let last = Period.quarter(2025, 1)...span.upperBound
    let targets = ["v3", "v20", "v41"].flatMap { name in
      last.map { period in
        PathTarget(name, in: period, .atLeast(1.01 * (plain[name]?[period] ?? .nan)))
      }
    }
    let outcome = try solver.meet(
      LeastEffort(
        targets: targets,
        instruments: [
          PolicyInstrument("x", smoothing: .deviations(4), bounds: 0.5...1.6),
          PolicyInstrument("z", bounds: 0.5...2),
        ]),
      along: forecast, from: known)
    #expect(outcome.optimality < 1e-10)
    #expect(outcome.iterations < 20)
    for state in outcome.targets {
      #expect(state.reached >= state.target.bound.range.lowerBound * (1 - 1e-10))
      #expect(state.shadowPrice >= 0)
    }
    let answers = try solver.multipliers(of: ["z"], along: outcome.simulation, from: outcome.data)
    for period in span {
      let pull = outcome.targets.reduce(0) { sum, state in
        let slope = answers.response(of: state.target.variable, in: state.target.period, to: "z", at: period)
        return sum + state.shadowPrice * (slope ?? .nan)
      }
      let limit = outcome.limits.first { $0.instrument == "z" && $0.period == period }?.shadowPrice ?? 0
      let effort = 2 * (outcome.deviations["z"]?[period] ?? .nan)
      #expect(abs(effort - pull - limit) < 1e-9)
    }
  }

  /// p = 0.8p[+1] + 0.2m: what is announced for later acts now, dp/dm = 0.2·0.8^k.
  @Test func announcements() throws {
    let solver = try Self.solver("variable p\nexogenous m\nbehavioral p = 0.8*p[+1] + 0.2*m")
    let simulation = Simulation(.dynamic, over: .year(2001)...(.year(2005)), terminal: .data)
    let known = ModelData(["m": Self.plain([0, 0, 0, 0, 0]), "p": Self.plain([0], from: 2006)])
    let outcome = try solver.meet(
      LeastEffort(
        targets: [PathTarget("p", in: .year(2001), .equal(1))],
        instruments: [PolicyInstrument("m", over: .year(2003)...(.year(2005)))]),
      along: simulation, from: known)
    let slopes = [0.128, 0.1024, 0.08192]
    let sum = slopes.reduce(0) { $0 + $1 * $1 }
    for (slope, ours) in zip(slopes, outcome.deviations["m"]?.values ?? []) {
      #expect(abs((ours ?? .nan) - slope / sum) < 1e-12)
    }
    #expect(abs((outcome.paths["p"]?[.year(2001)] ?? .nan) - 1) < 1e-13)
  }
}
