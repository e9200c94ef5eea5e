extension Period {
  /// Reads the usual spellings: 2019, 2019年, 2019H1, 2019年上半年, 2019Q1, 2019q1, 2019年一季度, 2019-03, 2019M03, 2019年3月;
  /// with `year` given also `3月`, `Q1`, `上半年`. A span that fills one period (2019年1-3月) is that period.
  public init(_ text: String, year: Int? = nil) throws(PeriodError) {
    let span = try PeriodSpan(text, year: year)
    guard let period = span.singlePeriod else { throw PeriodError(text: text, reason: .span) }
    self = period
  }
}

extension ClosedRange<Period> {
  /// Reads a period or a span: 2019年1-3月, 2019M1-11, 2019Q1-Q3, 2019年前三季度, 2020-01..02, 2018..2020; with `year` given also
  /// `1-2月`. Fullwidth digits, blanks and any dash are accepted.
  public init(_ text: String, year: Int? = nil) throws(PeriodError) {
    var reader = PeriodReader(text, year: year)
    self = try reader.span()
  }
}

/// Reads one text from left to right.
private struct PeriodReader {
  let text: String
  let contextYear: Int?
  var rest: Substring

  init(_ text: String, year: Int?) {
    self.text = text
    contextYear = year
    rest = Self.normalised(text)[...]
  }

  mutating func span() throws(PeriodError) -> PeriodSpan {
    if rest.isEmpty { throw fail(.empty) }
    let (year, marked) = readYear()
    guard let year = year ?? contextYear else { throw fail(startsLikePart ? .noYear : .unreadable) }
    if let span = try chineseSpan(year: year) { return span }
    let first = try endpoint(year: year, dashIsMonth: !marked && contextYear != year, like: nil)
    if rest.isEmpty { return first...first }
    guard take("..") || take("-") else { throw fail(.unreadable) }
    let (otherYear, otherMarked) = readYear()
    let last = try endpoint(
      year: otherYear ?? year, dashIsMonth: otherYear != nil && !otherMarked,
      like: otherYear == nil ? first.frequency : nil)
    guard rest.isEmpty else { throw fail(.unreadable) }
    return try range(first, last)
  }

  /// `1-3月`, `一至三季度`, `前三季度`: the unit stands after the second number.
  private mutating func chineseSpan(year: Int) throws(PeriodError) -> PeriodSpan? {
    let saved = rest
    if take("前"), let n = number(), take("季度") || take("季") {
      return try range(period(.quarter, year, 1), period(.quarter, year, n), complete: true)
    }
    rest = saved
    if let a = number(), take("-"), let b = number() {
      if take("月") { return try range(period(.month, year, a), period(.month, year, b), complete: true) }
      if take("季度") || take("季") {
        return try range(period(.quarter, year, a), period(.quarter, year, b), complete: true)
      }
    }
    rest = saved
    return nil
  }

  private mutating func endpoint(year: Int, dashIsMonth: Bool, like: Frequency?) throws(PeriodError) -> Period
  {
    if rest.isEmpty || rest.hasPrefix("..") || take("全年") { return try annual(year, like: like) }
    let saved = rest
    if dashIsMonth, take("-"), let month = digits(upTo: 2) {
      return try monthOrDay(year, month)
    }
    rest = saved
    if dashIsMonth, rest.hasPrefix("-"), !rest.hasPrefix("-Q"), !rest.hasPrefix("-H"), !rest.hasPrefix("-M") {
      return try annual(year, like: like)
    }
    if dashIsMonth { _ = take("-") }
    if rest.hasPrefix("-") { return try annual(year, like: like) }
    for (letter, frequency) in [("Q", Frequency.quarter), ("H", .halfYear), ("M", .month)] where take(letter)
    {
      guard let n = digits(upTo: 2) else { throw fail(.unreadable) }
      return try period(frequency, year, n)
    }
    if take("上半年") { return .half(year, 1) }
    if take("下半年") { return .half(year, 2) }
    _ = take("第")
    guard let n = number() else { throw fail(.unreadable) }
    if take("月") || take("月份") { return try period(.month, year, n) }
    if take("季度") || take("季") { return try period(.quarter, year, n) }
    guard let like, like != .annual else { throw fail(.unreadable) }
    return try period(like, year, n)
  }

  private func annual(_ year: Int, like: Frequency?) throws(PeriodError) -> Period {
    guard like == nil else { throw fail(.unreadable) }
    return .year(year)
  }

  private mutating func monthOrDay(_ year: Int, _ month: Int) throws(PeriodError) -> Period {
    let period = try period(.month, year, month)
    let saved = rest
    if take("-"), let day = digits(upTo: 2), rest.isEmpty {
      let possible = (1...PeriodError.days(year: year, month: month)).contains(day)
      throw fail(possible ? .day : .impossibleDay(year: year, month: month, day: day))
    }
    rest = saved
    return period
  }

  private func period(_ frequency: Frequency, _ year: Int, _ n: Int) throws(PeriodError) -> Period {
    guard (1...frequency.periodsPerYear).contains(n) else { throw fail(.impossible(frequency, n)) }
    return Period(frequency, year: year, index: n)
  }

  private func range(_ a: Period, _ b: Period, complete: Bool = false) throws(PeriodError) -> PeriodSpan {
    if complete, !rest.isEmpty { throw fail(.unreadable) }
    guard a.frequency == b.frequency else { throw fail(.mixedFrequencies) }
    guard a <= b else { throw fail(.backwards) }
    return a...b
  }

  /// Four digits, with or without 年.
  private mutating func readYear() -> (year: Int?, marked: Bool) {
    let figures = rest.prefix { $0.isASCII && $0.isNumber }
    guard figures.count == 4, let year = Int(figures), year >= 1000 else { return (nil, false) }
    rest = rest.dropFirst(4)
    return (year, take("年"))
  }

  private var startsLikePart: Bool {
    guard let first = rest.first else { return false }
    return "QHM前上下第".contains(first) || rest.contains("月") || rest.contains("季")
  }

  private func fail(_ reason: PeriodError.Reason) -> PeriodError { PeriodError(text: text, reason: reason) }

  private mutating func take(_ word: String) -> Bool {
    guard rest.hasPrefix(word) else { return false }
    rest = rest.dropFirst(word.count)
    return true
  }

  private mutating func digits(upTo length: Int) -> Int? {
    let figures = rest.prefix { $0.isASCII && $0.isNumber }
    guard (1...length).contains(figures.count), let value = Int(figures) else { return nil }
    rest = rest.dropFirst(figures.count)
    return value
  }

  /// A number of one or two digits, or a Chinese numeral up to twelve.
  private mutating func number() -> Int? {
    if let value = digits(upTo: 2) { return value }
    for (word, value) in Self.numerals where take(word) { return value }
    return nil
  }

  private static let numerals: [(String, Int)] = [
    ("十二", 12), ("十一", 11), ("十", 10), ("九", 9), ("八", 8), ("七", 7), ("六", 6), ("五", 5), ("四", 4), ("三", 3),
    ("二", 2), ("两", 2), ("一", 1),
  ]

  /// Blanks out, fullwidth to ASCII, capitals, one dash for all.
  private static func normalised(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
      switch scalar {
      case "–", "—", "−", "~", "～", "至", "到", "/": result.append("-")
      case "…": result.append("..")
      default:
        let ascii =
          (0xFF01...0xFF5E).contains(scalar.value)
          ? Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init) : nil
        result.append(ascii ?? Character(scalar))
      }
    }
    return result.uppercased()
  }
}
