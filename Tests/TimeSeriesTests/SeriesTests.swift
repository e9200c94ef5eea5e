import Testing
import TimeSeries

struct SeriesTests {
  private func annual(_ values: [Double?], unit: Unit = .hundredMillionYuan, basis: PriceBasis = .nominal)
    -> Series
  {
    Series(start: .year(2016), values: values, unit: unit, basis: basis)
  }

  @Test func growthAndChainingAreInverse() throws {
    let level = annual([100, 110, 99, 120, nil, 150])
    let growth = level.growth()
    #expect(growth.unit == .percent && growth.basis == .nominal)
    #expect(growth[.year(2016)] == nil && growth[.year(2020)] == nil && growth[.year(2021)] == nil)
    #expect(try #require(growth[.year(2018)]).agrees(with: -10))
    let back = try Series.chained(
      from: Amount(99, .hundredMillionYuan), at: .year(2018), growth: growth, basis: .nominal)
    for year in 2016...2019 {
      #expect(try #require(back[.year(year)]).agrees(with: #require(level[.year(year)])))
    }
    #expect(back[.year(2020)] == nil && back[.year(2021)] == nil)
  }

  @Test func quarterlyGrowthIsOnTheYearBefore() throws {
    let quarters = Series(
      start: .quarter(2019, 1), values: [10, 20, 30, 40, 11, 18, 33, 44], unit: .hundredMillionYuan,
      basis: .nominal)
    #expect(try #require(quarters.growth()[.quarter(2020, 2)]).agrees(with: -10))
    #expect(try #require(quarters.periodGrowth()[.quarter(2019, 2)]).agrees(with: 100))
    let years = try quarters.aggregated(to: .annual, by: .sum)
    #expect(years.values == [100, 106])
    #expect(try quarters.aggregated(to: .halfYear, by: .mean)[.half(2020, 1)] == 14.5)
    #expect(try quarters.aggregated(to: .annual, by: .last).values == [40, 44])
    let part = try quarters[.quarter(2019, 2)...Period.quarter(2020, 4)].aggregated(to: .annual, by: .sum)
    #expect(part.span == PeriodSpan(.year(2020)))
    #expect(throws: SeriesError.notCoarser(.quarter, .month)) {
      try quarters.aggregated(to: .month, by: .sum)
    }
    let toDate = try quarters.yearToDate()
    #expect(toDate.values == [10, 30, 60, 100, 11, 29, 62, 106])
    #expect(try toDate.discreteFromYearToDate() == quarters)
  }

  @Test func januaryAndFebruaryAreOneCell() throws {
    let toDate = Series(
      start: .month(2020, 1), values: [nil, 20, 35, 50], unit: .hundredMillionYuan, basis: .nominal)
    #expect(try toDate.cell(PeriodSpan("2020年1-2月")) == 20)
    #expect(try toDate.cell(PeriodSpan("2020-03")) == 15)
    #expect(try toDate.discreteFromYearToDate().values == [nil, nil, 15, 15])
    #expect(throws: SeriesError.noValue(.month(2020, 1))) { try toDate.cell(PeriodSpan("2020-02")) }
  }

  @Test func pointsAreNotPercent() throws {
    let share = annual([52, 65], unit: .percent, basis: .notApplicable)
    let change = try share.pointChange()
    #expect(change[.year(2017)] == 13 && change.unit == .percentagePoint)
    #expect(try share.subtracting(share).unit == .percentagePoint)
    let error = #expect(throws: SeriesError.self) { try share.adding(change) }
    #expect(error?.description.hasPrefix("百分点 is not %") == true)
    #expect(throws: SeriesError.notARate(.hundredMillionYuan)) { try annual([1, 2]).pointChange() }
  }

  @Test func pricesAreNotMixed() throws {
    let nominal = annual([100, 121])
    let index = annual([100, 110], unit: .index, basis: .notApplicable)
    let real = try nominal.deflated(by: index, base: .year(2016))
    #expect(real.basis == .real(base: .year(2016)))
    #expect(try #require(real.growth()[.year(2017)]).agrees(with: 10))
    let error = #expect(throws: SeriesError.self) { try nominal.adding(real) }
    #expect(
      error?.description
        == "current prices and prices of 2016 cannot be combined; deflate the nominal series first")
    #expect(throws: SeriesError.notNominal(.real(base: .year(2016)))) {
      try real.deflated(by: index, base: .year(2016))
    }
    #expect(try nominal.index(base: .year(2017))[.year(2017)] == 100)
  }

  @Test func unitsOfOneDimensionAdd() throws {
    let a = annual([1, 2, nil])
    let b = Series(start: .year(2017), values: [5000, 7000], unit: .tenThousandYuan, basis: .nominal)
    let sum = try a.adding(b)
    #expect(sum.unit == .hundredMillionYuan && sum.span == .year(2017)...Period.year(2018))
    #expect(sum.values == [2.5, nil])
    #expect(try b.converted(to: .hundredMillionYuan).values == [0.5, 0.7])
    #expect(try annual([39]).share(of: annual([520]))[.year(2016)] == 7.5)
    let dollars = Series(start: .year(2016), values: [1], unit: .hundredMillionDollars, basis: .nominal)
    #expect(throws: SeriesError.incompatibleUnits(.hundredMillionYuan, .hundredMillionDollars)) {
      try a.adding(dollars)
    }
    #expect(throws: SeriesError.differentFrequencies(.annual, .quarter)) {
      try a.adding(Series(start: .quarter(2016, 1), values: [1], unit: .hundredMillionYuan, basis: .nominal))
    }
  }

  @Test func gapsAreMissing() throws {
    let series = try Series([.year(2019): 3, .year(2016): 1], unit: .item, basis: .notApplicable)
    #expect(series.missing == [.year(2017), .year(2018)])
    #expect(throws: SeriesError.empty) { try Series([:], unit: .item, basis: .notApplicable) }
    #expect(throws: SeriesError.differentFrequencies(.annual, .month)) {
      try Series([.year(2019): 1, .month(2019, 3): 2], unit: .item, basis: .notApplicable)
    }
  }
}
