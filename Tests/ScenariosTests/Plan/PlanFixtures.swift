import Datasets
import FoundationEssentials
import Scenarios
import Testing
import TimeSeries

/// The folder of the repository, found from this file.
let repository: String = {
  let here = URL(filePath: #filePath).resolvingSymlinksInPath()
  return here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path(percentEncoded: false)
}()

func shippedPlan(_ settings: String...) throws -> Plan {
  try Plan.load("\(repository)datasets/caidian-2020/plan.yaml", settings: settings)
}

/// A small plan that reads without a fault; tests replace one line of it.
let soundPlan = """
  outturn: 1
  region: Somewhere
  horizon: 2020..2022
  groups:
    - {id: headline, name: {en: Headline, zh: 主要目标}}
    - {id: area1}
  targets:
    - {id: output, group: headline, variable: gdp, at_least: 7.6 %, period: 2020}
    - {id: jobs, group: area1, variable: unemployment, at_most: 3.2 %, measure: level, period: 2020}
  overrides:
    storm: [ {volatility: all, scale: 6} ]
  scenarios:
    - {id: baseline, name: {en: Baseline, zh: 基准}}
    - id: push
      extends: baseline
      apply: [storm]
      overrides:
        - {variable: fai, add: 2 百分点, over: 2020..2021}
      conditions:
        - {variable: fai, period: 2020, equals: 30 %, sd: 4 百分点}
  run: {draws: 1000, seed: 7}
  """

/// A plan of a few statements of the work report, as if it lay beside them.
let statedPlan = """
  outturn: 1
  region: {en: Caidian District, zh: 蔡甸区}
  horizon: 2020
  data:
    statements: report-indicators.csv
  groups: [{id: headline}, {id: area2}, {id: area7}]
  targets:
    - {id: gdp_target_2020, group: headline, variable: gdp, at_least: 7.6 %}
    - {id: ecocity_fai_2020, group: area2, variable: fai.eco_city, at_least: 130 亿元}
    - {id: registered_unemployment_2020, group: area7, variable: unemployment, at_most: 3.2 %}
    - {id: schools_built_2020, group: area7, delivery: 3 所}
  relations:
    - {part: hightech_va, whole: industrial_va, share: hightech_output_share_2019}
  scenarios: [{id: baseline}]
  """

/// `soundPlan` with one piece of text in place of another, which must be there.
func soundPlan(_ piece: String, _ other: String) -> String {
  #expect(soundPlan.contains(piece), "the fixture has no “\(piece)”")
  return soundPlan.replacing(piece, with: other, maxReplacements: 1)
}

/// What a reader of a faulty plan is told.
func complaints(_ text: String, settings: [String] = [], in language: Language = .en) -> String {
  do {
    _ = try Plan.read(text, file: "plan.yaml", settings: settings)
    return "nothing"
  } catch {
    return error.rendered(in: language)
  }
}
