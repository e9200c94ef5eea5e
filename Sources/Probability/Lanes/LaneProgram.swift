internal import LaneKernels

/// Straight-line arithmetic over lanes, compiled once and run block by block in any thread.
///
/// Each output is computed with exactly the operations of the graph, each rounded once, in every lane by itself: the same
/// bytes on every CPU and for every block boundary. Made by ``LaneGraph/compile(outputs:)``.
public struct LaneProgram: Sendable {
  let instructions: [lane_instruction]
  /// Input rows that must be there: one more than the highest row mentioned.
  public let inputCount: Int
  /// Number of outputs, in the order given to ``LaneGraph/compile(outputs:)``.
  public let outputCount: Int
  /// Rows of 64 lanes for intermediate results.
  public let temporaryCount: Int

  /// Lanes of inputs and outputs come in multiples of this; see ``paddedLanes(_:)``.
  public static let laneMultiple = Int(LANE_MULTIPLE)
  /// `lanes` rounded up to a multiple of ``laneMultiple``: what a row must have room for.
  public static func paddedLanes(_ lanes: Int) -> Int {
    (lanes + laneMultiple - 1) / laneMultiple * laneMultiple
  }
  /// A good distance between rows of `lanes` lanes: padded, plus one cache line, so that rows do not crowd one cache set.
  public static func rowStride(forLanes lanes: Int) -> Int { paddedLanes(lanes) + 8 }

  /// Instructions per strip of lanes; a fused multiplication and addition is one, a store is one.
  public var instructionCount: Int { instructions.count - 1 }
  /// Floating-point operations per lane, those inside exp (33) and log (30) included.
  public var floatingPointOperations: Int {
    instructions.reduce(0) { $0 + Int(lane_operation_flops($1.operation)) }
  }

  /// Computes all outputs: output i fills `outputs[i·outputStride ..< i·outputStride + lanes]`.
  ///
  /// Lanes up to ``paddedLanes(_:)`` are written too. Inputs and outputs do not overlap.
  /// - Parameters:
  ///   - inputs: row r at `inputs + r·inputStride`, ``inputCount`` rows, padded as the outputs are.
  ///   - scratch: the thread's own.
  public func run(
    inputs: UnsafePointer<Double>, inputStride: Int, outputs: UnsafeMutablePointer<Double>, outputStride: Int,
    lanes: Int,
    scratch: LaneScratch
  ) {
    let padded = Self.paddedLanes(lanes)
    precondition(
      padded <= outputStride || outputCount <= 1, "output rows need room for paddedLanes(lanes) lanes")
    precondition(
      padded <= inputStride || inputCount <= 1, "input rows need room for paddedLanes(lanes) lanes")
    scratch.reserve(temporaries: temporaryCount, rows: inputCount + outputCount + temporaryCount)
    instructions.withUnsafeBufferPointer { program in
      lane_program_run(
        program.baseAddress, inputs, inputCount, inputStride, outputs, outputCount, outputStride,
        scratch.lanes,
        temporaryCount, scratch.rows, padded)
    }
  }

  /// Computes all outputs from the rows of a block, for all its lanes.
  public func run(
    inputs: RandomBlock, outputs: UnsafeMutablePointer<Double>, outputStride: Int, scratch: LaneScratch
  ) {
    precondition(inputs.rows.count >= inputCount, "the program reads more rows than the block has")
    run(
      inputs: inputs.base, inputStride: inputs.rowStride, outputs: outputs, outputStride: outputStride,
      lanes: inputs.lanes, scratch: scratch)
  }

  /// The outputs for one lane, `inputs[row]` being the input rows. Slow: for tests, means and single points.
  public func evaluate(_ inputs: [Double]) -> [Double] {
    precondition(inputs.count >= inputCount, "the program reads more inputs than were given")
    let lanes = Self.laneMultiple
    let rows = inputs.flatMap { Array(repeating: $0, count: lanes) } + [Double](repeating: 0, count: lanes)
    var results = [Double](repeating: 0, count: (outputCount + 1) * lanes)
    rows.withUnsafeBufferPointer { rows in
      results.withUnsafeMutableBufferPointer { results in
        guard let input = rows.baseAddress, let output = results.baseAddress else { return }
        run(
          inputs: input, inputStride: lanes, outputs: output, outputStride: lanes, lanes: lanes,
          scratch: LaneScratch())
      }
    }
    return (0..<outputCount).map { results[$0 * lanes] }
  }
}

/// Memory for the intermediate results of programs, grown as needed and used again; one for each thread.
public final class LaneScratch {
  private(set) var lanes: UnsafeMutablePointer<Double>
  private(set) var rows: UnsafeMutablePointer<UInt>
  private var laneCapacity = 0
  private var rowCapacity = 0

  /// No memory yet; programs reserve what they need.
  public init() {
    lanes = Self.allocate(1)
    rows = Self.allocate(1)
  }

  deinit {
    lanes.deallocate()
    rows.deallocate()
  }

  func reserve(temporaries: Int, rows rowCount: Int) {
    if temporaries > laneCapacity {
      lanes.deallocate()
      lanes = Self.allocate(temporaries * LaneProgram.laneMultiple)
      laneCapacity = temporaries
    }
    if rowCount > rowCapacity {
      rows.deallocate()
      rows = Self.allocate(rowCount)
      rowCapacity = rowCount
    }
  }

  private static func allocate<T>(_ count: Int) -> UnsafeMutablePointer<T> {
    UnsafeMutableRawPointer.allocate(byteCount: max(1, count) * MemoryLayout<T>.stride, alignment: 64)
      .bindMemory(to: T.self, capacity: max(1, count))
  }
}
