import LinearAlgebra
import StructuralModels
import Testing
import TimeSeries

@Suite struct OptimalControlTests {
  /// x = Ax[-1] + Bu with a discounted quadratic loss: the path of the Riccati equation. Chow (1975) ch. 7.
  @Test(arguments: [1, 0.9]) func riccati(_ discount: Double) throws {
    let solver = try LeastEffortTests.solver(
      """
      variable x
      variable z
      exogenous u
      behavioral x = 0.9*x[-1] + 0.3*z[-1] + 0.5*u
      behavioral z = 0.6*z[-1] - 0.2*x[-1] + 0.1*x + 0.2*u
      """)
    // z with x inserted.
    let a: Matrix = [[0.9, 0.3], [-0.11, 0.63]]
    let b: Matrix = [[0.5], [0.25]]
    let q = Matrix(diagonal: [1, 0.4])
    let (r, periods) = (0.3, 12)
    var p = Matrix(rows: 2, columns: 2)
    var rules: [Matrix] = []
    for _ in 0..<periods {
      let s = q + discount * p
      let k = (1 / (r + b.transposeTimes(s * b)[0, 0])) * b.transposeTimes(s * a)
      rules.insert(k, at: 0)
      p = a.transposeTimes(s * a) - a.transposeTimes(s * b) * k
    }
    var state = [2.0, -1.0]
    let loss = state.dot(p * state)
    var moves: [Double] = []
    for k in rules {
      moves.append(-(k * state)[0])
      state = zip(a * state, b * [moves[moves.count - 1]]).map { $0 + $1 }
    }
    let simulation = Simulation(.dynamic, over: .year(2001)...(.year(2012)))
    let zero = LeastEffortTests.plain(Array(repeating: 0, count: periods))
    let outcome = try solver.control(
      OptimalControl(
        aims: [.init("x", desired: zero), .init("z", desired: zero, weight: 0.4)],
        instruments: [PolicyInstrument("u", reference: zero, cost: .weight(r))], discount: discount),
      along: simulation,
      from: ModelData([
        "x": LeastEffortTests.plain([2], from: 2000), "z": LeastEffortTests.plain([-1], from: 2000),
        "u": LeastEffortTests.plain(Array(repeating: 0.1, count: periods)),
      ]))
    for (ours, exact) in zip(outcome.instruments["u"]?.values ?? [], moves) {
      #expect(abs((ours ?? .nan) - exact) < 1e-10)
    }
    #expect(abs(outcome.cost - loss) < 1e-10 * loss)
    #expect(outcome.iterations == 2)
  }

  static let aims: [OptimalControl.Aim] = [
    .init("x", desired: LeastEffortTests.plain([2.3, 2.4, 2.5, 2.6]), weight: 3),
    .init("z", desired: LeastEffortTests.plain([2.2, 2.2, 2.2], from: 2002)),
  ]

  /// First-order conditions of a nonlinear problem, from multipliers at the solution.
  @Test func nonlinearFirstOrderConditions() throws {
    let solver = try LeastEffortTests.solver(LeastEffortTests.curved)
    let known = ModelData([
      "x": LeastEffortTests.plain([2], from: 2000),
      "u": LeastEffortTests.plain([2, 1, 1.2, 1.1, 1], from: 2000),
    ])
    let simulation = Simulation(.dynamic, over: .year(2001)...(.year(2004)))
    let problem = OptimalControl(
      aims: Self.aims,
      instruments: [
        PolicyInstrument("u", cost: .weight(0.01), smoothing: .changes(0.02), bounds: 0.5...3.5),
        PolicyInstrument("e", cost: .weight(2)),
      ],
      discount: 0.95)
    let outcome = try solver.control(problem, along: simulation, from: known)
    let answers = try solver.multipliers(of: ["u", "e"], along: outcome.simulation, from: outcome.data)
    let u = [2] + (outcome.instruments["u"]?.values ?? []).map { $0 ?? .nan }
    let weights = [1, 0.95, 0.9025, 0.857375]
    for (t, period) in simulation.span.enumerated() {
      for name in ["u", "e"] {
        var force = 0.0
        var size = 0.0
        for aim in Self.aims {
          for s in aim.desired.span {
            let gap = (outcome.paths[aim.variable]?[s] ?? .nan) - (aim.desired[s] ?? .nan)
            let slope = answers.response(of: aim.variable, in: s, to: name, at: period) ?? .nan
            let term = 2 * aim.weight * weights[simulation.span.lowerBound.distance(to: s)] * gap * slope
            force += term
            size += abs(term)
          }
        }
        if name == "u" {
          force += weights[t] * (0.02 * (outcome.deviations["u"]?[period] ?? .nan) + 0.04 * (u[t + 1] - u[t]))
          if t < 3 { force -= weights[t + 1] * 0.04 * (u[t + 2] - u[t + 1]) }
        } else {
          force += weights[t] * 4 * (outcome.deviations["e"]?[period] ?? .nan)
        }
        let limit = outcome.limits.first { $0.instrument == name && $0.period == period }?.shadowPrice ?? 0
        #expect(abs(force - limit) < 1e-9 * size, "\(name) \(period)")
      }
    }
    #expect(outcome.cost > 0 && outcome.optimality < 1e-10)
  }

  /// Instruments without a cost, as many as aims: desired paths are met.
  @Test func freeInstruments() throws {
    let solver = try LeastEffortTests.solver("variable x\nexogenous u\nbehavioral x = 0.5*x[-1] + exp(u)")
    let desired = LeastEffortTests.plain([2, 3, 2.5])
    let outcome = try solver.control(
      OptimalControl(
        aims: [.init("x", desired: desired)], instruments: [PolicyInstrument("u", cost: .weight(0))]),
      along: Simulation(.dynamic, over: desired.span),
      from: ModelData([
        "x": LeastEffortTests.plain([1], from: 2000), "u": LeastEffortTests.plain([0, 0, 0]),
      ]))
    for period in desired.span {
      #expect(abs((outcome.paths["x"]?[period] ?? .nan) - (desired[period] ?? .nan)) < 1e-9)
    }
    #expect(outcome.cost < 1e-18)
  }

  /// Targets bind whatever they cost: among controls that meet one, that of least loss.
  @Test func targetsBesideAims() throws {
    let solver = try LeastEffortTests.solver("variable x\nexogenous u\nidentity x = u")
    let zero = LeastEffortTests.plain([0, 0])
    let outcome = try solver.control(
      OptimalControl(
        aims: [.init("x", desired: zero)], instruments: [PolicyInstrument("u", smoothing: .deviations(1))],
        targets: [PathTarget("x", in: .year(2002), .atLeast(4))]),
      along: Simulation(.dynamic, over: zero.span), from: ModelData(["u": zero]))
    // min 2u₁² + 2u₂² + u₁² + (u₂ − u₁)² with u₂ = 4: u₁ = 1.
    #expect(abs((outcome.instruments["u"]?[.year(2001)] ?? .nan) - 1) < 1e-14)
    #expect(abs((outcome.paths["x"]?[.year(2002)] ?? .nan) - 4) < 1e-14)
  }
}
