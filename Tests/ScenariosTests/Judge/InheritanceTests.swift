import Datasets
import Foundation
import Scenarios
import Testing
import TimeSeries

/// What no scenario touches is judged once, in the baseline.
struct InheritanceTests {
  /// x0 and x1 are correlated and told about; x2 and x3 are on their own.
  private func run(
    untold: Set<Int>, baselineTold: Bool = false, threads: Int = 2,
    _ change: (inout GaussianModel) -> Void = { _ in }
  ) throws -> BatchResult {
    var model = GaussianModel(
      mean: [7, 14, 3, 5], sd: [1.5, 6, 1, 2],
      correlation: [[1, 0.4, 0, 0], [0.4, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])
    model.tilts = ["told": [0.4, -0.2, 0, 0], "touched": [0.1, 0, 0, 0]]
    if baselineTold { model.tilts["base"] = [0.2, 0, 0, 0] }
    model.untold = untold
    change(&model)
    return try ScenarioBatch(
      targets: [
        target("a", [form(0)], .atLeast(7.6)), target("b", [form(2)], .atLeast(3.5)),
        target("c", [form(3)], .atMost(6), group: "other"),
        target("d", [form(2), form(3)], .above(2.5), group: "other"),
        target("e", [form(1)], .within(10, 20), group: "mixed"),
        target("f", [form(3)], .above(4), group: "mixed"),
      ], projector: model,
      scenarios: [
        scenario("base"), scenario("lower", shift: [0: -1]), scenario("told"),
        scenario("touched", shift: [2: -1]),
      ], horizon: year2020, seed: 5, draws: 20_000, threads: threads
    ).run()
  }

  @Test(arguments: [false, true]) func untouchedTargetsHaveTheBaselinesVerdict(baselineTold: Bool) throws {
    let result = try run(untold: [2, 3], baselineTold: baselineTold)
    let base = result.scenarios[0]
    for scenario in result.scenarios[1...2] {
      for index in [1, 2, 3, 5] {
        #expect(scenario.verdicts[index] == base.verdicts[index])
        #expect(scenario.differences[index].probability == Estimate(value: 0, monteCarloError: 0))
      }
      #expect(scenario.verdicts[0] != base.verdicts[0] && scenario.verdicts[4].target == "e")
      #expect(scenario.groups[1] == base.groups[1])
      #expect(scenario.fans.suffix(2) == base.fans.suffix(2) || scenario.fans.count == base.fans.count)
    }
    let touched = result.scenarios[3]
    #expect(touched.verdicts[2] == base.verdicts[2] && touched.verdicts[5] == base.verdicts[5])
    #expect(touched.verdicts[1].probability.value < base.verdicts[1].probability.value - 0.1)
    #expect(touched.groups[1] != base.groups[1])
  }

  /// Inheriting changes the bytes of nothing else: neither other targets nor groups that mix both.
  @Test(arguments: [false, true]) func everythingElseKeepsItsBytes(baselineTold: Bool) throws {
    func break611(_ model: inout GaussianModel) {
      model.invalidEvery = 611
      model.invalidEveryIn["base"] = 13
    }
    let inheriting = try run(untold: [2, 3], baselineTold: baselineTold, break611)
    let apart = try run(untold: [], baselineTold: baselineTold, break611)
    #expect(inheriting.scenarios[0] == apart.scenarios[0])
    for (one, other) in zip(inheriting.scenarios, apart.scenarios).dropFirst() {
      for index in [0, 4] {
        #expect(one.verdicts[index] == other.verdicts[index])
        #expect(one.differences[index] == other.differences[index])
      }
      #expect(one.groups[0] == other.groups[0] && one.groups[2] == other.groups[2])
      #expect(one.joint == other.joint && one.effectiveDraws == other.effectiveDraws)
      #expect(one.invalidDraws == other.invalidDraws)
      for (mine, theirs) in zip(one.verdicts, other.verdicts) {
        let error = mine.probability.monteCarloError + theirs.probability.monteCarloError
        #expect(abs(mine.probability.value - theirs.probability.value) < 4 * error)
      }
    }
    let again = try run(untold: [2, 3], baselineTold: baselineTold, threads: 7, break611)
    #expect(again == inheriting)
  }

  @Test func aBaselineThatBreaksLeavesNothingToInherit() throws {
    func breakDown(_ model: inout GaussianModel) { model.breaks["base"] = 15_000 }
    let inheriting = try run(untold: [2, 3], breakDown)
    #expect(inheriting.scenarios[0].failure == "no solution at draw 15000")
    #expect(inheriting == (try run(untold: [], breakDown)))
    #expect(inheriting.scenarios[2].verdicts.count == 6)
  }
}
