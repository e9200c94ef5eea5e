import Foundation

/// A Python or R script of Benchmarks/peers that answers commands, one line of JSON each.
final class Peer {
  private let script: String
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var received = Data()

  /// - Throws: where there is no `env`; without the interpreter the first answer is missing.
  init(_ script: String, arguments: [String] = []) throws {
    self.script = script
    // A peer that has ended is an error of ours to report, not a signal to end by.
    signal(SIGPIPE, SIG_IGN)
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [script.hasSuffix(".R") ? "Rscript" : Self.python, Repository.peer(script)] + arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  deinit {
    input.fileHandleForWriting.closeFile()
    process.waitUntilExit()
  }

  /// `PYTHON` of the environment, else python3.
  static var python: String { ProcessInfo.processInfo.environment["PYTHON"] ?? "python3" }

  func ask<Answer: Decodable>(_ command: String, _ type: Answer.Type = Answer.self) throws -> Answer {
    do {
      try input.fileHandleForWriting.write(contentsOf: Data((command + "\n").utf8))
    } catch {
      throw BenchmarkError.peer(script: script, reason: "it ended before it was asked")
    }
    return try JSONDecoder().decode(type, from: line())
  }

  private func line() throws -> Data {
    let newline = UInt8(ascii: "\n")
    while true {
      if let end = received.firstIndex(of: newline) {
        let line = received[received.startIndex..<end]
        received = Data(received[(end + 1)...])
        return Data(line)
      }
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else {
        throw BenchmarkError.peer(script: script, reason: "it ended before it answered")
      }
      received.append(more)
    }
  }
}
