import Datasets
import Scenarios
import Testing
import TimeSeries

/// What the words of a plan come to mean.
@Suite struct PlanMeaningTests {
  private func target(_ id: String, of plan: Plan) throws -> Target {
    try #require(plan.targets.first { $0.id == id })
  }

  private func plan(target: String, horizon: String = "2020", settings: [String] = []) throws -> Plan {
    let text = """
      outturn: 1
      region: Somewhere
      horizon: \(horizon)
      targets:
        - {id: growth, variable: gdp, at_least: 7.6 %}
        - \(target)
      scenarios: [{id: baseline}]
      """
    return try Plan.read(text, file: "plan.yaml", settings: settings)
  }

  @Test func targetsTakeWhatTheirStatementsSay() throws {
    let plan = try shippedPlan()
    let gdp = try target("gdp_target_2020", of: plan)
    #expect(gdp.name == Bilingual(en: "Gross regional product", zh: "地区生产总值"))
    #expect(gdp.quote == "地区生产总值增长7.6%")
    #expect(gdp.modality == .expect)
    #expect(gdp.bound == .atLeast(7.6))
    #expect(gdp.unit == .percent)
    #expect(gdp.forms == [LinearForm([.init(1, Quantity("gdp", .growth))])])
    #expect(gdp.period == .year(2020))
    #expect(gdp.parent == nil)
    let eco = try target("ecocity_fai_2020", of: plan)
    #expect(eco.modality == .ensure)
    #expect(eco.parent == "fai_target_2020")
    #expect(eco.scope == "eco_city")
    #expect(eco.forms == [LinearForm([.init(1, Quantity("fai.eco_city", .level))])])
    #expect(try target("industrial_investment_2020", of: plan).modality == .strive)
    #expect(try target("registered_unemployment_2020", of: plan).forms[0].terms[0].quantity.measure == .level)
  }

  @Test func deliveriesAndUnquantifiedTargets() throws {
    let plan = try shippedPlan()
    let schools = try target("schools_built_2020", of: plan)
    #expect(schools.kind == .delivery)
    #expect(schools.amount == Amount(3, .school))
    #expect(schools.bound == .atLeast(100))
    #expect(schools.forms == [LinearForm([.init(1, Quantity("delivery.schools_built_2020", .level))])])
    let binding = try target("municipal_binding_targets_2020", of: plan)
    #expect(binding.kind == .unquantified)
    #expect(binding.forms.isEmpty)
    #expect(plan.targets.count { $0.kind == .modelled } == 20)
    #expect(plan.targets.count { $0.kind == .delivery } == 31)
  }

  /// 左右: half a unit of the last digit written.
  @Test(arguments: [
    ("7.5 %", 7.45, 7.55), ("7.50 %", 7.495, 7.505), ("8 %", 7.5, 8.5), ("520 亿元", 519.5, 520.5),
  ])
  func aboutIsHalfAUnitOfTheLastDigit(_ written: String, _ low: Double, _ high: Double) throws {
    let plan = try plan(target: "{id: a, variable: x, about: \(written)}")
    guard case .within(let a, let b) = plan.targets[1].bound else {
      Issue.record("not a range")
      return
    }
    #expect(abs(a - low) < 1e-12 && abs(b - high) < 1e-12)
  }

  @Test func boundsAndUnits() throws {
    #expect(try plan(target: "{id: a, variable: x, at_most: 3 %}").targets[1].bound == .atMost(3))
    #expect(try plan(target: "{id: a, variable: x, above: 3 %}").targets[1].bound == .above(3))
    #expect(try plan(target: "{id: a, variable: x, below: 3 %}").targets[1].bound == .atMost((3.0).nextDown))
    #expect(try plan(target: "{id: a, variable: x, within: [3 %, 4 %]}").targets[1].bound == .within(3, 4))
    let both = try plan(target: "{id: a, variables: [x, y], at_least: \"1,000 万元\"}").targets[1]
    #expect(both.bound == .atLeast(1000))
    #expect(both.forms.map { $0.terms[0].quantity } == [Quantity("x", .level), Quantity("y", .level)])
  }

  private func form(_ terms: [(Double, String)]) -> LinearForm {
    LinearForm(terms.map { .init($0.0, Quantity($0.1, .growth)) })
  }

  @Test func incomeIsReadNominalAndAgainstWhatComesTrue() throws {
    let income = try target("income_target_2020", of: shippedPlan())
    #expect(income.bound == .above(0))
    #expect(income.unit == .percentagePoint)
    #expect(
      income.forms == [form([(1, "urban_income"), (-1, "gdp")]), form([(1, "rural_income"), (-1, "gdp")])])
    let alone = try plan(target: "{id: a, income: {concept: rural}}").targets[1]
    #expect(alone.forms == [form([(1, "rural_income"), (-1, "gdp")])])
  }

  @Test func incomeReadingsCanBeSwitched() throws {
    let real = try target(
      "income_target_2020", of: shippedPlan("targets.income_target_2020.income.basis=real"))
    #expect(
      real.forms == [
        form([(1, "urban_income"), (-1, "cpi"), (-1, "gdp")]),
        form([(1, "rural_income"), (-1, "cpi"), (-1, "gdp")]),
      ])
    let fixed = try target(
      "income_target_2020", of: shippedPlan("targets.income_target_2020.income.against=target"))
    #expect(fixed.bound == .above(7.6))
    #expect(fixed.unit == .percent)
    #expect(fixed.forms == [form([(1, "urban_income")]), form([(1, "rural_income")])])
  }

  @Test func scenariosInheritApplyAndReplace() throws {
    let text = soundPlan(
      "run: {draws: 1000, seed: 7}",
      """
        - id: shove
          extends: push
          overrides:
            - {variable: fai, add: 5 百分点, over: 2021}
            - {volatility: all, scale: 2}
          conditions:
            - {variable: fai, period: 2020, equals: 20 %}
            - {variable: gdp, period: 2021H1, equals: -3.5 %}
      run: {seed: 7}
      """)
    let plan = try Plan.read(text, file: "plan.yaml")
    #expect(plan.run == Plan.Run(draws: 100_000, seed: 7, threads: nil))
    let push = try #require(plan.scenarios.first { $0.id == "push" })
    #expect(push.overrides.map(\.action) == [.scale(6), .add(2)])
    #expect(push.overrides[1].span == .year(2020)...(.year(2021)))
    #expect(push.conditions.map(\.standardDeviation) == [4])
    let shove = try #require(plan.scenarios.last)
    #expect(shove.overrides.map(\.action) == [.add(5), .scale(2)])
    #expect(shove.conditions.map(\.mean) == [20, -3.5])
    #expect(shove.conditions.map(\.isHard) == [true, true])
    #expect(shove.conditions[1].period == .half(2021, 1))
  }

  @Test func theShippedPlanCanLookFurther() throws {
    let plan = try shippedPlan("horizon=2020..2025")
    #expect(plan.horizon.periods.count == 6)
    #expect(plan.targets.allSatisfy { $0.period == .year(2020) })
    #expect(plan.scenarios[1].conditions.map(\.period) == [.year(2020)])
    let period = plan.resolved(scenario: "investment_push")?.first { $0.key == "conditions.fai 2020.period" }
    #expect(period?.inheritedFrom == "default")
  }

  @Test func everyActionIsRead() throws {
    let text = soundPlan(
      "- {variable: fai, add: 2 百分点, over: 2020..2021}",
      """
      - {variable: a, set: 15 %, sd: 3 百分点}
            - {variable: b, path: {2020: 15 %, 2021: 10 %}}
            - {variable: c, hold: baseline}
            - {variable: d, add_factor: -1 百分点}
            - {variable: e, scale: 0.85}
            - {variable: f, set: 400 亿元, sd: 2000 万元}
            - {variable: g, add: 0.5}
            - {parameter: alpha, set: 0.4, sd: 0.05}
            - {volatility: fai, scale: 2}
      """)
    let push = try #require(try Plan.read(text, file: "plan.yaml").scenarios.last)
    #expect(
      push.overrides.dropFirst().map(\.action) == [
        .set(15, standardDeviation: 3), .path([.year(2020): 15, .year(2021): 10]), .hold(.baseline),
        .addFactor(-1),
        .scale(0.85), .set(400, standardDeviation: 0.2), .add(0.5), .set(0.4, standardDeviation: 0.05),
        .scale(2),
      ])
    #expect(push.overrides[6].subject == .variable(Quantity("f", .level)))
    #expect(push.overrides[8].subject == .parameter("alpha"))
    #expect(push.overrides[9].subject == .volatility("fai"))
  }

  @Test func settingsReplaceLeaves() throws {
    let plan = try shippedPlan(
      "run.draws=5_000", "targets.gdp_target_2020.at_least=7 %",
      "model.growth.base.fai.dev_zone.level=150 亿元",
      "scenarios.investment_push.conditions.1.equals=25 %", "run.threads=3",
      "model.growth.parameters.alpha=0.4",
      "model.growth.parameters.within_year.correlation=0.2", "model.growth.high_tech_share=50 %")
    #expect(plan.run == Plan.Run(draws: 5000, seed: 20_200_106, threads: 3))
    #expect(plan.targets[0].bound == .atLeast(7))
    #expect(plan.scenarios[1].conditions[0].mean == 25)
    let zone = plan.model.settings["base"]?["fai.dev_zone"]?["level"]
    #expect(zone?.text == "150 亿元")
    #expect(zone?.position == SourcePosition(file: "--set", line: 3, column: 38))
    #expect(plan.model.settings["parameters"]?["alpha"]?.text == "0.4")
    #expect(plan.model.settings["parameters"]?["within_year.correlation"]?.text == "0.2")
    #expect(plan.model.settings["high_tech_share"]?.text == "50 %")
  }

  @Test func resolvedValuesNameTheirPlaces() throws {
    let plan = try shippedPlan("run.draws=5000")
    #expect(plan.resolved(scenario: "nothing") == nil)
    let values = try #require(plan.resolved(scenario: "epidemic_onset"))
    let table = Dictionary(values.map { ($0.key, $0) }) { first, _ in first }
    let place = { (key: String) in
      table[key]?.position.map { "\($0)".split(separator: "/").last.map(String.init) ?? "" }
    }
    #expect(table["run.draws"]?.value == "5000")
    #expect(place("run.draws") == "--set:1:11")
    #expect(table["run.threads"]?.inheritedFrom == "default")
    #expect(place("run.threads") == nil)
    #expect(table["targets.gdp_target_2020.at_least"]?.value == "7.6")
    #expect(table["targets.gdp_target_2020.at_least"]?.unit == "%")
    #expect(place("targets.gdp_target_2020.at_least")?.hasPrefix("plan.yaml:") == true)
    #expect(table["targets.gdp_target_2020.modality"]?.inheritedFrom == "statement gdp_target_2020")
    #expect(place("targets.gdp_target_2020.modality") == "report-indicators.csv:21:1")
    #expect(table["targets.income_target_2020.income.basis"]?.value == "nominal")
    #expect(table["targets.income_target_2020.income.basis"]?.inheritedFrom == "default")
    #expect(table["overrides.volatility retail.scale"]?.inheritedFrom == "overrides.pandemic")
    #expect(table["overrides.volatility retail.scale"]?.value == "6")
    #expect(table["conditions.retail 2020Q1.equals"]?.value == "-45.7")
    #expect(table["conditions.retail 2020Q1.equals"]?.inheritedFrom == nil)
    #expect(table["overrides.parameter within_year.correlation.set"]?.value == "0")
  }

  @Test func resolvedValuesShowTheYearsLeftUnsaid() throws {
    let text = soundPlan("at_least: 7.6 %, period: 2020", "at_least: 7.6 %")
    let plan = try Plan.read(text, file: "plan.yaml")
    #expect(plan.targets[0].period == .year(2020))
    let values = try #require(plan.resolved(scenario: "push"))
    let table = Dictionary(values.map { ($0.key, $0) }) { first, _ in first }
    #expect(table["targets.output.period"]?.value == "2020")
    #expect(table["targets.output.period"]?.inheritedFrom == "default")
    #expect(table["overrides.volatility all.over"]?.value == "2020..2022")
    #expect(table["overrides.volatility all.over"]?.inheritedFrom == "default")
    #expect(table["overrides.variable fai.over"]?.value == "2020..2021")
    #expect(table["overrides.variable fai.over"]?.inheritedFrom == nil)
  }

  /// An id of another year, or of another variable, is a target of one's own and no slip.
  @Test(arguments: ["gdp_target_2021", "cpi_target_2020", "output", "gdp_target"])
  func idsOfOnesOwn(_ id: String) throws {
    let text = statedPlan.replacing("id: gdp_target_2020", with: "id: \(id)")
    let plan = try Plan.read(text, file: "\(repository)datasets/caidian-2020/plan.yaml")
    #expect(plan.targets[0].id == id)
    #expect(plan.targets[0].statement == nil)
  }
}
