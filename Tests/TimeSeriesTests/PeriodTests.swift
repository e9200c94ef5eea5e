import Testing
import TimeSeries

struct PeriodTests {
  @Test(arguments: [
    ("2019", "2019"), ("2019年", "2019"), ("２０１９年", "2019"), ("2019年全年", "2019"), ("2019Q1", "2019Q1"),
    ("2019q1", "2019Q1"),
    ("2019-Q1", "2019Q1"), ("2019 Q3", "2019Q3"), ("2019年一季度", "2019Q1"), ("2019年第四季度", "2019Q4"),
    ("2019年3季度", "2019Q3"), ("2019-03", "2019-03"), ("2019M03", "2019-03"), ("2019M3", "2019-03"),
    ("2019年3月", "2019-03"), ("2019年十二月", "2019-12"), ("2019/11", "2019-11"), ("2019H1", "2019H1"),
    ("2019年上半年", "2019H1"), ("2019年下半年", "2019H2"), ("2019年1-3月", "2019Q1"),
  ])
  func readsTheUsualSpellings(text: String, expected: String) throws {
    #expect(try Period(text).description == expected)
  }

  @Test(arguments: [
    ("2019年1-11月", "2019M1-11"), ("2016M1-2", "2016M1-2"), ("2019年1—2月", "2019M1-2"),
    ("2019年1月至2月", "2019M1-2"),
    ("2019Q1-Q3", "2019Q1-Q3"), ("2018Q1-3", "2018Q1-Q3"), ("2019年前三季度", "2019Q1-Q3"),
    ("2019年一至三季度", "2019Q1-Q3"), ("2020-01..02", "2020M1-2"), ("2018..2020", "2018..2020"),
    ("2018-2020", "2018..2020"), ("2018年至2020年", "2018..2020"), ("2019-11..2020-02", "2019-11..2020-02"),
    ("2019Q4..2020Q1", "2019Q4..2020Q1"), ("2019Q4-2020Q1", "2019Q4..2020Q1"),
    ("2019-11-2020-02", "2019-11..2020-02"),
  ])
  func readsSpans(text: String, expected: String) throws {
    let span = try PeriodSpan(text)
    #expect(span.text == expected)
    #expect(try PeriodSpan(span.text) == span)
  }

  @Test func aYearFromTheContextCompletesAPart() throws {
    #expect(try PeriodSpan("1-2月", year: 2020) == .month(2020, 1)...Period.month(2020, 2))
    #expect(try Period("Q2", year: 2020) == .quarter(2020, 2))
    #expect(try Period("上半年", year: 2020) == .half(2020, 1))
    #expect(try Period("2019Q2", year: 2020) == .quarter(2019, 2))
  }

  @Test(arguments: [
    ("2019-13", "“2019-13” is not a period: there is no month 13; a year has months 1 to 12"),
    ("2019Q5", "“2019Q5” is not a period: there is no quarter 5; a year has quarters 1 to 4"),
    ("2019H3", "“2019H3” is not a period: there is no half-year 3; a year has half-years 1 to 2"),
    ("2019年0月", "“2019年0月” is not a period: there is no month 0; a year has months 1 to 12"),
    (
      "2019-02-30",
      "“2019-02-30” is not a period: 2019-02 has 28 days, not 30; days are not used, write the month 2019-02"
    ),
    (
      "2019-02-28",
      "“2019-02-28” is not a period: days are not used; write a year, half-year, quarter or month, such as 2019-03"
    ),
    ("1-2月", "“1-2月” is not a period: the year is missing; write 2019Q1 or 2019年1-2月"),
    ("2020..2018", "“2020..2018” is not a period: it ends before it begins"),
    ("2019..2019Q2", "“2019..2019Q2” is not a period: its two ends are of different frequencies"),
    ("2019年3-1月", "“2019年3-1月” is not a period: it ends before it begins"),
    (
      "soon",
      "“soon” is not a period: write 2019, 2019H1, 2019Q1, 2019-03, 2019年3月, or a span 2019Q1-Q3, 2019年1-11月, 2018..2020"
    ),
    (
      "",
      "“” is not a period: it is empty; write 2019, 2019H1, 2019Q1, 2019-03, 2019年3月, or a span 2019Q1-Q3, 2019年1-11月, 2018..2020"
    ),
  ])
  func refusesWithTheReason(text: String, message: String) {
    let error = #expect(throws: PeriodError.self) { try PeriodSpan(text) }
    #expect(error?.description == message)
  }

  @Test(arguments: [
    "2019Q", "2019-", "2019..", "20190", "2019Q1Q2", "2019年1-", "..2019", "2019-3-", "Q1", "2019年13",
    "2019-1-2-3",
  ])
  func refusesHalfWrittenOnes(text: String) {
    #expect(throws: PeriodError.self) { try PeriodSpan(text) }
  }

  @Test func aSpanOfSeveralIsNotOnePeriod() {
    let error = #expect(throws: PeriodError.self) { try Period("2019年1-2月") }
    #expect(error?.message.zh == "“2019年1-2月”不是有效的时间：这是一段时间；请写单个时期")
  }

  @Test(arguments: Frequency.allCases)
  func steppingAndNamesAreInverse(frequency: Frequency) throws {
    let start = Period(frequency, year: 1998, index: frequency.periodsPerYear)
    for steps in -30...30 {
      let period = start.advanced(by: steps)
      #expect(start.distance(to: period) == steps)
      #expect(try Period(period.description) == period)
      #expect(try Period(period.name.zh) == period)
      #expect(period.advanced(years: 1).year == period.year + 1)
    }
  }

  @Test func quartersHoldTheirMonths() {
    let quarter = Period.quarter(2020, 3)
    #expect(Array(quarter.span(of: .month)) == [.month(2020, 7), .month(2020, 8), .month(2020, 9)])
    #expect(Period.month(2020, 9).containing(.quarter) == quarter)
    #expect(quarter.containing(.halfYear) == .half(2020, 2))
    #expect(Period.year(2020).contains(quarter) && !quarter.contains(.year(2020)))
    #expect(Period.year(2019) < quarter && Period.year(2020) < .quarter(2020, 1))
  }
}
