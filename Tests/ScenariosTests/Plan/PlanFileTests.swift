import Datasets
import FoundationEssentials
import Glibc
import Scenarios
import Testing
import TimeSeries

/// Files that are no plan, and texts in other spellings of YAML.
@Suite struct PlanFileTests {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "plan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

  private func told(_ name: String, in language: Language = .en) -> String {
    do {
      _ = try Plan.load(path(name))
      return "nothing"
    } catch {
      return error.rendered(in: language).replacing(path(""), with: "")
    }
  }

  @Test func missing() throws {
    #expect(
      told("plan.yaml") == """
        plan.yaml: error: there is no such file
          “outturn init DIR” writes a plan to start from
        """)
    try Data(soundPlan.utf8).write(to: folder.appending(path: "plan.yml"))
    #expect(
      told("plan.yaml").replacing(folder.path(percentEncoded: false), with: "") == """
        plan.yaml: error: there is no such file
          did you mean “plan.yml”?
        """)
  }

  @Test func folderOfAPlan() throws {
    try FileManager.default.createDirectory(
      at: folder.appending(path: "north"), withIntermediateDirectories: true)
    try Data(soundPlan.utf8).write(to: folder.appending(path: "north/plan.yaml"))
    #expect(
      told("north") == """
        north: error: this is a folder, not a file
          did you mean “north/plan.yaml”?
        """)
  }

  @Test(arguments: ["", "   \n\n", "# a remark\n", "---\n", "null\n"])
  func empty(_ text: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: "plan.yaml"))
    #expect(told("plan.yaml").hasPrefix("plan.yaml: error: the "))
    #expect(told("plan.yaml").hasSuffix(" is empty\n  “outturn init DIR” writes a plan to start from"))
  }

  /// The bytes of `region: 武汉` and a group's name in GBK: 武汉 CE E4 BA BA.
  @Test func chineseNationalEncoding() throws {
    var bytes = Array(
      soundPlan("Somewhere", "@@").replacing("主要目标", with: "x").replacing("基准", with: "y").utf8)
    bytes = Array(bytes.split(separator: Array("百分点".utf8)).joined(separator: Array("pp".utf8)))
    let at = try #require(bytes.firstRange(of: Array("@@".utf8)))
    bytes.replaceSubrange(at, with: [0xCE, 0xE4, 0xBA, 0xBA])
    try Data(bytes).write(to: folder.appending(path: "plan.yaml"))
    let plan = try Plan.load(path("plan.yaml"))
    #expect(plan.region.zh == "武汉")
    #expect(
      plan.notes.rendered().hasSuffix(
        "the file is not UTF-8 and was read as GB18030; save it as UTF-8 to be safe"))
    try Data(bytes + [0xFF, 0xFF]).write(to: folder.appending(path: "plan.yaml"))
    #expect(
      told("plan.yaml")
        == "plan.yaml:21: error: the text is neither UTF-8 nor GB18030 (byte 0xFF); save the file as UTF-8")
  }

  /// A file of two gigabytes in one line, sparse, so that it takes no room: refused after the first megabyte.
  @Test func endlessLine() throws {
    let file = path("plan.yaml")
    #expect(FileManager.default.createFile(atPath: file, contents: Data("a".utf8)))
    #expect(truncate(file, 2 << 30) == 0)
    #expect(
      told("plan.yaml")
        == "plan.yaml:1: error: this line is longer than 1 MB, the limit of a line; the file was not read further"
    )
  }

  @Test func largerThanAPlanIs() throws {
    let line = Data((String(repeating: "#", count: 1 << 16) + "\n").utf8)
    var text = Data()
    for _ in 0..<160 { text.append(line) }
    try text.write(to: folder.appending(path: "plan.yaml"))
    #expect(told("plan.yaml").contains("the limit"))
    #expect(!told("plan.yaml").contains("outturn init"))
  }

  /// Whoever may read everything cannot be refused.
  @Test(.enabled(if: geteuid() != 0)) func forbidden() throws {
    try Data(soundPlan.utf8).write(to: folder.appending(path: "plan.yaml"))
    #expect(chmod(path("plan.yaml"), 0) == 0)
    #expect(
      told("plan.yaml") == """
        plan.yaml: error: the file may not be read (permission denied)
          “chmod u+r plan.yaml” allows it
        """)
  }

  /// Only what may be a plan is suggested for one, however long the folder they share.
  @Test func missingBesideOtherFiles() throws {
    for name in ["plam.csv", "notes.yaml"] {
      try Data("x".utf8).write(to: folder.appending(path: name))
    }
    #expect(
      told("plan.yaml") == """
        plan.yaml: error: there is no such file
          “outturn init DIR” writes a plan to start from
        """)
  }

  @Test func emptyStatements() throws {
    try Data(statedPlan.utf8).write(to: folder.appending(path: "plan.yaml"))
    try Data("\n".utf8).write(to: folder.appending(path: "report-indicators.csv"))
    #expect(
      told("plan.yaml") == """
        report-indicators.csv: error: the file is empty
          its first line is “id,name_zh,name_en,year,kind,level,unit,growth_pct,bound,nature,price_basis,scope,of_what”
        """)
  }

  /// Whatever is cut off or left out of a plan, reading it ends in a plan or in words.
  @Test func damagedPlans() throws {
    let lines = soundPlan.split(separator: "\n", omittingEmptySubsequences: false)
    let cut = stride(from: 0, to: soundPlan.count, by: 11).map { String(soundPlan.prefix($0)) }
    let without = lines.indices.map { left in
      lines.indices.filter { $0 != left }.map { String(lines[$0]) }.joined(separator: "\n")
    }
    let blanked = "{}[],:-%&*!|>'\"".map { soundPlan.replacing(String($0), with: "") }
    for text in cut + without + blanked {
      for language in Language.allCases { #expect(!complaints(text, in: language).isEmpty) }
    }
  }

  @Test func textsThatExplode() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let inner = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(inner)]\n"
    }
    #expect(complaints(text).contains("with its aliases expanded the text holds more than 200000 values"))
    let deep = String(repeating: "[", count: 100_000)
    #expect(
      complaints(deep).hasPrefix("plan.yaml:1:")
        && complaints(deep).contains("error: this is not YAML: lists and maps are nested too deeply\n")
        && complaints(deep).hasSuffix("\n  close the brackets that are open"))
  }

  @Test func anchorsMergesAndByteOrderMarks() throws {
    let text = soundPlan("{id: area1}", "&area {id: area1}")
      .replacing("{volatility: all, scale: 6}", with: "&storm {volatility: all, scale: 6}")
      .replacing("{variable: fai, add: 2 百分点, over: 2020..2021}", with: "{<<: *storm, scale: 2}")
    let plan = try Plan.read(text, file: "plan.yaml")
    let push = try #require(plan.scenarios.last)
    #expect(push.overrides.count == 1)
    #expect(push.overrides[0].action == .scale(2))
  }

  @Test func json() throws {
    let text = """
      {"outturn": 1, "region": "Somewhere", "horizon": 2020,
       "targets": [{"id": "output", "variable": "gdp", "at_least": "7.6 %"}],
       "scenarios": [{"id": "baseline"}]}
      """
    let plan = try Plan.read(text, file: "plan.json")
    #expect(plan.targets.map(\.bound) == [.atLeast(7.6)])
    #expect(plan.groups.map(\.id) == ["headline"])
  }
}
