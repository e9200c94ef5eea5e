/// Where a quantile sketch counts: 512 bins of equal width around what a pilot of the first draws saw, and one more at
/// either end.
///
/// The width is a power of two, so that placing a value and merging two sketches round nothing. A quantile read off the
/// bins lies within one width of the sample's own; the width is between 1/32 and 1/16 of the pilot's standard deviation. A
/// width of 1/16 puts a normal's quantiles off by less than 0.001 standard deviations, a tenth of the Monte-Carlo error of
/// 100,000 draws, and the counters of all series and scenarios stay in the second-level cache.
struct SketchGrid: Sendable, Hashable, Codable {
  static let bins = 512
  /// Below, the bins, above, and not a number (which the judge never passes on).
  static let cells = bins + 3

  /// Lower end of the first bin: a multiple of the width.
  let low: Double
  /// log₂ of the width.
  let exponent: Int

  var width: Double { Self.power(exponent) }
  var center: Double { low + Double(Self.bins / 2) * width }
  var high: Double { low + Double(Self.bins) * width }

  /// - Parameters:
  ///   - mean: middle of the pilot draws, finite.
  ///   - standardDeviation: their spread; zero for a constant, which then gets bins of 2⁻⁴⁰ of its size.
  init(mean: Double, standardDeviation: Double) {
    let size = max(mean.magnitude, 0x1p-900)
    let finest = max(Int(size.exponent) - 40, -900)
    let span = 16 * standardDeviation / Double(Self.bins)
    let wanted = span > 0 && span.isFinite ? Int(span.exponent) + (span.significand > 1 ? 1 : 0) : finest
    exponent = min(max(wanted, finest), 900)
    let width = Self.power(exponent)
    low = ((mean / width).rounded(.down) - Double(Self.bins / 2)) * width
  }

  /// Quantiles at ascending levels of the values counted in `cells`, whose extremes are known.
  ///
  /// Linear inside a bin. The first and last occupied cells end at the extremes, so a constant is returned as it is.
  func quantiles(_ levels: [Double], cells: ArraySlice<UInt64>, minimum: Double, maximum: Double) -> [Double]
  {
    let counts = cells.prefix(Self.bins + 2)
    let first = counts.startIndex
    let last = Self.bins + 1
    let total = Double(counts.reduce(0, &+))
    var cell = 0
    var below = 0.0
    var here = Double(counts[first])
    return levels.map { level in
      let rank = level * total
      while cell < last && (here == 0 || below + here < rank) {
        below += here
        cell += 1
        here = Double(counts[first + cell])
      }
      let start = max(cell == 0 ? minimum : low + Double(cell - 1) * width, minimum)
      let end = min(cell == last ? maximum : low + Double(cell) * width, maximum)
      let share = here > 0 ? min(max((rank - below) / here, 0), 1) : 1
      return min(max(start + share * (end - start), minimum), maximum)
    }
  }

  private static func power(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }
}
