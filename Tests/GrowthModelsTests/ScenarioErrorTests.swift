import Datasets
import GrowthModels
import Scenarios
import Testing
import TimeSeries

/// Whole messages of what cannot be projected, with their place.
@Suite struct ScenarioErrorTests {
  private func messages(
    _ overrides: [Override] = [], _ conditions: [Condition] = [], last: Int = 2020
  ) throws -> [String] {
    let model = try Fixture.districtModel()
    do {
      _ = try model.prepare(
        Fixture.scenario(overrides: overrides, conditions: conditions), over: Fixture.horizon(last))
      return []
    } catch let error as Diagnostics {
      return error.sorted.map { $0.rendered(in: .en) }
    }
  }

  private func set(_ quantity: Quantity, _ value: Double = 1) -> Override {
    Override(.variable(quantity), .set(value, standardDeviation: 0), at: Fixture.place)
  }

  @Test func whatMatchesNothingIsNamed() throws {
    #expect(
      try messages([set(Fixture.growth("retial"))], [Fixture.condition("gpd", 3)]) == [
        "plan.yaml:7:5: error: the model has no variable “retial”\n  did you mean “retail”?",
        "plan.yaml:7:5: error: the model has no variable “gpd”\n  did you mean “gdp”?",
      ])
    #expect(
      try messages([Override(.parameter("alhpa"), .set(0.4, standardDeviation: 0), at: Fixture.place)]) == [
        "plan.yaml:7:5: error: the model has no parameter “alhpa”\n  did you mean “alpha”?"
      ])
    #expect(
      try messages([Override(.volatility("fia"), .scale(2), at: Fixture.place)]) == [
        "plan.yaml:7:5: error: no equation has a shock named “fia”\n  did you mean “fai”?"
      ])
    #expect(
      try messages([set(Fixture.growth("unemployment"))]) == [
        "plan.yaml:7:5: error: “unemployment” has no growth rate in this model\n  write its level instead"
      ])
  }

  @Test func periodsOutsideTheHorizon() throws {
    #expect(
      try messages([], [Fixture.condition("gdp", 3, .year(2022))]) == [
        "plan.yaml:7:5: error: 2022 is not in the horizon 2020–2020\n  change the period or the plan's horizon"
      ])
    #expect(
      try messages([], [Fixture.condition("gdp", 3, .quarter(2020, 3))]) == [
        "plan.yaml:7:5: error: the weight of 2020Q3 in its year is not given\n"
          + "  add it to model.growth.within_year.elapsed (known: 2020H1, 2020Q1)"
      ])
    #expect(
      try messages(last: 2030) == [
        "plan.yaml:7:5: error: the growth model projects whole years from 2020 up to 2025, not 2020 to 2030\n"
          + "  write horizon: 2020..2025 or shorter"
      ])
  }

  @Test func heldAndConditioned() throws {
    #expect(
      try messages([set(Fixture.growth("fai"))], [Fixture.condition("fai", 3)]) == [
        "plan.yaml:7:5: error: “fai” is already imposed for this period at plan.yaml:7:5\n"
          + "  keep one of the two: a value set or held leaves nothing to condition"
      ])
  }

  @Test func conditionsThatDetermineEachOther() throws {
    let sectors = ["va_primary", "va_secondary", "va_tertiary", "gdp"].map { Fixture.condition($0, 5) }
    #expect(
      try messages([], sectors) == [
        "plan.yaml:7:5: error: the conditions on va_primary, va_secondary, va_tertiary already determine “gdp”\n"
          + "  drop one of them, or leave a part free"
      ])
  }

  @Test func nothingLeftToReconcile() throws {
    let all = ["gdp", "va_primary", "va_secondary", "va_tertiary"].map { set(Fixture.growth($0), 5) }
    #expect(
      try messages(all) == [
        "plan.yaml:7:5: error: “gdp” and all its parts (va_primary, va_secondary, va_tertiary) are imposed; nothing is left "
          + "to make the sum come true\n  leave one of them free"
      ])
  }

  @Test func whatIsNotLinear() throws {
    let share = Condition(
      Fixture.level("secondary_share"), in: .year(2020), mean: 66, standardDeviation: 0, at: Fixture.place)
    #expect(
      try messages([], [share]) == [
        "plan.yaml:7:5: error: “secondary_share” (level) is not linear in the shocks, so it cannot be conditioned upon exactly\n"
          + "  condition on its growth rate, or on the variables it is made of"
      ])
    let delivery = Condition(
      Fixture.level("delivery.count3"), in: .year(2020), mean: 100, standardDeviation: 0, at: Fixture.place)
    #expect(
      try messages([], [delivery]) == [
        "plan.yaml:7:5: error: no shock moves “delivery.count3” here, so there is nothing to learn from a condition on it\n"
          + "  use set or add instead"
      ])
  }
}
