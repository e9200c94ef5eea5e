/// A unit of measurement: a dimension and a scale within it. Its identity is its symbol.
///
/// Foundation has a class of this name: import FoundationEssentials beside this module, or write `TimeSeries.Unit`.
public struct Unit: Sendable {
  /// What is measured. Values convert within a dimension only.
  public enum Dimension: String, Hashable, Codable, Sendable, CaseIterable {
    case yuan, usDollar, yuanPerHead, share, percentagePoint, persons, visits, count, area, length, index
  }

  /// How it is printed and stored: `亿元`, `%`.
  public let symbol: String
  public let name: Bilingual
  public let dimension: Dimension
  /// Base units in one of this unit: 1e8 for 亿元. Base units are yuan, dollar, ratio 1, person, visit, one, m², m.
  public let scale: Double
  /// Other spellings that are read, lower case.
  let aliases: [String]

  init(
    _ symbol: String, _ en: String, _ dimension: Dimension, scale: Double = 1, zh: String? = nil,
    _ aliases: String...
  ) {
    self.symbol = symbol
    name = Bilingual(en: en, zh: zh ?? symbol)
    self.dimension = dimension
    self.scale = scale
    self.aliases = aliases
  }
}

extension Unit: Hashable {
  public static func == (a: Unit, b: Unit) -> Bool { a.symbol == b.symbol }
  public func hash(into hasher: inout Hasher) { hasher.combine(symbol) }
}

extension Unit: CustomStringConvertible {
  public var description: String { symbol }
}

/// Stored as its symbol.
extension Unit: Codable {
  public init(from decoder: any Decoder) throws {
    self = try Unit(parsing: decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(symbol)
  }
}

extension Unit {
  // Money
  public static let yuan = Unit("元", "yuan", .yuan, "cny", "rmb", "人民币")
  public static let tenThousandYuan = Unit("万元", "10 thousand yuan", .yuan, scale: 1e4, "1e4 yuan", "1e4 元")
  public static let hundredMillionYuan = Unit(
    "亿元", "100 million yuan", .yuan, scale: 1e8, "1e8 yuan", "1e8 元", "亿", "亿人民币")
  public static let trillionYuan = Unit("万亿元", "trillion yuan", .yuan, scale: 1e12, "1e12 yuan", "万亿")
  public static let millionYuan = Unit("百万元", "million yuan", .yuan, scale: 1e6, "1e6 yuan")
  public static let billionYuan = Unit("十亿元", "billion yuan", .yuan, scale: 1e9, "1e9 yuan")
  public static let dollar = Unit("美元", "US dollars", .usDollar, "usd", "us$", "dollar", "dollars")
  public static let tenThousandDollars = Unit(
    "万美元", "10 thousand US dollars", .usDollar, scale: 1e4, "1e4 usd", "10 thousand usd")
  public static let hundredMillionDollars = Unit(
    "亿美元", "100 million US dollars", .usDollar, scale: 1e8, "1e8 usd", "100 million usd")
  public static let millionDollars = Unit(
    "百万美元", "million US dollars", .usDollar, scale: 1e6, "1e6 usd", "million usd")
  public static let billionDollars = Unit(
    "十亿美元", "billion US dollars", .usDollar, scale: 1e9, "1e9 usd", "billion usd", "billion dollars")
  public static let yuanPerHead = Unit(
    "元/人", "yuan per head", .yuanPerHead, "yuan/head", "yuan per capita", "元每人")
  // Rates and shares
  public static let percent = Unit(
    "%", "percent", .share, scale: 0.01, zh: "百分比", "pct", "per cent", "％", "percentage")
  public static let perMille = Unit("‰", "per mille", .share, scale: 0.001, zh: "千分比", "permille")
  public static let ratio = Unit("ratio", "ratio", .share, zh: "比率", "1", "比率", "比例", "share")
  public static let percentagePoint = Unit(
    "百分点", "percentage points", .percentagePoint, "pp", "个百分点", "percentage point", "pct points", "points",
    "ppt")
  public static let index = Unit("index", "index", .index, zh: "指数", "指数")
  // People
  public static let person = Unit("人", "persons", .persons, "名", "person", "people", "位")
  public static let tenThousandPersons = Unit(
    "万人", "10 thousand persons", .persons, scale: 1e4, "1e4 persons", "万名", "1e4 people")
  public static let visit = Unit("人次", "visits", .visits, "visit", "person-times")
  public static let tenThousandVisits = Unit("万人次", "10 thousand visits", .visits, scale: 1e4, "1e4 visits")
  public static let hundredMillionVisits = Unit(
    "亿人次", "100 million visits", .visits, scale: 1e8, "1e8 visits")
  // Counts: a measure word each
  public static let item = Unit("个", "items", .count, "item", "count", "件", "座", "处", "只")
  public static let firm = Unit("家", "firms", .count, "firm")
  public static let project = Unit("项", "projects", .count, "project")
  public static let school = Unit("所", "schools", .count, "school", "institutions")
  public static let line = Unit("条", "lines", .count, "line")
  public static let household = Unit("户", "households", .count, "household")
  public static let tenThousandHouseholds = Unit(
    "万户", "10 thousand households", .count, scale: 1e4, "1e4 households")
  // Space
  public static let mu = Unit("亩", "mu", .area, scale: 10000.0 / 15)
  public static let tenThousandMu = Unit("万亩", "10 thousand mu", .area, scale: 1e8 / 15, "1e4 mu")
  public static let hectare = Unit("公顷", "hectares", .area, scale: 1e4, "ha", "hectare")
  public static let squareMetre = Unit("平方米", "square metres", .area, "m2", "m²", "square metre")
  public static let tenThousandSquareMetres = Unit(
    "万平方米", "10 thousand square metres", .area, scale: 1e4, "1e4 m2")
  public static let squareKilometre = Unit(
    "平方公里", "square kilometres", .area, scale: 1e6, "km2", "km²", "平方千米")
  public static let kilometre = Unit("公里", "kilometres", .length, scale: 1e3, "km", "千米", "kilometre")
  public static let metre = Unit("米", "metres", .length, "m", "metre")

  /// Every unit that is read.
  public static let all: [Unit] = [
    yuan, tenThousandYuan, hundredMillionYuan, trillionYuan, millionYuan, billionYuan, dollar,
    tenThousandDollars,
    hundredMillionDollars, millionDollars, billionDollars, yuanPerHead, percent, perMille, ratio,
    percentagePoint, index,
    person,
    tenThousandPersons, visit, tenThousandVisits, hundredMillionVisits, item, firm, project, school, line,
    household,
    tenThousandHouseholds, mu, tenThousandMu, hectare, squareMetre, tenThousandSquareMetres, squareKilometre,
    kilometre, metre,
  ]
}
