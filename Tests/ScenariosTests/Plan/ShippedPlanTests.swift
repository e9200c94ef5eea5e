import Datasets
import Scenarios
import Testing
import TimeSeries

@Suite struct ShippedPlanTests {
  @Test func readsWhole() throws {
    let plan = try shippedPlan()
    #expect(plan.targets.count == 52)
    #expect(plan.scenarios.count == 10)
    #expect(plan.run.draws == 100_000)
    #expect(plan.statements.count == 71)
  }
}
