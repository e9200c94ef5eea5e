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
    let shared = SharedDraws()
    var columns = [[Double]](repeating: [], count: program.outputCount)
    var block = [Double](repeating: 0, count: program.outputCount * Self.blockSize)
    for start in stride(from: 0, to: Self.count, by: Self.blockSize) {
      let draws = UInt64(start)..<UInt64(start + Self.blockSize)
      shared.fill(layout, seed: Self.seed, draws: draws, reserved: reserved)
      block.withUnsafeMutableBufferPointer { block in
        guard let base = block.baseAddress else { return }
        program.run(
          inputs: shared.base, inputStride: shared.stride, outputs: base, outputStride: Self.blockSize,
          lanes: Self.blockSize, scratch: shared.scratch)
      }
      for i in columns.indices { columns[i] += block[(i * Self.blockSize)..<((i + 1) * Self.blockSize)] }
    }
    return columns
  }

  /// Largest finite value of one output.
  func largest(of program: LaneProgram, output: Int) -> Double {
    columns(of: program)[output].filter(\.isFinite).max() ?? 0
  }
}
