/// The prices a value is counted in. GDP growth is real while its level is nominal; investment, revenue, retail sales
/// and incomes are nominal.
public enum PriceBasis: Hashable, Codable, Sendable {
  /// Prices of the period itself (当年价).
  case nominal
  /// Constant prices of the base period; nil where the source does not name it (可比价).
  case real(base: Period?)
  /// Current US dollars, at the exchange rate of the period.
  case currentUSD
  /// Counts, shares, physical quantities.
  case notApplicable

  public var name: Bilingual {
    switch self {
    case .nominal: Bilingual(en: "current prices", zh: "现价")
    case .real(nil): Bilingual(en: "comparable prices", zh: "可比价")
    case .real(let base?): Bilingual(en: "prices of \(base)", zh: "\(base.name.zh)价格")
    case .currentUSD: Bilingual(en: "current US dollars", zh: "现价美元")
    case .notApplicable: Bilingual(en: "no price basis", zh: "无价格口径")
    }
  }
}
