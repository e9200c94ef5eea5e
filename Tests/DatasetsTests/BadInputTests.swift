import Datasets
import FoundationEssentials
import Glibc
import Testing
import TimeSeries

/// Files that are refused, each with its whole message.
struct BadInputTests {
  private static let columns = DelimitedText.Columns(
    required: ["period", "indicator", "level", "unit"], optional: ["growth_pct", "note"])

  /// What reading the text and its typed columns says.
  private func messages(_ text: String, _ language: Language = .en) throws -> String {
    var diagnostics = Diagnostics()
    let file = try TextFile(text: text, name: "data.csv")
    let table = DelimitedText(file, columns: Self.columns, into: &diagnostics)
    for row in table?.rows ?? [] {
      _ = row.period("period", required: true, &diagnostics)
      _ = row.number("level", &diagnostics)
      _ = row.number("growth_pct", &diagnostics)
      _ = row.unit("unit", &diagnostics)
    }
    return diagnostics.rendered(in: language)
  }

  private func refusal(path: String, limits: TextLimits = .standard) -> String? {
    #expect(throws: Diagnostics.self) { try TextFile(path: path, name: "data.csv", limits: limits) }?
      .rendered()
  }

  @Test func missingFile() {
    #expect(refusal(path: "/nowhere/data.csv") == "data.csv: error: there is no such file")
    #expect(refusal(path: "/") == "data.csv: error: this is a folder, not a file")
  }

  @Test(arguments: [[], [0x0A], [0x20, 0x0D, 0x0A], [0xEF, 0xBB, 0xBF]] as [[UInt8]])
  func emptyFile(bytes: [UInt8]) throws {
    try withFile(bytes) { #expect(refusal(path: $0) == "data.csv: error: the file is empty") }
  }

  @Test func aLineOfTwoGigabytesIsNotRead() throws {
    try withFile([]) { path in
      let handle = try #require(fopen(path, "w"))
      fputs("period,level\n", handle)
      #expect(ftruncate(fileno(handle), 2 << 30) == 0)
      fclose(handle)
      let clock = ContinuousClock.now
      #expect(
        refusal(path: path)
          == "data.csv: error: the file has 2147483648 bytes, more than 256 MB, the limit of a file; split it"
      )
      #expect(truncate(path, 0) == 0 && truncate(path, 2 << 30) == 0)
      #expect(
        refusal(path: path)
          == "data.csv:1: error: this line is longer than 1 MB, the limit of a line; the file was not read further"
      )
      #expect(ContinuousClock.now - clock < .seconds(10))
    }
  }

  @Test func longLineFurtherDown() throws {
    let limits = TextLimits(bytesPerLine: 20, bytesPerFile: 100)
    try withFile(Array("a,b\n1,2\n333333333333333333,44444\n".utf8)) {
      #expect(
        refusal(path: $0, limits: limits)
          == "data.csv:3: error: this line is longer than 20 bytes, the limit of a line; the file was not read further"
      )
    }
  }

  @Test func notUTF8AndNotGB18030() throws {
    try withFile([0x61, 0x0A, 0x62, 0xFF, 0xFF, 0x0A]) {
      #expect(
        refusal(path: $0)
          == "data.csv:2: error: the text is neither UTF-8 nor GB18030 (byte 0xFF); save the file as UTF-8")
    }
    try withFile([0xEF, 0xBB, 0xBF, 0x61, 0x0A, 0xC0, 0xAF]) {
      #expect(
        refusal(path: $0)
          == "data.csv:2: error: the file is marked as UTF-8 with a byte-order mark, but byte 0xC0 is not; save the file as UTF-8"
      )
    }
  }

  @Test func nulBytes() throws {
    try withFile(Array("a,b\n1,\0\0\n2,3\nx\0,1\n".utf8)) {
      #expect(
        refusal(path: $0) == """
          data.csv:2:3: error: a NUL byte: this is no text file, or it is damaged
            1,  \n    ^
          data.csv:4:2: error: a NUL byte: this is no text file, or it is damaged
            x ,1
             ^
          """)
    }
  }

  @Test func numbersThatAreNone() throws {
    let text = """
      period,indicator,level,unit,growth_pct
      2019,gdp,NaN,亿元,7.5%
      2019,fai,"1,234",亿元,inf
      2019,retail,１４４,亿元,1e999
      2019,fdi,six,亿美元,−5
      """
    #expect(
      try messages(text) == """
        data.csv:2:10: error: “NaN” is not a number
          2019,gdp,NaN,亿元,7.5%
                   ^~~
          leave the cell empty where there is no value
        data.csv:2:17: error: “7.5%” holds a unit; this cell takes the number alone
          2019,gdp,NaN,亿元,7.5%
                            ^~~~
          write 7.5, the unit apart
        data.csv:3:10: error: “1,234” is not a plain number
          2019,fai,"1,234",亿元,inf
                   ^~~~~~~
          write 1234
        data.csv:3:21: error: “inf” is not a number
          2019,fai,"1,234",亿元,inf
                                ^~~
          leave the cell empty where there is no value
        data.csv:4:13: error: “１４４” is not a plain number
          2019,retail,１４４,亿元,1e999
                      ^~~~~~
          write 144
        data.csv:4:20: error: “1e999” is too large a number
          2019,retail,１４４,亿元,1e999
                                  ^~~~~
        data.csv:5:10: error: “six” is not a number
          2019,fdi,six,亿美元,−5
                   ^~~
        data.csv:5:18: error: “−5” is not a plain number
          2019,fdi,six,亿美元,−5
                              ^~
          write -5
        """)
  }

  @Test func impossibleDateAndUnknownUnit() throws {
    let text = """
      period,indicator,level,unit
      2019-13,地区生产总值,520,亿圆
      ,gdp,1,%
      """
    #expect(
      try messages(text) == """
        data.csv:2:1: error: “2019-13” is not a period: there is no month 13; a year has months 1 to 12
          2019-13,地区生产总值,520,亿圆
          ^~~~~~~
        data.csv:2:20: error: unknown unit “亿圆”; did you mean “亿元”?
          2019-13,地区生产总值,520,亿圆
                                   ^~~~
        data.csv:3:1: error: period is empty; it is needed
          ,gdp,1,%
          ^
        """)
    #expect(
      try messages("period,indicator,level,unit\n2019Q5,a,1,%\n", .zh) == """
        data.csv:2:1: 错误: “2019Q5”不是有效的时间：没有第5季度；一年只有 1 至 4
          2019Q5,a,1,%
          ^~~~~~
        """)
  }

  @Test func columnsTwiceUnknownAndMissing() throws {
    #expect(
      try messages("period,level,unit,period,levl,\n2019,1,%,2019,1,2\n") == """
        data.csv:1:1: error: column “indicator” is missing
          period,level,unit,period,levl,
          ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        data.csv:1:19: error: column “period” stands twice; the first is at column 1 of the line
          period,level,unit,period,levl,
                            ^~~~~~
        data.csv:1:26: error: unknown column “levl”
          period,level,unit,period,levl,
                                   ^~~~
        data.csv:1:31: error: a column without a name
          period,level,unit,period,levl,
                                        ^
        """)
    #expect(
      try messages("period,indicatr,level,unit\n2019,a,1,%\n") == """
        data.csv:1:8: error: unknown column “indicatr”
          period,indicatr,level,unit
                 ^~~~~~~~
          did you mean “indicator”?
        """)
  }

  @Test func raggedRows() throws {
    let text = """
      period,indicator,level,unit
      2019,gdp,1
      2019,gdp,1,234,亿元
      2019-13,gdp,1,%
      """
    #expect(
      try messages(text) == """
        data.csv:2:11: error: this row has 3 cells, the header has 4
          2019,gdp,1
                    ^
        data.csv:3:16: error: this row has 5 cells, the header has 4
          2019,gdp,1,234,亿元
                         ^~~~
          put a cell that contains a comma between quotes
        data.csv:4:1: error: “2019-13” is not a period: there is no month 13; a year has months 1 to 12
          2019-13,gdp,1,%
          ^~~~~~~
        """)
  }

  @Test func unterminatedQuoteKeepsTheLinesBelow() throws {
    let text = "period,indicator,level,unit\n2019,\"gdp,1,%\n2019-13,gdp,1,%\n"
    #expect(
      try messages(text) == """
        data.csv:2:6: error: this quote is never closed
          2019,"gdp,1,%
               ^
        data.csv:3:1: error: “2019-13” is not a period: there is no month 13; a year has months 1 to 12
          2019-13,gdp,1,%
          ^~~~~~~
        """)
    #expect(
      try messages("period,indicator,level,unit\n2019,\"g\"dp,1,%\n") == """
        data.csv:2:9: error: text after the closing quote
          2019,"g"dp,1,%
                  ^~
          write a quote inside a quoted cell twice: ""
        """)
  }
}
