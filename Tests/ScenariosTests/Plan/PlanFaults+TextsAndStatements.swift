extension Fault {
  static let textsAndStatements: [Fault] = [
    Fault(
      "a circle", "  - {id: baseline, name: {en: Baseline, zh: 基准}}", "  - {id: baseline, extends: push}",
      says: """
        plan.yaml:13:29: error: scenarios extend each other in a circle: baseline → push → baseline
            - {id: baseline, extends: push}
                                      ^~~~
          let one of them extend nothing
        """),
    Fault(
      "a key three times", "region: Somewhere", "region: Somewhere\nregion: Elsewhere\nregion: Nowhere",
      says: """
        plan.yaml:3:1: error: the key “region” stands twice in one map; first on line 2, column 1
          region: Elsewhere
          ^~~~~~
          keep one of the two
        plan.yaml:4:1: error: the key “region” stands twice in one map; first on line 2, column 1
          region: Nowhere
          ^~~~~~
          keep one of the two
        """),
    Fault(
      "a key twice in one line", "variable: fai, add", "variable: fai, variable: gdp, add",
      says: """
        plan.yaml:18:25: error: the key “variable” stands twice in one map; first on line 18, column 10
                - {variable: fai, variable: gdp, add: 2 百分点, over: 2020..2021}
                                  ^~~~~~~~
          keep one of the two
        """),
    Fault(
      "an override twice", "over: 2020..2021}",
      "over: 2020..2021}\n      - {variable: fai, add: 1 百分点, over: 2021}",
      says: """
        plan.yaml:19:9: error: variable fai is overridden twice in one list; first on line 18
                - {variable: fai, add: 1 百分点, over: 2021}
                  ^
          keep one of the two
        """),
    Fault(
      "a condition twice", "sd: 4 百分点}", "sd: 4 百分点}\n      - {variable: fai, period: 2020, equals: 20 %}",
      says: """
        plan.yaml:21:9: error: fai is conditioned twice for 2020; first on line 20
                - {variable: fai, period: 2020, equals: 20 %}
                  ^
          keep one of the two
        """),
    Fault(
      "a bracket left open", "seed: 7}", "seed: 7",
      says: """
        plan.yaml:21:6: error: this is not YAML: a comma or a closing “}” is missing
          run: {draws: 1000, seed: 7
               ^
          close the map “{…}”, or put a comma between its entries
        """),
    Fault(
      "a tab", "  - {id: area1}", "\t- {id: area1}",
      says: """
        plan.yaml:6:1: error: this is not YAML: a tab stands where blanks are needed
           - {id: area1}
          ^
          indent with blanks, two for each level
        """),
    Fault(
      "a fullwidth colon", "region: Somewhere", "region： Somewhere", language: .zh,
      says: """
        plan.yaml:2:1: 错误: 不是有效的 YAML：键后的冒号是全角冒号
          region： Somewhere
          ^
          请把“：”改为英文冒号加空格“: ”
        """),
    Fault(
      "a colon in a value", "region: Somewhere", "region: a: b",
      says: """
        plan.yaml:2:10: error: this is not YAML: a second “: ” stands in a value, or the line is indented too far
          region: a: b
                   ^
          put the value in quotes, or align the line with its neighbours
        """),
    Fault(
      "a value that needs quotes", "region: Somewhere", "region: @b",
      says: """
        plan.yaml:2:9: error: this is not YAML: a value cannot begin with this character
          region: @b
                  ^
          put the value in quotes
        """),
    Fault(
      "a quote left open", "region: Somewhere", "region: \"b",
      says: """
        plan.yaml:2:9: error: this is not YAML: the text ends inside quotes or brackets
          region: "b
                  ^
          close what is open
        """),
    Fault(
      "an alias of nothing", "id: baseline, name", "id: *nobody, name",
      says: """
        plan.yaml:13:10: error: this is not YAML: this alias (*name) has no anchor (&name) before it
            - {id: *nobody, name: {en: Baseline, zh: 基准}}
                   ^
        """),
    Fault(
      "a missing data file", "groups:", "data: {statements: nowhere.csv}\ngroups:",
      says: """
        plan.yaml:4:20: error: there is no file “nowhere.csv”
          data: {statements: nowhere.csv}
                             ^~~~~~~~~~~
          paths are relative to the folder of the plan
        """),
    Fault(
      "no scenarios", "scenarios:", "scenarios: []\nmodel:",
      says: """
        plan.yaml:12:12: error: the plan has no scenarios
          scenarios: []
                     ^
          add at least “- {id: baseline, name: {en: Baseline, zh: 基准}}”
        plan.yaml:14:3: error: the section model names one model
            - {id: baseline, name: {en: Baseline, zh: 基准}}
            ^
          write “model: {growth: {…}}”, or “model: {file: …, data: …}” for a model of your own
        """),
    Fault(
      "another format", "outturn: 1", "outturn: 2",
      says: """
        plan.yaml:1:10: error: this program reads plans of format 1, not 2
          outturn: 2
                   ^
          write “outturn: 1”
        """),
    Fault(
      "impossible relations", "scenarios:",
      "relations:\n  - {part: a, whole: b, share: 120 %}\n  - {part: a, whole: b, share: -3 %}\n  - {part: a, whole: b, share: 3 亿元}\n  - {whole: a, parts: [b, a]}\n  - {ratio: a, smaller: b}\nscenarios:",
      says: """
        plan.yaml:13:32: error: a share lies between 0 and 100 %, not at 120 %
            - {part: a, whole: b, share: 120 %}
                                         ^~~~~
        plan.yaml:14:32: error: a share lies between 0 and 100 %, not at -3 %
            - {part: a, whole: b, share: -3 %}
                                         ^~~~
        plan.yaml:15:32: error: a share is in %, not in 亿元
            - {part: a, whole: b, share: 3 亿元}
                                         ^~~~~~
          write “share: 3 %”
        plan.yaml:16:23: error: “a” is a part of itself
            - {whole: a, parts: [b, a]}
                                ^
        plan.yaml:17:5: error: a relation of ratio, smaller is none of the four known
            - {ratio: a, smaller: b}
              ^
          write {whole, parts}, {part, whole, share}, {ratio, per} or {smaller, larger, rate}
        """),
    Fault(
      "--set of nothing",
      settings: ["run.darws=5", "targets.outptu.at_least=7%", "run.draws", "scenarios.push.overides=1"],
      says: """
        --set:1:5: error: unknown key “darws” in the section run
          run.darws=5
              ^~~~~
          did you mean “draws”?
        --set:2:9: error: unknown key “outptu” in this list
          targets.outptu.at_least=7%
                  ^~~~~~
          did you mean “output”?
        --set:3:1: error: “run.draws” has no “=”
          run.draws
          ^~~~~~~~~
          write “--set KEY=VALUE”, for example “--set run.draws=5000”
        --set:4:16: error: unknown key “overides” in a scenario
          scenarios.push.overides=1
                         ^~~~~~~~
          did you mean “overrides”?
        """),
    Fault(
      "--set of the impossible",
      settings: ["run.draws=0", "targets.output.at_least=seven", "model.growth.parameters.alpha=0.4"],
      says: """
        --set:1:11: error: the number of draws lies between 1 and 1000000000, not at 0
          run.draws=0
                    ^
        --set:2:25: error: the bound: “seven” has no number; write a number and a unit, such as 7.6% or 520 亿元
          targets.output.at_least=seven
                                  ^~~~~
        """),
    Fault(
      "--set of no YAML", settings: ["run.draws={a"],
      says: """
        --set:1:11: error: this is not YAML: a comma or a closing “}” is missing
          run.draws={a
                    ^
          close the map “{…}”, or put a comma between its entries
        """),
    Fault(
      "a number the statement does not give", "variable: gdp, at_least: 7.6 %",
      "variable: gdp, at_least: 8 %", in: .stated,
      says: """
        plan.yaml:8:69: error: 8% is not what the statement “gdp_target_2020” says (report-indicators.csv:21:1): 7.6 %
            - {id: gdp_target_2020, group: headline, variable: gdp, at_least: 8 %}
                                                                              ^~~
          write “at_least: 7.6 %”, or give a target of your own another id
        """),
    Fault(
      "a level where the statement gives growth", "variable: gdp, at_least: 7.6 %",
      "variable: gdp, at_least: 559 亿元", in: .stated,
      says: """
        plan.yaml:8:69: error: the statement “gdp_target_2020” gives 7.6 %, not a number in 亿元
            - {id: gdp_target_2020, group: headline, variable: gdp, at_least: 559 亿元}
                                                                              ^~~~~~~~
          write “at_least: 7.6 %”, or give a target of your own another id
        """),
    Fault(
      "dollars where the statement gives yuan", "variable: fai.eco_city, at_least: 130 亿元",
      "variable: fai.eco_city, at_least: 130 亿美元", in: .stated,
      says: """
        plan.yaml:9:76: error: the statement “ecocity_fai_2020” is in 亿元, not in 亿美元
            - {id: ecocity_fai_2020, group: area2, variable: fai.eco_city, at_least: 130 亿美元}
                                                                                     ^~~~~~~~~~
          write “at_least: 130 亿元”, or give a target of your own another id
        """),
    Fault(
      "a bound that points the other way", "variable: unemployment, at_most: 3.2 %",
      "variable: unemployment, at_least: 3.2 %", in: .stated,
      says: """
        plan.yaml:10:88: error: “at_least” is not what the statement “registered_unemployment_2020” says (report-indicators.csv:71:1): 以内
            - {id: registered_unemployment_2020, group: area7, variable: unemployment, at_least: 3.2 %}
                                                                                                 ^~~~~
          write “at_most: 3.2 %”, or give a target of your own another id
        """),
    Fault(
      "a unit the statement does not give", "variable: unemployment, at_most: 3.2 %",
      "variable: unemployment, at_most: 3.2 亿元", in: .stated, language: .zh,
      says: """
        plan.yaml:10:87: 错误: 表述“registered_unemployment_2020”的单位是%，而不是亿元
            - {id: registered_unemployment_2020, group: area7, variable: unemployment, at_most: 3.2 亿元}
                                                                                                ^~~~~~~~
          请写“at_most: 3.2 %”；自拟目标请另用 id
        """),
    Fault(
      "a delivery the statement does not promise", "delivery: 3 所", "delivery: 4 所", in: .stated,
      says: """
        plan.yaml:11:54: error: 4 所 is not what the statement “schools_built_2020” says (report-indicators.csv:72:1): 3 所
            - {id: schools_built_2020, group: area7, delivery: 4 所}
                                                               ^~~~
          write “delivery: 3 所”, or give a target of your own another id
        """),
    Fault(
      "a data file misspelt", "statements: report-indicators.csv", "statements: report-indicator.csv",
      in: .stated,
      says: """
        plan.yaml:5:15: error: there is no file “report-indicator.csv”
            statements: report-indicator.csv
                        ^~~~~~~~~~~~~~~~~~~~
          did you mean “report-indicators.csv”?
        """),
    Fault(
      "a statement misspelt as the id of a target", "id: gdp_target_2020", "id: gdp_targt_2020", in: .stated,
      says: """
        plan.yaml:8:10: error: no statement has the id “gdp_targt_2020”
            - {id: gdp_targt_2020, group: headline, variable: gdp, at_least: 7.6 %}
                   ^~~~~~~~~~~~~~
          did you mean “gdp_target_2020”? Give a target of your own an id less like it
        """),
    Fault(
      "a missing data file near one that the plan names", "statements: report-indicators.csv",
      "statements: report-indicators.csv\n  panel: [../communiques/china.cs, ../communiques/hubei.csv, ../communiques/hubej.csv]",
      in: .stated,
      says: """
        plan.yaml:6:11: error: there is no file “../communiques/china.cs”
            panel: [../communiques/china.cs, ../communiques/hubei.csv, ../communiques/hubej.csv]
                    ^~~~~~~~~~~~~~~~~~~~~~~
          did you mean “../communiques/china.csv”?
        plan.yaml:6:62: error: there is no file “../communiques/hubej.csv”
            panel: [../communiques/china.cs, ../communiques/hubei.csv, ../communiques/hubej.csv]
                                                                       ^~~~~~~~~~~~~~~~~~~~~~~~
          paths are relative to the folder of the plan
        """),
    Fault(
      "a missing data file like no other", "statements: report-indicators.csv",
      "statements: ../communiques/chile.csv", in: .stated,
      says: """
        plan.yaml:5:15: error: there is no file “../communiques/chile.csv”
            statements: ../communiques/chile.csv
                        ^~~~~~~~~~~~~~~~~~~~~~~~
          paths are relative to the folder of the plan
        """),
  ]
}
