extension StarterPlan {
  /// An invented district with five targets and three scenarios.
  static let plan = """
    # A starter plan for an invented district: every number is made up. Put your own in their place.
    # 示例计划：地区与数字均为虚构，请换成自己的内容。
    #   outturn run plan.yaml       can the targets be reached?
    #   outturn check plan.yaml     is anything mistyped, do the targets contradict each other?
    #   outturn data plan.yaml      where does every number come from?
    outturn: 1
    title: {en: Starter plan, zh: 示例计划}
    region: {en: Sample district, zh: 示例区}
    information: 2020-01            # nothing published later is used
    horizon: 2020                   # or 2020..2025

    data:
      parameters: parameters.csv    # priors; add “panel: your-region.csv” and they are estimated where the data suffice

    model:
      growth:
        base:                       # last year: levels in their units, growth in percent
          gdp: {level: 500 亿元, growth: 7.5 %, source: invented}
          fai: {level: 300 亿元, growth: 12 %, source: invented}
          fai.new_town: {level: 120 亿元, source: invented}
          fai.rest: {level: 180 亿元, source: invented}
          budget_revenue: {level: 40 亿元, growth: 7 %, source: invented}
          retail: {level: 150 亿元, growth: 10 %, source: invented}
          urban_income: {level: 38000 元, growth: 9 %, source: invented}
          rural_income: {level: 23000 元, growth: 9 %, source: invented}
          unemployment: {level: 3.0 %, source: invented}
        weights: {va_primary: 9 %, va_secondary: 56 %, va_tertiary: 35 %}
        areas: [fai.new_town, fai.rest]

    groups:
      - {id: headline, name: {en: Headline targets, zh: 主要预期目标}}
      - {id: projects, name: {en: Projects and livelihood, zh: 项目与民生}}

    targets:
      - {id: gdp_growth, name: {en: Gross regional product, zh: 地区生产总值}, group: headline, variable: gdp, at_least: 7.5 %}
      - {id: investment, name: {en: Fixed-asset investment, zh: 固定资产投资}, group: headline, variable: fai, at_least: 12 %}
      - {id: revenue, name: {en: Local budget revenue, zh: 地方一般公共预算收入}, group: headline, variable: budget_revenue, at_least: 7 %}
      - {id: income, name: {en: Resident income, zh: 居民收入}, group: headline, variables: [urban_income, rural_income], above: {variable: gdp}}
      - {id: new_town, name: {en: Investment in the new town, zh: 新城投资}, group: projects, variable: fai.new_town, at_least: 135 亿元}
      - {id: unemployment, name: {en: Registered unemployment, zh: 城镇登记失业率}, group: projects, variable: unemployment, at_most: 3.2 %}

    relations:
      - {whole: fai, parts: [fai.new_town]}

    scenarios:
      - {id: baseline, name: {en: Baseline, zh: 基准}}
      - id: investment_push         # a condition is information: all that moves with investment responds
        name: {en: Investment push, zh: 投资拉动}
        conditions:
          - {variable: fai, equals: 20 %, sd: 3 百分点}
      - id: tax_cut                 # an override is an assumption: nothing else is believed differently
        name: {en: Tax cut, zh: 减税}
        overrides:
          - {variable: budget_revenue, set: 0 %, sd: 2 百分点}

    run: {draws: 20000, seed: 1}

    """
}
