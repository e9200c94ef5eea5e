import Datasets
import Foundation
import Testing
import TimeSeries

/// The shipped panel, datasets/communiques.
struct CommuniquePanelTests {
  /// Read once for all tests.
  private static let loaded = Result {
    var diagnostics = Diagnostics()
    let files = ["hubei.csv", "china.csv"]
    let dataset = try CommuniquePanel.read(
      paths: files.map { try repositoryPath("datasets/communiques/\($0)") }, names: files, into: &diagnostics)
    return (dataset: dataset, diagnostics: diagnostics)
  }

  private static func panel() throws -> (dataset: Dataset, diagnostics: Diagnostics) { try loaded.get() }

  @Test func everyRowIsRead() throws {
    let (dataset, diagnostics) = try Self.panel()
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    // Counted with Python's csv module: numbers in the columns value and growth_pct of the two files.
    #expect(dataset.observations.count == 2085)
    #expect(dataset.coverage.regionCounts == [.nation: 1, .province: 21, .city: 35, .district: 46])
    #expect(dataset.observations.count { $0.status == .target } == 252)
    #expect(dataset.observations.count(where: \.isInconsistent) == 17)
  }

  @Test func aLevelWithoutAUnitIsLeftOutWithAWarning() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "communiques-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "panel.csv").path
    let header =
      "region_zh,region_en,level,period,indicator,kind,value,unit,growth_pct,source_quality,source_url,note\n"
    try (header + "甲市,A,city,2013,trade,outturn,94.1,,19.1,press,http://a.example,\n")
      .write(toFile: path, atomically: true, encoding: .utf8)
    var diagnostics = Diagnostics()
    let data = CommuniquePanel.read(paths: [path], names: ["panel.csv"], into: &diagnostics)
    #expect(data.observations.map(\.kind) == [.growth])
    #expect(diagnostics.items.map(\.severity) == [.warning])
    #expect(diagnostics.items.first?.message.en == "this value has no unit and is left out")
  }

  @Test func partsOfTheYearCountFromJanuary() throws {
    let (dataset, _) = try Self.panel()
    let china = dataset.selecting(region: "China", indicator: "gdp")
    let kind = { (span: String) in
      try china.observations.first { $0.span == (try PeriodSpan(span)) && $0.unit == .percent }?.kind
    }
    #expect(try kind("2020H1") == .yearToDateGrowth)
    #expect(try kind("2020Q1-Q3") == .yearToDateGrowth)
    #expect(try kind("2009Q1") == .growth)
    #expect(try kind("2020Q4") == .growth)
    #expect(try kind("2018") == .growth)
  }

  @Test func duplicatesAreResolvedAsTheSourceSays() throws {
    let resolved = try Self.panel().dataset.resolved()
    let value = { (region: String, indicator: String, year: Int, kind: Observation.Kind) in
      try resolved.series(region: region, indicator: indicator, kind: kind)[.year(year)]
    }
    // Press before a copy, though the copy is the final figure.
    #expect(try value("China", "gdp", 2007, .growth) == 11.4)
    // Official and final; the level in 亿元.
    #expect(try value("China", "gdp", 2010, .level) == 401_513)
    // A later vintage of the same kind of source.
    #expect(try value("China", "gdp", 2009, .growth) == 9.1)
    #expect(try value("Xiangyang", "gdp", 2013, .growth) == 11.4)
    // Contradicted by their own sources.
    #expect(try value("Huangshi", "fai", 2013, .growth) == nil)
    #expect(try value("China", "budget_revenue_national", 2015, .growth) == 5.8)
    let inconsistent = resolved.resolutions.filter { $0.reason == .inconsistent }
    #expect(inconsistent.flatMap(\.rejected).count == 17)
    #expect(resolved.resolutions.allSatisfy { $0.diagnostic != nil })
    let decision = resolved.resolutions.first {
      $0.chosen?.region.id == "China" && $0.chosen?.indicator == "gdp" && $0.chosen?.span.text == "2009"
        && $0.chosen?.kind == .growth && $0.chosen?.status == .outturn
    }
    #expect(decision?.reason == .vintage)
    let position = try #require(decision?.rejected.first?.position.description)
    let chosen = try #require(decision?.chosen?.position.description)
    #expect(
      decision?.diagnostic?.rendered()
        == "\(position): note: gdp (growth) of China in 2009: 9.1 (\(chosen)) is used, not 8.7: the later vintage"
    )
    // One number a key is left.
    #expect(resolved.resolved().resolutions.count == resolved.resolutions.count)
  }

  @Test func severalValuesAreNotASeries() throws {
    let (dataset, _) = try Self.panel()
    #expect(throws: DatasetError.severalValues(region: "China", indicator: "gdp", .year(2006))) {
      try dataset.selecting(through: .year(2006)).series(region: "China", indicator: "gdp", kind: .growth)
    }
    let error = #expect(throws: DatasetError.self) {
      try dataset.series(region: "Wuhn", indicator: "gdp", kind: .growth)
    }
    #expect(error?.description == "there is no gdp of Wuhn in the data; did you mean “Wuhan”?")
  }

  @Test func whatWasKnownInJanuary2020() throws {
    let known = try Self.panel().dataset.selecting(knownBy: .month(2020, 1))
    #expect(known.observations.allSatisfy { $0.span.lowerBound.year <= 2020 })
    #expect(known.observations.allSatisfy { $0.span.upperBound.year <= 2019 || $0.status == .target })
    #expect(known.observations.contains { $0.span.text == "2019" && $0.status == .estimate })
    #expect(
      !known.observations.contains {
        $0.span.text == "2019" && $0.vintage.stage == .unmarked && $0.status == .outturn
      })
  }

  @Test func completeCasesForARegression() throws {
    let resolved = try Self.panel().dataset.selecting(through: .year(2019)).resolved()
    let rows = resolved.panel(of: ["gdp", "fai"])
    #expect(rows.count == 77)
    #expect(rows.allSatisfy { $0.values.count == 2 && $0.period <= .year(2019) })
    #expect(rows == resolved.panel(of: ["gdp", "fai"]))
    #expect(resolved.coverage.count(of: "gdp") >= rows.count)
  }

  @Test func gapsAreTold() throws {
    let lines = try Self.panel().dataset.coverage.lines
    for line in lines {
      let first = try #require(line.years.first)
      let last = try #require(line.years.last)
      #expect(line.years.count + line.gaps.count == last - first + 1)
    }
    #expect(lines.contains { !$0.gaps.isEmpty })
  }

  @Test func badRowsAreToldTogether() throws {
    let text = """
      region_zh,region_en,level,period,indicator,kind,value,unit,growth_pct,source_quality,source_url,note
      湖北省,Hubei,provnce,2019,gdpp,outturn,45828.31,1e8 yuan,7.5,official,u,
      湖北省,Hubei,province,2019,gdp,outturn,45828.31,1e4 persons,7.5,official,u,
      湖北省,Hubei,province,2019,gdp,outturn,,,,official,u,
      湖北省,Hubei,province,2019,gdp,outturn,5,,,official,u,
      """
    var diagnostics = Diagnostics()
    let dataset = try withFile(Array(text.utf8)) {
      CommuniquePanel.read(paths: [$0], names: ["p.csv"], into: &diagnostics)
    }
    #expect(dataset.observations.map(\.value) == [7.5])
    #expect(
      diagnostics.rendered() == """
        p.csv:2:11: error: “provnce” is none of the values of level: nation, province, city, district
          湖北省,Hubei,provnce,2019,gdpp,outturn,45828.31,1e8 yuan,7.5,official,u,
                       ^~~~~~~
          did you mean “province”?
        p.csv:2:24: error: unknown indicator “gdpp”
          湖北省,Hubei,provnce,2019,gdpp,outturn,45828.31,1e8 yuan,7.5,official,u,
                                    ^~~~
          did you mean “gdp”?
        p.csv:3:46: error: cannot turn 万人 (10 thousand persons) into 亿元 (100 million yuan): they measure different things
          湖北省,Hubei,province,2019,gdp,outturn,45828.31,1e4 persons,7.5,official,u,
                                                          ^~~~~~~~~~~
        p.csv:4:37: error: this row has neither a value nor a growth rate
          湖北省,Hubei,province,2019,gdp,outturn,,,,official,u,
                                                 ^
        p.csv:5:37: warning: this value has no unit and is left out
          湖北省,Hubei,province,2019,gdp,outturn,5,,,official,u,
                                                 ^
        """)
  }
}
