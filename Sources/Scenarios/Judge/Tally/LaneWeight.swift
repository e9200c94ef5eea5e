/// How the weight of a draw is counted.
///
/// Where conditions are met by weighting, w = exp(log-weight − scale) is cut at 64, rounded to a multiple of 2⁻³², and
/// counted as a whole number of them; w² is rounded likewise. Sums of these are exact and associative, in doubles too
/// as long as one block is summed (256 · 64² · 2³² < 2⁵³). Draws without weights count one each.
enum LaneWeight {
  static let largest = 64.0
  static let unit = 0x1p-32

  /// A weight or its square, 0 ... 2¹², to the nearest unit, ties to even: added to 2⁵², it leaves the count in the last bits.
  @inline(__always)
  static func units(of weight: Double) -> UInt64 {
    let base = 0x1p52
    return (weight / unit + base).bitPattern &- base.bitPattern
  }
}

/// Σw and Σw² over some draws: in multiples of `LaneWeight.unit`, or in draws where nothing is weighted.
struct WeightSum: Sendable, Hashable, Codable {
  var first: UInt64 = 0
  var second: UInt64 = 0

  static func += (a: inout WeightSum, b: WeightSum) {
    a.first &+= b.first
    a.second &+= b.second
  }
}

/// Adds up whole arrays of counts.
func accumulate<T>(_ a: inout [T], _ b: [T], by add: (inout T, T) -> Void) {
  for i in a.indices { add(&a[i], b[i]) }
}
