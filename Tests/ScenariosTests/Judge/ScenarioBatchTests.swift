import Datasets
import Foundation
import Scenarios
import Synchronization
import Testing
import TimeSeries

struct ScenarioBatchTests {
  private var model: GaussianModel {
    var model = GaussianModel(
      mean: [7, 14, 7], sd: [1.5, 6, 4], correlation: [[1, 0.4, 0.6], [0.4, 1, 0.3], [0.6, 0.3, 1]])
    model.tilts = ["told": [0.4, -0.2, 0]]
    return model
  }

  private func batch(_ model: GaussianModel, draws: Int = 10_000, threads: Int = 2) -> ScenarioBatch {
    ScenarioBatch(
      targets: [
        target("a", [form(0)], .atLeast(7.6)), target("b", [form(1)], .atLeast(15)),
        target("c", [form(2), form(0)], .above(6), group: "other"),
      ], projector: model,
      scenarios: [scenario("base"), scenario("lower", shift: [0: -1]), scenario("told")], horizon: year2020,
      seed: 20_200_106, draws: draws, threads: threads)
  }

  private func json(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(value)
  }

  @Test func sameBytesForAnyNumberOfThreads() throws {
    var model = model
    model.invalidEvery = 611
    let one = try json(batch(model, threads: 1).run())
    for threads in [2, 7] { #expect(try json(batch(model, threads: threads).run()) == one) }
    let result = try JSONDecoder().decode(BatchResult.self, from: one)
    #expect(try json(result) == one)
    var other = batch(model)
    other.seed += 1
    #expect(try json(other.run()) != one)
  }

  /// Also where the baseline itself is weighted, and so every pair.
  @Test func sameBytesUnderAWeightedBaseline() throws {
    func run(_ threads: Int) throws -> Data {
      var batch = batch(model, threads: threads)
      batch.scenarios = ["told", "base", "told again"].map { scenario($0) }
      var model = model
      model.tilts["told again"] = [0.1, 0.3, -0.2]
      model.invalidEvery = 611
      batch.projector = model
      return try json(batch.run())
    }
    let one = try run(1)
    for threads in [2, 7] { #expect(try run(threads) == one) }
    let differences = try JSONDecoder().decode(BatchResult.self, from: one).scenarios.flatMap(\.differences)
    #expect(differences.count == 8 && differences.allSatisfy { $0.isPaired })
  }

  @Test func cancelledRunIsARunOfFewerDraws() throws {
    for threads in [1, 3] {
      let asked = Mutex(0)
      let cancelled = try batch(model, draws: 50_000, threads: threads).run(isCancelled: {
        asked.withLock { asked in
          asked += 1
          return asked > 5
        }
      })
      #expect(!cancelled.isComplete)
      #expect(cancelled.drawsRequested == 50_000)
      #expect(cancelled.draws == 6 * 1024)
      let short = try batch(model, draws: cancelled.draws, threads: 1).run()
      #expect(short.isComplete)
      #expect(short.scenarios == cancelled.scenarios)
    }
  }

  @Test func cancelledAtOnceStillJudgesTheFirstDraws() throws {
    let result = try batch(model, draws: 5000).run(isCancelled: { true })
    #expect(result.draws == 1024 && !result.isComplete)
    #expect(result.scenarios[0].verdicts.count == 3)
  }

  @Test(arguments: [1, 8, 255, 257, 1025])
  func anyNumberOfDraws(draws: Int) throws {
    let result = try batch(model, draws: draws).run()
    #expect(result.draws == draws && result.isComplete)
    #expect(result.scenarios[0].effectiveDraws == Double(draws))
    let scaled = result.scenarios[0].verdicts[0].probability.value * Double(draws)
    #expect(abs(scaled - scaled.rounded()) < 1e-9)
  }

  @Test func progressEndsWithAllDraws() throws {
    var heard: [ScenarioBatch.Progress] = []
    _ = try batch(model).run(progress: { heard.append($0) })
    #expect(heard.last?.draws == 10_000)
    #expect(heard.map(\.draws) == heard.map(\.draws).sorted())
  }

  /// Draws without a solution are counted and left out; the rest are judged as if alone.
  @Test func invalidDrawsAreCounted() throws {
    var model = model
    model.invalidEvery = 10
    model.undefinedEvery = 15
    let result = try batch(model, draws: 30_000).run()
    // Multiples of 10 or of 15 below 30,000: 3000 + 2000 − 1000.
    for scenario in result.scenarios { #expect(scenario.invalidDraws == 4000) }
    let base = result.scenarios[0]
    #expect(base.effectiveDraws == 26_000)
    #expect(abs(base.verdicts[0].probability.errors(from: cumulative(-0.4))) < 4)
    #expect(abs(base.verdicts[0].expectedShortfall.errors(from: normalShortfall(7.6, mean: 7, sd: 1.5))) < 4)
    #expect(abs(base.verdicts[1].mean.errors(from: 14)) < 4)
    let scaled = base.verdicts[0].probability.value * 26_000
    #expect(abs(scaled - scaled.rounded()) < 1e-8)
  }

  @Test func noValidDrawIsAFailure() throws {
    var model = model
    model.invalidEvery = 1
    let result = try batch(model, draws: 2000).run()
    #expect(result.scenarios[0].failure == "none of 2000 draws found a solution")
    #expect(result.scenarios[0].invalidDraws == 2000)
  }

  @Test func failuresAreReportedAndOthersGoOn() throws {
    var model = model
    model.unprepared = ["lower"]
    model.breaks = ["told": 7000]
    let alone = try batch(self.model).run().scenarios[0]
    for threads in [1, 4] {
      let result = try batch(model, threads: threads).run()
      #expect(result.scenarios.map(\.failure) == [nil, "“lower” cannot be met", "no solution at draw 7000"])
      #expect(result.scenarios[1].verdicts.isEmpty && result.scenarios[2].groups.isEmpty)
      #expect(result.scenarios[0] == alone)
    }
  }

  @Test func failedBaselineLeavesNoDifferences() throws {
    var model = model
    model.breaks = ["base": 100]
    let result = try batch(model).run()
    #expect(result.scenarios[0].failure == "no solution at draw 100")
    #expect(result.scenarios[1].failure == nil)
    #expect(result.scenarios[1].differences.isEmpty)
  }

  @Test func emptyRunsAreRefused() {
    #expect(throws: ScenarioBatchError.tooFewDraws(0)) { try batch(model, draws: 0).run() }
    #expect(throws: ScenarioBatchError.tooFewThreads(0)) { try batch(model, threads: 0).run() }
    var none = batch(model)
    none.scenarios = []
    #expect(throws: ScenarioBatchError.noScenarios) { try none.run() }
    #expect(
      ScenarioBatchError.tooFewDraws(0).description == "a run needs at least 1 draw, not 0; 100000 is usual")
  }

  @Test func headlineGroupGivesTheJoint() throws {
    let grouped = try batch(model).run().scenarios[0]
    #expect(grouped.groups.map(\.group) == ["headline", "other"])
    #expect(grouped.groups[0].targets == ["a", "b"])
    #expect(grouped.joint == grouped.groups[0].joint)
    var loose = batch(model)
    loose.targets = loose.targets.map { wish in
      var wish = wish
      wish.group = "other"
      if wish.id == "c" { wish.kind = .delivery }
      return wish
    }
    let all = try loose.run().scenarios[0]
    #expect(all.groups.map(\.group) == ["other"])
    #expect(all.groups[0].targets == ["a", "b", "c"])
    #expect(all.joint == grouped.joint)
  }

  @Test func fansCoverTheHorizon() throws {
    var later = batch(model, draws: 2000)
    later.horizon = Horizon(Period.year(2020)...Period.year(2022))
    later.targets.append(target("d", [form(1)], .atLeast(1), in: .year(2022)))
    let result = try later.run().scenarios[0]
    #expect(
      result.fans.map { "\($0.quantity.variable) \($0.period)" }
        == (0..<3).flatMap { x in (2020...2022).map { "x\(x) \($0)" } })
    #expect(result.verdicts[3].mean.value == result.fans[5].mean)
    #expect(result.verdicts[3].mean.value != result.fans[4].mean)
  }

  @Test func unknownNamesAreDiagnosed() throws {
    var wrong = batch(model)
    wrong.targets = [
      target("a", [LinearForm([.init(1, .init("x11", .growth))])], .atLeast(1)),
      target("b", [LinearForm([.init(1, .init("x1", .level))])], .atLeast(1)),
      target("c", [form(0)], .atLeast(1), in: .year(2024)),
      target("d", [form(0)], .atLeast(1), group: "headlin"), target("e", [], .atLeast(1)),
    ]
    wrong.groups = [TargetGroup(id: "headline", name: Bilingual("headline"))]
    let error = try #require(throws: Diagnostics.self) { try wrong.run() }
    #expect(
      error.description == """
        plan.yaml:7:5: error: target “a” needs the growth of “x11”, which the model does not project
          did you mean “x1”?
        plan.yaml:7:5: error: target “b” needs the level of “x1”, which the model does not project
          its growth is projected
        plan.yaml:7:5: error: target “c” is for 2024, outside the horizon 2020
          extend the horizon to it
        plan.yaml:7:5: error: target “e” names no quantity to judge
          name a variable, or mark it as unquantified
        plan.yaml:7:5: error: target “d” is listed under “headlin”, which is no group of the plan
          did you mean “headline”?
        """)
  }
}
