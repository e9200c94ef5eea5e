internal import LaneKernels

extension LaneProgram {
  /// Entries of the table that ``run(rows:scratch:)`` takes: inputs, outputs, temporaries.
  public var rowCount: Int { inputCount + outputCount + temporaryCount }

  /// Computes all outputs over one strip of ``laneMultiple`` lanes, wherever its rows lie.
  ///
  /// - Parameters:
  ///   - rows: addresses of the strip's first lane in every input row, then in every output row; ``rowCount`` entries, of
  ///     which the last are the program's own. Outputs may not be inputs.
  ///   - scratch: the thread's own.
  public func run(rows: UnsafeMutablePointer<UInt>, scratch: LaneScratch) {
    scratch.reserve(temporaries: temporaryCount, rows: 0)
    instructions.withUnsafeBufferPointer { program in
      lane_program_rows(
        program.baseAddress, rows, inputCount + outputCount, scratch.lanes, temporaryCount)
    }
  }
}
