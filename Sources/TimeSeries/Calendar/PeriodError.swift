/// A text that names no period, and why.
public struct PeriodError: BilingualError, Equatable {
  public enum Reason: Equatable, Sendable {
    case empty
    case unreadable
    case noYear
    case impossible(Frequency, Int)
    case impossibleDay(year: Int, month: Int, day: Int)
    case day
    case mixedFrequencies
    case backwards
    /// A span stands where one period is wanted.
    case span
  }

  public let text: String
  public let reason: Reason

  public init(text: String, reason: Reason) {
    self.text = text
    self.reason = reason
  }

  public var message: Bilingual {
    let why = explanation
    return Bilingual(en: "“\(text)” is not a period: \(why.en)", zh: "“\(text)”不是有效的时间：\(why.zh)")
  }

  private var explanation: Bilingual {
    switch reason {
    case .empty:
      return Bilingual(en: "it is empty; \(Self.accepted.en)", zh: "内容为空；\(Self.accepted.zh)")
    case .unreadable: return Self.accepted
    case .noYear:
      return Bilingual(en: "the year is missing; write 2019Q1 or 2019年1-2月", zh: "缺少年份；请写 2019Q1 或 2019年1-2月")
    case .impossible(let frequency, let index):
      let n = frequency.periodsPerYear
      return Bilingual(
        en: "there is no \(frequency.name.en) \(index); a year has \(frequency.name.en)s 1 to \(n)",
        zh: "没有第\(index)\(Self.measureWord(frequency))；一年只有 1 至 \(n)")
    case .impossibleDay(let year, let month, let day):
      let period = Period.month(year, month)
      let days = Self.days(year: year, month: month)
      return Bilingual(
        en: "\(period) has \(days) days, not \(day); days are not used, write the month \(period)",
        zh: "\(period.name.zh)只有\(days)天，没有\(day)日；不使用日期，请写月份 \(period)")
    case .day:
      return Bilingual(
        en: "days are not used; write a year, half-year, quarter or month, such as 2019-03",
        zh: "不使用日期；请写年、半年、季度或月，如 2019-03")
    case .mixedFrequencies:
      return Bilingual(en: "its two ends are of different frequencies", zh: "两端的频率不同")
    case .backwards:
      return Bilingual(en: "it ends before it begins", zh: "终点早于起点")
    case .span:
      return Bilingual(en: "it is a span of several; write one period", zh: "这是一段时间；请写单个时期")
    }
  }

  private static let accepted = Bilingual(
    en: "write 2019, 2019H1, 2019Q1, 2019-03, 2019年3月, or a span 2019Q1-Q3, 2019年1-11月, 2018..2020",
    zh: "请写 2019、2019年上半年、2019年一季度、2019年3月，或 2019年1-11月、2018..2020")

  private static func measureWord(_ frequency: Frequency) -> String {
    switch frequency {
    case .annual: "年"
    case .halfYear: "个半年"
    case .quarter: "季度"
    case .month: "个月"
    }
  }

  /// Days of a month of the Gregorian calendar.
  static func days(year: Int, month: Int) -> Int {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}
