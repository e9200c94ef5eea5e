/// Neighbouring periods of one frequency, first to last: 2019Q1…2019Q3. A collection of its periods.
public typealias PeriodSpan = ClosedRange<Period>

extension ClosedRange<Period> {
  /// One period as a span.
  public init(_ period: Period) { self = period...period }

  public var frequency: Frequency { lowerBound.frequency }

  /// The one period it covers, also a coarser one it fills exactly: January–March is the first quarter.
  public var singlePeriod: Period? {
    if lowerBound == upperBound { return lowerBound }
    for frequency in Frequency.allCases where frequency.monthsPerPeriod > self.frequency.monthsPerPeriod {
      let period = lowerBound.containing(frequency)
      if period.span(of: self.frequency) == self { return period }
    }
    return nil
  }

  /// The year it lies in, where that is one year.
  public var year: Int? { lowerBound.year == upperBound.year ? lowerBound.year : nil }

  /// Written as one period, or `2019M1-11`, `2019Q1-Q3`, `2018..2020`.
  public var text: String {
    if lowerBound == upperBound { return lowerBound.description }
    guard let year else { return "\(lowerBound)..\(upperBound)" }
    switch frequency {
    case .month: return "\(year)M\(lowerBound.index)-\(upperBound.index)"
    case .quarter: return "\(year)Q\(lowerBound.index)-Q\(upperBound.index)"
    case .halfYear: return "\(year)H\(lowerBound.index)-H\(upperBound.index)"
    case .annual: return "\(year)"
    }
  }

  /// The usual spelling in each language: `2019M1-11` and `2019年1-11月`.
  public var name: Bilingual {
    if lowerBound == upperBound { return lowerBound.name }
    guard let year else { return Bilingual(en: text, zh: "\(lowerBound.name.zh)至\(upperBound.name.zh)") }
    let zh =
      switch frequency {
      case .month: "\(year)年\(lowerBound.index)-\(upperBound.index)月"
      case .quarter where lowerBound.index == 1: "\(year)年前\(["", "二", "三", "四"][upperBound.index - 1])季度"
      case .quarter: "\(year)年\(lowerBound.index)-\(upperBound.index)季度"
      case .halfYear, .annual: "\(year)年"
      }
    return Bilingual(en: text, zh: zh)
  }
}
