import Scenarios
import Testing

/// The shipped plan, whole, under a toy model of independent normals with its quantities.
struct PlanJudgeTests {
  @Test func everyTargetOfTheShippedPlanIsJudged() throws {
    var plan = try shippedPlan()
    plan.run.draws = 600
    plan.run.threads = 2
    let quantities = Set(plan.targets.flatMap(\.forms).flatMap(\.terms).map(\.quantity))
      .sorted { ($0.variable, $0.measure.rawValue) < ($1.variable, $1.measure.rawValue) }
    var model = GaussianModel(
      mean: quantities.map { _ in 9 },
      factor: quantities.indices.map { i in quantities.indices.map { i == $0 ? 4 : 0 } })
    model.names = quantities
    let result = try plan.judge(using: model)
    #expect(result.seed == plan.run.seed && result.draws == 600)
    #expect(result.scenarios.map(\.id) == plan.scenarios.map(\.id))
    let judged = plan.targets.filter { $0.kind != .unquantified }
    for scenario in result.scenarios {
      #expect(scenario.failure == nil)
      #expect(scenario.verdicts.map(\.target) == judged.map(\.id))
      #expect(scenario.groups.flatMap(\.targets).count == judged.count)
      #expect(scenario.joint == scenario.groups.first { $0.group == "headline" }?.joint)
    }
    // Overrides change nothing here, so every scenario is the baseline.
    #expect(result.scenarios.dropFirst().allSatisfy { $0.verdicts == result.scenarios[0].verdicts })
  }
}
