import Reports
import Testing
import TimeSeries

@Suite struct TableTests {
  static let table = Table(
    [Table.Column("指标", wraps: true), Table.Column("growth", .right), Table.Column("note")],
    rows: [
      .cells(["地区生产总值", "7.6", "a, \"b\""]), .section("二、生态城"), .cells(["GDP | real", "-0.5"]), .rule,
      .cells(["合计", "12.25", "x"]),
    ])

  @Test func wideCharactersTakeTwoColumns() {
    #expect(
      Self.table.text(width: 80) == """
        指标          growth  note
        ────────────────────────────
        地区生产总值     7.6  a, "b"
        二、生态城
        GDP | real      -0.5
        ────────────────────────────
        合计           12.25  x
        """)
  }

  @Test func wrappingColumnsGiveWay() {
    #expect(
      Self.table.text(width: 25) == """
        指标       growth  note
        ─────────────────────────
        地区生产      7.6  a, "b"
        总值
        二、生态城
        GDP |        -0.5
        real
        ─────────────────────────
        合计        12.25  x
        """)
  }

  @Test func markdownAndCSV() {
    #expect(
      Self.table.markdown() == """
        | 指标 | growth | note |
        | :--- | ---: | :--- |
        | 地区生产总值 | 7.6 | a, "b" |
        | **二、生态城** |  |  |
        | GDP \\| real | -0.5 |  |
        | 合计 | 12.25 | x |

        """)
    let csv = "指标,growth,note\r\n地区生产总值,7.6,\"a, \"\"b\"\"\"\r\n二、生态城,,\r\nGDP | real,-0.5,\r\n合计,12.25,x\r\n"
    #expect(Self.table.csv() == csv)
    #expect(Self.table.csv(byteOrderMark: true) == "\u{FEFF}" + csv)
  }

  @Test(arguments: [
    (0.05, 1, "0.1"), (-0.04, 1, "0.0"), (1234.5678, 2, "1234.57"), (-1.5, 0, "-2"), (0, 2, "0.00"),
    (.nan, 1, "–"),
  ])
  func fixedDecimals(value: Double, decimals: Int, text: String) {
    #expect(Figures.fixed(value, decimals: decimals) == text)
  }

  @Test(arguments: [
    (1234.5678, "1235"), (0.00123456, "0.001235"), (7.6, "7.6"), (100, "100"), (-15, "-15"), (0, "0"),
    (1e-9, "1e-09"),
  ])
  func significantDigits(value: Double, text: String) {
    #expect(Figures.significant(value) == text)
  }

  @Test func groupsOfThree() {
    #expect([0, 999, 1000, -1_234_567].map(Figures.grouped) == ["0", "999", "1,000", "-1,234,567"])
  }
}
