import GrowthModels
import Scenarios
import TimeSeries

/// Models and scenarios that together go through every equation, every kind of override and every kind of condition.
struct EquationCase {
  let name: String
  let model: GrowthModel
  let scenario: Scenario
  let last: Int
  let seed: UInt64

  /// All of them, in the order of the reference file.
  static func all() throws -> [EquationCase] {
    try shippedPlan() + overridden() + conditioned() + smaller()
  }

  /// Every scenario of the plan of Caidian, over its own year and over three.
  private static func shippedPlan() throws -> [EquationCase] {
    let plan = try Plan.load(PlanModelTests.plan)
    let model = try GrowthModel(plan)
    return [(2020, 20_200_106), (2022, 7)].flatMap { last, seed in
      plan.scenarios.map {
        EquationCase(name: "plan \($0.id) \(last)", model: model, scenario: $0, last: last, seed: seed)
      }
    }
  }

  private static func overridden() throws -> [EquationCase] {
    let model = try Fixture.districtModel()
    return overrides.map { name, overrides in
      EquationCase(
        name: "override \(name)", model: model, scenario: Fixture.scenario(overrides: overrides), last: 2021,
        seed: 3)
    }
  }

  private static func conditioned() throws -> [EquationCase] {
    let model = try Fixture.districtModel()
    return conditions.map { name, conditions in
      EquationCase(
        name: "condition \(name)", model: model, scenario: Fixture.scenario(conditions: conditions),
        last: 2021, seed: 5)
    }
  }

  /// Models without sectors, areas or a supply side, and with one view of GDP only.
  private static func smaller() throws -> [EquationCase] {
    let models: [(String, GrowthModel)] = [
      ("three", try Fixture.model(Fixture.three(uncertain: true))),
      ("gaussian", try Fixture.gaussianModel()),
      ("supply alone", try Fixture.gaussianModel(panelWeight: 0)),
      ("supply for a fifth", try Fixture.gaussianModel(panelWeight: 0.8)),
    ]
    return models.map {
      EquationCase(name: "model \($0)", model: $1, scenario: Fixture.scenario(), last: 2022, seed: 11)
    }
  }

  private static func variable(
    _ quantity: Quantity, _ action: Override.Action, _ span: ClosedRange<Period>? = nil
  ) -> Override {
    Override(.variable(quantity), action, over: span, at: Fixture.place)
  }

  private static func set(_ quantity: Quantity, _ value: Double, sd: Double = 0) -> Override {
    variable(quantity, .set(value, standardDeviation: sd))
  }

  private static func parameter(
    _ id: String, _ action: Override.Action, _ span: ClosedRange<Period>? = nil
  ) -> Override {
    Override(.parameter(id), action, over: span, at: Fixture.place)
  }

  private static var overrides: [(String, [Override])] {
    let (growth, level) = (Fixture.growth, Fixture.level)
    let second = Period.year(2021)...Period.year(2021)
    return [
      ("none", []),
      ("set total", [set(growth("fai"), 20)]),
      ("set output with spread", [set(growth("gdp"), 5, sd: 2)]),
      ("set levels", [set(level("gdp"), 560), set(level("fai"), 400), set(level("unemployment"), 3.4)]),
      ("set one sector", [set(growth("va_secondary"), 9)]),
      ("set two sectors", [set(growth("va_primary"), 2), set(growth("va_tertiary"), 6, sd: 1)]),
      ("set all sectors", ["va_primary", "va_secondary", "va_tertiary"].map { set(growth($0), 4) }),
      ("set total and areas", [set(growth("fai"), 12), set(growth("fai.dev_zone"), 20)]),
      ("set last area", [set(level("fai.rest"), 120)]),
      ("hold last", [variable(growth("retail"), .hold(.last)), variable(growth("fai"), .hold(.last))]),
      (
        "hold baseline",
        [variable(growth("gdp"), .hold(.baseline)), variable(level("budget_revenue"), .hold(.baseline))]
      ),
      ("path", [variable(growth("fai"), .path([.year(2020): 5, .year(2021): 15]))]),
      ("add to total", [variable(growth("gdp"), .add(-1)), variable(growth("va_primary"), .add(2))]),
      ("add to parts", [variable(growth("fai.eco_city"), .add(-10)), variable(level("fai.rest"), .add(5))]),
      (
        "add to levels",
        [
          variable(level("retail"), .add(3)), variable(level("unemployment"), .add(0.2)),
          variable(level("tourism_revenue"), .add(1), second),
        ]
      ),
      (
        "scale",
        [
          variable(level("budget_revenue"), .scale(0.9)), variable(level("fai"), .scale(1.05)),
          variable(level("unemployment"), .scale(1.1)), variable(level("delivery.count2"), .scale(0.5)),
        ]
      ),
      (
        "add factors",
        [
          variable(growth("gdp"), .addFactor(-0.9)), variable(level("urban_income"), .addFactor(500)),
          variable(growth("va_secondary"), .addFactor(1)), variable(growth("tourism_revenue"), .addFactor(2)),
          variable(level("secondary_share"), .addFactor(0.5)), variable(growth("cpi"), .addFactor(1)),
        ]
      ),
      (
        "identities",
        [
          set(growth("other_industrial_va"), 3), set(growth("tourism_revenue"), 4, sd: 3),
          set(level("secondary_share"), 64), set(level("delivery.count1"), 90),
          set(growth("gdp_deflator"), 3, sd: 0.5),
        ]
      ),
      (
        "parameters",
        [
          parameter("gdp.anchor", .add(-1)), parameter("retail.slope", .scale(0.5)),
          parameter("fai.persistence", .set(0.6, standardDeviation: 0)),
          parameter("delivery.sigma", .scale(2)), parameter("tourist_visits.anchor", .add(3)),
          parameter("unemployment.slope", .scale(2)), parameter("cpi", .add(1), second),
        ]
      ),
      (
        "supply",
        [
          parameter("alpha", .scale(0.8)),
          parameter("delta", .add(0.02), Period.year(2020)...Period.year(2020)),
          parameter("kappa", .set(0.5, standardDeviation: 0)), parameter("tfp", .add(0.5), second),
          parameter("investment_link", .set(0.3, standardDeviation: 0)),
        ]
      ),
      (
        "volatility",
        [
          Override(.volatility(nil), .scale(1.5), at: Fixture.place),
          Override(.volatility("fai"), .scale(2), over: second, at: Fixture.place),
          Override(.volatility("va_primary"), .scale(0), at: Fixture.place),
        ]
      ),
    ]
  }

  private static var conditions: [(String, [Condition])] {
    let level = { (id: String, value: Double) in
      Condition(Fixture.level(id), in: .year(2020), mean: value, standardDeviation: 0, at: Fixture.place)
    }
    let condition = Fixture.condition
    return [
      ("output", [condition("gdp", 4, 0, .year(2020))]),
      ("output later", [condition("gdp", 9, 1, .year(2021))]),
      ("investment", [condition("fai", 30, 4, .year(2020)), condition("fai.rest", 5, 0, .year(2020))]),
      (
        "all sectors",
        ["va_primary", "va_secondary", "va_tertiary"].map { condition($0, -5, 2, .year(2020)) }
      ),
      ("levels", [level("budget_revenue", 44), level("fai.eco_city", 100), level("tourism_revenue", 25)]),
      (
        "elapsed",
        [
          condition("gdp", -10, 0, .quarter(2020, 1)), condition("retail", -20, 1, .quarter(2020, 1)),
          condition("hightech_va", 15, 0, .year(2020)),
        ]
      ),
      ("rate", [level("unemployment", 3.1), condition("spend_per_visit", 2, 1, .year(2021))]),
    ]
  }
}
