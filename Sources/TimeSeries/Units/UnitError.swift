/// A unit that is not known or does not fit.
public enum UnitError: BilingualError, Equatable {
  case unknown(String, suggestion: String?)
  case incompatible(from: Unit, to: Unit)
  /// A text such as `7.6 %` without its number.
  case noNumber(String)
  case noUnit(String)
  /// A comma that does not divide thousands: `7,6 %`.
  case misplacedComma(String)

  public var message: Bilingual {
    switch self {
    case .unknown(let text, let suggestion):
      Bilingual(
        en: "unknown unit “\(text)”" + (suggestion.map { "; did you mean “\($0)”?" } ?? "; \(Self.known.en)"),
        zh: "未知的单位“\(text)”" + (suggestion.map { "；是否想写“\($0)”？" } ?? "；\(Self.known.zh)"))
    case .incompatible(let from, let to): Self.refusal(from: from, to: to)
    case .noNumber(let text):
      Bilingual(
        en: "“\(text)” has no number; write a number and a unit, such as 7.6% or 520 亿元",
        zh: "“\(text)”中没有数字；请写数字和单位，如 7.6% 或 520 亿元")
    case .misplacedComma(let text):
      Bilingual(
        en: "“\(text)” has a comma that does not divide thousands; write a decimal point, such as 7.6%",
        zh: "“\(text)”中的逗号不是千位分隔符；小数请用小数点，如 7.6%")
    case .noUnit(let text):
      Bilingual(
        en: "“\(text)” has no unit; write a number and a unit, such as 7.6% or 520 亿元",
        zh: "“\(text)”缺少单位；请写数字和单位，如 7.6% 或 520 亿元")
    }
  }

  private static let known = Bilingual(
    en: "known are 元, 万元, 亿元, 亿美元, 万美元, 元/人, %, 百分点, 人, 万人, 人次, 个, 家, 亩, 公里, 平方公里 and their English names",
    zh: "可用单位：元、万元、亿元、亿美元、万美元、元/人、%、百分点、人、万人、人次、个、家、亩、公里、平方公里等")

  private static func refusal(from: Unit, to: Unit) -> Bilingual {
    let pair: Set<Unit.Dimension> = [from.dimension, to.dimension]
    if pair == [.share, .percentagePoint] {
      return Bilingual(
        en:
          "\(from) is not \(to): percent measures a rate or a share, percentage points (百分点) the difference "
          + "between two of them; say which is meant",
        zh: "\(from)与\(to)不同：%表示比率，百分点表示两个比率之差；请写明所指")
    }
    if pair == [.yuan, .usDollar] {
      return Bilingual(
        en: "cannot turn \(from) into \(to) without an exchange rate; give one, or keep the currency",
        zh: "没有汇率，无法把\(from)换算为\(to)；请给出汇率或保留原币种")
    }
    return Bilingual(
      en: "cannot turn \(from) (\(from.name.en)) into \(to) (\(to.name.en)): they measure different things",
      zh: "无法把\(from)换算为\(to)：两者度量的对象不同")
  }
}
