internal import LaneKernels

extension LaneProgram {
  /// The same program without these outputs and whatever only they needed; their rows are left as they are. The others
  /// keep their rows and their bytes.
  public func omitting(outputs omitted: Set<Int>) -> LaneProgram {
    guard !omitted.isEmpty else { return self }
    var isNeeded = [Bool](repeating: false, count: inputCount + outputCount + temporaryCount)
    for output in 0..<outputCount where !omitted.contains(output) { isNeeded[inputCount + output] = true }
    var needsAccumulator = false
    var kept: [lane_instruction] = []
    for instruction in instructions.dropLast().reversed() {
      if instruction.stores {
        let row = Int(instruction.left)
        guard isNeeded[row] else { continue }
        isNeeded[row] = false
        needsAccumulator = true
      } else {
        guard needsAccumulator else { continue }
        needsAccumulator = !instruction.replacesAccumulator
        for row in instruction.rows { isNeeded[row] = true }
      }
      kept.append(instruction)
    }
    return LaneProgram(
      instructions: kept.reversed() + instructions.suffix(1), inputCount: inputCount,
      outputCount: outputCount, temporaryCount: temporaryCount)
  }
}

extension lane_instruction {
  private static let replacing: Set<UInt32> = Set(
    [LANE_LOAD, LANE_FILL, LANE_LOAD_SCALED, LANE_ADD_LOAD, LANE_SUB_LOAD, LANE_MUL_LOAD].map(\.rawValue))

  var stores: Bool { operation == LANE_STORE.rawValue }

  /// True where what the accumulator held before does not matter.
  var replacesAccumulator: Bool { Self.replacing.contains(operation) }
}
