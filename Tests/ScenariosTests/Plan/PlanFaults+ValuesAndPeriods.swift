extension Fault {
  static let valuesAndPeriods: [Fault] = [
    Fault(
      "unknown unit", "at_least: 7.6 %", "at_least: 7.6 亿圆",
      says: """
        plan.yaml:8:60: error: unknown unit “亿圆” in the bound
            - {id: output, group: headline, variable: gdp, at_least: 7.6 亿圆, period: 2020}
                                                                     ^~~~~~~~
          did you mean “亿元”?
        """),
    Fault(
      "a level called growth", "at_least: 7.6 %", "at_least: 520 亿元, measure: growth",
      says: """
        plan.yaml:8:60: error: growth is in %, not in 亿元
            - {id: output, group: headline, variable: gdp, at_least: 520 亿元, measure: growth, period: 2020…
                                                                     ^~~~~~~~
        """),
    Fault(
      "not a number", "at_least: 7.6 %", "at_least: nan %",
      says: """
        plan.yaml:8:60: error: the bound is a finite number, not “nan %”
            - {id: output, group: headline, variable: gdp, at_least: nan %, period: 2020}
                                                                     ^~~~~
        """),
    Fault(
      "infinite", "scale: 6", "scale: inf",
      says: """
        plan.yaml:11:37: error: “scale” is a finite number, not “inf”
            storm: [ {volatility: all, scale: inf} ]
                                              ^~~
        """),
    Fault(
      "no number", "at_least: 7.6 %", "at_least: seven %",
      says: """
        plan.yaml:8:60: error: the bound: “seven %” has no number; write a number and a unit, such as 7.6% or 520 亿元
            - {id: output, group: headline, variable: gdp, at_least: seven %, period: 2020}
                                                                     ^~~~~~~
        """),
    Fault(
      "a range reversed", "at_least: 7.6 %", "within: [8 %, 7 %]",
      says: """
        plan.yaml:8:59: error: “within” is reversed: 8% is more than 7%
            - {id: output, group: headline, variable: gdp, within: [8 %, 7 %], period: 2020}
                                                                    ^~~
          write “within: [7 %, 8 %]”
        """),
    Fault(
      "a range in two units", "at_least: 7.6 %", "within: [7 %, 8 亿元]",
      says: """
        plan.yaml:8:64: error: the two ends of “within” are in different units, % and 亿元
            - {id: output, group: headline, variable: gdp, within: [7 %, 8 亿元], period: 2020}
                                                                         ^~~~~~
        """),
    Fault(
      "two bounds", "at_least: 7.6 %", "at_least: 7.6 %, at_most: 9 %",
      says: """
        plan.yaml:8:76: error: the target “output” has 2 bounds: at_least, at_most
            - {id: output, group: headline, variable: gdp, at_least: 7.6 %, at_most: 9 %, period: 2020}
                                                                                     ^~~
          keep one; for a range write “within: [7 %, 8 %]”
        """),
    Fault(
      "no bound", "at_least: 7.6 %, ", "",
      says: """
        plan.yaml:8:5: error: the target “output” has no bound
            - {id: output, group: headline, variable: gdp, period: 2020}
              ^
          add one of at_least, at_most, above, below, within, about, such as “at_least: 7.6 %”
        """),
    Fault(
      "a bound on a delivery", "variable: gdp, at_least: 7.6 %", "delivery: 3 所, at_least: 2 所",
      says: """
        plan.yaml:8:60: error: “at_least” is one too many: the amount of a delivery target is its bound
            - {id: output, group: headline, delivery: 3 所, at_least: 2 所, period: 2020}
                                                                      ^~~~
        """),
    Fault(
      "two subjects", "variable: gdp, at_least: 7.6 %", "variable: gdp, delivery: 3 所",
      says: """
        plan.yaml:8:5: error: the target “output” has variable and delivery
            - {id: output, group: headline, variable: gdp, delivery: 3 所, period: 2020}
              ^
          write one of variable, variables, delivery, income, unquantified
        """),
    Fault(
      "a negative spread", "sd: 4 百分点", "sd: -4 百分点",
      says: """
        plan.yaml:20:57: error: a standard deviation is not negative: -4
                - {variable: fai, period: 2020, equals: 30 %, sd: -4 百分点}
                                                                  ^~~~~~~~~
        """),
    Fault(
      "an override that does nothing", "add: 2 百分点, ", "",
      says: """
        plan.yaml:18:9: error: the override does nothing
                - {variable: fai, over: 2020..2021}
                  ^
          write exactly one of set, path, add, scale, hold, add_factor
        """),
    Fault(
      "an override with two actions", "add: 2 百分点", "add: 2 百分点, scale: 2",
      says: """
        plan.yaml:18:9: error: the override has add and scale
                - {variable: fai, add: 2 百分点, scale: 2, over: 2020..2021}
                  ^
          write exactly one of set, path, add, scale, hold, add_factor
        """),
    Fault(
      "an action that does not apply", "scale: 6", "set: 6",
      says: """
        plan.yaml:11:35: error: “set” does not apply to a volatility
            storm: [ {volatility: all, set: 6} ]
                                            ^
          write one of scale
        """),
    Fault(
      "an impossible month", "horizon: 2020..2022", "horizon: 2020-13",
      says: """
        plan.yaml:3:10: error: the horizon: “2020-13” is not a period: there is no month 13; a year has months 1 to 12
          horizon: 2020-13
                   ^~~~~~~
        """),
    Fault(
      "an impossible quarter", "period: 2020, equals", "period: 2020Q5, equals",
      says: """
        plan.yaml:20:33: error: the period of the condition: “2020Q5” is not a period: there is no quarter 5; a year has quarters 1 to 4
                - {variable: fai, period: 2020Q5, equals: 30 %, sd: 4 百分点}
                                          ^~~~~~
        """),
    Fault(
      "a quarter that is not year to date", "period: 2020, equals", "period: 2020Q2, equals",
      says: """
        plan.yaml:20:33: error: a condition within the year is year to date: the first quarter or half-year, not 2020Q2
                - {variable: fai, period: 2020Q2, equals: 30 %, sd: 4 百分点}
                                          ^~~~~~
          write “2020Q1”, “2020H1” or “2020”
        """),
    Fault(
      "a period outside the horizon", "period: 2020, equals", "period: 2019, equals",
      says: """
        plan.yaml:20:33: error: 2019 lies outside the horizon 2020..2022
                - {variable: fai, period: 2019, equals: 30 %, sd: 4 百分点}
                                          ^~~~
          choose a period inside it, or widen “horizon”
        """),
    Fault(
      "a span beyond the horizon", "over: 2020..2021", "over: 2021..2025",
      says: """
        plan.yaml:18:43: error: 2025 lies outside the horizon 2020..2022
                - {variable: fai, add: 2 百分点, over: 2021..2025}
                                                       ^~~~~~~~~~
          choose a period inside it, or widen “horizon”
        """),
    Fault(
      "a horizon that holds no target", settings: ["horizon=2025"],
      says: """
        --set:1:9: error: the targets are of 2020, outside the horizon 2025
          horizon=2025
                  ^~~~
          write “horizon: 2020..2025”, or give the targets a “period” inside it
        """),
    Fault(
      "one target outside the horizon", "at_least: 7.6 %, period: 2020", "at_least: 7.6 %, period: 2019",
      says: """
        plan.yaml:8:75: error: 2019 lies outside the horizon 2020..2022
            - {id: output, group: headline, variable: gdp, at_least: 7.6 %, period: 2019}
                                                                                    ^~~~
          choose a period inside it, or widen “horizon”
        """),
    Fault(
      "no draws", "draws: 1000", "draws: 0",
      says: """
        plan.yaml:21:14: error: the number of draws lies between 1 and 1000000000, not at 0
          run: {draws: 0, seed: 7}
                       ^
        """),
    Fault(
      "too many draws", "draws: 1000", "draws: 1e12",
      says: """
        plan.yaml:21:14: error: the number of draws lies between 1 and 1000000000, not at 1000000000000
          run: {draws: 1e12, seed: 7}
                       ^~~~
        """),
    Fault(
      "a seed that is no whole number", "seed: 7", "seed: 7.5",
      says: """
        plan.yaml:21:26: error: the seed is a whole number of 0 or more, not “7.5”
          run: {draws: 1000, seed: 7.5}
                                   ^~~
          write, for example, “seed: 20200106”
        """),
    Fault(
      "an id twice", "id: jobs", "id: output",
      says: """
        plan.yaml:9:10: error: the target id “output” is taken; first on line 8
            - {id: output, group: area1, variable: unemployment, at_most: 3.2 %, measure: level, period: 2…
                   ^~~~~~
          give it another id
        """),
    Fault(
      "a dot in an id", "id: jobs", "id: jobs.all",
      says: """
        plan.yaml:9:10: error: “.” cannot stand in the target id “jobs.all”
            - {id: jobs.all, group: area1, variable: unemployment, at_most: 3.2 %, measure: level, period:…
                   ^~~~~~~~
          use letters, digits, “_” and “-”
        """),
  ]
}
