import Foundation
import Testing

@Suite struct KeptRunTests {
  @Test func showTellsWhatRunTold() throws {
    let folder = try Folder()
    let arguments = ["run", "plan.yaml", "--draws", "1500"]
    let run = try Program.run(arguments + ["--output", "run.db"], in: folder.path)
    #expect(run.code == 0, "\(run.err)")
    #expect(folder.contents == ["parameters.csv", "plan.yaml", "run.db"])
    let show = try Program.run(["show", "run.db"], in: folder.path)
    #expect(show.code == 0)
    #expect(run.out.hasPrefix(String(show.out.dropLast())))
    #expect(run.out.contains("\n  outturn show run.db"))
    let document = try Program.run(arguments + ["--json"], in: folder.path).out
    #expect(try Program.run(["show", "run.db", "--json"], in: folder.path).out == document)
  }

  @Test func anExistingFileIsKept() throws {
    let folder = try Folder()
    let arguments = ["run", "plan.yaml", "--draws", "300", "-o", "run.db"]
    #expect(try Program.run(arguments, in: folder.path).code == 0)
    let first = try Program.run(["show", "run.db"], in: folder.path).out
    let refused = try Program.run(arguments + ["--seed", "2"], in: folder.path)
    #expect(refused.code == 2)
    #expect(refused.out == "")
    #expect(
      refused.err == "error: run.db exists and is kept; choose another name, or add --force to replace it\n")
    #expect(try Program.run(["show", "run.db"], in: folder.path).out == first)
    let forced = try Program.run(arguments + ["--seed", "2", "--force"], in: folder.path)
    #expect(forced.code == 0)
    #expect(try Program.run(["show", "run.db"], in: folder.path).out.contains("300 draws, seed 2"))
  }

  /// `--force` replaces runs, never anything else: not the plan, by whatever name, not its data, not a device.
  @Test(arguments: [
    ("plan.yaml", "is read by this run and is kept; choose another name"),
    ("link.db", "is read by this run and is kept; choose another name"),
    ("./parameters.csv", "exists, is not a run of outturn and is kept; choose another name"),
    ("notes.txt", "exists, is not a run of outturn and is kept; choose another name"),
    ("empty.db", "exists, is not a run of outturn and is kept; choose another name"),
    ("dangling.db", "exists, is not a run of outturn and is kept; choose another name"),
    ("/dev/null", "exists, is not a run of outturn and is kept; choose another name"),
  ])
  func onlyRunsAreReplaced(name: String, reason: String) throws {
    let folder = try Folder()
    try folder.write("mine", to: "notes.txt")
    try folder.write("", to: "empty.db")
    for (link, end) in [("link.db", "plan.yaml"), ("dangling.db", "nothing")] {
      try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/\(link)", withDestinationPath: end)
    }
    let names = ["plan.yaml", "parameters.csv", "notes.txt", "empty.db"]
    let before = try (folder.contents, names.map(folder.text))
    let refused = try Program.run(["run", "plan.yaml", "-o", name, "--force"], in: folder.path)
    #expect(refused.code == 2)
    #expect(refused.out == "")
    #expect(refused.err == "error: \(name) \(reason)\n")
    #expect(try (folder.contents, names.map(folder.text)) == before)
  }

  /// Someone else takes the name while the run computes: the report is told all the same.
  @Test func aRunThatCannotBeKeptIsTold() throws {
    let folder = try Folder()
    let running = try Program.start(
      ["run", "plan.yaml", "--draws", "900000000", "-o", "run.db", "--progress"], in: folder.path)
    running.wait { $0.said.contains("judging 3 scenarios") }
    try folder.write("mine", to: "run.db")
    running.process.interrupt()
    running.end(within: 30)
    let outcome = running.finish()
    #expect(outcome.code == 1)
    #expect(outcome.out.contains("\nINTERRUPTED after "))
    #expect(!outcome.out.contains("outturn show"))
    #expect(
      outcome.err.hasSuffix(
        "error: run.db exists, is not a run of outturn and is kept; choose another name\n"))
    #expect(try folder.text("run.db") == "mine")
    #expect(folder.contents == ["parameters.csv", "plan.yaml", "run.db"])
  }

  /// Two more Ctrl-C while the file is being written do not leave half of it.
  @Test func aFileUnderWayIsFinished() throws {
    let folder = try Folder(withPlan: false)
    let plan = Program.repository + "/datasets/caidian-2020/plan.yaml"
    let running = try Program.start(["run", plan, "--draws", "300", "-o", "run.db"], in: folder.path)
    running.wait { _ in folder.contents.contains { folder.size($0) > 0 } }
    for _ in 0..<5 where running.process.isRunning { running.process.interrupt() }
    running.end(within: 60)
    let outcome = running.finish()
    #expect(outcome.code == 0)
    #expect(outcome.err.isEmpty == false || outcome.out.contains("outturn show run.db"))
    #expect(folder.contents == ["run.db"])
    #expect(try Program.run(["show", "run.db"], in: folder.path).code == 0)
  }

  @Test(.enabled(if: hasSQLite3, "the command sqlite3 is not installed (Debian package sqlite3)"))
  func aDamagedRunIsToldInWords() throws {
    let folder = try Folder()
    _ = try Program.run(["run", "plan.yaml", "--draws", "300", "-o", "run.db"], in: folder.path)
    let damaged = try Program.shell(
      "sqlite3 run.db \"UPDATE verdict SET probability = 'high' WHERE ordinal = 1\" && outturn show run.db",
      in: folder.path)
    #expect(damaged.code == 2)
    #expect(damaged.out == "")
    #expect(
      damaged.err
        == "error: cannot read run.db: column probability of table verdict holds something unexpected\n")
  }

  @Test func whatIsNoRunIsRefused() throws {
    let folder = try Folder()
    let plan = try Program.run(["show", "plan.yaml"], in: folder.path)
    #expect(plan.code == 2)
    #expect(
      plan.err == "error: plan.yaml is not a run of outturn; outturn run PLAN --output FILE makes one\n")
    let none = try Program.run(["show", "none.db"], in: folder.path)
    #expect(none.code == 2)
    #expect(none.err == "error: there is no file none.db; outturn run PLAN --output none.db makes one\n")
  }

  @Test(.enabled(if: hasSQLite3, "the command sqlite3 is not installed (Debian package sqlite3)"))
  func plainSQLite3ReadsIt() throws {
    let folder = try Folder()
    _ = try Program.run(["run", "plan.yaml", "--draws", "300", "-o", "run.db"], in: folder.path)
    let answer = try Program.shell(
      "sqlite3 run.db 'SELECT count(*) FROM verdict_table; SELECT status, draws, seed FROM run;"
        + " SELECT count(*) > 20 FROM setting WHERE source_line > 0'", in: folder.path)
    #expect(answer.out == "18\ncomplete|300|1\n1\n")
    #expect(answer.err == "")
  }

  /// Ctrl-C during a run that would take very long: the draws done so far are reported and kept.
  @Test func anInterruptedRunLeavesAValidFile() throws {
    let folder = try Folder()
    let running = try Program.start(
      ["run", "plan.yaml", "--draws", "900000000", "-o", "run.db", "--progress"], in: folder.path)
    running.wait { $0.said.contains("judging 3 scenarios") }
    #expect(running.said.contains("% of 900,000,000 draws (Ctrl-C stops and reports)"))
    running.process.interrupt()
    running.end(within: 30)
    let outcome = running.finish()
    #expect(outcome.code == 130)
    #expect(outcome.out.contains("\nINTERRUPTED after "))
    #expect(folder.contents == ["parameters.csv", "plan.yaml", "run.db"])
    let show = try Program.run(["show", "run.db"], in: folder.path)
    #expect(show.code == 0)
    #expect(outcome.out.hasPrefix(String(show.out.dropLast())))
  }

  static var hasSQLite3: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3") }
}
