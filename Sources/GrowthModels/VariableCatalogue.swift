import Scenarios
import TimeSeries

/// Names, units and price bases of the variables this model knows by name.
enum VariableCatalogue {
  private typealias Entry = (id: String, en: String, zh: String, unit: Unit, basis: PriceBasis)

  private static let entries: [Entry] = [
    ("gdp", "Gross regional product", "地区生产总值", .hundredMillionYuan, .real(base: nil)),
    ("va_primary", "Value added of the primary sector", "第一产业增加值", .hundredMillionYuan, .real(base: nil)),
    ("va_secondary", "Value added of the secondary sector", "第二产业增加值", .hundredMillionYuan, .real(base: nil)),
    ("va_tertiary", "Value added of the tertiary sector", "第三产业增加值", .hundredMillionYuan, .real(base: nil)),
    ("secondary_share", "Secondary share of GDP", "第二产业占比", .percent, .nominal),
    ("gdp_deflator", "GDP deflator", "平减指数", .index, .notApplicable),
    ("cpi", "Consumer prices", "居民消费价格", .index, .notApplicable),
    ("fai", "Fixed-asset investment", "全社会固定资产投资", .hundredMillionYuan, .nominal),
    ("fai.dev_zone", "Investment of the development zone", "开发区固定资产投资", .hundredMillionYuan, .nominal),
    ("fai.eco_city", "Investment of the eco-city", "生态城固定资产投资", .hundredMillionYuan, .nominal),
    ("fai.rest", "Investment elsewhere", "其他区域固定资产投资", .hundredMillionYuan, .nominal),
    ("industrial_investment", "Industrial investment", "工业投资", .hundredMillionYuan, .nominal),
    ("tech_renovation", "Technical-renovation investment", "技改投资", .hundredMillionYuan, .nominal),
    ("budget_revenue", "Local general public budget revenue", "地方一般公共预算收入", .hundredMillionYuan, .nominal),
    ("retail", "Retail sales of consumer goods", "社会消费品零售总额", .hundredMillionYuan, .nominal),
    ("trade", "Imports and exports", "进出口额", .hundredMillionYuan, .nominal),
    ("fdi", "Foreign investment utilised", "实际利用外资", .hundredMillionDollars, .currentUSD),
    ("investment_attraction", "Funds attracted", "招商引资实际到位资金", .hundredMillionYuan, .nominal),
    (
      "industrial_va", "Value added of industry above scale", "规模以上工业增加值", .hundredMillionYuan,
      .real(base: nil)
    ),
    ("hightech_va", "Value added of high-tech industry", "高新技术产业增加值", .hundredMillionYuan, .real(base: nil)),
    (
      "other_industrial_va", "Value added of other industry", "其余工业增加值", .hundredMillionYuan, .real(base: nil)
    ),
    ("urban_income", "Urban disposable income per head", "城镇居民人均可支配收入", .yuan, .nominal),
    ("rural_income", "Rural disposable income per head", "农村居民人均可支配收入", .yuan, .nominal),
    ("urban_new_jobs", "New urban jobs", "城镇新增就业", .person, .notApplicable),
    ("unemployment", "Registered urban unemployment rate", "城镇登记失业率", .percent, .notApplicable),
    ("tourist_visits", "Tourist visits", "接待游客", .tenThousandVisits, .notApplicable),
    ("spend_per_visit", "Spending per visit", "游客人均花费", .yuan, .nominal),
    ("tourism_revenue", "Tourism revenue", "旅游综合收入", .hundredMillionYuan, .nominal),
    ("agri_va", "Agricultural value added", "农业增加值", .hundredMillionYuan, .real(base: nil)),
    ("rural_ecommerce", "Rural e-commerce turnover", "农村电子商务交易额", .hundredMillionYuan, .nominal),
  ]

  private static let byID = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0) })

  /// Identifiers the model knows by name.
  static var ids: [String] { entries.map(\.id) }

  /// Whether an identifier is known by name, or names an area of investment.
  static func isKnown(_ id: String) -> Bool { byID[id] != nil || id.hasPrefix("fai.") }

  static func unit(_ id: String) -> Unit { byID[id]?.unit ?? .hundredMillionYuan }

  /// Variables whose level is a rate: their equation gives the change of the rate in points.
  static func isRate(_ id: String) -> Bool {
    id == "unemployment" || id == "secondary_share" || isDelivery(id)
  }

  static func isDelivery(_ id: String) -> Bool { id.hasPrefix("delivery.") }

  static func name(_ id: String) -> Bilingual {
    byID[id].map { Bilingual(en: $0.en, zh: $0.zh) } ?? Bilingual(id)
  }

  /// A variable with these measures; one without an entry is a nominal amount.
  static func variable(_ id: String, measures: Set<Measure>) -> Variable {
    let entry = byID[id]
    return Variable(
      id: id, name: name(id), unit: unit(id), priceBasis: entry?.basis ?? .nominal,
      measures: measures)
  }
}
