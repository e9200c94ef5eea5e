/// How often a variable is observed.
public enum Frequency: String, CaseIterable, Codable, Sendable, Hashable {
  case annual, halfYear, quarter, month

  public var periodsPerYear: Int {
    switch self {
    case .annual: 1
    case .halfYear: 2
    case .quarter: 4
    case .month: 12
    }
  }

  public var monthsPerPeriod: Int { 12 / periodsPerYear }

  /// “year 年”, “quarter 季度” …: what one period is called.
  public var name: Bilingual {
    switch self {
    case .annual: Bilingual(en: "year", zh: "年")
    case .halfYear: Bilingual(en: "half-year", zh: "半年")
    case .quarter: Bilingual(en: "quarter", zh: "季度")
    case .month: Bilingual(en: "month", zh: "月")
    }
  }
}
