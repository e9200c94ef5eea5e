import Datasets
import Testing
import TimeSeries

struct DiagnosticTests {
  @Test func theCaretStandsUnderTheWord() {
    let diagnostic = Diagnostic(
      Bilingual(en: "unknown key “tagets”", zh: "未知的键“tagets”"),
      at: SourcePosition(file: "plan.yaml", line: 3, column: 3), length: 6, sourceLine: "  tagets: []",
      suggestion: Diagnostic.didYouMean("targets"))
    #expect(
      diagnostic.rendered() == """
        plan.yaml:3:3: error: unknown key “tagets”
            tagets: []
            ^~~~~~
          did you mean “targets”?
        """)
    #expect(
      diagnostic.rendered(in: .zh) == """
        plan.yaml:3:3: 错误: 未知的键“tagets”
            tagets: []
            ^~~~~~
          是否想写“targets”？
        """)
  }

  @Test func chineseTextTakesTwoColumns() {
    let diagnostic = Diagnostic(
      .warning, Bilingual("?"), at: SourcePosition(file: "表.csv", line: 2, column: 7), length: 1,
      sourceLine: "生产总值,亿圆,1")
    #expect(
      diagnostic.rendered() == """
        表.csv:2:7: warning: ?
          生产总值,亿圆,1
                     ^~
        """)
    let whole = Diagnostic(
      Bilingual("?"), at: SourcePosition(file: "表.csv", line: 2, column: 6), length: 2,
      sourceLine: "生产总值,亿圆,1")
    #expect(
      whole.rendered() == """
        表.csv:2:6: error: ?
          生产总值,亿圆,1
                   ^~~~
        """)
  }

  @Test func longLinesAreCutAroundThePlace() {
    let line = String(repeating: "a,", count: 200) + "X" + String(repeating: ",b", count: 200)
    let rendered = Diagnostic(
      Bilingual("?"), at: SourcePosition(file: "f", line: 1, column: 401), sourceLine: line
    ).rendered()
    let lines = rendered.split(separator: "\n")
    #expect(lines[1].count <= 100)
    let caret = lines[2].distance(
      from: lines[2].startIndex, to: lines[2].firstIndex(of: "^") ?? lines[2].endIndex)
    #expect(lines[1][lines[1].index(lines[1].startIndex, offsetBy: caret)] == "X")
  }

  @Test func allAreShownInOrderUpToTheLimit() {
    var all = Diagnostics()
    for line in [3, 1, 2] {
      all.append(Diagnostic(Bilingual("line \(line)"), at: SourcePosition(file: "a", line: line, column: 1)))
    }
    all.append(Diagnostic(.warning, Bilingual("no place")))
    #expect(
      all.rendered() == """
        warning: no place
        a:1:1: error: line 1
        a:2:1: error: line 2
        a:3:1: error: line 3
        """)
    #expect(all.rendered(limit: 2) == "warning: no place\na:1:1: error: line 1\n… and 2 more (4 in all)")
    #expect(all.errorCount == 3)
    #expect(throws: Diagnostics.self) { try all.throwIfErrors() }
    #expect(throws: Never.self) { try Diagnostics([Diagnostic(.warning, Bilingual("w"))]).throwIfErrors() }
  }
}
