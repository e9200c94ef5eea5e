import Foundation

/// The built program `outturn`: memory, start-up, and the same JSON from any number of threads.
struct ProgramTasks {
  let program: String

  /// - Throws: `BenchmarkError.missing` where the program is not built.
  init() throws {
    program = Repository.program
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw BenchmarkError.missing(
        "memory, start-up and JSON of the program: there is no .build/release/outturn; Scripts/bench builds it"
      )
    }
  }

  func memory() throws -> Measurement {
    let few = try peakMemory(draws: 100_000)
    let many = try peakMemory(draws: 1_000_000)
    return Measurement(
      "memory at 1,000,000 draws", ours: many, peer: few, peerName: "at 100,000 draws", limit: 150,
      unit: "MB",
      goal: "below 150, ratio 0.9 to 1.1", reached: { (0.9...1.1).contains($0) && many < 150 && few < 150 })
  }

  private struct PeakMemory: Decodable {
    var status: Int
    var megabytes: Double
  }

  private func peakMemory(draws: Int) throws -> Double {
    let words = [program, "run", Repository.plan, "--draws", String(draws)]
    let command = String(decoding: try JSONEncoder().encode(words), as: UTF8.self)
    let answer: PeakMemory = try Peer("peak_memory.py").ask(command)
    guard answer.status == 0 else {
      throw BenchmarkError.program("\(words.joined(separator: " ")) ended with status \(answer.status)")
    }
    return answer.megabytes
  }

  func startUp() throws -> [Measurement] {
    var ours: [Child] = []
    var peer: [Child] = []
    for _ in 0..<20 {
      ours.append(try Child.succeed(program, ["--help"]))
      peer.append(try Child.succeed(Peer.python, ["-c", "pass"]))
    }
    let kinds: [(String, KeyPath<Child, Double>)] = [("wall time", \.wall), ("processor time", \.processor)]
    return kinds.map { words, kind in
      let time = ours.map { $0[keyPath: kind] }.median
      return Measurement(
        "outturn --help, \(words)", ours: time, peer: peer.map { $0[keyPath: kind] }.median,
        peerName: "python3 -c pass",
        limit: 0.05, goal: "below 0.05 s", reached: { _ in time < 0.05 })
    }
  }

  func sameBytes() throws {
    let folder = FileManager.default.temporaryDirectory
    var texts: [Data] = []
    for threads in [1, 2, 7] {
      let file = folder.appending(path: "outturn-bench-\(UUID().uuidString).json")
      defer { try? FileManager.default.removeItem(at: file) }
      _ = try Child.succeed(
        program, ["run", Repository.plan, "--json", "--threads", String(threads)], output: file.path)
      texts.append(try Data(contentsOf: file))
    }
    guard !texts[0].isEmpty, texts.allSatisfy({ $0 == texts[0] }) else {
      throw BenchmarkError.disagreement(
        task: "outturn run --json", what: "1, 2 and 7 threads print different documents")
    }
    print("outturn run --json prints the same \(texts[0].count) bytes with 1, 2 and 7 threads")
  }
}
