import Foundation
import Testing

/// Every kind of bad input, through the program: the first line of what it says, exit code 2, and no file made or changed.
@Suite struct RefusedInputTests {
  /// What is done to the starter plan, and what the program says of it.
  struct Case: Sendable, CustomTestStringConvertible {
    enum Change: Sendable {
      case words(String, String, in: String)
      case bytes([UInt8], of: String)
      /// A file that long without a line break; it takes no room on the disk.
      case size(UInt64, of: String)
      case removal(of: String)
    }

    var testDescription: String
    var change: Change
    var says: String

    init(_ name: String, _ change: Change, says: String) {
      testDescription = name
      self.change = change
      self.says = says
    }

    /// A change of the plan.
    init(_ name: String, _ old: String, _ new: String, says: String) {
      self.init(name, .words(old, new, in: "plan.yaml"), says: says)
    }
  }

  static let header = "id,name_en,name_zh,distribution,a,b,c,unit,status,source,note\n"

  static let cases = [
    Case(
      "unknown key", "horizon: 2020 ", "horizont: 2020 ",
      says: "plan.yaml:10:1: error: unknown key “horizont” in a plan"),
    Case(
      "unknown target", "at_least: 135 亿元", "at_least: 135 亿元, parent: nvestment",
      says: "plan.yaml:39:137: error: unknown target “nvestment”"),
    Case(
      "unknown variable of an override", "{variable: budget_revenue, set", "{variable: budget_revenu, set",
      says: "plan.yaml:54:20: error: unknown variable “budget_revenu”"),
    Case(
      "unknown scenario", "id: tax_cut ", "id: tax_cut\n    extends: basline ",
      says: "plan.yaml:52:14: error: unknown scenario “basline”"),
    Case(
      "unknown column", .words("distribution,a,b", "distributon,a,b", in: "parameters.csv"),
      says: "parameters.csv:1:20: error: unknown column “distributon”"),
    Case(
      "wrong unit", "at_least: 135 亿元", "at_least: 135 万人",
      says: "plan.yaml:39:121: error: fai.new_town is in 亿元, not in 万人"),
    Case(
      "百分点 for %", "variable: fai, at_least: 12 %", "variable: fai, at_least: 12 百分点",
      says:
        "plan.yaml:36:112: error: the target “investment” is in 百分点 (percentage points), which measure differences; growth and shares are in %"
    ),
    Case(
      "duplicate key", "region: {", "title: again\nregion: {",
      says: "plan.yaml:8:1: error: the key “title” stands twice in one map; first on line 7, column 1"),
    Case(
      "circular extends", "- {id: baseline, name",
      "- {id: other, extends: baseline, name: Other}\n  - {id: baseline, extends: other, name",
      says: "plan.yaml:46:26: error: scenarios extend each other in a circle: other → baseline → other"),
    Case(
      "missing file", .removal(of: "parameters.csv"),
      says: "plan.yaml:13:15: error: there is no file “parameters.csv”"),
    Case(
      "broken GBK",
      .bytes(
        Array((header + "alpha,Elasticity,").utf8) + [0xD6, 0xD0, 0xFF, 0xB9, 0xFA]
          + Array(",beta,0.5,0.05,,ratio,assumption,,\n".utf8), of: "parameters.csv"),
      says:
        "parameters.csv:2: error: the text is neither UTF-8 nor GB18030 (byte 0xFF); save the file as UTF-8"),
    Case("empty file", .bytes([], of: "parameters.csv"), says: "parameters.csv: error: the file is empty"),
    Case("empty plan", .bytes([], of: "plan.yaml"), says: "plan.yaml: error: the file is empty"),
    Case(
      "line of 2 GB", .size(1 << 31, of: "parameters.csv"),
      says:
        "parameters.csv:1: error: this line is longer than 1 MB, the limit of a line; the file was not read further"
    ),
    Case(
      "plan of 2 GB", .size(1 << 31, of: "plan.yaml"),
      says:
        "plan.yaml:1: error: this line is longer than 1 MB, the limit of a line; the file was not read further"
    ),
    Case(
      "NaN", .words(",beta,0.50,", ",beta,NaN,", in: "parameters.csv"),
      says: "parameters.csv:2:57: error: “NaN” is not a number"),
    Case(
      "NaN bound", "variable: fai, at_least: 12 %", "variable: fai, at_least: NaN %",
      says: "plan.yaml:36:112: error: the bound is a finite number, not “NaN %”"),
    Case(
      "share over 100 %", "va_secondary: 56 %", "va_secondary: 156 %",
      says:
        "plan.yaml:27:46: error: the weight of va_secondary of 156% is no share; shares lie between 0% and 100%"
    ),
    Case(
      "rate over 100 %", "at_most: 3.2 %", "at_most: 103.2 %",
      says: "plan.yaml:40:124: error: unemployment is a share: it lies between 0 and 100 %, not at 103.2 %"),
    Case(
      "impossible month", "information: 2020-01 ", "information: 2020-13 ",
      says:
        "plan.yaml:9:14: error: information: “2020-13” is not a period: there is no month 13; a year has months 1 to 12"
    ),
    Case(
      "impossible day", "horizon: 2020 ", "horizon: 2020-02-30 ",
      says:
        "plan.yaml:10:10: error: the horizon: “2020-02-30” is not a period: 2020-02 has 29 days, not 30; days are not used, write the month 2020-02"
    ),
    Case(
      "part of a year without its weight", "{variable: fai, equals: 20 %, sd: 3 百分点}",
      "{variable: fai, equals: 20 %, period: 2020Q1}",
      says: "plan.yaml:50:9: error: the weight of 2020Q1 in its year is not given"),
    Case(
      "contradictory conditions", "- {variable: fai, equals: 20 %, sd: 3 百分点}",
      "- {variable: fai, equals: 20 %}\n      - {variable: fai.new_town, equals: 120 亿元}\n      - {variable: fai.rest, equals: 180 亿元}",
      says:
        "plan.yaml:52:9: error: the conditions on fai, fai.new_town already determine “fai.rest”"),
    Case(
      "negative level", "fai: {level: 300 亿元", "fai: {level: -300 亿元",
      says: "plan.yaml:19:20: error: the base of fai is -300 亿元; a level is positive"),
  ]

  @Test(arguments: cases) func isRefused(_ input: Case) throws {
    let folder = try Folder()
    try change(folder, input.change)
    let before = try listing(folder)
    for command in [["run", "plan.yaml", "-o", "out.db", "--force"], ["check", "plan.yaml"]] {
      let refused = try Program.run(command, in: folder.path)
      #expect(refused.code == 2)
      #expect(refused.out == "")
      #expect(refused.err.split(separator: "\n").first.map(String.init) == input.says)
      #expect(try listing(folder) == before)
    }
  }

  /// A horizon beyond the model's reach is said once, where it stands, not once a scenario.
  @Test func aHorizonTooLongIsSaidOnce() throws {
    let folder = try Folder()
    let targets = try folder.text("plan.yaml").components(separatedBy: "\n").map {
      $0.hasPrefix("  - {id: ") && $0.contains("group: ") ? $0.dropLast() + ", period: 2020}" : $0
    }
    try folder.write(targets.joined(separator: "\n"), to: "plan.yaml")
    try folder.replace("horizon: 2020 ", with: "horizon: 2020..2030 ", in: "plan.yaml")
    for command in ["run", "check"] {
      let refused = try Program.run([command, "plan.yaml"], in: folder.path)
      #expect(refused.code == 2)
      #expect(
        refused.err == """
          plan.yaml:10:10: error: the growth model projects whole years from 2020 up to 2025, not 2020 to 2030
            horizon: 2020..2030                   # or 2020..2025
                     ^
            write horizon: 2020..2025 or shorter

          """)
    }
  }

  private func change(_ folder: Folder, _ change: Case.Change) throws {
    switch change {
    case .words(let old, let new, let name): try folder.replace(old, with: new, in: name)
    case .bytes(let bytes, let name):
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    case .size(let size, let name):
      try Data().write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(folder.path)/\(name)"))
      try file.truncate(atOffset: size)
      try file.close()
    case .removal(let name): try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
    }
  }

  /// Names, sizes and times of change.
  private func listing(_ folder: Folder) throws -> [String] {
    try folder.contents.map { name in
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(name)")
      let time = attributes[.modificationDate] as? Date ?? .distantPast
      return "\(name) \(folder.size(name)) \(time.timeIntervalSince1970)"
    }
  }
}
