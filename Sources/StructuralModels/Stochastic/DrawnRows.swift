import Probability

/// The disturbances, shocks and parameters of one block of draws. One for each thread.
final class DrawnRows {
  private let random = RandomBlock()
  private let parameterRandom = RandomBlock()
  private let scratch = LaneScratch()
  private var storage: UnsafeMutablePointer<Double>
  private var capacity = 1
  private var stride = 0
  private var rows = 0

  init() { storage = Self.allocate(1) }

  deinit { storage.deallocate() }

  /// Makes all rows of a layout for these draws.
  func fill(_ layout: DrawLayout, seed: UInt64, draws: Range<UInt64>) {
    stride = LaneProgram.rowStride(forLanes: draws.count)
    rows = layout.subjects.count
    reserve((rows * layout.periods + layout.parameters.count) * stride)
    if !layout.random.isEmpty { random.fill(seed: seed, draws: draws, rows: layout.random) }
    for period in 0..<layout.periods { make(period, layout, draws) }
    guard !layout.parameters.isEmpty else { return }
    parameterRandom.fill(seed: seed, draws: draws, rows: layout.parameterRandom)
    layout.parameterProgram.run(
      inputs: parameterRandom, outputs: storage + rows * layout.periods * stride, outputStride: stride,
      scratch: scratch)
  }

  /// The lanes of a subject of the layout in a period.
  func subject(_ index: Int, period: Int) -> UnsafePointer<Double> {
    UnsafePointer(storage + (period * rows + index) * stride)
  }

  /// The lanes of a drawn parameter, by its place in the layout.
  func parameter(_ index: Int, of layout: DrawLayout) -> UnsafePointer<Double> {
    UnsafePointer(storage + (rows * layout.periods + index) * stride)
  }

  private func make(_ period: Int, _ layout: DrawLayout, _ draws: Range<UInt64>) {
    let out = storage + period * rows * stride
    var first = 0
    switch layout.equations {
    case .program: break
    case .past(let residuals):
      first = layout.equationCount
      choose(residuals, random, row: period * layout.perPeriod, lanes: draws.count, into: out)
    case .given(let matrix):
      first = layout.equationCount
      for equation in 0..<first {
        for lane in 0..<draws.count {
          out[equation * stride + lane] = matrix[Int(draws.lowerBound) + lane, period, equation]
        }
      }
    }
    guard layout.program.outputCount > 0 else { return }
    random.withRow(period * layout.perPeriod) { row in
      guard let inputs = row.baseAddress else { return }
      layout.program.run(
        inputs: inputs, inputStride: random.rowStride, outputs: out + first * stride, outputStride: stride,
        lanes: draws.count, scratch: scratch)
    }
  }

  /// Copies, lane by lane, the residuals of a period of the past chosen by a uniform number.
  private func choose(
    _ residuals: [[Double]], _ random: RandomBlock, row: Int, lanes: Int,
    into out: UnsafeMutablePointer<Double>
  ) {
    let count = residuals.count
    random.withRow(row) { uniform in
      for lane in 0..<lanes {
        let past = residuals[min(Int(uniform[lane] * Double(count)), count - 1)]
        for (equation, value) in past.enumerated() { out[equation * stride + lane] = value }
      }
    }
  }

  private func reserve(_ count: Int) {
    guard count > capacity else { return }
    storage.deallocate()
    storage = Self.allocate(count)
    capacity = count
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Double> {
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Double>.stride, alignment: 64)
    return raw.initializeMemory(as: Double.self, repeating: 0, count: count)
  }
}
