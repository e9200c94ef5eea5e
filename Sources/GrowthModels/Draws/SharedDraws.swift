import Probability

/// The rows of one block of draws that every scenario reads, made once for all of them. One for each thread.
final class SharedDraws {
  private let random = RandomBlock()
  private let reserved = RandomBlock()
  let scratch = LaneScratch()
  private var layout: DrawLayout?
  private var seed: UInt64 = 0
  private var draws: Range<UInt64> = 0..<0
  /// Reserved rows made for every block: where they go, and what they are.
  private var places: [Int] = []
  private var rows: [RandomRow] = []
  private var isReserved: [Bool] = []
  private var capacity = 0
  private(set) var base: UnsafeMutablePointer<Double>
  private(set) var stride = 0

  init() { base = Self.allocate(1) }

  deinit { base.deallocate() }

  /// Makes the rows of `layout` for these draws unless they are there, and the reserved ones asked for.
  ///
  /// Reserved rows asked for once are made with every block from then on, so that a run settles on one list of rows.
  func fill(_ layout: DrawLayout, seed: UInt64, draws: Range<UInt64>, reserved wanted: [Int]) {
    if layout !== self.layout {
      self.layout = layout
      places = []
      rows = []
      isReserved = [Bool](repeating: false, count: layout.count)
      self.draws = 0..<0
    }
    if seed != self.seed || draws != self.draws {
      reserve(layout, lanes: draws.count)
      random.fill(seed: seed, draws: draws, rows: layout.random)
      layout.prelude.run(inputs: random, outputs: base, outputStride: stride, scratch: scratch)
      self.seed = seed
      self.draws = draws
      fillReserved()
    }
    let known = places.count
    for row in wanted where !isReserved[row] {
      isReserved[row] = true
      places.append(row)
      rows.append(layout.randomRow(reserved: row))
    }
    if places.count > known { fillReserved() }
  }

  private func fillReserved() {
    reserved.fill(seed: seed, draws: draws, rows: rows)
    for (i, row) in places.enumerated() {
      reserved.withRow(i) { lanes in
        if let source = lanes.baseAddress { (base + row * stride).update(from: source, count: lanes.count) }
      }
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
