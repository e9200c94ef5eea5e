import Foundation
import Testing

@Suite struct RunTests {
  @Test func theStarterPlanRunsAndItsTableIsFirst() throws {
    let folder = try Folder()
    let run = try Program.run(["run", "plan.yaml", "--draws", "2000"], in: folder.path)
    #expect(run.code == 0)
    #expect(run.err == "")
    let lines = run.out.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "Starter plan")
    #expect(lines[1] == "Sample district · information to 2020-01 · horizon 2020 · 2,000 draws, seed 1")
    #expect(lines[3].hasPrefix("Headline targets"))
    #expect(lines.contains { $0.hasPrefix("All together") })
    #expect(run.out.contains("\nWhat to type next\n  outturn run plan.yaml --all"))
    #expect(folder.contents == ["parameters.csv", "plan.yaml"])
  }

  @Test func theShippedPlanJudgesEveryTargetUnderEveryScenario() throws {
    let plan = Program.repository + "/datasets/caidian-2020/plan.yaml"
    let run = try Program.run(["run", plan, "--draws", "2000", "--json"])
    #expect(run.code == 0, "\(run.err)")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
    let targets = try #require(document["targets"] as? [[String: Any]])
    let judged = targets.filter { $0["kind"] as? String != "unquantified" }
    #expect(judged.count == targets.count - 1)
    let scenarios = try #require(document["scenarios"] as? [[String: Any]])
    #expect(scenarios.count == 10)
    for scenario in scenarios {
      #expect((scenario["targets"] as? [Any])?.count == judged.count)
      let joint = try #require(scenario["joint"] as? [String: Any])
      #expect((0...1).contains(try #require(joint["probability"] as? Double)))
      let imposes =
        (scenario["imposed"] as? [[String: Any]])?.contains { $0["manner"] as? String != "held" } == true
      #expect((scenario["plausibility"] != nil) == imposes)
    }
  }

  /// Wuhan's and Hubei's published 2020 growth (bulletins of 2021) from their published sectors, within 0.1 points.
  @Test func epidemicScenariosTellWhatTheyLeanOn() throws {
    let plan = Program.repository + "/datasets/caidian-2020/plan.yaml"
    let run = try Program.run(["run", plan, "--draws", "300", "-s", "epidemic_real_2020", "--width", "400"])
    let audits = run.out.split(separator: "\n").filter { $0.contains("Checked: the sectors of") }
    #expect(audits.count == 2)
    for (audit, published) in zip(audits, ["Wuhan in 2020", "Hubei in 2020"]) {
      #expect(audit.contains(published))
    }
    for audit in audits {
      let words = audit.split(separator: " ")
      let gap = words.firstIndex { $0.hasPrefix("(") }.flatMap { Double(words[$0].dropFirst()) }
      #expect(try #require(gap) < 0.1, "\(audit)")
    }
    #expect(run.out.contains("No outturn of Caidian itself is known"))
    let baseline = try Program.run(["run", plan, "--draws", "300", "-s", "baseline"])
    #expect(!baseline.out.contains("Checked:"))
  }

  @Test func theDocumentFollowsItsSchema() throws {
    let schema = try JSONSchema(Program.repository + "/Documentation/run.schema.json")
    let plan = Program.repository + "/datasets/caidian-2020/plan.yaml"
    let run = try Program.run(["run", plan, "--draws", "300", "--json"])
    var document = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
    #expect(schema.departures(of: document) == [])
    document["seed"] = "twelve"
    document["surprise"] = 1
    document["draws"] = nil
    #expect(
      schema.departures(of: document) == ["$: no draws", "$.seed: not [\"integer\"]", "$: unknown surprise"])
  }

  @Test func theSameBytesForAnyNumberOfThreads() throws {
    let folder = try Folder()
    let documents = try ["1", "2", "7"].map {
      try Program.run(["run", "plan.yaml", "--json", "--draws", "5000", "--threads", $0], in: folder.path).out
    }
    #expect(documents[0].count > 1000)
    #expect(documents[1] == documents[0])
    #expect(documents[2] == documents[0])
    let other = try Program.run(
      ["run", "plan.yaml", "--json", "--draws", "5000", "--seed", "2"], in: folder.path
    ).out
    #expect(other != documents[0])
  }

  @Test func theDocumentDoesNotDependOnWhereThePlanLies() throws {
    let folder = try Folder()
    let inside = try Program.run(["run", "plan.yaml", "--json", "--draws", "500"], in: folder.path)
    let outside = try Program.run(["run", folder.path + "/plan.yaml", "--json", "--draws", "500"])
    #expect(inside.out == outside.out)
  }

  @Test func languages() throws {
    let folder = try Folder()
    let arguments = ["run", "plan.yaml", "--draws", "500", "-s", "baseline"]
    let chinese = try Program.run(arguments + ["--lang", "zh"], in: folder.path)
    #expect(chinese.out.hasPrefix("示例计划\n示例区 · 信息截至2020年1月 · 预测期2020年 · 模拟500次，种子1\n\n主要预期目标"))
    let byEnvironment = try Program.run(arguments, in: folder.path, environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(byEnvironment.out == chinese.out)
    let both = try Program.run(arguments + ["--lang", "both"], in: folder.path)
    #expect(both.out.hasPrefix("示例计划 / Starter plan\n示例区 / Sample district"))
  }

  @Test func noRowIsWiderThanTheTerminal() throws {
    let plan = Program.repository + "/datasets/caidian-2020/plan.yaml"
    for (width, language) in [(60, "zh"), (80, "en"), (100, "both"), (120, "en")] {
      let run = try Program.run(
        ["run", plan, "--draws", "300", "--width", "\(width)", "--lang", language, "--all"])
      let commands = run.out.split(separator: "\n").filter { !$0.hasPrefix("  outturn ") }
      #expect(commands.filter { columns($0) > width } == [], "\(width) \(language)")
      #expect(!commands.isEmpty)
    }
  }

  @Test func scenariosAreChosenByName() throws {
    let folder = try Folder()
    let run = try Program.run(
      ["run", "plan.yaml", "--draws", "300", "--json", "-s", "tax_cut, baseline", "--scenario", "baseline"],
      in: folder.path)
    let document = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
    let scenarios = try #require(document["scenarios"] as? [[String: Any]])
    #expect(scenarios.map { $0["id"] as? String } == ["baseline", "tax_cut"])
  }

  @Test func settingsReplaceValuesOfThePlan() throws {
    let folder = try Folder()
    let run = try Program.run(
      ["run", "plan.yaml", "--set", "run.draws=400", "--set", "targets.gdp_growth.at_least=-90%"],
      in: folder.path)
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.contains("400 draws, seed 1"))
    #expect(run.out.contains("≥ -90%"))
  }

  @Test(arguments: [("100%", Int32(10)), ("0", 0)])
  func failUnder(threshold: String, code: Int32) throws {
    let folder = try Folder()
    let run = try Program.run(
      ["run", "plan.yaml", "--draws", "300", "--fail-under", threshold, "--json"], in: folder.path)
    #expect(run.code == code)
    #expect(run.out.hasPrefix("{"))
    #expect(run.err.isEmpty == (code == 0))
    if code == 10 {
      #expect(run.err.hasPrefix("--fail-under 100% missed: all headline targets together have "))
      #expect(run.err.hasSuffix("% under baseline\n"))
    }
  }

  /// A condition no draw comes near fails its scenario while it is computed, not the others.
  @Test func aScenarioThatFailsLeavesTheOthersStanding() throws {
    let folder = try Folder()
    let conditions = """
        - id: contradiction
          name: Contradiction
          conditions:
            - {variable: gdp, equals: 400 %}

      """
    let plan = try folder.text("plan.yaml").replacingOccurrences(
      of: "\nrun: {", with: "\n\(conditions)\nrun: {")
    try folder.write(plan, to: "plan.yaml")
    let some = try Program.run(["run", "plan.yaml", "--draws", "300", "-o", "run.db"], in: folder.path)
    #expect(some.code == 3)
    #expect(some.err.hasPrefix("error: scenario contradiction failed: "))
    #expect(some.out.contains("D  Contradiction    contradiction    FAILED: "))
    #expect(some.out.hasPrefix(String(try Program.run(["show", "run.db"], in: folder.path).out.dropLast())))
    let all = try Program.run(["run", "plan.yaml", "--draws", "300", "-s", "contradiction"], in: folder.path)
    #expect(all.code == 1)
  }

  @Test func failUnderNamesEveryScenarioThatMisses() throws {
    let folder = try Folder()
    let run = try Program.run(
      [
        "run", "plan.yaml", "--draws", "300", "--fail-under", "100%", "-s",
        "baseline,investment_push,tax_cut",
        "--json",
      ], in: folder.path)
    #expect(run.code == 10)
    let names = run.err.split(separator: "\n").map { $0.split(separator: " ").last.map(String.init) }
    #expect(names == ["baseline", "investment_push", "tax_cut"])
    let help = try Program.run(["run", "--help"], environment: ["COLUMNS": "500"]).out
    #expect(help.contains("80%, 80 and 0.8 are the same: 1 and below without % are fractions."))
  }

  /// Output that is lost is a failure, whatever was computed; only a reader who has left is not.
  @Test(arguments: [
    ("run plan.yaml --draws 300 >/dev/full", "No space left on device"),
    ("check plan.yaml --json >/dev/full", "No space left on device"),
    ("run plan.yaml --draws 300 -o run.db >&-", "Bad file descriptor"),
    ("show run.db >&-", "Bad file descriptor"),
  ])
  func outputThatIsLostIsAFailure(line: String, reason: String) throws {
    let folder = try Folder()
    if line.hasPrefix("show") {
      _ = try Program.run(["run", "plan.yaml", "--draws", "300", "-o", "run.db"], in: folder.path)
    }
    let lost = try Program.shell("outturn " + line, in: folder.path)
    #expect(lost.code == 1)
    #expect(lost.err.hasSuffix("error: cannot write to standard output: \(reason)\n"))
    if line.contains("run.db") {
      #expect(try Program.run(["show", "run.db"], in: folder.path).code == 0)
    }
  }

  @Test func otherFormats() throws {
    let folder = try Folder()
    let csv = try Program.run(
      ["run", "plan.yaml", "--draws", "300", "--format", "excel-csv"], in: folder.path)
    #expect(csv.out.unicodeScalars.first == "\u{FEFF}")
    let markdown = try Program.run(
      ["run", "plan.yaml", "--draws", "300", "--format", "markdown"], in: folder.path)
    #expect(
      markdown.out.hasPrefix("# Starter plan\n\n| Target | Bound | Baseline | Investment push | Tax cut |\n"))
  }

  @Test func aClosedPipeEndsQuietly() throws {
    let folder = try Folder()
    let head = try Program.shell("outturn run plan.yaml --draws 300 | head -1", in: folder.path)
    #expect(head.out == "Starter plan\n")
    #expect(head.err == "")
  }

  /// Columns of a terminal by the widths of CJK characters and full-width forms: enough for these screens.
  private func columns(_ text: Substring) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      let isWide =
        (0x2E80...0xA4CF).contains(scalar.value) || (0xF900...0xFAFF).contains(scalar.value)
        || (0xFF01...0xFF60).contains(scalar.value)
      return sum + (isWide ? 2 : 1)
    }
  }
}
