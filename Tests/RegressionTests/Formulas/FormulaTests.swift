import Foundation
import LinearAlgebra
import Regression
import Testing

/// What formulas make of tables: terms, coding of categories, functions.
@Suite struct FormulaTests {
  /// Two regions over four years; Wuhan's rows stand before Hubei's, and not in the order of time.
  static func panel() throws -> DataTable {
    try DataTable(
      [
        .init("region", .texts(["Wuhan", "Wuhan", "Wuhan", "Hubei", "Hubei", "Hubei"])),
        .init("year", .numbers([2012, 2010, 2011, 2010, 2011, 2013])),
        .init("gdp", .numbers([14, 10, 12, 100, 110, 121])),
        .init("fai", .numbers([7, 5, 6, 40, nil, 44])),
        .init("工业 增加值", .numbers([3, 1, 2, 30, 31, 33])),
        .init("零售", .numbers([2, 4, 6, 8, 10, 12])),
      ],
      entities: ["Wuhan", "Wuhan", "Wuhan", "Hubei", "Hubei", "Hubei"],
      periods: [2012, 2010, 2011, 2010, 2011, 2013])
  }

  private func frame(_ formula: String) throws -> ModelFrame { try Formula(formula).frame(Self.panel()) }

  /// Of logarithms, which the C library rounds otherwise at times.
  private func agree(_ values: [Double], _ expected: [Double]) -> Bool {
    digits(values, of: expected) > 15
  }

  private func column(_ name: String, _ frame: ModelFrame) throws -> [Double] {
    Array(frame.regressors.matrix.column(try #require(frame.regressors.names.firstIndex(of: name))))
  }

  @Test(arguments: [
    ("gdp ~ fai", ["(Intercept)", "fai"]),
    ("gdp ~ fai - 1", ["fai"]),
    ("gdp ~ 0 + fai", ["fai"]),
    ("gdp ~ fai + 0", ["fai"]),
    ("gdp ~ 1", ["(Intercept)"]),
    ("gdp ~ -1 + fai", ["fai"]),
    ("gdp ~ fai*零售", ["(Intercept)", "fai", "零售", "fai:零售"]),
    ("gdp ~ fai*零售 - 零售", ["(Intercept)", "fai", "fai:零售"]),
    ("gdp ~ 零售:fai + fai:零售 + fai + fai", ["(Intercept)", "零售:fai", "fai"]),
    ("gdp ~ fai^2 + (fai^2) + fai**2", ["(Intercept)", "fai^2"]),
    ("gdp ~ (fai*零售) + (fai + 零售) + fai/零售", ["(Intercept)", "(fai * 零售)", "(fai + 零售)", "fai/零售"]),
    ("gdp ~ log( fai )+lag(fai,2)", ["(Intercept)", "log(fai)", "lag(fai, 2)"]),
    ("gdp ～ （fai＋零售） ＋ fai÷零售", ["(Intercept)", "(fai + 零售)", "fai/零售"]),
    ("gdp ~ `工业 增加值` + \"零售\" + '工业 增加值'", ["(Intercept)", "`工业 增加值`", "零售"]),
    ("gdp ~ region", ["(Intercept)", "region[Wuhan]"]),
    ("gdp ~ region - 1", ["region[Hubei]", "region[Wuhan]"]),
    ("gdp ~ region + factor(year) - 1", ["region[Hubei]", "region[Wuhan]", "factor(year)[2011]"]),
    ("gdp ~ 零售 + region:零售", ["(Intercept)", "零售", "region[Wuhan]:零售"]),
    ("gdp ~ region:零售", ["(Intercept)", "region[Hubei]:零售", "region[Wuhan]:零售"]),
    ("gdp ~ 零售 | region", ["零售"]),
    ("gdp ~ trend + trend()", ["(Intercept)", "trend"]),
  ])
  func columnsOfAFormula(formula: String, names: [String]) throws {
    // Rows of 2012 and 2013 are left out where a factor of years would need levels beyond 2011.
    if formula.contains("factor(year)") {
      let table = try DataTable([
        .init("region", .texts(["Wuhan", "Hubei", "Wuhan"])), .init("year", .numbers([2010, 2011, 2011])),
        .init("gdp", .numbers([1, 2, 4])),
      ])
      #expect(try Formula(formula).frame(table).regressors.names == names)
      return
    }
    #expect(try frame(formula).regressors.names == names)
  }

  /// Chambers & Hastie (1992): a:b without its margins has every cell; R codes `~ a + b + a:b` by contrasts in each.
  @Test func interactionsOfCategories() throws {
    let table = try DataTable([
      .init("a", .texts(["u", "u", "v", "v", "u", "v"])), .init("b", .texts(["p", "q", "p", "q", "q", "p"])),
      .init("y", .numbers([1, 2, 3, 4, 5, 6])),
    ])
    #expect(
      try Formula("y ~ a*b").frame(table).regressors.names == ["(Intercept)", "a[v]", "b[q]", "a[v]:b[q]"])
    #expect(
      try Formula("y ~ a:b - 1").frame(table).regressors.names == [
        "a[u]:b[p]", "a[v]:b[p]", "a[u]:b[q]", "a[v]:b[q]",
      ])
    #expect(
      try Formula("y ~ a + a:b").frame(table).regressors.names == [
        "(Intercept)", "a[v]", "a[u]:b[q]", "a[v]:b[q]",
      ])
    let cells = try Formula("y ~ a*b").frame(table)
    #expect(try column("a[v]:b[q]", cells) == [0, 0, 0, 1, 0, 0])
    #expect(cells.baseLevels.map(\.level) == ["u", "p"])
  }

  /// Lags go by period within an entity: the row before may be another year or another region.
  @Test func lagsRespectPeriodsAndEntities() throws {
    let lagged = try frame("零售 ~ lag(gdp)")
    #expect(lagged.rows == [4, 2, 0])
    #expect(try column("lag(gdp)", lagged) == [100, 10, 12])
    #expect(
      lagged.missing.map(\.description) == ["lag(gdp) has no value in 3 rows (the end of a series, or a gap)"]
    )
    let led = try frame("零售 ~ lead(gdp)")
    #expect(led.rows == [3, 1, 2])
    #expect(try column("lead(gdp)", led) == [110, 12, 14])
    let twice = try frame("零售 ~ lag(gdp, 2)")
    #expect(twice.rows == [5, 0])
    #expect(try column("lag(gdp, 2)", twice) == [110, 10])
  }

  @Test func functionsOfOtherPeriods() throws {
    let all = try frame("零售 ~ diff(gdp) + dlog(gdp) + growth(gdp) + lag(log(gdp)) + diff(gdp^2)")
    #expect(all.rows == [4, 2, 0])
    #expect(try column("diff(gdp)", all) == [10, 2, 2])
    #expect(try column("growth(gdp)", all).map { ($0 * 1e9).rounded() / 1e9 } == [10, 20, 16.666666667])
    #expect(agree(try column("dlog(gdp)", all), [log(1.1), log(1.2), log(14.0 / 12)]))
    #expect(agree(try column("lag(log(gdp))", all), [log(100.0), log(10.0), log(12.0)]))
    #expect(try column("diff(gdp^2)", all) == [2100, 44, 52])
  }

  @Test func arithmetic() throws {
    let frame = try frame(
      "log(gdp/零售) ~ (2*fai - 零售/2) + (-fai^2) + abs(-fai) + exp(0*fai) + sqrt(fai^2) + fai^-1")
    #expect(frame.response == "log(gdp/零售)")
    #expect(frame.rows == [3, 5, 1, 2, 0])
    let logarithms = [12.5, 121.0 / 12, 2.5, 2, 7].map { log($0) }
    #expect(agree(frame.y, logarithms))
    #expect(try column("(2 * fai - 零售/2)", frame) == [76, 82, 8, 9, 13])
    #expect(try column("(-fai^2)", frame) == [-1600, -1936, -25, -36, -49])
    #expect(try column("abs(-fai)", frame) == [40, 44, 5, 6, 7])
    #expect(try column("exp(0 * fai)", frame) == [1, 1, 1, 1, 1])
    #expect(try column("sqrt(fai^2)", frame) == [40, 44, 5, 6, 7])
    let inverses = [40.0, 44, 5, 6, 7].map { 1 / $0 }
    #expect(try column("fai^-1", frame) == inverses)
  }

  /// Rows go with a count for each reason; a row with two reasons counts under both.
  @Test func missingRowsAreCountedByReason() throws {
    let table = try DataTable(
      [
        .init("y", .numbers([1, nil, 3, 4, 5, 6])), .init("x", .numbers([1, nil, -2, 4, 5, 6])),
        .init("w", .numbers([1, 1, 1, 1, nil, 1])),
      ], periods: [1, 2, 3, 4, 5, 7])
    let frame = try Formula("y ~ log(x) + lag(y)").frame(table, weights: "w")
    #expect(frame.rows == [3])
    #expect(frame.droppedRows == 5)
    #expect(
      frame.missing.map(\.description) == [
        "y is empty in 1 row", "x is empty in 1 row", "log(x) is not defined in 1 row",
        "lag(y) has no value in 3 rows (the end of a series, or a gap)", "w is empty in 1 row",
      ])
  }

  @Test func partsOfAFormula() throws {
    let frame = try frame("gdp ~ 零售 | region + year | fai ~ lag(零售) + `工业 增加值`")
    #expect(!frame.hasConstant)
    #expect(frame.regressors.names == ["零售"])
    #expect(frame.fixedEffects.map(\.name) == ["region", "year"])
    #expect(frame.fixedEffects[1].levels == ["2011", "2012"])
    #expect(frame.fixedEffects[0].labels == [0, 0])
    #expect(frame.endogenous.names == ["fai"])
    #expect(frame.instruments.names == ["lag(零售)", "`工业 增加值`"])
    let pairs = try self.frame("gdp ~ 零售 | region:year")
    #expect(pairs.fixedEffects[0].levels.prefix(2) == ["Hubei:2010", "Hubei:2011"])
    let plain = try self.frame("gdp ~ 1 | fai ~ 零售")
    #expect(plain.regressors.names == ["(Intercept)"])
    #expect(plain.endogenous.names == ["fai"])
  }

  @Test func weightsAndClusters() throws {
    let frame = try Formula("gdp ~ 零售").frame(Self.panel(), weights: "fai", clusters: ["region", "year"])
    #expect(frame.weights == [40, 44, 5, 6, 7])
    #expect(frame.clusters[0].labels == [0, 0, 1, 1, 1])
    #expect(frame.clusters[1].levels == ["2010", "2011", "2012", "2013"])
    #expect(frame.missing == [MissingRows(reason: .empty(column: "fai"), count: 1)])
  }
}
