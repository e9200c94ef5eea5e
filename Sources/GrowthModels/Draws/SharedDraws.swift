import Probability

/// The rows of one block of draws that every scenario reads, made once for all of them. One for each thread.
final class SharedDraws {
  private let random = RandomBlock()
  private let reserved = RandomBlock()
  let scratch = LaneScratch()
  private var layout: DrawLayout?
  private var seed: UInt64 = 0
  private var draws: Range<UInt64> = 0..<0
  private var made = Set<Int>()
  private var capacity = 0
  private(set) var base: UnsafeMutablePointer<Double>
  private(set) var stride = 0

  init() { base = Self.allocate(1) }

  deinit { base.deallocate() }

  /// Makes the rows of `layout` for these draws unless they are there, and the reserved ones asked for.
  func fill(_ layout: DrawLayout, seed: UInt64, draws: Range<UInt64>, reserved wanted: [Int]) {
    if layout !== self.layout || seed != self.seed || draws != self.draws {
      reserve(layout, lanes: draws.count)
      random.fill(seed: seed, draws: draws, rows: layout.random)
      layout.prelude.run(inputs: random, outputs: base, outputStride: stride, scratch: scratch)
      made.removeAll(keepingCapacity: true)
      self.layout = layout
      self.seed = seed
      self.draws = draws
    }
    let missing = wanted.filter { !made.contains($0) }
    guard !missing.isEmpty else { return }
    reserved.fill(seed: seed, draws: draws, rows: missing.map(layout.randomRow(reserved:)))
    for (i, row) in missing.enumerated() {
      reserved.withRow(i) { lanes in
        if let source = lanes.baseAddress { (base + row * stride).update(from: source, count: lanes.count) }
      }
      made.insert(row)
    }
  }

  private func reserve(_ layout: DrawLayout, lanes: Int) {
    stride = LaneProgram.rowStride(forLanes: lanes)
    let needed = layout.count * stride
    guard needed > capacity else { return }
    base.deallocate()
    base = Self.allocate(needed)
    capacity = needed
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Double> {
    let bytes = count * MemoryLayout<Double>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    return memory.initializeMemory(as: Double.self, repeating: 0, count: count)
  }
}
