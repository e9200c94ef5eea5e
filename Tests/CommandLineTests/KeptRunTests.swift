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
    try folder.write("mine", to: "run.db")
    let refused = try Program.run(["run", "plan.yaml", "-o", "run.db"], in: folder.path)
    #expect(refused.code == 2)
    #expect(refused.out == "")
    #expect(
      refused.err == "error: run.db exists and is kept; choose another name, or add --force to replace it\n")
    #expect(try folder.text("run.db") == "mine")
    let forced = try Program.run(
      ["run", "plan.yaml", "--draws", "300", "-o", "run.db", "--force"], in: folder.path)
    #expect(forced.code == 0)
    #expect(try Program.run(["show", "run.db"], in: folder.path).code == 0)
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
    let deadline = Date().addingTimeInterval(60)
    while !running.said.contains("judging 3 scenarios"), Date() < deadline, running.process.isRunning {
      Thread.sleep(forTimeInterval: 0.1)
    }
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
