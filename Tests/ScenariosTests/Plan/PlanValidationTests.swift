import Datasets
import Scenarios
import Testing
import TimeSeries

/// Plans against what a model projects.
@Suite struct PlanValidationTests {
  private static func variable(_ id: String, _ unit: TimeSeries.Unit, _ measures: Set<Measure>) -> Variable {
    Variable(id: id, name: Bilingual(id), unit: unit, priceBasis: .nominal, measures: measures)
  }

  static let variables: [Variable] =
    ["gdp", "va_primary", "va_secondary", "va_tertiary", "industrial_va", "hightech_va", "agri_va", "cpi"].map
  {
    variable($0, .hundredMillionYuan, [.growth])
  }
    + [
      "fai", "fai.dev_zone", "fai.eco_city", "fai.rest", "industrial_investment", "tech_renovation",
      "budget_revenue", "retail",
      "trade", "investment_attraction", "tourism_revenue",
    ].map { variable($0, .hundredMillionYuan, [.growth, .level]) }
    + [
      variable("fdi", .hundredMillionDollars, [.growth, .level]),
      variable("urban_income", .yuan, [.growth, .level]),
      variable("rural_income", .yuan, [.growth, .level]), variable("urban_new_jobs", .person, [.level]),
      variable("tourist_visits", .tenThousandVisits, [.growth, .level]),
      variable("unemployment", .percent, [.level]),
    ]

  private func deliveries(of plan: Plan) -> [Variable] {
    plan.targets.filter { $0.kind == .delivery }.map {
      Self.variable("delivery.\($0.id)", .percent, [.level])
    }
  }

  private let parameters = ["alpha", "investment_link", "within_year.correlation", "budget_revenue.slope"]

  @Test func theShippedPlanFits() throws {
    var plan = try shippedPlan()
    let written = plan.targets
    try plan.validate(against: Self.variables + deliveries(of: plan), parameters: parameters)
    #expect(plan.targets == written)
    #expect(plan.scenarios.count == 10)
  }

  private func validated(_ text: String) throws -> Plan {
    var plan = try Plan.read(text, file: "plan.yaml")
    try plan.validate(against: Self.variables, parameters: parameters)
    return plan
  }

  private func told(_ text: String, in language: Language = .en) throws -> String {
    var plan = try Plan.read(text, file: "plan.yaml")
    do {
      try plan.validate(against: Self.variables, parameters: parameters)
      return "nothing"
    } catch {
      return error.rendered(in: language)
    }
  }

  @Test func measuresAreSettledAndUnitsConverted() throws {
    let plan = try validated(
      soundPlan("at_most: 3.2 %, measure: level", "at_most: 3.2 %")
        .replacing("variable: gdp, at_least: 7.6 %", with: "variable: fai, at_least: 5200000 万元")
        .replacing("equals: 30 %, sd: 4 百分点", with: "equals: 3900000 万元, sd: 100000 万元")
        .replacing(
          "add: 2 百分点, over: 2020..2021}",
          with:
            "add: 20000 万元, over: 2021}\n      - {variable: unemployment, add: 0.2 百分点}\n      - {variable: gdp, scale: 0.9}"
        ))
    #expect(plan.targets[0].bound == .atLeast(520))
    #expect(plan.targets[0].unit == .hundredMillionYuan)
    #expect(plan.targets[1].forms == [LinearForm([.init(1, Quantity("unemployment", .level))])])
    let push = try #require(plan.scenarios.last)
    #expect(push.conditions[0].quantity == Quantity("fai", .level))
    #expect(push.conditions[0].mean == 390 && push.conditions[0].standardDeviation == 10)
    #expect(push.overrides[1].action == .add(2))
    #expect(push.overrides[2].subject == .variable(Quantity("unemployment", .level)))
    #expect(push.overrides[3].subject == .variable(Quantity("gdp", .growth)))
  }

  @Test func whatTheModelDoesNotKnowIsToldAtOnce() throws {
    let text = soundPlan("variable: gdp, at", "variable: gpd, at")
      .replacing("{variable: fai, add", with: "{variable: fia, add").replacing(
        "{volatility: all", with: "{volatility: retial"
      )
      .replacing(
        "conditions:\n", with: "conditions:\n      - {variable: retails, period: 2020, equals: 3 %}\n"
      )
      .replacing("apply: [storm]", with: "apply: [storm, other]")
      .replacing("storm: [", with: "other: [ {parameter: alhpa, set: 1} ]\n  storm: [")
    let words = try told(text)
    #expect(
      words == """
        plan.yaml:8:45: error: unknown variable “gpd”
            - {id: output, group: headline, variable: gpd, at_least: 7.6 %, period: 2020}
                                                      ^~~
          did you mean “gdp”?
        plan.yaml:11:24: error: unknown parameter “alhpa”
            other: [ {parameter: alhpa, set: 1} ]
                                 ^~~~~
          did you mean “alpha”?
        plan.yaml:12:25: error: unknown variable “retial”
            storm: [ {volatility: retial, scale: 6} ]
                                  ^~~~~~
          did you mean “retail”?
        plan.yaml:19:20: error: unknown variable “fia”
                - {variable: fia, add: 2 百分点, over: 2020..2021}
                             ^~~
          did you mean “fai”?
        plan.yaml:21:20: error: unknown variable “retails”
                - {variable: retails, period: 2020, equals: 3 %}
                             ^~~~~~~
          did you mean “retail”?
        """)
  }

  struct Misfit: Sendable, CustomTestStringConvertible {
    var piece: String
    var other: String
    var language = Language.en
    var message: String
    var testDescription: String { other }
  }

  static let misfits: [Misfit] = [
    Misfit(
      piece: "at_least: 7.6 %", other: "at_least: 520 亿元",
      message: """
        plan.yaml:8:60: error: the model projects the growth of gdp in %, not its level in 亿元
            - {id: output, group: headline, variable: gdp, at_least: 520 亿元, period: 2020}
                                                                     ^~~~~~~~
          write a number in %
        """),
    Misfit(
      piece: "variable: gdp, at_least: 7.6 %", other: "variable: fai, at_least: 52 亿美元",
      message: """
        plan.yaml:8:60: error: fai is in 亿元, not in 亿美元
            - {id: output, group: headline, variable: fai, at_least: 52 亿美元, period: 2020}
                                                                     ^~~~~~~~~
          write a number in % or 亿元
        """),
    Misfit(
      piece: "variable: gdp, at_least: 7.6 %", other: "variable: urban_new_jobs, at_least: 5 %",
      language: .zh,
      message: """
        plan.yaml:8:71: 错误: 模型预测 urban_new_jobs 的水平（人），不预测其增速
            - {id: output, group: headline, variable: urban_new_jobs, at_least: 5 %, period: 2020}
                                                                                ^~~
          请以 人 为单位
        """),
    Misfit(
      piece: "at_most: 3.2 %", other: "at_most: 120 %",
      message: """
        plan.yaml:9:63: error: unemployment is a share: it lies between 0 and 100 %, not at 120 %
            - {id: jobs, group: area1, variable: unemployment, at_most: 120 %, measure: level, period: 202…
                                                                        ^~~~~
        """),
    Misfit(
      piece: "equals: 30 %", other: "equals: -130 %",
      message: """
        plan.yaml:20:47: error: fai cannot fall by more than 100 %: -130 %
                - {variable: fai, period: 2020, equals: -130 %, sd: 4 百分点}
                                                        ^~~~~~
        """),
    Misfit(
      piece: "equals: 30 %, sd: 4 百分点", other: "equals: -5 亿元",
      message: """
        plan.yaml:20:47: error: fai cannot be below zero: -5 亿元
                - {variable: fai, period: 2020, equals: -5 亿元}
                                                        ^~~~~~~
        """),
    Misfit(
      piece: "measure: level", other: "measure: growth",
      message: """
        plan.yaml:9:63: error: the model projects the level of unemployment in %, not its growth
            - {id: jobs, group: area1, variable: unemployment, at_most: 3.2 %, measure: growth, period: 20…
                                                                        ^~~~~
          write a number in %
        """),
    Misfit(
      piece: "variable: gdp, at_least: 7.6 %",
      other: "variables: [fai, gpd], above: {variable: unemployment}",
      message: """
        plan.yaml:8:52: error: unknown variable “gpd”
            - {id: output, group: headline, variables: [fai, gpd], above: {variable: unemployment}, period…
                                                             ^~~
          did you mean “gdp”?
        plan.yaml:8:76: error: the model does not project the growth of unemployment
            - {id: output, group: headline, variables: [fai, gpd], above: {variable: unemployment}, period…
                                                                                     ^~~~~~~~~~~~
        """),
    Misfit(
      piece: "add: 2 百分点, over: 2020..2021", other: "set: 10 %",
      message: """
        plan.yaml:20:20: error: fai is conditioned here and overridden at plan.yaml:18:9 in scenario “push”
                - {variable: fai, period: 2020, equals: 30 %, sd: 4 百分点}
                             ^~~
          keep the override to exogenise it, or the condition to let the rest respond
        """),
    Misfit(
      piece: "scenarios:",
      other:
        "relations:\n  - {whole: fai, parts: [fai.dev_zon, fdi]}\n  - {smaller: fdi, larger: trade}\nscenarios:",
      message: """
        plan.yaml:13:26: error: unknown variable “fai.dev_zon”
            - {whole: fai, parts: [fai.dev_zon, fdi]}
                                   ^~~~~~~~~~~
          did you mean “fai.dev_zone”?
        plan.yaml:13:39: error: a part in 亿美元 cannot belong to a whole in 亿元
            - {whole: fai, parts: [fai.dev_zon, fdi]}
                                                ^~~
        plan.yaml:14:15: error: fdi is in 亿美元, trade in 亿元: the exchange rate is missing
            - {smaller: fdi, larger: trade}
                        ^~~
          add “rate: 6.9”
        """),
  ]

  @Test(arguments: misfits)
  func misfitsAreToldWhole(_ misfit: Misfit) throws {
    let words = try told(soundPlan(misfit.piece, misfit.other), in: misfit.language)
    #expect(words == misfit.message)
  }
}
