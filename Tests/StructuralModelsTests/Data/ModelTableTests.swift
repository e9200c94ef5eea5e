import Datasets
import StructuralModels
import Testing
import TimeSeries

@Suite struct ModelTableTests {
  let model: Model

  init() throws { model = try Repository.model("klein") }

  private func read(_ text: String, _ problems: inout Diagnostics) -> ModelTable? {
    (try? TextFile(text: text, name: "data.csv")).flatMap { DelimitedText($0, into: &problems) }.flatMap {
      ModelTable($0, for: model, into: &problems)
    }
  }

  /// Klein's data: units and prices as the model declares them, NA missing.
  @Test func klein() throws {
    var problems = Diagnostics()
    let table = try #require(
      read(Repository.text("datasets/klein/klein.csv"), &problems), "\(problems.rendered())")
    #expect(problems.isEmpty)
    #expect(table.names == ["cn", "g", "i", "k", "p", "w1", "y", "t", "time", "w2"])
    #expect(table.others.isEmpty)
    let cn = try #require(table.data["cn"])
    #expect(cn.basis == .real(base: .year(1934)))
    #expect(cn[.year(1920)] == 39.8)
    #expect(cn.end == .year(1941))
    #expect(table.data["time"]?.start == .year(1921))
    #expect(table.data["time"]?[.year(1920)] == nil)
  }

  /// Rows need no order; every mistake is told with its place.
  @Test func mistakes() {
    var problems = Diagnostics()
    #expect(read("year,cn,g\n1922,1,2\n1921,x,3\n1922,4,5\n1921Q2,6,7\nsoon,8,9\n", &problems) == nil)
    let places = problems.items.map { "\($0.position?.line ?? 0):\($0.position?.column ?? 0)" }
    #expect(places == ["4:1", "5:1", "6:1", "3:6"])
    #expect(problems.items[0].message.en == "the period 1922 stands twice; the first is in line 2")
    #expect(problems.items[1].message.zh.contains("模型按年计"))
  }

  @Test func misspeltColumn() {
    var problems = Diagnostics()
    #expect(read("year,cn,tme\n1921,1,2\n", &problems) == nil)
    #expect(problems.items.map(\.suggestion?.en) == ["did you mean “time”?"])
    problems = Diagnostics()
    let table = read("year,cn,population\n1921,1,2\n", &problems)
    #expect(table?.others == ["population"])
    #expect(problems.isEmpty)
  }

  @Test func nothingToRead() {
    var problems = Diagnostics()
    #expect(read("year\n1921\n", &problems) == nil)
    #expect(problems.errorCount == 1)
  }
}
