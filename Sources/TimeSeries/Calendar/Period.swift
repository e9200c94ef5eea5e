/// A year, half-year, quarter or month of the calendar.
///
/// Spans are `ClosedRange<Period>` (`PeriodSpan`): a collection of its periods. Distances and steps are defined within
/// one frequency only; going from one frequency to another is `containing(_:)` or `span(of:)`.
public struct Period: Hashable, Sendable {
  public let frequency: Frequency
  /// Periods of this frequency since year 0, so that neighbours differ by one.
  public let ordinal: Int

  public init(frequency: Frequency, ordinal: Int) {
    self.frequency = frequency
    self.ordinal = ordinal
  }

  /// The `index`-th period of a year, from 1. Precondition: 1 ≤ index ≤ periods per year.
  public init(_ frequency: Frequency, year: Int, index: Int = 1) {
    precondition((1...frequency.periodsPerYear).contains(index), "no such \(frequency) in a year: \(index)")
    self.init(frequency: frequency, ordinal: year * frequency.periodsPerYear + index - 1)
  }

  public static func year(_ year: Int) -> Period { Period(.annual, year: year) }
  public static func half(_ year: Int, _ half: Int) -> Period { Period(.halfYear, year: year, index: half) }
  public static func quarter(_ year: Int, _ quarter: Int) -> Period {
    Period(.quarter, year: year, index: quarter)
  }
  public static func month(_ year: Int, _ month: Int) -> Period { Period(.month, year: year, index: month) }

  public var year: Int { floorDivide(ordinal, frequency.periodsPerYear) }

  /// Which period of its year this is, from 1.
  public var index: Int { ordinal - year * frequency.periodsPerYear + 1 }

  /// Months since year 0 of the first and the last month.
  var months: ClosedRange<Int> {
    let first = ordinal * frequency.monthsPerPeriod
    return first...(first + frequency.monthsPerPeriod - 1)
  }

  /// The period of a coarser (or the same) frequency this one lies in. Precondition: `frequency` is not finer.
  public func containing(_ frequency: Frequency) -> Period {
    precondition(
      frequency.monthsPerPeriod >= self.frequency.monthsPerPeriod,
      "a \(self.frequency) lies in no single \(frequency)")
    let ordinal = floorDivide(months.lowerBound, frequency.monthsPerPeriod)
    return Period(frequency: frequency, ordinal: ordinal)
  }

  /// The periods of a finer (or the same) frequency it is made of. Precondition: `frequency` is not coarser.
  public func span(of frequency: Frequency) -> PeriodSpan {
    precondition(
      frequency.monthsPerPeriod <= self.frequency.monthsPerPeriod,
      "a \(self.frequency) holds no whole \(frequency)")
    let first = Period(frequency: frequency, ordinal: months.lowerBound / frequency.monthsPerPeriod)
    return first...first.advanced(by: self.frequency.monthsPerPeriod / frequency.monthsPerPeriod - 1)
  }

  /// Whether the other period, of any frequency, lies inside this one.
  public func contains(_ other: Period) -> Bool {
    months.lowerBound <= other.months.lowerBound && other.months.upperBound <= months.upperBound
  }

  /// The same period a number of years later.
  public func advanced(years: Int) -> Period { advanced(by: years * frequency.periodsPerYear) }
}

/// Order: by first month; of two that begin together the longer comes first.
extension Period: Comparable {
  public static func < (a: Period, b: Period) -> Bool {
    (a.months.lowerBound, -a.frequency.monthsPerPeriod) < (b.months.lowerBound, -b.frequency.monthsPerPeriod)
  }

  public static func == (a: Period, b: Period) -> Bool {
    a.frequency == b.frequency && a.ordinal == b.ordinal
  }
}

extension Period: Strideable {
  public func advanced(by n: Int) -> Period { Period(frequency: frequency, ordinal: ordinal + n) }

  /// Steps from here to the other. Precondition: the same frequency.
  public func distance(to other: Period) -> Int {
    precondition(frequency == other.frequency, "no distance from a \(frequency) to a \(other.frequency)")
    return other.ordinal - ordinal
  }
}

/// Written as `2019`, `2019H1`, `2019Q1`, `2019-03`.
extension Period: CustomStringConvertible {
  public var description: String {
    switch frequency {
    case .annual: "\(year)"
    case .halfYear: "\(year)H\(index)"
    case .quarter: "\(year)Q\(index)"
    case .month: "\(year)-\(index < 10 ? "0" : "")\(index)"
    }
  }

  /// The usual spelling in each language: `2019Q1` and `2019年一季度`.
  public var name: Bilingual {
    let zh =
      switch frequency {
      case .annual: "\(year)年"
      case .halfYear: "\(year)年\(index == 1 ? "上" : "下")半年"
      case .quarter: "\(year)年\(["一", "二", "三", "四"][index - 1])季度"
      case .month: "\(year)年\(index)月"
      }
    return Bilingual(en: description, zh: zh)
  }
}

/// Stored as its text.
extension Period: Codable {
  public init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

func floorDivide(_ a: Int, _ b: Int) -> Int {
  a >= 0 ? a / b : -((b - 1 - a) / b)
}
