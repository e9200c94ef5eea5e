internal import LaneKernels

/// One bit for each lane of a row: which draws meet a condition.
public struct LaneMask: Equatable, Sendable {
  /// Lane i is bit i % 64 of word i / 64; bits past the last lane are clear.
  public private(set) var words: [UInt64]
  /// Lanes of the row it was made of.
  public let lanes: Int

  private init(lanes: Int, _ fill: (UnsafeMutablePointer<UInt64>?) -> Void) {
    self.lanes = lanes
    words = [UInt64](repeating: 0, count: (lanes + 63) / 64)
    words.withUnsafeMutableBufferPointer { fill($0.baseAddress) }
  }

  /// Lanes with x ≥ threshold.
  public static func atLeast(_ row: UnsafeBufferPointer<Double>, _ threshold: Double) -> LaneMask {
    LaneMask(lanes: row.count) { lane_mask_at_least(row.baseAddress, row.count, threshold, $0) }
  }

  /// Lanes with x ≤ threshold.
  public static func atMost(_ row: UnsafeBufferPointer<Double>, _ threshold: Double) -> LaneMask {
    LaneMask(lanes: row.count) { lane_mask_at_most(row.baseAddress, row.count, threshold, $0) }
  }

  /// Lanes with x ≥ y; rows of the same length.
  public static func atLeast(
    _ row: UnsafeBufferPointer<Double>, _ other: UnsafeBufferPointer<Double>
  ) -> LaneMask {
    precondition(row.count == other.count, "rows of different lengths")
    return LaneMask(lanes: row.count) {
      lane_mask_at_least_row(row.baseAddress, other.baseAddress, row.count, $0)
    }
  }

  /// Lanes whose value is finite.
  public static func finite(_ row: UnsafeBufferPointer<Double>) -> LaneMask {
    LaneMask(lanes: row.count) { lane_mask_finite(row.baseAddress, row.count, $0) }
  }

  /// Number of lanes set.
  public var count: Int { Int(lane_mask_count(words, nil, words.count)) }

  /// Number of lanes set in both.
  public func count(with other: LaneMask) -> Int {
    precondition(lanes == other.lanes, "masks of different lengths")
    return Int(lane_mask_count(words, other.words, words.count))
  }

  /// Lanes set in both.
  public func intersection(_ other: LaneMask) -> LaneMask {
    precondition(lanes == other.lanes, "masks of different lengths")
    var both = self
    for i in words.indices { both.words[i] &= other.words[i] }
    return both
  }

  /// Whether a lane is set.
  public subscript(lane: Int) -> Bool {
    precondition((0..<lanes).contains(lane), "no such lane")
    return words[lane / 64] >> UInt64(lane % 64) & 1 == 1
  }
}
