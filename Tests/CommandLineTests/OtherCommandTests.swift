import Foundation
import Testing

@Suite struct OtherCommandTests {
  @Test func versionAndHelp() throws {
    let version = try Program.run(["--version"])
    #expect(version.code == 0)
    #expect(version.out.range(of: #"^\d+\.\d+\.\d+\n$"#, options: .regularExpression) != nil)
    let help = try Program.run(["--help"])
    #expect(help.code == 0)
    for word in ["run", "check", "data", "show", "init", "Exit codes: 0 done"] {
      #expect(help.out.contains(word))
    }
  }

  @Test func initRefusesToOverwrite() throws {
    let folder = try Folder(withPlan: false)
    let made = try Program.run(["init", "mine"], in: folder.path)
    #expect(made.code == 0)
    #expect(
      made.out
        == "wrote mine/plan.yaml\nwrote mine/parameters.csv\n\nWhat to type next\n  outturn run mine/plan.yaml\n"
    )
    try folder.write("my own", to: "mine/plan.yaml")
    try FileManager.default.removeItem(atPath: folder.path + "/mine/parameters.csv")
    let again = try Program.run(["init", "mine"], in: folder.path)
    #expect(again.code == 2)
    #expect(
      again.err == "error: mine/plan.yaml exists and is kept; nothing was written\n  name another folder\n")
    #expect(try folder.text("mine/plan.yaml") == "my own")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/mine/parameters.csv"))
  }

  @Test(arguments: [
    ("plan.yaml", "plan.yaml is a file, not a folder"),
    ("plan.yaml/deeper", "plan.yaml is a file, not a folder"),
    ("/proc/outturn-starter", "/proc/outturn-starter cannot be made"),
  ])
  func initSaysWhyItCannotWrite(place: String, reason: String) throws {
    let folder = try Folder()
    let refused = try Program.run(["init", place], in: folder.path)
    #expect(refused.code == 2)
    #expect(refused.out == "")
    #expect(refused.err == "error: cannot write to \(place): \(reason)\n  name another folder\n")
    #expect(folder.contents == ["parameters.csv", "plan.yaml"])
  }

  @Test func resolvedTellsEveryValueWithItsPlace() throws {
    let folder = try Folder()
    let check = try Program.run(
      ["check", "plan.yaml", "--resolved", "tax_cut", "--width", "160"], in: folder.path)
    #expect(check.code == 0, "\(check.err)")
    #expect(check.out.hasPrefix("tax_cut: Tax cut\n\nkey "))
    let line = try #require(check.out.split(separator: "\n").first { $0.contains("budget_revenue.set") })
    #expect(line.contains("0%"))
    let number = try #require(
      folder.text("plan.yaml").components(separatedBy: "\n").firstIndex {
        $0.contains("budget_revenue, set: 0 %")
      })
    #expect(line.contains("plan.yaml:\(number + 1):"))
    let unknown = try Program.run(["check", "plan.yaml", "--resolved", "tax"], in: folder.path)
    #expect(unknown.code == 2)
  }

  @Test func checkSaysThePlanIsValid() throws {
    let folder = try Folder()
    let check = try Program.run(["check", "plan.yaml", "--width", "200"], in: folder.path)
    #expect(check.code == 0, "\(check.err)")
    #expect(
      check.out.contains(
        "The plan is valid: 6 targets to be judged by the model, 0 by a prior on delivery, 0 without a number; 3 scenarios"
      ))
  }

  /// The conflicts a careful reader finds in the report (seed of the project), found by arithmetic alone.
  @Test func checkFindsTheConflictsOfTheShippedPlan() throws {
    let plan = Program.repository + "/datasets/caidian-2020/plan.yaml"
    let check = try Program.run(["check", plan, "--width", "400"])
    #expect(check.code == 0)
    for words in [
      "leaves -3.19% for the rest", "+11.96%", "is 111.6% of", "is 140.5% of", "the ratio falls by 1.1%",
    ] {
      #expect(check.out.contains(words), "\(words)")
    }
    #expect(check.out.contains("Secondary-industry share of GDP 65%, +13.0 points"))
  }

  @Test func dataTellsWhereEveryParameterComesFrom() throws {
    let plan = Program.repository + "/datasets/caidian-2020/plan.yaml"
    let data = try Program.run(["data", plan])
    #expect(data.code == 0, "\(data.err)")
    #expect(data.err.split(separator: "\n").filter { $0.contains(": error: ") } == [])
    for heading in ["Files read", "Estimation panel (known by 2020-01)", "Parameters:", "Assumed ("] {
      #expect(data.out.contains(heading))
    }
    #expect(data.out.split(separator: "\n").contains { $0.hasPrefix("panel") && $0.contains("hubei.csv") })
  }

  @Test(arguments: [
    ["check", "plan.yaml"], ["check", "plan.yaml", "--resolved", "baseline"], ["data", "plan.yaml"],
    ["run", "plan.yaml", "--draws", "300"],
  ])
  func everyCommandHasADocument(arguments: [String]) throws {
    let folder = try Folder()
    let run = try Program.run(arguments + ["--json"], in: folder.path)
    #expect(run.code == 0, "\(run.err)")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
    #expect((document["format"] as? String)?.hasPrefix("outturn-") == true)
  }
}
