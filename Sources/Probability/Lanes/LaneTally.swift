internal import LaneKernels

/// Sums over the lanes of a row in one fixed order: lane i goes to partial sum i % 8, and the eight are added in pairs. The
/// same bytes on every CPU. `weights` nil means 1 for each lane, `mask` nil every lane; lanes left out do not count even
/// where they are not finite.
public enum LaneTally {
  /// Two sums of one pass.
  public struct Sums: Equatable, Sendable {
    /// Σ w d.
    public var first: Double
    /// Σ w d².
    public var second: Double

    /// Two sums.
    public init(first: Double, second: Double) {
      self.first = first
      self.second = second
    }
  }

  /// Sums of d = x − center.
  public static func moments(
    _ row: UnsafeBufferPointer<Double>, about center: Double = 0, weights: UnsafeBufferPointer<Double>? = nil,
    in mask: LaneMask? = nil
  ) -> Sums { pair(lane_moments, row, center, weights, mask) }

  /// Sums of d = max(0, bound − x).
  public static func shortfall(
    _ row: UnsafeBufferPointer<Double>, below bound: Double, weights: UnsafeBufferPointer<Double>? = nil,
    in mask: LaneMask? = nil
  ) -> Sums { pair(lane_shortfall, row, bound, weights, mask) }

  /// Sums of d = max(0, x − bound).
  public static func excess(
    _ row: UnsafeBufferPointer<Double>, above bound: Double, weights: UnsafeBufferPointer<Double>? = nil,
    in mask: LaneMask? = nil
  ) -> Sums { pair(lane_excess, row, bound, weights, mask) }

  /// Σ x.
  public static func sum(_ row: UnsafeBufferPointer<Double>, in mask: LaneMask? = nil) -> Double {
    check(row, nil, mask)
    return lane_sum(row.baseAddress, mask?.words, row.count)
  }

  /// Σ w (x − c)(y − d).
  public static func crossMoment(
    _ x: UnsafeBufferPointer<Double>, about c: Double = 0, _ y: UnsafeBufferPointer<Double>,
    about d: Double = 0,
    weights: UnsafeBufferPointer<Double>? = nil, in mask: LaneMask? = nil
  ) -> Double {
    check(x, y, mask)
    check(x, weights, mask)
    return lane_cross_moment(x.baseAddress, c, y.baseAddress, d, weights?.baseAddress, mask?.words, x.count)
  }

  /// Least and greatest value, not-a-numbers passed over; nil if there is none.
  public static func range(_ row: UnsafeBufferPointer<Double>, in mask: LaneMask? = nil) -> ClosedRange<
    Double
  >? {
    check(row, nil, mask)
    var extremes = [0.0, 0.0]
    lane_range(row.baseAddress, mask?.words, row.count, &extremes)
    return extremes[0] <= extremes[1] ? extremes[0]...extremes[1] : nil
  }

  /// Adds each lane's weight (1 without `weights`) to its cell: below `low`, `counts.count − 3` bins of width 1/scale from
  /// `low`, at or above their end, not a number. Integer weights, so that merging histograms is associative.
  public static func histogram(
    _ row: UnsafeBufferPointer<Double>, low: Double, scale: Double,
    weights: UnsafeBufferPointer<UInt64>? = nil,
    in mask: LaneMask? = nil, into counts: inout [UInt64]
  ) {
    precondition(counts.count > 3, "a histogram has at least one bin and three cells beside")
    precondition(weights.map { $0.count >= row.count } ?? true, "fewer weights than lanes")
    check(row, nil, mask)
    lane_histogram(
      row.baseAddress, weights?.baseAddress, mask?.words, row.count, low, scale, UInt32(counts.count - 3),
      &counts)
  }

  private typealias PairKernel = (
    UnsafePointer<Double>?, UnsafePointer<Double>?, UnsafePointer<UInt64>?, Int, Double,
    UnsafeMutablePointer<Double>?
  ) -> Void

  private static func pair(
    _ kernel: PairKernel, _ row: UnsafeBufferPointer<Double>, _ scalar: Double,
    _ weights: UnsafeBufferPointer<Double>?, _ mask: LaneMask?
  ) -> Sums {
    check(row, weights, mask)
    var sums = (0.0, 0.0)
    withUnsafeMutableBytes(of: &sums) { bytes in
      let out = bytes.bindMemory(to: Double.self).baseAddress
      if let mask {
        mask.words.withUnsafeBufferPointer {
          kernel(row.baseAddress, weights?.baseAddress, $0.baseAddress, row.count, scalar, out)
        }
      } else {
        kernel(row.baseAddress, weights?.baseAddress, nil, row.count, scalar, out)
      }
    }
    return Sums(first: sums.0, second: sums.1)
  }

  private static func check(
    _ row: UnsafeBufferPointer<Double>, _ other: UnsafeBufferPointer<Double>?, _ mask: LaneMask?
  ) {
    precondition(other.map { $0.count >= row.count } ?? true, "rows of different lengths")
    precondition(mask.map { $0.lanes == row.count } ?? true, "a mask of another length than the row")
  }
}
