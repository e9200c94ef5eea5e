import FoundationEssentials
import Testing
import TimeSeries

/// Blocks `ytd_hubei` and `ytd_wuhan_after_q1_for_7_6_with_hubei_w1` of Tests/References/golden/golden.json.
private enum Golden: Decodable {
  case number(Double)
  case list([Golden])
  case object([String: Golden])
  case text(String)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let list = try? container.decode([Golden].self) {
      self = .list(list)
    } else if let object = try? container.decode([String: Golden].self) {
      self = .object(object)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  static func read() throws -> Golden {
    try JSONDecoder().decode(Golden.self, from: repositoryFile("Tests/References/golden/golden.json"))
  }

  subscript(key: String) -> Golden? {
    if case .object(let object) = self { object[key] } else { nil }
  }

  func number(_ key: String) throws -> Double { try #require(self[key]?.numbers.first) }

  var numbers: [Double] {
    switch self {
    case .number(let number): [number]
    case .list(let list): list.flatMap(\.numbers)
    case .object, .text: []
    }
  }
}

struct YearToDateTests {
  // Hubei's GDP in 2020, cumulative levels (亿元) and growth: datasets/hindcast-2020.
  let levels = [6379.35, 17500, 43443.46]
  let growths = [-39.2, -19.3, -5.0]

  @Test func hubei2020() throws {
    let golden = try #require(Golden.read()["ytd_hubei"])
    for (k, base) in try #require(golden["base_q1_h1_fy"]).numbers.enumerated() {
      #expect(Growth.comparableBase(level: levels[k], growth: growths[k]).agrees(with: base))
    }
    let year = try YearToDateWeights(cumulativeLevels: levels, growths: growths)
    #expect(try year.shares[0].agrees(with: golden.number("w1")))
    #expect(try year.shares[1].agrees(with: golden.number("w2")))
    let q2 = try year.impliedGrowth(after: 1, at: -39.2, through: 2, at: -19.3)
    #expect(try q2.agrees(with: golden.number("implied_q2")))
    let h2 = try year.impliedGrowth(after: 2, at: -19.3, through: 3, at: -5.0)
    #expect(try h2.agrees(with: golden.number("h2_growth_actual")))
    let afterQ1 = try year.requiredGrowth(for: 7.5, after: 1, at: -39.2)
    #expect(try afterQ1.agrees(with: golden.number("need_rest_after_q1_for_7_5")))
    let afterH1 = try year.requiredGrowth(for: 7.5, after: 2, at: -19.3)
    #expect(try afterH1.agrees(with: golden.number("need_h2_after_h1_for_7_5")))
    #expect(try year.cumulativeGrowth(of: [-39.2, q2, h2]).agrees(with: -5.0))
  }

  /// The fourth quarter is taken as 27.4% of the year.
  @Test func hubeiByQuarters() throws {
    let golden = try #require(Golden.read()["ytd_hubei"])
    let halves = try YearToDateWeights(cumulativeLevels: levels, growths: growths)
    let year = try YearToDateWeights(elapsed: [halves.elapsed[0], halves.elapsed[1], 1 - 0.274, 1])
    #expect(
      try year.impliedGrowth(after: 2, at: -19.3, through: 3, at: -10.4).agrees(
        with: golden.number("q3_if_w3_.252")))
    #expect(
      try year.impliedGrowth(after: 3, at: -10.4, through: 4, at: -5.0).agrees(
        with: golden.number("q4_if_w4_.274")))
    let needed = try year.requiredGrowth(for: 7.5, after: 3, at: -10.4)
    #expect(try needed.agrees(with: golden.number("need_q4_for_7_5_after_q3")))
  }

  @Test func wuhanAfterTheFirstQuarter() throws {
    let golden = try Golden.read()
    let share = try YearToDateWeights(cumulativeLevels: levels, growths: growths).elapsed[0]
    let required = Growth.required(for: 7.6, elapsed: share, growth: -40.5)
    #expect(try required.agrees(with: golden.number("ytd_wuhan_after_q1_for_7_6_with_hubei_w1")))
  }

  @Test func theMonthlyGridBeginsWithJanuaryAndFebruary() throws {
    let cells = YearToDateCalendar.months.cells(of: 2020)
    #expect(cells.count == 11)
    #expect(cells[0].text == "2020M1-2" && cells[1].text == "2020-03" && cells[10].text == "2020-12")
    let figure = try #require(YearToDate(PeriodSpan("2020年1-9月")))
    #expect(YearToDateCalendar.months.cellsElapsed(figure) == 8)
    #expect(YearToDateCalendar.quarters.cellsElapsed(figure) == 3)
    #expect(YearToDateCalendar.halves.cellsElapsed(figure) == nil)
    #expect(YearToDateCalendar.months.cellsElapsed(YearToDate(through: .month(2020, 1))) == nil)
    #expect(figure.rest?.text == "2020M10-12" && figure.yearBefore.description == "2019M1-9")
    #expect(YearToDate(try PeriodSpan("2020年2-3月")) == nil)
    #expect(YearToDate(through: .year(2020)).rest == nil)
  }

  @Test func monthlyCellsUndoCumulation() throws {
    let growths = (1...11).map { Double($0 * $0) - 20 }
    let year = try YearToDateWeights(bases: (1...11).map { 10 + Double($0 % 4) })
    for m in 1..<11 {
      let a = try year.cumulativeGrowth(of: Array(growths[..<m]))
      let b = try year.cumulativeGrowth(of: Array(growths[...m]))
      #expect(
        try year.impliedGrowth(after: m, at: a, through: m + 1, at: b).agrees(with: growths[m], within: 1e-9))
      let whole = try year.cumulativeGrowth(of: growths)
      let rest = try year.requiredGrowth(for: whole, after: m, at: a)
      #expect(try year.impliedGrowth(after: m, at: a, through: 11, at: whole).agrees(with: rest))
    }
  }

  @Test func refusesWeightsThatMakeNoYear() {
    #expect(throws: YearToDateError.sharesDoNotSumToOne(0.5)) { try YearToDateWeights(elapsed: [0.2, 0.5]) }
    let falling = #expect(throws: YearToDateError.self) {
      try YearToDateWeights(cumulativeBases: [20, 10, 40])
    }
    #expect(
      falling?.description
        == "cell 2 of the base year is -0.25; every part of the base year must be above zero (cumulative values must rise)"
    )
    #expect(throws: YearToDateError.nothingLeft(cell: 2)) {
      try YearToDateWeights(bases: [1, 1]).requiredGrowth(for: 7, after: 2, at: 7)
    }
    #expect(throws: YearToDateError.noSuchCell(3, of: 2)) {
      try YearToDateWeights(bases: [1, 1]).cumulativeGrowth(of: [1, 2, 3])
    }
  }
}

extension Double {
  /// Relative agreement, to 1e-9 unless told.
  func agrees(with other: Double, within tolerance: Double = 1e-9) -> Bool {
    abs(self - other) <= tolerance * Swift.max(1, abs(other))
  }
}
