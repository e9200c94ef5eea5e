public import TimeSeries

/// A variable that statistics publish.
public struct Indicator: Hashable, Codable, Sendable {
  /// What kind of number its level is.
  public enum Nature: String, Hashable, Codable, Sendable, CaseIterable {
    case flow, stock, count
    case stockCount = "stock_count"
    case ratio
    case perCapita = "per_capita"
    /// A change of a ratio, in percentage points.
    case difference
    /// A comparison with another variable; it has no level of its own.
    case relative
    case boolean, area, length, index
  }

  public var id: String
  public var name: Bilingual
  /// Unit of the level.
  public var unit: Unit
  public var nature: Nature
  /// Prices of the level.
  public var basis: PriceBasis
  /// Prices of the published growth rate: real for GDP and value added, though their levels are nominal.
  public var growthBasis: PriceBasis

  public init(
    id: String, name: Bilingual, unit: Unit, nature: Nature, basis: PriceBasis, growthBasis: PriceBasis? = nil
  ) {
    self.id = id
    self.name = name
    self.unit = unit
    self.nature = nature
    self.basis = basis
    self.growthBasis = growthBasis ?? basis
  }
}

extension Indicator {
  /// The indicators of statistical communiqués that are read, by id.
  public static let communique: [String: Indicator] = Dictionary(
    uniqueKeysWithValues: known.map { ($0.id, $0) })

  private static func output(_ id: String, _ en: String, _ zh: String) -> Indicator {
    Indicator(
      id: id, name: Bilingual(en: en, zh: zh), unit: .hundredMillionYuan, nature: .flow, basis: .nominal,
      growthBasis: .real(base: nil))
  }

  private static func money(_ id: String, _ en: String, _ zh: String) -> Indicator {
    Indicator(
      id: id, name: Bilingual(en: en, zh: zh), unit: .hundredMillionYuan, nature: .flow, basis: .nominal)
  }

  private static func income(_ id: String, _ en: String, _ zh: String) -> Indicator {
    Indicator(
      id: id, name: Bilingual(en: en, zh: zh), unit: .yuanPerHead, nature: .perCapita, basis: .nominal)
  }

  private static func rate(_ id: String, _ en: String, _ zh: String) -> Indicator {
    Indicator(id: id, name: Bilingual(en: en, zh: zh), unit: .percent, nature: .ratio, basis: .notApplicable)
  }

  private static let known: [Indicator] = [
    output("gdp", "Gross regional product", "地区生产总值"),
    output("va_primary", "Value added, primary sector", "第一产业增加值"),
    output("va_secondary", "Value added, secondary sector", "第二产业增加值"),
    output("va_tertiary", "Value added, tertiary sector", "第三产业增加值"),
    output("va_services", "Value added, services", "服务业增加值"),
    output("industry_va_all", "Value added of all industry", "全部工业增加值"),
    output("industrial_va", "Value added of industry above designated size", "规模以上工业增加值"),
    money("industrial_gross_output", "Gross output of industry above designated size", "规模以上工业总产值"),
    money("fai", "Fixed-asset investment", "固定资产投资"),
    money("fai_urban", "Urban fixed-asset investment", "城镇固定资产投资"),
    money("fai_total_society", "Total social fixed-asset investment", "全社会固定资产投资"),
    money("fai_industrial", "Industrial investment", "工业投资"),
    money("fai_private", "Private fixed-asset investment", "民间投资"),
    money("retail", "Retail sales of consumer goods", "社会消费品零售总额"),
    money("budget_revenue", "Local general public budget revenue", "地方一般公共预算收入"),
    money("budget_revenue_national", "National general public budget revenue", "全国一般公共预算收入"),
    money("fiscal_revenue_total", "Total fiscal revenue", "财政总收入"),
    money("trade", "Imports and exports", "进出口总额"),
    money("exports", "Exports", "出口"),
    money("imports", "Imports", "进口"),
    Indicator(
      id: "fdi", name: Bilingual(en: "Actually utilised foreign investment", zh: "实际利用外资"),
      unit: .hundredMillionDollars, nature: .flow, basis: .currentUSD),
    income("urban_income", "Urban per-capita disposable income", "城镇居民人均可支配收入"),
    income("rural_income", "Rural per-capita income", "农村居民人均收入"),
    income("resident_income_all", "Per-capita disposable income", "居民人均可支配收入"),
    rate("cpi", "Consumer prices", "居民消费价格"),
    rate("registered_unemployment", "Registered urban unemployment rate", "城镇登记失业率"),
    rate("surveyed_unemployment", "Surveyed urban unemployment rate", "城镇调查失业率"),
    Indicator(
      id: "new_urban_jobs", name: Bilingual(en: "New urban jobs", zh: "城镇新增就业"), unit: .tenThousandPersons,
      nature: .count, basis: .notApplicable),
  ]
}
