internal import LaneKernels

/// Random signs, ±1 with equal chances, of many rows for a block of draws: 128 rows from one call of the generator.
public enum RandomSigns {
  /// Writes `rows` of signs at out[(row − rows.lowerBound) · stride + lane] for the draws given, a multiple of eight.
  ///
  /// A sign depends on (seed, draw, period, row) alone. Other random rows of the same period are made of the same bits.
  public static func fill(
    _ out: inout [Double], stride: Int, seed: UInt64, draws: [UInt64], period: UInt32, rows: Range<Int>
  ) {
    precondition(rows.lowerBound % 128 == 0, "rows of signs begin at a multiple of 128")
    precondition(draws.count % 8 == 0 && draws.count <= stride, "draws come in eights and fit the stride")
    precondition(rows.isEmpty || out.count >= rows.count * stride, "there is no room for the signs")
    out.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for start in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: 128) {
        lane_signs(
          seed, period, UInt32(start / 128), draws, draws.count, min(128, rows.upperBound - start), stride,
          base + (start - rows.lowerBound) * stride)
      }
    }
  }
}
