import LaneKernels

/// Products of a matrix with rows of lanes, in a fixed order of addition: the same bytes on every processor, which
/// BLAS does not promise.
public enum LaneSums {
  /// out[j · stride + lane] += Σᵢ terms[(first + i) · count + j] · values[i · stride + lane] for `rows` rows of values, i rising.
  /// `lanes` is a multiple of 8, at most `stride`.
  public static func add(
    terms: [Double], count: Int, first: Int, values: [Double], rows: Int, lanes: Int, stride: Int,
    to out: inout [Double]
  ) {
    precondition(lanes % 8 == 0 && lanes <= stride, "lanes come in eights and fit the stride")
    precondition(terms.count >= (first + rows) * count && values.count >= rows * stride, "rows are missing")
    precondition(out.count >= count * stride, "the result needs \(count) rows")
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count * stride) { sums in
      terms.withUnsafeBufferPointer { z in
        guard let z = z.baseAddress, let base = sums.baseAddress else { return }
        lane_weighted_sums(z + first * count, count, values, rows, stride, lanes, base)
        for j in 0..<count {
          for lane in 0..<lanes { out[j * stride + lane] += base[j * stride + lane] }
        }
      }
    }
  }
}
