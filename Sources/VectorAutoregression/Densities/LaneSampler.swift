import Probability

/// Runs a program over many draws, block by block, and keeps all outputs.
struct LaneSampler {
  static let blockSize = 256

  let program: LaneProgram
  let rows: [RandomRow]

  /// Outputs of draws 0 … count − 1: those of one output lie side by side.
  func run(_ count: Int, seed: UInt64) -> [Double] {
    let inputs = RandomBlock()
    let scratch = LaneScratch()
    let stride = LaneProgram.rowStride(forLanes: Self.blockSize)
    let outputs = program.outputCount
    let block = UnsafeMutableBufferPointer<Double>.allocate(capacity: max(1, outputs * stride))
    block.initialize(repeating: 0)
    defer { block.deallocate() }
    guard let base = block.baseAddress else { return [] }
    return [Double](unsafeUninitializedCapacity: outputs * count) { result, filled in
      var first = 0
      while first < count {
        let size = min(Self.blockSize, count - first)
        inputs.fill(seed: seed, draws: UInt64(first)..<UInt64(first + size), rows: rows)
        program.run(inputs: inputs, outputs: base, outputStride: stride, scratch: scratch)
        for row in 0..<outputs {
          guard let target = result.baseAddress else { break }
          (target + row * count + first).initialize(from: base + row * stride, count: size)
        }
        first += size
      }
      filled = outputs * count
    }
  }
}
