import Foundation
import Reports
import Scenarios
import Testing
import TimeSeries

@Suite struct RunFileTests {
  /// A folder that goes when the test ends.
  final class Folder {
    let path: String
    init() throws {
      let url = FileManager.default.temporaryDirectory.appendingPathComponent("outturn-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      path = url.path
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }
    var contents: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
  }

  @Test(arguments: [true, false]) func readsBackWhatWasWritten(complete: Bool) throws {
    let folder = try Folder()
    let file = RunFile(folder.path + "/run.db")
    let record = SampleRun.record(scenarios: 4, complete: complete)
    try file.write(record)
    #expect(try file.read() == record)
    #expect(folder.contents == ["run.db"])
  }

  @Test func aRunIsKeptUnlessReplaced() throws {
    let folder = try Folder()
    let file = RunFile(folder.path + "/run.db")
    #expect(!file.isRun)
    let record = SampleRun.record()
    try file.write(SampleRun.record(scenarios: 1))
    #expect(file.isRun)
    #expect(throws: RunFileError.exists(file.path)) { try file.write(record) }
    #expect(throws: RunFileError.input(file.path)) {
      try file.checkWritable(replacing: true, inputs: [folder.path + "/./run.db"])
    }
    #expect(try file.read() == SampleRun.record(scenarios: 1))
    try file.write(record, replacing: true)
    #expect(try file.read() == record)
    #expect(folder.contents == ["run.db"])
  }

  @Test func whatIsNoRunIsNeverReplaced() throws {
    let folder = try Folder()
    let file = RunFile(folder.path + "/run.db")
    try "mine".write(toFile: file.path, atomically: true, encoding: .utf8)
    for replacing in [false, true] {
      #expect(throws: RunFileError.occupied(file.path)) {
        try file.write(SampleRun.record(), replacing: replacing)
      }
    }
    #expect(throws: RunFileError.notARun(file.path)) { try file.read() }
    #expect(try String(contentsOfFile: file.path, encoding: .utf8) == "mine")
    #expect(folder.contents == ["run.db"])
  }

  /// Every number of every table in turn holds words, and every count is negative: an error in words, never a trap.
  @Test(.enabled(if: hasSQLite3, "the command sqlite3 is not installed (Debian package sqlite3)"))
  func wordsInTheColumnOfANumberAreToldOf() throws {
    let folder = try Folder()
    let sound = folder.path + "/sound.db"
    try RunFile(sound).write(SampleRun.record())
    let list = try Self.sqlite3(
      sound,
      "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.type <> 'TEXT'"
        + " AND c.name <> 'ordinal' AND c.pk = 0")
    let columns = list.split(separator: "\n").map { $0.split(separator: "|").map(String.init) }
    #expect(columns.count > 50)
    for (index, column) in columns.enumerated() {
      let path = "\(folder.path)/damaged-\(index).db"
      try FileManager.default.copyItem(atPath: sound, toPath: path)
      let changed = try Self.sqlite3(path, "UPDATE \(column[0]) SET \(column[1]) = 'many'; SELECT changes()")
      #expect(Int(changed.dropLast()) ?? 0 > 0, "\(column)")
      #expect(
        throws: RunFileError.cannotRead(
          path, reason: "column \(column[1]) of table \(column[0]) holds something unexpected")
      ) { try RunFile(path).read() }
    }
  }

  @Test func errorsSayWhatToDo() throws {
    let folder = try Folder()
    let missing = folder.path + "/none/run.db"
    #expect(
      throws: RunFileError.cannotWrite(missing, reason: "there is no folder \(folder.path)/none")
    ) { try RunFile(missing).write(SampleRun.record()) }
    #expect(throws: RunFileError.missing(missing)) { try RunFile(missing).read() }
    #expect(
      RunFileError.exists("run.db").description
        == "run.db exists and is kept; choose another name, or add --force to replace it")
    #expect(folder.contents == [])
  }

  /// The documentation shows the statements that make the tables; they are compared with what SQLite kept of them.
  @Test(.enabled(if: hasSQLite3, "the command sqlite3 is not installed (Debian package sqlite3)"))
  func documentationShowsTheSchema() throws {
    let folder = try Folder()
    let path = folder.path + "/run.db"
    try RunFile(path).write(SampleRun.record())
    let made = try Self.sqlite3(path, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    let text = try String(
      contentsOf: Self.root.appendingPathComponent("Documentation/run-file.md"), encoding: .utf8)
    let documented = text.components(separatedBy: "```").filter { $0.hasPrefix("sql\nCREATE") }
      .map { String($0.dropFirst(4)) }.joined()
    #expect(Self.words(documented) == Self.words(made))
  }

  /// SQLite's own command reads the file: probabilities and the joint row, as any other program would.
  @Test(.enabled(if: hasSQLite3, "the command sqlite3 is not installed (Debian package sqlite3)"))
  func plainSQLite3ReadsIt() throws {
    let folder = try Folder()
    let path = folder.path + "/run.db"
    let record = SampleRun.record(scenarios: 2)
    try RunFile(path).write(record)
    let status = try Self.sqlite3(path, "SELECT status, seed, draws FROM run")
    #expect(status == "complete|20200106|100000\n")
    let table = try Self.sqlite3(
      path,
      "SELECT scenario, target, printf('%.2f', probability) FROM verdict_table WHERE target = 'fai_target' ORDER BY scenario_place"
    )
    #expect(table == "baseline|fai_target|0.74\ninvestment_push|fai_target|0.65\n")
    #expect(try Self.sqlite3(path, "PRAGMA integrity_check; PRAGMA journal_mode") == "ok\ndelete\n")
    #expect(try Self.sqlite3(path, "PRAGMA foreign_key_check") == "")
  }

  static var root: URL {
    URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  static var hasSQLite3: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3") }

  static func words(_ text: String) -> [String] {
    text.split { $0.isWhitespace || $0 == ";" }.map(String.init)
  }

  static func sqlite3(_ path: String, _ sql: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = [path, sql]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
