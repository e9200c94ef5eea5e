import Datasets
import Reports
import Scenarios
import TimeSeries

/// A run made by hand: probabilities are arithmetic on the places of target and scenario, so that every report of it
/// can be told in advance.
enum SampleRun {
  static let scenarioNames: [(String, Bilingual)] = [
    ("baseline", Bilingual(en: "Baseline", zh: "基准")),
    ("investment_push", Bilingual(en: "Investment push", zh: "投资拉动")),
    ("external_slump", Bilingual(en: "External slump", zh: "外需下滑")),
    ("epidemic_real_2020", Bilingual(en: "Epidemic as it was", zh: "疫情（实际）")),
    ("epidemic_onset", Bilingual(en: "Epidemic onset", zh: "疫情初期")),
    ("financing_squeeze", Bilingual(en: "Financing squeeze", zh: "融资收紧")),
    ("revenue_shock_tax_cut", Bilingual(en: "Revenue shock: tax cut", zh: "减税冲击")),
    ("slow_eco_city", Bilingual(en: "Slow eco-city", zh: "生态城放缓")),
    ("high_tech_drive", Bilingual(en: "High-tech drive", zh: "高新驱动")),
    ("stress_joint", Bilingual(en: "Joint stress", zh: "综合压力")),
  ]

  static let headline: [(String, Bilingual, Double)] = [
    ("gdp", Bilingual(en: "Gross regional product", zh: "地区生产总值"), 7.6),
    ("budget_revenue", Bilingual(en: "Local general public budget revenue", zh: "地方一般公共预算收入"), 8),
    ("fai", Bilingual(en: "Total social fixed-asset investment", zh: "全社会固定资产投资"), 15),
    ("industrial_va", Bilingual(en: "Value added of industry above designated size", zh: "规模以上工业增加值"), 8),
    ("hightech_va", Bilingual(en: "High-tech industry value added", zh: "高新技术产业增加值"), 15),
    ("retail", Bilingual(en: "Total retail sales of consumer goods", zh: "社会消费品零售总额"), 10),
  ]

  static func target(
    _ id: String, _ name: Bilingual, kind: Target.Kind = .modelled, _ bound: Bound,
    unit: TimeSeries.Unit = .percent,
    group: String = "headline", quote: String? = nil
  ) -> TargetRecord {
    let quantity = Scenarios.Quantity(id, unit == .percent ? .growth : .level)
    let forms = kind == .unquantified ? [] : [LinearForm([LinearForm.Term(1, quantity)])]
    return TargetRecord(
      Target(
        id: id + "_target", name: name, kind: kind, forms: forms, bound: bound, unit: unit,
        period: .year(2020),
        group: group, quote: quote, at: SourcePosition(file: "plan.yaml", line: 20, column: 5)))
  }

  static var targets: [TargetRecord] {
    let income = Target(
      id: "income_target", name: Bilingual(en: "Resident income", zh: "居民收入"), kind: .modelled,
      forms: ["urban_income", "rural_income"].map {
        LinearForm([.init(1, .init($0, .growth)), .init(-1, .init("gdp", .growth))])
      },
      bound: .above(0), unit: .percentagePoint, period: .year(2020), group: "headline",
      at: SourcePosition(file: "plan.yaml", line: 27, column: 5))
    return headline.map { target($0.0, $0.1, .atLeast($0.2)) } + [
      target(
        "investment_attraction", Bilingual(en: "Funds in place from investment attraction", zh: "招商引资实际到位资金"),
        .atLeast(520), unit: .hundredMillionYuan),
      TargetRecord(income),
      target(
        "binding", Bilingual(en: "Municipal binding targets", zh: "市政府下达的约束性指标"), kind: .unquantified,
        .atLeast(0), quote: "全面完成市政府下达的约束性指标"),
      target(
        "eco_city", Bilingual(en: "Eco-city investment", zh: "生态城投资"), .atLeast(130),
        unit: .hundredMillionYuan,
        group: "area2"),
      target(
        "unemployment", Bilingual(en: "Registered unemployment", zh: "城镇登记失业率"), .atMost(3.2), group: "area7"),
      target(
        "schools", Bilingual(en: "Schools built", zh: "新建学校"), kind: .delivery, .atLeast(100), group: "area7"),
    ]
  }

  static func record(scenarios count: Int = 3, draws: Int = 100_000, complete: Bool = true) -> RunRecord {
    RunRecord(
      version: "0.1.0", title: Bilingual(en: "Caidian 2020 plan", zh: "蔡甸区2020年计划"),
      region: Bilingual(en: "Caidian District, Wuhan", zh: "武汉市蔡甸区"), information: .month(2020, 1),
      horizon: Horizon(.year(2020)...(.year(2020))), model: "growth",
      inputs: [
        InputRecord(role: "plan", path: "plan.yaml", sha256: String(repeating: "ab", count: 32), bytes: 1200)
      ],
      groups: [
        TargetGroup(id: "headline", name: Bilingual(en: "Headline targets", zh: "主要预期目标")),
        TargetGroup(id: "area2", name: Bilingual(en: "2 Eco-city", zh: "二、生态城")),
        TargetGroup(id: "area7", name: Bilingual(en: "7 Livelihood", zh: "七、民生")),
      ],
      targets: targets,
      variables: headline.map {
        Variable(
          id: $0.0, name: $0.1, unit: .hundredMillionYuan,
          priceBasis: $0.0 == "gdp" ? .real(base: nil) : .nominal,
          measures: [.level, .growth])
      },
      parameters: [
        ParameterRecord(
          id: "fai.slope", name: Bilingual(en: "slope", zh: "斜率"), value: 0.31, standardError: 0.08, unit: "",
          provenance: .estimated, source: "Hubei communiqués 2011–2019", observations: 118),
        ParameterRecord(
          id: "alpha", name: Bilingual(en: "capital elasticity", zh: "资本弹性"), value: 0.5, standardError: 0.05,
          unit: "",
          provenance: .assumption, source: "Bai and Qian 2010 suggest it"),
      ],
      settings: [
        SettingRecord(
          scenario: "investment_push", key: "conditions.fai 2020.equals", value: "30", unit: "%",
          position: SourcePosition(file: "plan.yaml", line: 60, column: 31)),
        SettingRecord(
          scenario: "epidemic_real_2020", key: "overrides.volatility all.scale", value: "6",
          position: SourcePosition(file: "plan.yaml", line: 50, column: 32),
          inheritedFrom: "overrides.pandemic"),
      ],
      notes: [
        Bilingual(
          en: "A target written as growth without a bound is read as at least.", zh: "未注明界限的增长目标按“不低于”理解。")
      ],
      result: BatchResult(
        seed: 20_200_106, draws: complete ? draws : draws * 2 / 5, isComplete: complete,
        drawsRequested: draws,
        scenarios: scenarioNames.prefix(count).enumerated().map { scenario($0.offset, $0.element) }))
  }

  static func scenario(_ place: Int, _ name: (String, Bilingual)) -> ScenarioResult {
    let judged = targets.filter { $0.kind != .unquantified }
    let verdicts = judged.enumerated().map { k, target in
      let p =
        target.kind == .delivery ? 0.82 : max(0, min(1, 0.96 - 0.11 * Double(k) - 0.09 * Double(place)))
      return Verdict(
        target: target.id, probability: Estimate(value: p, monteCarloError: 0.0015),
        expectedShortfall: Estimate(value: 0.25 * Double(k), monteCarloError: 0.01),
        conditionalShortfall: p == 1 ? nil : Estimate(value: 1.5, monteCarloError: 0.02),
        mean: Estimate(value: 7.25, monteCarloError: 0.01), standardDeviation: 1.5,
        quantiles: [5, 5.5, 6, 7.25, 8.5, 9, 9.5])
    }
    let members = Array(judged.prefix(8).map(\.id))
    let isConditioned = place == 1
    return ScenarioResult(
      id: name.0, name: name.1,
      note: place == 3 ? Bilingual(en: "No Caidian outturn is known.", zh: "蔡甸区没有已知的实际数据。") : nil,
      verdicts: verdicts,
      groups: [
        GroupVerdict(
          group: "headline", targets: members, joint: Estimate(value: 0.031, monteCarloError: 0.0005),
          independent: 0.002,
          atLeast: (0...8).map { Estimate(value: 1 - Double($0) / 9, monteCarloError: 0.001) },
          conditional: members.map { a in
            members.map {
              a == $0 ? Estimate(value: 1, monteCarloError: 0) : Estimate(value: 0.5, monteCarloError: 0.01)
            }
          },
          correlation: members.map { a in
            members.map { a == $0 ? nil : Estimate(value: 0.2, monteCarloError: 0.01) }
          },
          jointGainIfDropped: members.map { _ in Estimate(value: 0.01, monteCarloError: 0.0002) })
      ],
      joint: Estimate(value: 0.031 / Double(place + 1), monteCarloError: 0.0005),
      differences: place == 0
        ? []
        : members.map {
          ScenarioDifference(
            target: $0, probability: Estimate(value: -0.09 * Double(place), monteCarloError: 0.0012),
            isPaired: !isConditioned)
        } + [
          ScenarioDifference(
            target: nil, probability: Estimate(value: -0.01, monteCarloError: 0.0001),
            isPaired: !isConditioned)
        ],
      imposed: isConditioned
        ? [
          ImposedPath(
            quantity: Scenarios.Quantity("fai", .growth), period: .year(2020), manner: .conditionedDensity,
            mean: 30,
            standardDeviation: 4)
        ] : [],
      plausibility: isConditioned
        ? Plausibility(
          squaredDistance: 5.5, degreesOfFreedom: 1, pValue: 0.019, divergence: 2.5, coinBias: 0.99) : nil,
      effectiveDraws: isConditioned ? 61_234.5 : 100_000, invalidDraws: place == 2 ? 12 : 0,
      saturatedDraws: 0,
      fans: [
        QuantityFan(
          quantity: Scenarios.Quantity("gdp", .growth), period: .year(2020), mean: 7.25,
          standardDeviation: 1.5,
          quantiles: [5, 5.5, 6, 7.25, 8.5, 9, 9.5])
      ])
  }
}
