import Datasets
import Testing
import TimeSeries

struct StatementTableTests {
  /// The 71 statements of datasets/caidian-2020.
  private static func statements() throws -> (statements: [Statement], diagnostics: Diagnostics) {
    var diagnostics = Diagnostics()
    let path = try repositoryPath("datasets/caidian-2020/report-indicators.csv")
    return (StatementTable.read(path: path, name: "report-indicators.csv", into: &diagnostics), diagnostics)
  }

  @Test func theReportOfCaidian() throws {
    let (statements, diagnostics) = try Self.statements()
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(statements.count == 71)
    // Counted with Python's csv module.
    #expect(statements.count { $0.kind == .result } == 19)
    #expect(statements.count { $0.kind == .target } == 11)
    #expect(statements.count { $0.kind == .subtarget } == 41)
    let gdp = try #require(statements.first)
    #expect(gdp.id == "gdp_2019" && gdp.level == 520 && gdp.unit == .hundredMillionYuan && gdp.growth == 7.5)
    #expect(gdp.levelBasis == .nominal && gdp.growthBasis == .real(base: nil) && gdp.isBasisAssumed)
    #expect(gdp.growthBound == .approximately && gdp.levelBound == .exact)
    let income = try #require(statements.first { $0.id == "income_target_2020" })
    #expect(income.nature == .relative && income.growthBasis == nil && income.growthBound == .greaterThan)
    #expect(income.parentID == nil && income.parent == "gdp growth (outturn or target 7.6%)")
    let zone = try #require(statements.first { $0.id == "devzone_fai_2020" })
    #expect(zone.parentID == "fai_target_2020" && zone.scope == "dev_zone")
    #expect(statements.first { $0.form == .unquantified }?.id == "municipal_binding_targets_2020")
    #expect(Set(statements.compactMap(\.unit)).count == 16)
  }

  @Test func badStatementsAreToldTogether() throws {
    let text = """
      id,name_zh,name_en,year,kind,level,unit,growth_pct,bound,nature,price_basis,scope,of_what
      share,比重,Share,2019,result,165,%,,exact,ratio,n/a,district,
      change,变化,Change,2019,result,13,%,,exact,difference,n/a,district,
      rate,率,Rate,2019,result,3,百分点,,exact,ratio,n/a,district,
      gdp,生产总值,GDP,2019-02-30,result,520,,7.6,atleast,flow,reel,district,
      jobs,就业,Jobs,2020,target,,人,,at_least,count,n/a,district,
      fai,投资,FAI,2020,target,-5,亿元,-120,exact,flow,nominal,district,
      ok,好,OK,2020,target,1,个,,exact,count,n/a,district,
      ok,好,OK,2020,target,1,个,,exact,count,n/a,district,
      """
    var diagnostics = Diagnostics()
    let statements = try withFile(Array(text.utf8)) {
      StatementTable.read(path: $0, name: "s.csv", into: &diagnostics)
    }
    #expect(statements.map(\.id) == ["ok"])
    #expect(
      diagnostics.rendered() == """
        s.csv:2:28: error: a share of 165% is more than the whole
          share,比重,Share,2019,result,165,%,,exact,ratio,n/a,district,
                                       ^~~
        s.csv:3:33: error: % is not 百分点: percent measures a rate or a share, percentage points (百分点) the difference between two of them; say which is meant
          change,变化,Change,2019,result,13,%,,exact,difference,n/a,district,
                                            ^
        s.csv:4:27: error: 百分点 is not %: percent measures a rate or a share, percentage points (百分点) the difference between two of them; say which is meant
          rate,率,Rate,2019,result,3,百分点,,exact,ratio,n/a,district,
                                     ^~~~~~
        s.csv:5:14: error: “2019-02-30” is not a period: 2019-02 has 28 days, not 30; days are not used, write the month 2019-02
          gdp,生产总值,GDP,2019-02-30,result,520,,7.6,atleast,flow,reel,district,
                           ^~~~~~~~~~
        s.csv:5:36: error: unit is empty; it is needed
          gdp,生产总值,GDP,2019-02-30,result,520,,7.6,atleast,flow,reel,district,
                                                 ^
        s.csv:5:41: error: “atleast” is none of the values of bound: exact, at_least, at_most, approximately, greater_than
          gdp,生产总值,GDP,2019-02-30,result,520,,7.6,atleast,flow,reel,district,
                                                      ^~~~~~~
          did you mean “at_least”?
        s.csv:5:54: error: unknown price basis “reel”; write nominal, real, level current price; growth real, current USD, n/a, ambiguous: …, each with (assumed) where it is
          gdp,生产总值,GDP,2019-02-30,result,520,,7.6,atleast,flow,reel,district,
                                                                   ^~~~
        s.csv:6:26: error: neither a level nor a growth rate; write “unquantified” in the column explicit if there is none
          jobs,就业,Jobs,2020,target,,人,,at_least,count,n/a,district,
                                     ^
        s.csv:7:24: error: a level below zero: -5
          fai,投资,FAI,2020,target,-5,亿元,-120,exact,flow,nominal,district,
                                   ^~
        s.csv:7:30: error: growth of -120% would leave less than nothing
          fai,投资,FAI,2020,target,-5,亿元,-120,exact,flow,nominal,district,
                                           ^~~~
        s.csv:9:1: error: the id “ok” stands twice; the first is in line 8
          ok,好,OK,2020,target,1,个,,exact,count,n/a,district,
          ^~
        """)
  }
}
