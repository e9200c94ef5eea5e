import Foundation
import Testing

/// Plans over a model of equations: the shipped one of Klein's model, and a quarterly one.
@Suite struct EquationPlanTests {
  private static let klein = Program.repository + "/datasets/klein/plan.yaml"

  @Test func kleinIsJudgedUnderEveryScenario() throws {
    let run = try Program.run(["run", Self.klein, "--draws", "1000", "--json"])
    #expect(run.code == 0, "\(run.err)")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
    let plan = try #require(document["plan"] as? [String: Any])
    #expect(plan["model"] as? String == "../../Models/klein.model")
    let schema = try JSONSchema(Program.repository + "/Documentation/run.schema.json")
    #expect(schema.departures(of: document) == [])
    let scenarios = try #require(document["scenarios"] as? [[String: Any]])
    #expect(
      scenarios.compactMap { $0["id"] as? String } == [
        "baseline", "armament", "war_taxes", "rationing", "weak_investment", "rough_years",
      ])
    for scenario in scenarios {
      let joint = try #require(scenario["joint"] as? [String: Any])
      #expect((0...1).contains(try #require(joint["probability"] as? Double)))
    }
    let inputs = try #require(plan["inputs"] as? [[String: Any]])
    #expect(inputs.compactMap { $0["role"] as? String } == ["plan", "model", "data"])
  }

  /// What a scenario gives from outside is told as held.
  @Test func assumptionsAreTold() throws {
    let run = try Program.run(["run", Self.klein, "--draws", "300", "--width", "300"])
    #expect(run.out.contains("Held: Government expenditure growth 1942 = 40%"), "\(run.out)")
  }

  @Test func sameBytesForAnyNumberOfThreads() throws {
    let documents = try ["1", "3"].map {
      try Program.run(["run", Self.klein, "--json", "--draws", "3000", "--threads", $0]).out
    }
    #expect(documents[0].count > 1000)
    #expect(documents[1] == documents[0])
  }

  @Test func keptAndShown() throws {
    let folder = try Folder()
    let run = try Program.run(
      ["run", Self.klein, "--draws", "500", "--output", "klein.db"], in: folder.path)
    #expect(run.code == 0, "\(run.err)")
    let show = try Program.run(["show", "klein.db"], in: folder.path)
    #expect(show.code == 0 && run.out.hasPrefix(String(show.out.dropLast())))
    let chinese = try Program.run(["show", "klein.db", "--lang", "zh"], in: folder.path)
    #expect(chinese.out.contains("美国1942—1944年"))
  }

  @Test func checkAndData() throws {
    let check = try Program.run(["check", Self.klein])
    #expect(check.code == 0, "\(check.err)")
    #expect(check.out.contains("2 data files"))
    let data = try Program.run(["data", Self.klein, "--width", "200"])
    #expect(data.code == 0, "\(data.err)")
    #expect(data.out.contains("estimated on klein.csv 1921..1941 (ols), drawn"))
    #expect(data.out.contains("extended from klein.csv: constant"))
    #expect(!data.out.contains("Estimation panel"))
    let chinese = try Program.run(["data", Self.klein, "--width", "200", "--lang", "zh"])
    #expect(chinese.out.contains("估计自 klein.csv 1921..1941 (ols)，逐次抽取"))
  }

  /// What matches nothing is told with its line and what was meant; nothing is computed.
  @Test(arguments: [
    ("targets.income_1944.variable=incom", "unknown variable “incom”", ""),
    ("scenarios.war_taxes.overrides.1.variable=y", "“y” follows from an identity", ""),
    ("model.data=klien.csv", "there is no file “klien.csv”", ""),
    ("model.extend={g: constant}", "w2 has no value in 1942, 1943, 1944", "extend: {w2: constant}"),
    (
      "model.disturbance=normal", "unknown key “disturbance” in the section model",
      "did you mean “disturbances”?"
    ),
  ]) func mistakes(_ setting: String, _ message: String, _ advice: String) throws {
    let refused = try Program.run(["run", Self.klein, "--set", setting])
    #expect(refused.code == 2)
    #expect(refused.out == "")
    #expect(refused.err.contains(message), "\(refused.err)")
    #expect(advice.isEmpty || refused.err.contains(advice), "\(refused.err)")
  }

  /// The equations' own mistakes are told with their line in the model's file.
  @Test func mistakesOfTheModel() throws {
    let folder = try Self.quarterly()
    let text = try folder.text("demand.model").replacingOccurrences(of: "rate[-1]", with: "rat[-1]")
    try folder.write(text, to: "demand.model")
    let refused = try Program.run(["run", "quarterly.yaml"], in: folder.path)
    #expect(refused.code == 2)
    #expect(refused.err.hasPrefix("demand.model:7:"), "\(refused.err)")
    #expect(refused.err.contains("did you mean “rate”?"))
  }

  /// A quarterly model: horizon, targets, overrides and conditions count in quarters, growth is on the same quarter of the year before.
  @Test func quarters() throws {
    let folder = try Self.quarterly()
    let run = try Program.run(["run", "quarterly.yaml", "--json"], in: folder.path)
    #expect(run.code == 0, "\(run.err)")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
    let scenarios = try #require(document["scenarios"] as? [[String: Any]])
    let probabilities = try scenarios.map { scenario in
      try #require(scenario["targets"] as? [[String: Any]]).compactMap { $0["probability"] as? Double }
    }
    // ln gdp falls short of its path by 0.01·100 a quarter where the rate is 100 points higher: certain to miss.
    #expect(probabilities[0].allSatisfy { $0 > 0.2 })
    #expect(probabilities[1] == [0, 0])
    let screen = try Program.run(["run", "quarterly.yaml", "--lang", "zh"], in: folder.path)
    #expect(screen.code == 0, "\(screen.err)")
  }

  private static func quarterly() throws -> Folder {
    let folder = try Folder()
    try folder.write(
      """
      frequency quarterly
      variable gdp "GDP" "国内生产总值" unit "亿元"
      exogenous rate "Interest rate" "利率" unit %
      parameter a = 0.015
      parameter b = 0.01
      shock e ~ normal(0, 0.01)
      behavioral dlog(gdp) = a - b*rate[-1] + e

      """, to: "demand.model")
    let quarters = (2018...2019).flatMap { year in (1...4).map { "\(year)Q\($0)" } }
    let rows = quarters.enumerated().map { "\($1),\(100 + 2 * $0),0" }
    try folder.write((["period,gdp,rate"] + rows).joined(separator: "\n") + "\n", to: "demand.csv")
    try folder.write(
      """
      outturn: 1
      title: Quarters
      region: Sample
      horizon: 2020Q1..2020Q4
      model:
        file: demand.model
        data: demand.csv
        disturbances: none
        extend: {rate: constant}
      groups: [{id: headline, name: Headline}]
      targets:
        - {id: growth, name: Growth, group: headline, variable: gdp, period: 2020Q4, at_least: 5.5 %}
        - {id: level, name: Level, group: headline, variable: gdp, period: 2020Q2, at_least: 116 亿元}
      scenarios:
        - {id: baseline, name: Baseline}
        - id: tight
          name: Tight
          overrides: [{variable: rate, measure: level, set: 100 %, over: 2020Q1}]
        - id: known
          name: First quarter known
          conditions: [{variable: gdp, period: 2020Q1, equals: 116 亿元}]
      run: {draws: 500, seed: 1}

      """, to: "quarterly.yaml")
    return folder
  }
}
