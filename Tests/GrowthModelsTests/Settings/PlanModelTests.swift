import Datasets
import Foundation
import GrowthModels
import Scenarios
import Testing

/// The growth model as the shipped plan describes it, and what is refused on the way from plan to model.
@Suite struct PlanModelTests {
  static let plan = PanelEstimateTests.repository.appending(path: "datasets/caidian-2020/plan.yaml").path

  /// The diagnostics of building the model with these settings, one line each, without their place.
  static func problems(_ settings: String...) throws -> [String] {
    let plan = try Plan.load(plan, settings: settings)
    do throws(Diagnostics) {
      _ = try GrowthModel(plan)
      return []
    } catch {
      return error.items.filter { $0.severity == .error }.map(\.message.en)
    }
  }

  @Test func theShippedPlanMakesAModel() throws {
    #expect(try Self.problems() == [])
  }

  @Test(arguments: [
    ("alpha=1.4", "alpha is 1.4; it lies in (0, 1)"),
    ("delta=5", "delta is 5.0; it lies in (0, 1)"),
    ("capital_output_ratio=-2", "capital_output_ratio is -2.0; it lies in (0, 50]"),
    ("gdp.sigma=-1", "gdp.sigma is -1.0; it lies in [0, ∞)"),
    ("fai.tail=0.5", "fai.tail is 0.5; it lies in (2, 1000000]"),
    ("correlation.default=2", "correlation.default is 2.0; it lies in [0, 1)"),
    ("within_year.correlation=7", "within_year.correlation is 7.0; it lies in (-1, 1)"),
    ("gdp.persistence=1.5", "gdp.persistence is 1.5; it lies in [-1, 1]"),
    ("delivery.ensure.mean=-3", "delivery.ensure.mean is -3.0; it lies in [0, 200]"),
    ("alfa=0.4", "unknown parameter “alfa”"),
  ]) func aParameterOutsideItsRangeIsRefused(_ setting: String, _ message: String) throws {
    #expect(try Self.problems("model.growth.parameters.\(setting)") == [message])
  }

  @Test func aBaseIsAResultOfTheYearBefore() throws {
    let found = try Self.problems("model.growth.base.gdp.statement=gdp_target_2020")
    let message =
      "“gdp_target_2020” is no result of 2019: the base is what was reached in the year before the horizon"
    #expect(found == [message])
  }

  @Test func anOverrideOutsideTheRangeIsRefusedWhenItIsBound() throws {
    let plan = try Plan.load(Self.plan, settings: ["scenarios.epidemic_onset.overrides.1.set=-3"])
    let model = try GrowthModel(plan)
    let scenario = try #require(plan.scenarios.first { $0.id == "epidemic_onset" })
    #expect(throws: Diagnostics.self) { _ = try model.prepare(scenario, over: plan.horizon) }
  }

  @Test func everyRecordHasASource() throws {
    let model = try GrowthModel(Plan.load(Self.plan))
    #expect(model.parameters.allSatisfy { !$0.source.isEmpty })
    let ids = model.parameters.map(\.id)
    #expect(Set(ids).count == ids.count)
    for id in [
      "fai.tail", "shock_correlations", "high_tech_share", "pool.panel", "gdp.base", "retail.last_residual",
    ] {
      #expect(ids.contains(id), "\(id)")
    }
  }
}
