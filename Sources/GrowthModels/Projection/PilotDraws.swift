import Probability

/// A few draws of a seed of their own, made when a scenario is prepared: for predictive moments and densities. What they
/// say is the same on every machine, since all their arithmetic is lane arithmetic.
struct PilotDraws {
  static let count = 2048
  private static let seed: UInt64 = 0x70_696C_6F74
  private static let blockSize = 256

  let layout: DrawLayout
  let reserved: [Int]

  init(_ layout: DrawLayout, _ reserved: [Int]) {
    self.layout = layout
    self.reserved = reserved
  }

  /// Outputs of a program, one array of `count` per output.
  func columns(of program: LaneProgram) -> [[Double]] {
    var columns = [[Double]](repeating: [], count: program.outputCount)
    run(program, draws: Self.count) { i, lanes in columns[i] += lanes }
    return columns
  }

  /// Mean of each output.
  func means(of program: LaneProgram, draws: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: program.outputCount)
    run(program, draws: draws) { i, lanes in
      var sum = sums[i]
      for x in lanes { sum += x }
      sums[i] = sum
    }
    return sums.map { $0 / Double(draws) }
  }

  /// Calls `body` with the lanes of every output, block by block. Precondition: `draws` is a multiple of the block.
  private func run(_ program: LaneProgram, draws: Int, _ body: (Int, UnsafeBufferPointer<Double>) -> Void) {
    let shared = SharedDraws()
    var block = [Double](repeating: 0, count: program.outputCount * Self.blockSize)
    for start in stride(from: 0, to: draws, by: Self.blockSize) {
      shared.fill(
        layout, seed: Self.seed, draws: UInt64(start)..<UInt64(start + Self.blockSize), reserved: reserved)
      block.withUnsafeMutableBufferPointer { block in
        guard let base = block.baseAddress else { return }
        program.run(
          inputs: shared.base, inputStride: shared.stride, outputs: base, outputStride: Self.blockSize,
          lanes: Self.blockSize, scratch: shared.scratch)
        for i in 0..<program.outputCount {
          body(i, UnsafeBufferPointer(start: base + i * Self.blockSize, count: Self.blockSize))
        }
      }
    }
  }

  /// Largest finite value of one output.
  func largest(of program: LaneProgram, output: Int) -> Double {
    columns(of: program)[output].filter(\.isFinite).max() ?? 0
  }
}
