import Datasets
import Scenarios
import Testing
import TimeSeries

@testable import StructuralModels

/// Overrides against simulations by `ModelSolver` that impose the same: without chance both must agree to 1e-9.
@Suite struct OverrideTests {
  let projector: StructuralProjector
  let horizon = PeriodSpan(uncheckedBounds: (.year(1942), .year(1944)))
  let baseline: SimulatedPaths

  init() throws {
    projector = try .klein(StructuralProjector.certain)
    baseline = try projector.solver.simulate(
      Simulation(.forecast, over: horizon), from: projector.data)
  }

  private func override(
    _ variable: String, _ action: Override.Action, as measure: Measure = .level, over span: PeriodSpan? = nil
  ) -> Override {
    Override(.variable(Quantity(variable, measure)), action, over: span, at: ProjectedDraws.place)
  }

  private func year(_ first: Int, _ last: Int? = nil) -> PeriodSpan {
    PeriodSpan(uncheckedBounds: (.year(first), .year(last ?? first)))
  }

  private func expect(
    _ overrides: [Override], equal paths: SimulatedPaths, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try ProjectedDraws(projector, overrides, over: horizon, draws: 2)
    #expect(found.validity == [1, 1], sourceLocation: sourceLocation)
    for variable in projector.model.variables.map(\.name) {
      for period in horizon {
        let expected = try #require(paths[variable]?[period])
        let ours = found[variable, .level, period]
        let isNear = abs(ours[0] - expected) <= 1e-9 * max(1, abs(expected)) && ours[1] == ours[0]
        #expect(
          isNear, "\(variable) \(period): \(ours[0]) instead of \(expected)", sourceLocation: sourceLocation)
      }
    }
  }

  private func simulation(_ change: (inout Simulation, inout ModelData) -> Void) throws -> SimulatedPaths {
    var simulation = Simulation(.dynamic, over: horizon)
    var data = projector.data
    change(&simulation, &data)
    return try projector.solver.simulate(simulation, from: data)
  }

  private func series(_ values: [Double?]) -> Series {
    Series(start: .year(1942), values: values, unit: .ratio, basis: .notApplicable)
  }

  private func put(_ values: [Double?], _ name: String, _ data: inout ModelData) {
    let old = data[name]
    data = data.overlaid(
      with: ModelData([
        name: Series(
          start: .year(1942), values: values, unit: old?.unit ?? .ratio, basis: old?.basis ?? .notApplicable)
      ]))
  }

  /// Nothing imposed: levels, and growth on the year before.
  @Test func nothing() throws {
    try expect([], equal: baseline)
    let found = try ProjectedDraws(projector, over: horizon, draws: 1)
    var before = try #require(projector.data["cn"]?[.year(1941)])
    for period in horizon {
      let level = try #require(baseline["cn"]?[period])
      let growth = found["cn", .growth, period][0]
      #expect(abs(growth - 100 * (level / before - 1)) < 1e-9)
      before = level
    }
    #expect(found["g", .level, .year(1943)] == [22.3])
    #expect(found["i", .growth, .year(1943)].isEmpty, "net investment was negative: no growth rate")
  }

  /// A level set, or a path: the equation gives way, as when a variable is exogenised.
  @Test func levels() throws {
    let set = try simulation { simulation, data in
      put([70, 70, nil], "cn", &data)
      simulation.exogenized["cn"] = year(1942, 1943)
    }
    try expect([override("cn", .set(70, standardDeviation: 0), over: year(1942, 1943))], equal: set)
    let path = try simulation { simulation, data in
      put([nil, 71, 68], "cn", &data)
      simulation.exogenized["cn"] = year(1943, 1944)
    }
    try expect([override("cn", .path([.year(1943): 71, .year(1944): 68]))], equal: path)
  }

  @Test func growthRates() throws {
    let base = try #require(projector.data["cn"]?[.year(1941)])
    let held = try simulation { simulation, data in
      put([base * 1.03, base * 1.03 * 1.03, nil], "cn", &data)
      simulation.exogenized["cn"] = year(1942, 1943)
    }
    try expect(
      [override("cn", .set(3, standardDeviation: 0), as: .growth, over: year(1942, 1943))], equal: held)
    let before = try #require(projector.data["cn"]?[.year(1940)])
    let rate = base / before
    let last = try simulation { simulation, data in
      put([base * rate, base * rate * rate, base * rate * rate * rate], "cn", &data)
      simulation.exogenized["cn"] = horizon
    }
    try expect([override("cn", .hold(.last), as: .growth)], equal: last)
  }

  /// Held at the baseline nothing changes; with another variable moved the held one stays.
  @Test func baselineHolds() throws {
    try expect([override("cn", .hold(.baseline))], equal: baseline)
    try expect([override("w1", .hold(.baseline), as: .growth)], equal: baseline)
    let values = horizon.map { baseline["cn"]?[$0] }
    let moved = try simulation { simulation, data in
      put(values, "cn", &data)
      put([15, 15, 15], "g", &data)
      simulation.exogenized["cn"] = horizon
    }
    try expect(
      [override("cn", .hold(.baseline)), override("g", .set(15, standardDeviation: 0))], equal: moved)
  }

  /// An add-factor is one; a sum added to the outcome of an equation of levels is the same.
  @Test func additions() throws {
    let added = try simulation { simulation, _ in simulation.addFactors["i"] = series([0, 1.5, 1.5]) }
    try expect([override("i", .addFactor(1.5), over: year(1943, 1944))], equal: added)
    try expect([override("i", .add(1.5), over: year(1943, 1944))], equal: added)
  }

  /// cn = R · 0.9 is an add-factor of −cn/9, since R = cn/0.9.
  @Test func scales() throws {
    let found = try ProjectedDraws(projector, [override("cn", .scale(0.9))], over: horizon, draws: 1)
    let factors = horizon.map { period -> Double? in found["cn", .level, period].first.map { -$0 / 9 } }
    let added = try simulation { simulation, _ in simulation.addFactors["cn"] = series(factors) }
    try expect([override("cn", .scale(0.9))], equal: added)
  }

  /// Variables given from outside: set, moved, scaled, grown.
  @Test func givenVariables() throws {
    try expect(
      [override("g", .set(16, standardDeviation: 0), over: year(1943))],
      equal: simulation { put([nil, 16, nil], "g", &$1) })
    try expect([override("g", .add(2))], equal: simulation { put([24.3, 24.3, 24.3], "g", &$1) })
    try expect([override("g", .scale(0.5))], equal: simulation { put([11.15, 11.15, 11.15], "g", &$1) })
    let grown = [1.1, 1.21, 1.331].map { 22.3 * $0 }
    try expect(
      [override("g", .set(10, standardDeviation: 0), as: .growth)], equal: simulation { put(grown, "g", &$1) }
    )
    try expect([override("g", .add(10), as: .growth)], equal: simulation { put(grown, "g", &$1) })
  }

  @Test func parameters() throws {
    var values = projector.solver.parameters
    values["a4"] = 0.75
    values["b2"] = (values["b2"] ?? 0) * 0.5 + 0.01
    let paths = try ModelSolver(projector.model, parameters: values).simulate(
      Simulation(.forecast, over: horizon), from: projector.data)
    func change(_ name: String, _ action: Override.Action) -> Override {
      Override(.parameter(name), action, at: ProjectedDraws.place)
    }
    try expect(
      [change("a4", .set(0.75, standardDeviation: 0)), change("b2", .scale(0.5)), change("b2", .add(0.01))],
      equal: paths)
  }

  /// Left sides in logarithms and differences: what is imposed is the level, what is added is in its unit, percentage points go to the
  /// left side as they are.
  @Test(arguments: ["x", "log(x)", "dlog(x)", "diff(x)", "growth(x)", "exp(x)"])
  func leftSides(_ left: String) throws {
    let text = """
      frequency annual
      variable x
      parameter c = 1.05
      behavioral \(left) = c + 0.01*x[-1]
      """
    let model = try Model(ModelText(text))
    let data = ModelData([
      "x": Series(start: .year(2018), values: [1.4, 1.5], unit: .index, basis: .notApplicable)
    ])
    let projector = try StructuralProjector(model, data: data, uncertainty: StructuralProjector.certain)
    let span = year(2020, 2021)
    func x(_ overrides: [Override]) throws -> [Double] {
      let found = try ProjectedDraws(projector, overrides, over: span, draws: 1)
      return span.map { found["x", .level, $0][0] }
    }
    func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-11 * abs(b) }
    let free = try x([])
    let set = try x([override("x", .set(2, standardDeviation: 0))])
    #expect(set.allSatisfy { isNear($0, 2) })
    let grown = try x([override("x", .set(20, standardDeviation: 0), as: .growth)])
    #expect(isNear(grown[0], 1.8) && isNear(grown[1], 2.16))
    let moved = try x([override("x", .add(0.25), over: year(2020))])
    #expect(isNear(moved[0], free[0] + 0.25))
    let pointsAdded = try x([override("x", .add(4), as: .growth, over: year(2020))])
    #expect(isNear(pointsAdded[0], free[0] + 0.06), "4 points of growth on 1.5")
    let scaled = try x([override("x", .scale(1.1), over: year(2020))])
    #expect(isNear(scaled[0], 1.1 * free[0]))
    let factor = try x([override("x", .addFactor(2), as: .growth, over: year(2020))])
    let isLogarithmic = left == "log(x)" || left == "dlog(x)"
    #expect(isNear(factor[0], isLogarithmic ? free[0] * Scalar.exp(0.02) : free[0] + 0.03))
  }

  /// With autoregressive errors the error of a period in which the variable was held is what the equation missed.
  @Test func errorsGoOnAfterAHold() throws {
    let text = """
      frequency annual
      variable x
      parameter c = 1
      parameter r = 0.5
      behavioral x = c
        errors ar(r)
      """
    let data = ModelData([
      "x": Series(start: .year(2018), values: [1, 1], unit: .index, basis: .notApplicable)
    ])
    let projector = try StructuralProjector(
      Model(ModelText(text)), data: data, uncertainty: StructuralProjector.certain)
    let found = try ProjectedDraws(
      projector, [override("x", .set(3, standardDeviation: 0), over: year(2020))], over: year(2020, 2022),
      draws: 1)
    #expect(year(2020, 2022).map { found["x", .level, $0][0] } == [3, 2, 1.5])
  }

  /// What is wrong is told with the place of the override, all at once.
  @Test func refusals() throws {
    let overrides = [
      override("consumption", .add(1)), override("y", .set(80, standardDeviation: 0)),
      override("i", .add(1), as: .growth), override("g", .addFactor(1)),
      override("cn", .set(70, standardDeviation: 0), over: year(1942)),
      override("cn", .hold(.baseline), over: year(1942)), override("w1", .add(1), over: year(1946)),
      Override(.parameter("a9"), .scale(2), at: ProjectedDraws.place),
      Override(.parameter("a1"), .scale(2), over: year(1942), at: ProjectedDraws.place),
      Override(.volatility("y"), .scale(2), at: ProjectedDraws.place),
    ]
    let error = #expect(throws: Diagnostics.self) {
      try ProjectedDraws(projector, overrides, over: horizon, draws: 1)
    }
    let messages = error?.items.map(\.message.en) ?? []
    #expect(
      messages == [
        "the model has no variable “consumption”",
        "“y” follows from an identity: no equation could give way to an assumption on it",
        "the model projects “i” as a level, not its growth",
        "“g” is given from outside: it has no equation to add to",
        "“cn” is already imposed for this period at plan.yaml:7:5",
        "1946 is not in the horizon 1942..1944", "“a9” is no parameter of the model's equations",
        "parameter “a1” is one number for all periods",
        "“y” has no behavioral equation, so no disturbance of its own",
      ])
    #expect(error?.items.allSatisfy { $0.position == ProjectedDraws.place } ?? false)
  }

  /// Values that are missing are told, each with what helps.
  @Test func missingValues() throws {
    let error = #expect(throws: Diagnostics.self) {
      try ProjectedDraws(projector, over: year(1942, 1946), draws: 1)
    }
    #expect(error?.items.count == 4)
    #expect(error?.items.first?.suggestion?.en.contains("extend: {g: constant}") ?? false)
  }
}
