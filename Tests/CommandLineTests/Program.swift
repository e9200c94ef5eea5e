import Foundation
import Testing

/// The built program, run as a user runs it.
enum Program {
  struct Outcome: Sendable {
    var code: Int32
    var out: String
    var err: String
  }

  /// Beside the test bundle: `swift test` builds both into one folder.
  static let path: String = {
    let this =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: this).deletingLastPathComponent().appendingPathComponent("outturn").path
  }()

  static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Runs it to its end. The language of the environment is English and the terminal 100 columns wide unless told.
  static func run(
    _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    let running = try start(arguments, in: folder, environment: environment)
    return running.finish()
  }

  static func start(
    _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
  ) throws -> Running {
    try Running(executable: path, arguments, in: folder, environment: environment)
  }

  /// What a shell makes of a line in which `outturn` is the program.
  static func shell(_ line: String, in folder: String? = nil) throws -> Outcome {
    let running = try Running(
      executable: "/bin/sh", ["-c", line.replacingOccurrences(of: "outturn", with: "'\(path)'")], in: folder,
      environment: [:])
    return running.finish()
  }
}

/// A program under way, its output collected in files so that no pipe fills up.
final class Running {
  let process = Process()
  private let out: URL
  private let err: URL

  init(executable: String, _ arguments: [String], in folder: String?, environment: [String: String]) throws {
    let base = FileManager.default.temporaryDirectory.appendingPathComponent(
      "outturn-test-\(UUID().uuidString)")
    out = base.appendingPathExtension("out")
    err = base.appendingPathExtension("err")
    for url in [out, err] { try Data().write(to: url) }
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "COLUMNS": "100"].merging(environment)
    { $1 }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
  }

  /// What it has said on standard error so far.
  var said: String { (try? String(contentsOf: err, encoding: .utf8)) ?? "" }

  /// Waits until something holds, a minute at most, and no longer than it runs.
  func wait(until holds: (Running) -> Bool) {
    let deadline = Date().addingTimeInterval(60)
    while !holds(self), Date() < deadline, process.isRunning { Thread.sleep(forTimeInterval: 0.001) }
  }

  /// Gives it some seconds to end by itself, and ends it then.
  func end(within seconds: Double) {
    let deadline = Date().addingTimeInterval(seconds)
    while process.isRunning, Date() < deadline { Thread.sleep(forTimeInterval: 0.05) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  func finish() -> Program.Outcome {
    process.waitUntilExit()
    defer { for url in [out, err] { try? FileManager.default.removeItem(at: url) } }
    let text = { (url: URL) in String(decoding: (try? Data(contentsOf: url)) ?? Data(), as: UTF8.self) }
    return Program.Outcome(code: process.terminationStatus, out: text(out), err: text(err))
  }
}

/// A folder that goes when the test ends, with the starter plan in it where asked.
final class Folder {
  let path: String

  init(withPlan: Bool = true) throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("outturn-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
    if withPlan {
      let made = try Program.run(["init", "."], in: path)
      try #require(made.code == 0, "\(made.err)")
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var contents: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }

  func size(_ name: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")[.size] as? Int) ?? 0
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
  }

  /// Puts other words in the place of some that stand in a file once.
  func replace(_ old: String, with new: String, in name: String) throws {
    let parts = try text(name).components(separatedBy: old)
    try #require(parts.count == 2, "“\(old)” stands \(parts.count - 1) times in \(name)")
    try write(parts.joined(separator: new), to: name)
  }
}
