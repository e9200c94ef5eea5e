import Testing
import TimeSeries

struct UnitTests {
  @Test(arguments: [
    ("亿元", Unit.hundredMillionYuan), ("1e8 yuan", .hundredMillionYuan), ("1e12 yuan", .trillionYuan),
    ("万元", .tenThousandYuan),
    ("pct", .percent), ("percent", .percent), ("％", .percent), ("1e8 USD", .hundredMillionDollars),
    ("yuan per head", .yuanPerHead), ("1e4 persons", .tenThousandPersons), ("个百分点", .percentagePoint),
    ("pp", .percentagePoint), ("名", .person), ("万人次", .tenThousandVisits), ("万亩", .tenThousandMu),
  ])
  func readsBothLanguages(text: String, unit: Unit) throws {
    #expect(try Unit(parsing: text) == unit)
  }

  @Test(arguments: Unit.all)
  func everyUnitReadsItsOwnNames(unit: Unit) throws {
    #expect(try Unit(parsing: unit.symbol) == unit)
    #expect(try Unit(parsing: unit.name.en) == unit)
    #expect(try Unit(parsing: unit.symbol.uppercased()) == unit)
  }

  @Test func convertsInsideADimension() throws {
    #expect(try Unit.hundredMillionYuan.convert(520, to: .tenThousandYuan) == 5_200_000)
    #expect(try Unit.person.convert(7000, to: .tenThousandPersons) == 0.7)
    #expect(try Unit.percent.convert(61.5, to: .ratio) == 0.615)
    #expect(try abs(Unit.mu.convert(15, to: .hectare) - 1) < 1e-15)
    #expect(try Unit.tenThousandMu.convert(2.03, to: .mu) == 20300)
  }

  @Test func percentIsNotPercentagePoints() {
    let error = #expect(throws: UnitError.self) { try Unit.percent.convert(13, to: .percentagePoint) }
    #expect(
      error?.description
        == "% is not 百分点: percent measures a rate or a share, percentage points (百分点) the difference between two of them; "
        + "say which is meant")
  }

  @Test func moneyDoesNotChangeCurrencyWithoutARate() {
    let error = #expect(throws: UnitError.self) {
      try Unit.hundredMillionDollars.convert(6.26, to: .hundredMillionYuan)
    }
    #expect(
      error?.description == "cannot turn 亿美元 into 亿元 without an exchange rate; give one, or keep the currency"
    )
    #expect(error?.message.zh == "没有汇率，无法把亿美元换算为亿元；请给出汇率或保留原币种")
    #expect(throws: UnitError.incompatible(from: .person, to: .visit)) {
      try Unit.person.convert(1, to: .visit)
    }
  }

  @Test(arguments: [
    ("7.6%", Amount(7.6, .percent)), ("13 百分点", Amount(13, .percentagePoint)),
    ("13 pp", Amount(13, .percentagePoint)),
    ("520 亿元", Amount(520, .hundredMillionYuan)), ("520亿元", Amount(520, .hundredMillionYuan)),
    ("7000 人", Amount(7000, .person)), ("-39.2 %", Amount(-39.2, .percent)),
    ("−5%", Amount(-5, .percent)),
    ("38,517 元", Amount(38517, .yuan)), ("1,234,567.5元", Amount(1_234_567.5, .yuan)),
    ("1.2e3 km", Amount(1200, .kilometre)),
    ("520 1e8 yuan", Amount(520, .hundredMillionYuan)),
  ])
  func readsQuantities(text: String, quantity: Amount) throws {
    #expect(try Amount(parsing: text) == quantity)
  }

  @Test(arguments: [
    ("520 亿圆", "unknown unit “亿圆”; did you mean “亿元”?"),
    ("7.6 percnt", "unknown unit “percnt”; did you mean “percent”?"),
    ("亿元", "“亿元” has no number; write a number and a unit, such as 7.6% or 520 亿元"),
    ("520", "“520” has no unit; write a number and a unit, such as 7.6% or 520 亿元"),
    ("7,6%", "“7,6%” has a comma that does not divide thousands; write a decimal point, such as 7.6%"),
    ("nan %", "“nan %” has no number; write a number and a unit, such as 7.6% or 520 亿元"),
    (
      "3 furlongs",
      "unknown unit “furlongs”; known are 元, 万元, 亿元, 亿美元, 万美元, 元/人, %, 百分点, 人, 万人, 人次, 个, 家, 亩, 公里, 平方公里 "
        + "and their English names"
    ),
  ])
  func saysWhatIsWrongWithAQuantity(text: String, message: String) {
    let error = #expect(throws: UnitError.self) { try Amount(parsing: text) }
    #expect(error?.description == message)
  }
}
