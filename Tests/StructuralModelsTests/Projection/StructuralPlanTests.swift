import Datasets
import Foundation
import Scenarios
import Testing
import TimeSeries

@testable import StructuralModels

/// Plans judged by a model of equations.
@Suite struct StructuralPlanTests {
  private static let folder = Repository.path("datasets/klein")

  private func plan(_ settings: [String] = []) throws -> Plan {
    try Plan.load("\(Self.folder)/plan.yaml", settings: settings)
  }

  private func batch(_ plan: Plan, threads: Int = 2) throws -> ScenarioBatch {
    var plan = plan
    let projector = try StructuralInputs(plan).projector(of: plan)
    try plan.validate(against: projector.variables, parameters: projector.parameters.map(\.id))
    var batch = ScenarioBatch(plan: plan, projector: projector)
    batch.threads = threads
    return batch
  }

  /// The probabilities the judge finds are those counted over the draws of a stochastic simulation with the same seed: marginal and
  /// joint, target by target.
  @Test func judgedProbabilitiesAreCounts() throws {
    let draws = 5000
    var plan = try plan(["run.draws=\(draws)"])
    let inputs = try StructuralInputs(plan)
    let projector = try inputs.projector(of: plan)
    try plan.validate(against: projector.variables, parameters: projector.parameters.map(\.id))
    let result = try ScenarioBatch(plan: plan, projector: projector).run()
    let fit = try #require(inputs.fit)
    let span = plan.horizon.periods
    let kept = try #require(
      StochasticSimulation(draws: draws, seed: 1942, coefficients: .drawn, keepsDraws: true).run(
        ModelSolver(inputs.model, parameters: fit.parameters.mapValues(\.settled)),
        Simulation(.forecast, over: span), from: inputs.data, after: fit
      ).kept)
    func level(_ name: String, _ year: Int) throws -> [Double] {
      try Array(#require(kept[name, .year(year)]))
    }
    func grows(_ level: Double) -> Bool { 100 * (level / 69.7 - 1) >= 5 }
    let hits: [[Bool]] = [
      try level("cn", 1942).map(grows), try level("cn", 1944).map { $0 >= 80 },
      try level("y", 1944).map { $0 >= 95 }, try level("w1", 1944).map { $0 >= 62 },
    ]
    let baseline = try #require(result.scenarios.first)
    for (index, hit) in hits.enumerated() {
      let share = Double(hit.count { $0 }) / Double(draws)
      #expect(baseline.verdicts[index].probability.value == share)
      #expect(share > 0.01 && share < 0.99)
    }
    let all = (0..<draws).count { draw in hits.allSatisfy { $0[draw] } }
    #expect(baseline.joint?.value == Double(all) / Double(draws))
  }

  @Test func threadsLeaveNoTrace() throws {
    let plan = try plan(["run.draws=3000"])
    let (one, three) = try (batch(plan, threads: 1).run(), batch(plan, threads: 3).run())
    #expect(one.scenarios.allSatisfy { $0.failure == nil })
    #expect(one == three)
  }

  /// Scenarios do what they say.
  @Test func scenarios() throws {
    let result = try batch(plan(["run.draws=4000"])).run()
    #expect(result.scenarios.count == 6)
    func mean(_ scenario: String, _ variable: String, _ measure: Measure, _ year: Int) throws -> Double {
      let found = try #require(result.scenarios.first { $0.id == scenario })
      return try #require(
        found.fans.first { $0.quantity == Quantity(variable, measure) && $0.period == .year(year) }
      ).mean
    }
    #expect(try mean("armament", "y", .level, 1944) > mean("baseline", "y", .level, 1944) + 10)
    #expect(try mean("war_taxes", "y", .level, 1944) < mean("armament", "y", .level, 1944))
    #expect(try mean("rationing", "cn", .level, 1944) == 69.7)
    #expect(try mean("weak_investment", "y", .level, 1944) < mean("baseline", "y", .level, 1944))
  }

  /// Every number has its source.
  @Test func records() throws {
    let plan = try plan()
    let records = try StructuralInputs(plan).projector(of: plan).parameters
    func record(_ id: String) throws -> ParameterRecord { try #require(records.first { $0.id == id }) }
    let a2 = try record("a2")
    #expect(a2.provenance == .estimated && a2.observations == 21)
    #expect(a2.source == "estimated on klein.csv 1921..1941 (ols), drawn")
    #expect(abs(a2.value - 0.1929) < 1e-4 && abs(a2.standardError - 0.0912) < 1e-4)
    #expect(try record("cn.sigma").provenance == .estimated)
    #expect(try record("g.given").provenance == .assumption)
    #expect(try record("g.given").source == "extended from klein.csv: constant")
    #expect(try record("k.base").value == 209.4)
    #expect(Set(records.map(\.id)).count == records.count)
  }

  /// What is wrong with the section is told at once, each with its place.
  @Test func mistakes() throws {
    func messages(_ settings: [String]) throws -> [String] {
      let plan = try plan(settings)
      let error = #expect(throws: Diagnostics.self) { try StructuralInputs(plan).projector(of: plan) }
      #expect(error?.items.allSatisfy { $0.position != nil } ?? false)
      return error?.items.map(\.message.en) ?? []
    }
    #expect(
      try messages(["model.disturbances=norml", "model.coefficients=both", "model.extend.g=forever"])
        == [
          "“disturbances” cannot be “norml”", "“coefficients” cannot be “both”",
          "how g goes on cannot be “forever”",
        ])
    #expect(try messages(["model.data=kleine.csv"]) == ["there is no file “kleine.csv”"])
    #expect(try messages(["model.file=klein.mod"]) == ["there is no file “klein.mod”"])
    #expect(
      try messages(["model.disturbances=student"]) == ["“student” needs “degrees_of_freedom”"])
    #expect(
      try messages(["model.extend={cn: constant}"]) == [
        "“cn” is not given from outside: only such variables are carried on"
      ])
    #expect(try messages(["model.parameters={a9: 1}"]) == ["the model has no parameter “a9”"])
  }

  /// Other ways to draw: each runs, and only what is uncertain differs.
  @Test(arguments: ["independent", "bootstrap", "student", "none"])
  func otherDisturbances(_ word: String) throws {
    var settings = ["model.disturbances=\(word)", "run.draws=500", "model.coefficients=fixed"]
    if word == "student" { settings.append("model.degrees_of_freedom=6") }
    var plan = try plan(settings)
    plan.scenarios = Array(plan.scenarios.prefix(4))
    let result = try batch(plan).run()
    for scenario in result.scenarios {
      #expect(scenario.failure == nil)
      let cn = try #require(scenario.fans.first { $0.quantity == Quantity("cn", .level) })
      let isCertain = word == "none" || scenario.id == "rationing"
      #expect((cn.standardDeviation < 1e-9) == isCertain, "\(scenario.id)")
    }
  }

  /// Parameters given by the plan are not estimated; disturbances are then what equations missed in the past.
  @Test func givenParameters() throws {
    let given = try plan([
      "model.estimate=false",
      "model.parameters={a1: 16.24, a2: 0.193, a3: 0.09, a4: 0.796, b1: 10.13, b2: 0.48, b3: 0.333, b4: -0.112, c1: 1.5, c2: 0.439, c3: 0.146, c4: 0.13}",
      "model.coefficients=fixed",
    ])
    let inputs = try StructuralInputs(given)
    #expect(inputs.fit == nil)
    let projector = try inputs.projector(of: given)
    let a2 = try #require(projector.parameters.first { $0.id == "a2" })
    #expect(a2.provenance == .assumption && a2.value == 0.193 && a2.standardError == 0)
    let sigma = try #require(projector.parameters.first { $0.id == "cn.sigma" })
    #expect(abs(sigma.value - 0.9227) < 0.01, "√(17.8794/21), the residual sum of squares of the estimates")
  }
}
