import Foundation
import Testing

@Suite struct BadInputTests {
  /// Exit code 2, nothing on standard output, and no file made although one was asked for.
  private func expectRefusal(_ arguments: [String], in folder: Folder, says message: String) throws {
    let before = folder.contents
    let output = arguments.first == "run" ? ["-o", "out.db"] : []
    let refused = try Program.run(arguments + output, in: folder.path)
    #expect(refused.code == 2)
    #expect(refused.out == "")
    #expect(refused.err == message)
    #expect(folder.contents == before)
  }

  @Test func anUnknownScenario() throws {
    try expectRefusal(
      ["run", "plan.yaml", "-s", "taxcut,invest_push,moon"], in: Folder(),
      says: """
        error: unknown scenario “taxcut”
          did you mean “tax_cut”?
        error: unknown scenario “invest_push”
          did you mean “investment_push”?
        error: unknown scenario “moon”
          the plan has baseline, investment_push, tax_cut

        """)
  }

  @Test func everyMistakeIsToldWithItsLine() throws {
    let folder = try Folder()
    let plan = try folder.text("plan.yaml").replacingOccurrences(of: "horizon: 2020 ", with: "horizont: 2020")
      .replacingOccurrences(of: "variable: fai, equals: 20 %", with: "variable: fa, equals: 20 %")
    try folder.write(plan, to: "plan.yaml")
    for command in [["run"], ["check"], ["data"]] {
      let refused = try Program.run(command + ["plan.yaml"], in: folder.path)
      #expect(refused.code == 2)
      #expect(refused.out == "")
      #expect(refused.err.hasPrefix("plan.yaml:"))
      #expect(refused.err.contains("unknown key “horizont”"))
      #expect(refused.err.contains("\n  ^~~~~~~~"))
      #expect(refused.err.contains("did you mean “horizon”?"))
    }
    #expect(folder.contents == ["parameters.csv", "plan.yaml"])
  }

  /// A check of outturns is input: where its file lacks what it names, nothing is judged.
  @Test func aCheckThatMatchesNothing() throws {
    let folder = try Folder()
    try folder.write(
      "area,indicator,period,value,unit\nWuhan,va_primary,2020,NaN,%\nWuhan,va_primary,2020,402.18,1e8 yuan\nWuhan,gdp,2020,-4.7,%\n",
      to: "outturns.csv")
    let plan = try folder.text("plan.yaml").replacingOccurrences(
      of: "parameters: parameters.csv", with: "parameters: parameters.csv\n  outturns: outturns.csv")
    let check = { (region: String) in
      "\nchecks:\n  - {aggregate: [va_primary], total: gdp, region: \(region), period: 2020}\n"
    }
    try folder.write(plan + check("Wuhan"), to: "plan.yaml")
    for command in [["run"], ["check"]] {
      let refused = try Program.run(command + ["plan.yaml"], in: folder.path)
      #expect(refused.code == 2)
      #expect(refused.out == "")
      #expect(refused.err.contains("outturns.csv:2:23: error: “NaN” is not a number"))
    }
    try folder.write(plan + check("Wuhann"), to: "plan.yaml")
    let refused = try Program.run(["check", "plan.yaml"], in: folder.path)
    #expect(refused.code == 2)
    #expect(refused.err.contains("error: “outturns.csv” has no region “Wuhann”"))
    #expect(refused.err.hasSuffix("  did you mean “Wuhan”?\n"))
  }

  @Test func aMissingPlan() throws {
    let folder = try Folder()
    let refused = try Program.run(["run", "plam.yaml", "-o", "out.db"], in: folder.path)
    #expect(refused.code == 2)
    #expect(refused.err.hasPrefix("plam.yaml: error: "))
    #expect(refused.err.hasSuffix("  did you mean “plan.yaml”?\n"))
    #expect(folder.contents == ["parameters.csv", "plan.yaml"])
  }

  @Test func aMistypedSetting() throws {
    try expectRefusal(
      ["check", "plan.yaml", "--set", "run.drows=5"], in: Folder(),
      says: """
        --set:1:5: error: unknown key “drows” in the section run
          run.drows=5
              ^~~~~
          did you mean “draws”?

        """)
  }

  @Test func aFolderThatIsNotThere() throws {
    let folder = try Folder()
    let refused = try Program.run(["run", "plan.yaml", "-o", "none/run.db"], in: folder.path)
    #expect(refused.code == 2)
    #expect(refused.err == "error: cannot write none/run.db: there is no folder none\n")
  }

  @Test func messagesComeInTheReadersLanguage() throws {
    let folder = try Folder()
    let refused = try Program.run(["run", "plan.yaml", "-s", "taxcut", "--lang", "zh"], in: folder.path)
    #expect(refused.err == "错误: 未知的情景“taxcut”\n  是否想写“tax_cut”？\n")
  }

  @Test(arguments: [
    (["run"], "Error: Missing expected argument '<plan>'"),
    (["run", "plan.yaml", "--draws", "0"], "Error: --draws must be at least 1, not 0."),
    (
      ["run", "plan.yaml", "--fail-under", "140%"],
      "Error: The value '140%' is invalid for '--fail-under <p>'"
    ),
    (["run", "plan.yaml", "--force"], "Error: --force says that --output may replace a file; add --output."),
    (["run", "plan.yaml", "--thread", "2"], "Error: Unknown option '--thread'. Did you mean '--threads'?"),
    (["run", "plan.yaml", "-s", ""], "Error: --scenario needs a name; leave it out to judge all scenarios."),
    (["run", "plan.yaml", "-o", ""], "Error: --output needs the name of a file."),
    (["init", ""], "Error: <dir> needs a name; . is the folder you are in."),
    (["show"], "Error: Missing expected argument '<run.db>'"),
  ])
  func wrongUsageEndsWith64(arguments: [String], message: String) throws {
    let refused = try Program.run(arguments)
    #expect(refused.code == 64)
    #expect(refused.out == "")
    #expect(refused.err.split(separator: "\n").first.map(String.init) == message)
  }
}
