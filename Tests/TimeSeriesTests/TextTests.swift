import Testing
import TimeSeries

struct TextTests {
  // Widths by Unicode Standard Annex #11, EastAsianWidth.txt: W and F two columns, combining marks none.
  @Test(arguments: [
    ("GDP", 3), ("亿元", 4), ("％", 2), ("“a”", 3), ("±", 1), ("e\u{301}", 1), ("、。", 4), ("한국", 4), ("ｱ", 1),
    ("𠮷", 2), ("", 0),
    ("✓", 1), ("→", 1), ("👍", 2),
  ])
  func widthOfText(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func paddingCountsColumns() {
    #expect("亿元".padded(to: 6) + "|" == "亿元  |")
    #expect("7.6".padded(to: 6, alignment: .right) == "   7.6")
    #expect("亿".padded(to: 5, alignment: .centre) == " 亿  ")
    #expect("too long".padded(to: 3) == "too long")
  }

  @Test func nearestWord() {
    let keys = ["targets", "scenarios", "overrides", "region", "gdp", "fai"]
    #expect(Suggestion.nearest(to: "tagrets", among: keys) == "targets")
    #expect(Suggestion.nearest(to: "Scenario", among: keys) == "scenarios")
    #expect(Suggestion.nearest(to: "gpd", among: keys) == "gdp")
    #expect(Suggestion.nearest(to: "inflation", among: keys) == nil)
    #expect(Suggestion.nearest(to: "", among: keys) == nil)
  }

  @Test func bothLanguages() {
    let name = Bilingual(en: "GDP", zh: "地区生产总值")
    #expect(name.rendered(in: .en) == "GDP" && name.rendered(in: .zh) == "地区生产总值")
    #expect(name.rendered(in: .both) == "地区生产总值 / GDP")
    #expect(Bilingual("%").rendered(in: .both) == "%")
  }
}
