import Foundation
import Scenarios

/// Whether a second thread helps, and that it changes nothing.
struct ThreadTasks {
  let plan: PlanCase
  let draws: Int
  let pairs: Int

  private struct Pair {
    var one: Timing
    var two: Timing
  }

  /// Wall time of one thread over that of two; and of processor time, which tells what the threads cost each other however busy
  /// the machine is. Runs are timed in pairs, one after the other, and the pair of the median ratio is told: a machine that slows
  /// down between pairs slows both.
  func speedUp() throws -> [Measurement] {
    let runs = try (0..<3 * pairs).map { _ in
      Pair(one: try timing(threads: 1), two: try timing(threads: 2))
    }
    let wall = middle(runs, by: \.wall)
    let processor = middle(runs, by: \.processor)
    return [
      Measurement(
        "the same with two threads, wall time", ours: wall.two.wall, peer: wall.one.wall,
        peerName: "one thread", limit: wall.one.wall / 2, goal: "ratio ≥ 1.8 (1.7 on a busy machine)",
        reached: { $0 >= 1.7 }),
      Measurement(
        "the same with two threads, processor time", ours: processor.two.processor,
        peer: processor.one.processor, peerName: "one thread", goal: "ratio ≥ 0.9", reached: { $0 >= 0.9 }),
    ]
  }

  /// The pair whose ratio is the median of all.
  private func middle(_ runs: [Pair], by time: (Timing) -> Double) -> Pair {
    runs.sorted { time($0.one) / time($0.two) < time($1.one) / time($1.two) }[runs.count / 2]
  }

  /// - Throws: `BenchmarkError.disagreement` unless 1, 2 and 7 threads give the same JSON.
  func sameBytes() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let texts = try [1, 2, 7].map { try encoder.encode(plan.batch(draws: draws, threads: $0).run()) }
    guard texts.allSatisfy({ $0 == texts[0] }) else {
      throw BenchmarkError.disagreement(task: "threads", what: "1, 2 and 7 threads give different JSON")
    }
    print("1, 2 and 7 threads give the same \(texts[0].count) bytes of results")
  }

  private func timing(threads: Int) throws -> Timing {
    let batch = plan.batch(draws: draws, threads: threads)
    return try Timing.of { _ = try batch.run() }
  }
}
