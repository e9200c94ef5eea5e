import Foundation
import Scenarios

/// Whether a second thread helps, and that it changes nothing.
struct ThreadTasks {
  let plan: PlanCase
  let draws: Int
  let pairs: Int

  /// Wall time of one thread over that of two; and of processor time, which tells what the threads cost each other however busy
  /// the machine is.
  func speedUp() throws -> [Measurement] {
    var one: [Timing] = []
    var two: [Timing] = []
    for _ in 0..<pairs {
      one.append(try timing(threads: 1))
      two.append(try timing(threads: 2))
    }
    let alone = one.map(\.wall).median
    return [
      Measurement(
        "the same with two threads, wall time", ours: two.map(\.wall).median, peer: alone,
        peerName: "one thread",
        limit: alone / 2, goal: "ratio ≥ 1.8 (1.7 on a busy machine)", reached: { $0 >= 1.7 }),
      Measurement(
        "the same with two threads, processor time", ours: two.map(\.processor).median,
        peer: one.map(\.processor).median, peerName: "one thread", goal: "ratio ≥ 0.9", reached: { $0 >= 0.9 }
      ),
    ]
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
