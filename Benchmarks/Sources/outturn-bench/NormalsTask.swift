import Foundation
import LaneKernels
import Probability

/// One standard normal of the engine's generator beside numpy's.
struct NormalsTask {
  let pairs: Int

  struct PeerRun: Decodable {
    var seconds: Double
    var mean: Double
    var variance: Double
    var numpy: String
  }

  private static let rows = 64
  private static let lanes = 256
  private static let blocks = 400
  private static var count: Int { rows * lanes * blocks }

  func run() throws -> Measurement {
    let peer = try Peer("normals.py")
    let command = "run \(Self.rows * Self.lanes) \(Self.blocks)"
    let first: PeerRun = try peer.ask(command)
    let (mean, variance) = moments()
    for (name, m, v) in [("ours", mean, variance), ("numpy's", first.mean, first.variance)] {
      let error = 1 / Double(Self.count).squareRoot()
      guard abs(m) < 5 * error, abs(v - 1) < 5 * 2.0.squareRoot() * error else {
        throw BenchmarkError.disagreement(task: "normals", what: "\(name) have mean \(m) and variance \(v)")
      }
    }
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<pairs {
      ours.append(Timing.of { fill { _ in } }.processor / Double(Self.count))
      theirs.append(try peer.ask(command, PeerRun.self).seconds / Double(Self.count))
    }
    return Measurement(
      "a standard normal", ours: ours.median, peer: theirs.median,
      peerName: "numpy \(first.numpy) standard_normal (PCG64)",
      limit: transform(), goal: "ratio ≥ 2", reached: { $0 >= 2 })
  }

  private func fill(_ use: (RandomBlock) -> Void) {
    let rows = (0..<Self.rows).map { RandomRow(period: 1, shock: UInt32($0)) }
    let block = RandomBlock()
    for start in 0..<Self.blocks {
      let first = UInt64(start * Self.lanes)
      block.fill(seed: 7, draws: first..<first + UInt64(Self.lanes), rows: rows)
      use(block)
    }
  }

  private func moments() -> (mean: Double, variance: Double) {
    var sum = 0.0
    var squares = 0.0
    fill { block in
      for row in 0..<Self.rows {
        block.withRow(row) { lanes in
          let sums = LaneTally.moments(lanes)
          sum += sums.first
          squares += sums.second
        }
      }
    }
    let n = Double(Self.count)
    return (sum / n, squares / n - (sum / n) * (sum / n))
  }

  /// Seconds of a normal when its uniforms are at hand: what is left if bits cost nothing.
  private func transform() -> Double {
    let uniforms = (0..<Self.lanes).map { (Double($0) + 0.5) / Double(Self.lanes) }
    var even = uniforms
    var odd = uniforms
    let times = Self.rows * Self.blocks / 2
    return processorTime(repetitions: 5) {
      for _ in 0..<times { lane_box_muller(uniforms, uniforms, Self.lanes, &even, &odd) }
    } / Double(times * 2 * Self.lanes)
  }
}
