import Foundation
import Scenarios

/// Whether a second thread helps, and that it changes nothing.
struct ThreadTasks {
  let plan: PlanCase
  let draws: Int
  let pairs: Int

  /// Wall time of one thread over that of two.
  func speedUp() throws -> Measurement {
    var one: [Double] = []
    var two: [Double] = []
    for _ in 0..<pairs {
      one.append(try wall(threads: 1))
      two.append(try wall(threads: 2))
    }
    return Measurement(
      "the same with two threads, wall time", ours: two.median, peer: one.median, peerName: "one thread",
      limit: one.median / 2, goal: "ratio ≥ 1.8 (1.7 where others compute too)", reached: { $0 >= 1.7 })
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

  private func wall(threads: Int) throws -> Double {
    let batch = plan.batch(draws: draws, threads: threads)
    return try Timing.of { _ = try batch.run() }.wall
  }
}
