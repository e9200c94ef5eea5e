import Datasets
import Testing
import TimeSeries

struct DelimitedTextTests {
  private func read(_ bytes: [UInt8]) throws -> (table: DelimitedText, diagnostics: Diagnostics) {
    var diagnostics = Diagnostics()
    let table = try withFile(bytes) {
      DelimitedText.read(path: $0, name: "data.csv", into: &diagnostics)
    }
    return (try #require(table), diagnostics)
  }

  private static let plain = "指标,level\n地区生产总值,520\n"
  // The same text in GB18030, by `iconv -f UTF-8 -t GB18030`; GBK encodes these characters alike.
  private static let gbk: [UInt8] =
    [0xD6, 0xB8, 0xB1, 0xEA] + Array(",level\n".utf8)
    + [0xB5, 0xD8, 0xC7, 0xF8, 0xC9, 0xFA, 0xB2, 0xFA, 0xD7, 0xDC, 0xD6, 0xB5] + Array(",520\n".utf8)

  @Test func gbkIsReadAndNoted() throws {
    let (table, diagnostics) = try read(Self.gbk)
    #expect(table.file.text == Self.plain && table.file.encoding == .gb18030)
    #expect(
      diagnostics.rendered()
        == "data.csv: note: the file is not UTF-8 and was read as GB18030; save it as UTF-8 to be safe")
    #expect(diagnostics.rendered(in: .zh) == "data.csv: 说明: 文件不是 UTF-8 编码，已按 GB18030 读取；建议另存为 UTF-8")
  }

  @Test func fourByteGB18030() throws {
    // U+20BB7 lies outside GBK; bytes from Python's gb18030 codec.
    let (table, _) = try read([0x61, 0x0A, 0x95, 0x34, 0xB2, 0x35, 0x0A])
    #expect(table.rows[0].text("a") == "\u{20BB7}")
  }

  @Test func marksAreLeftOut() throws {
    let (marked, notes) = try read([0xEF, 0xBB, 0xBF] + Array(Self.plain.utf8))
    #expect(marked.columns == ["指标", "level"] && marked.file.encoding == .utf8WithMark && notes.isEmpty)
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in Self.plain.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(try read(wide).table.file.text == Self.plain)
    #expect(try read(Array(Self.plain.utf8)).table.file.encoding == .utf8)
  }

  @Test func cellsKnowTheirPlaces() throws {
    let text = "a,b,c\r\n\"x\ny\",2 , \"z\"\"z\"\r\n\r\n国,3,4\r\n"
    let (table, diagnostics) = try read(Array(text.utf8))
    #expect(diagnostics.isEmpty && table.rowCount == 2)
    let first = table.rows[0]
    #expect(first.text("a") == "x\ny" && first.text("b") == "2")
    #expect(first.position("a").description == "data.csv:2:1")
    #expect(first.position("b").description == "data.csv:3:4")
    #expect(table.rows[1].position("c").description == "data.csv:5:5")
    #expect(table.rows[1].text("a") == "国" && table.rows[1].text("c") == "4")
  }

  @Test func writtenTextReadsBack() throws {
    var writer = DelimitedTextWriter(columns: ["name", "value", "note"])
    writer.append(["亿元, \"so\"", 0.1, nil])
    writer.append([.text("two\nlines"), .number(0.1 + 0.2), .text(" blanks ")])
    writer.append(["third", 520, .init(nil)])
    #expect(
      writer.text()
        == "name,value,note\n\"亿元, \"\"so\"\"\",0.1,\n\"two\nlines\",0.30000000000000004,\" blanks \"\nthird,520,\n"
    )
    #expect(writer.text(.excel).hasPrefix("\u{FEFF}name,value,note\r\n"))
    let (table, diagnostics) = try read(Array(writer.text(.excel).utf8))
    var found = diagnostics
    #expect(table.rows.map { $0.text("name") } == ["亿元, \"so\"", "two\nlines", "third"])
    #expect(table.rows.map { $0.number("value", &found) } == [0.1, 0.1 + 0.2, 520])
    #expect(table.rows[1].text("note") == " blanks " && found.isEmpty)
  }

  @Test(arguments: [1.0 / 3, 5e-300, 1.7976931348623157e308, -0.1, 1e15, 123_456_789_012_345])
  func numbersMakeTheRoundTrip(value: Double) {
    #expect(Double(DelimitedTextWriter.written(value)) == value)
  }
}
