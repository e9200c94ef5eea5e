extension Fault {
  static let keysAndNames: [Fault] = [
    Fault(
      "a key of the plan", "region:", "regoin:",
      says: """
        plan.yaml:2:1: error: unknown key “regoin” in a plan
          regoin: Somewhere
          ^~~~~~
          did you mean “region”?
        """),
    Fault(
      "a key of a group", "{id: area1}", "{id: area1, nmae: x}",
      says: """
        plan.yaml:6:17: error: unknown key “nmae” in a group
            - {id: area1, nmae: x}
                          ^~~~
          did you mean “name”?
        """),
    Fault(
      "a key of a target", "variable: gdp", "varible: gdp",
      says: """
        plan.yaml:8:35: error: unknown key “varible” in a target
            - {id: output, group: headline, varible: gdp, at_least: 7.6 %, period: 2020}
                                            ^~~~~~~
          did you mean “variable”?
        """),
    Fault(
      "a key of a comparison", "variable: gdp, at_least: 7.6 %", "variable: gdp, above: {varable: cpi}",
      says: """
        plan.yaml:8:58: error: unknown key “varable” in a comparison
            - {id: output, group: headline, variable: gdp, above: {varable: cpi}, period: 2020}
                                                                   ^~~~~~~
          did you mean “variable”?
        """),
    Fault(
      "a key of an income target", "variable: gdp, at_least: 7.6 %", "income: {konzept: both}",
      says: """
        plan.yaml:8:44: error: unknown key “konzept” in an income target
            - {id: output, group: headline, income: {konzept: both}, period: 2020}
                                                     ^~~~~~~
          did you mean “concept”?
        """),
    Fault(
      "a key of a name", "{en: Headline, zh: 主要目标}", "{en: Headline, cn: 主要目标}",
      says: """
        plan.yaml:5:41: error: unknown key “cn” in the name
            - {id: headline, name: {en: Headline, cn: 主要目标}}
                                                  ^~
          did you mean “en”?
        """),
    Fault(
      "a key of an override", "scale: 6", "scael: 6",
      says: """
        plan.yaml:11:30: error: unknown key “scael” in an override
            storm: [ {volatility: all, scael: 6} ]
                                       ^~~~~
          did you mean “scale”?
        """),
    Fault(
      "a key of a scenario", "    extends: baseline", "    extend: baseline",
      says: """
        plan.yaml:15:5: error: unknown key “extend” in a scenario
              extend: baseline
              ^~~~~~
          did you mean “extends”?
        """),
    Fault(
      "a key of a condition", "equals: 30 %", "equal: 30 %",
      says: """
        plan.yaml:20:39: error: unknown key “equal” in a condition
                - {variable: fai, period: 2020, equal: 30 %, sd: 4 百分点}
                                                ^~~~~
          did you mean “equals”?
        """),
    Fault(
      "a key of a relation", "scenarios:", "relations:\n  - {whole: gdp, partz: [fai]}\nscenarios:",
      says: """
        plan.yaml:13:18: error: unknown key “partz” in a relation
            - {whole: gdp, partz: [fai]}
                           ^~~~~
          did you mean “parts”?
        """),
    Fault(
      "a key of a check", "scenarios:",
      "checks:\n  - {agregate: [a], total: b, region: C, period: 2020}\nscenarios:",
      says: """
        plan.yaml:13:6: error: unknown key “agregate” in a check
            - {agregate: [a], total: b, region: C, period: 2020}
               ^~~~~~~~
          did you mean “aggregate”?
        """),
    Fault(
      "a key of the run", "draws: 1000", "darws: 1000",
      says: """
        plan.yaml:21:7: error: unknown key “darws” in the section run
          run: {darws: 1000, seed: 7}
                ^~~~~
          did you mean “draws”?
        """),
    Fault(
      "a key of the data section", "groups:", "data: {statement: x.csv}\ngroups:",
      says: """
        plan.yaml:4:8: error: unknown key “statement” in the section data
          data: {statement: x.csv}
                 ^~~~~~~~~
          did you mean “statements”?
        """),
    Fault(
      "a key of a data file", "groups:", "data: {panel: [{fiel: x.csv}]}\ngroups:",
      says: """
        plan.yaml:4:17: error: unknown key “fiel” in a data file
          data: {panel: [{fiel: x.csv}]}
                          ^~~~
          did you mean “file”?
        """),
    Fault(
      "in Chinese", "variable: gdp", "varible: gdp", language: .zh,
      says: """
        plan.yaml:8:35: 错误: 目标中有未知的键“varible”
            - {id: output, group: headline, varible: gdp, at_least: 7.6 %, period: 2020}
                                            ^~~~~~~
          是否想写“variable”？
        """),
    Fault(
      "unknown group", "group: headline, var", "group: hedline, var",
      says: """
        plan.yaml:8:25: error: unknown group “hedline”
            - {id: output, group: hedline, variable: gdp, at_least: 7.6 %, period: 2020}
                                  ^~~~~~~
          did you mean “headline”?
        """),
    Fault(
      "unknown parent", "period: 2020}", "period: 2020, parent: outptu}",
      says: """
        plan.yaml:8:89: error: unknown target “outptu”
            - {id: output, group: headline, variable: gdp, at_least: 7.6 %, period: 2020, parent: outptu}
                                                                                                  ^~~~~~
          did you mean “output”?
        """),
    Fault(
      "unknown statement", "period: 2020}", "period: 2020, statement: gdp_2020}",
      says: """
        plan.yaml:8:92: error: unknown statement “gdp_2020”
            - {id: output, group: headline, variable: gdp, at_least: 7.6 %, period: 2020, statement: gdp_2020…
                                                                                                     ^~~~~~~~
          the plan defines none
        """),
    Fault(
      "unknown scenario extended", "extends: baseline", "extends: basline",
      says: """
        plan.yaml:15:14: error: unknown scenario “basline”
              extends: basline
                       ^~~~~~~
          did you mean “baseline”?
        """),
    Fault(
      "unknown set applied", "apply: [storm]", "apply: [strom]",
      says: """
        plan.yaml:16:13: error: unknown override set “strom”
              apply: [strom]
                      ^~~~~
          did you mean “storm”?
        """),
    Fault(
      "unknown modality", "period: 2020}", "period: 2020, modality: insure}",
      says: """
        plan.yaml:8:91: error: the modality cannot be “insure”
            - {id: output, group: headline, variable: gdp, at_least: 7.6 %, period: 2020, modality: insure…
                                                                                                    ^~~~~~
          did you mean “ensure”?
        """),
    Fault(
      "points for percent in a target", "at_least: 7.6 %", "at_least: 7.6 百分点",
      says: """
        plan.yaml:8:60: error: the target “output” is in 百分点 (percentage points), which measure differences; growth and shares are in %
            - {id: output, group: headline, variable: gdp, at_least: 7.6 百分点, period: 2020}
                                                                     ^~~~~~~~~~
          write “at_least: 7.6 %”
        """),
    Fault(
      "points for percent in a condition", "equals: 30 %", "equals: 30 pp",
      says: """
        plan.yaml:20:47: error: a value is in %, not in 百分点 (percentage points), which measure differences
                - {variable: fai, period: 2020, equals: 30 pp, sd: 4 百分点}
                                                        ^~~~~
          write “30 %”, or “add: 30 百分点” to move it
        """),
    Fault(
      "percent for points in an override", "add: 2 百分点", "add: 2 %",
      says: """
        plan.yaml:18:30: error: “add” is a difference of two rates: 百分点 (percentage points), not %
                - {variable: fai, add: 2 %, over: 2020..2021}
                                       ^~~
          write “add: 2 百分点”
        """),
    Fault(
      "percent for points in a spread", "sd: 4 百分点", "sd: 4 %", language: .zh,
      says: """
        plan.yaml:20:57: 错误: “sd”是两个比率之差，应为百分点，不是 %
                - {variable: fai, period: 2020, equals: 30 %, sd: 4 %}
                                                                  ^~~
          请写“sd: 4 百分点”
        """),
    Fault(
      "no unit", "at_least: 7.6 %", "at_least: 7.6",
      says: """
        plan.yaml:8:60: error: the bound “7.6” has no unit
            - {id: output, group: headline, variable: gdp, at_least: 7.6, period: 2020}
                                                                     ^~~
          write “7.6 %” for growth or a share, “7.6 亿元” for a level
        """),
  ]
}
