/// How several periods make one coarser period.
public enum FrequencyConversion: String, Codable, Sendable, Hashable, CaseIterable {
  /// Flows: output, investment, sales.
  case sum
  /// Rates and prices over the period.
  case mean
  /// Stocks at the end of the period.
  case last
}

extension Series {
  /// The series at a coarser frequency. A coarse period with a missing value is missing (`last`: where its last value is); coarse
  /// periods the series covers only in part are left out.
  public func aggregated(to frequency: Frequency, by rule: FrequencyConversion) throws(SeriesError) -> Series
  {
    guard frequency.monthsPerPeriod >= self.frequency.monthsPerPeriod else {
      throw .notCoarser(self.frequency, frequency)
    }
    var first = start.containing(frequency)
    if first.span(of: self.frequency).lowerBound < start { first = first.advanced(by: 1) }
    var last = end.containing(frequency)
    if last.span(of: self.frequency).upperBound > end { last = last.advanced(by: -1) }
    guard first <= last else { throw .noOverlap(span, PeriodSpan(start.containing(frequency))) }
    let values = (first...last).map { coarse -> Double? in
      let parts = coarse.span(of: self.frequency).map { self[$0] }
      if rule == .last { return parts.last ?? nil }
      let known = parts.compactMap { $0 }
      guard known.count == parts.count else { return nil }
      let sum = known.reduce(0, +)
      return rule == .sum ? sum : sum / Double(known.count)
    }
    return with(values, from: first)
  }

  /// Each period's value → the sum from January to it. From a missing value to the end of its year the sum is missing.
  public func yearToDate() throws(SeriesError) -> Series {
    guard frequency != .annual else { throw .notYearToDate(frequency) }
    var sum: Double? = start.index == 1 ? 0 : nil
    let sums = span.map { period -> Double? in
      if period.index == 1 { sum = 0 }
      sum = sum.flatMap { sum in self[period].map { sum + $0 } }
      return sum
    }
    return with(sums)
  }

  /// Sums from January on → each period's own value. In monthly data January is not published alone, so its value is missing, and
  /// February's is too: the cell January–February is `cell(_:)`.
  public func discreteFromYearToDate() throws(SeriesError) -> Series {
    guard frequency != .annual else { throw .notYearToDate(frequency) }
    return with(span.map { try? cell(PeriodSpan($0)) })
  }

  /// The value of a span inside a year, from sums from January on: the sum to its end less the sum to the period before it.
  /// A span that begins the year needs only the former, so January–February can be had where January cannot.
  public func cell(_ cell: PeriodSpan) throws(SeriesError) -> Double {
    guard cell.frequency == frequency else { throw .differentFrequencies(cell.frequency, frequency) }
    guard let through = self[cell.upperBound] else { throw .noValue(cell.upperBound) }
    if cell.lowerBound.index == 1 { return through }
    let before = cell.lowerBound.advanced(by: -1)
    guard let sum = self[before] else { throw .noValue(before) }
    return through - sum
  }
}
