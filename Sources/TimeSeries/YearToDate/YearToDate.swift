/// The part of a year from January to the end of a month, quarter or half-year: how Chinese statistics are published.
public struct YearToDate: Hashable, Codable, Sendable, CustomStringConvertible {
  /// The last month, quarter or half-year inside; the whole year as its last part or as the year itself.
  public let through: Period

  public init(through: Period) { self.through = through }

  /// A span that begins with its year; nil for another.
  public init?(_ span: PeriodSpan) {
    guard span.year != nil, span.lowerBound.index == 1 else { return nil }
    self.init(through: span.upperBound)
  }

  public var year: Int { through.year }
  public var span: PeriodSpan { Period(through.frequency, year: year)...through }
  public var isWholeYear: Bool { through.index == through.frequency.periodsPerYear }
  public var monthsElapsed: Int { through.index * through.frequency.monthsPerPeriod }
  /// The same part of the year before, which growth is measured on.
  public var yearBefore: YearToDate { YearToDate(through: through.advanced(years: -1)) }
  /// What is left of the year; nil after its last period.
  public var rest: PeriodSpan? {
    isWholeYear
      ? nil
      : through.advanced(
        by: 1)...Period(through.frequency, year: year).advanced(by: through.frequency.periodsPerYear - 1)
  }
  public var description: String { span.text }
}

/// The cells a year is published in: halves, quarters, or months with January and February as one.
public enum YearToDateCalendar: String, Codable, Sendable, Hashable, CaseIterable {
  case halves, quarters
  /// 1–2, 3, 4, … 12: eleven cells, for January is not published alone.
  case months

  public func cells(of year: Int) -> [PeriodSpan] {
    switch self {
    case .halves: (1...2).map { PeriodSpan(.half(year, $0)) }
    case .quarters: (1...4).map { PeriodSpan(.quarter(year, $0)) }
    case .months:
      [Period.month(year, 1)...Period.month(year, 2)] + (3...12).map { PeriodSpan(.month(year, $0)) }
    }
  }

  /// How many cells have passed at the end of a year-to-date figure; nil where it ends inside a cell, as at the end of January.
  public func cellsElapsed(_ figure: YearToDate) -> Int? {
    let monthsElapsed = figure.monthsElapsed
    switch self {
    case .halves: return monthsElapsed.isMultiple(of: 6) ? monthsElapsed / 6 : nil
    case .quarters: return monthsElapsed.isMultiple(of: 3) ? monthsElapsed / 3 : nil
    case .months: return monthsElapsed >= 2 ? monthsElapsed - 1 : nil
    }
  }
}
