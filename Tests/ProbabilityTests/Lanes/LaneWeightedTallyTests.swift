import LaneKernels
import Probability
import Testing

/// Kernels that take two sets of weights, or many masks, in one pass give the bytes of those that take one.
@Suite struct LaneWeightedTallyTests {
  private static let lanes = 256
  private static func row(_ shock: UInt32, _ lanes: Int = lanes) -> [Double] {
    var random = PhiloxStream(seed: 8, draw: 0, period: 0, shock: shock)
    return (0..<lanes).map { _ in Double.random(in: -30...30, using: &random) }
  }
  private static func mask(_ shock: UInt32, _ words: Int = lanes / 64) -> [UInt64] {
    var random = PhiloxStream(seed: 9, draw: 0, period: 0, shock: shock)
    return (0..<words).map { _ in random.next() }
  }

  private typealias Once = (
    UnsafePointer<Double>?, UnsafePointer<Double>?, UnsafePointer<UInt64>?, Int, Double,
    UnsafeMutablePointer<Double>?
  ) -> Void
  private typealias Twice = (
    UnsafePointer<Double>?, UnsafePointer<Double>?, UnsafePointer<Double>?, UnsafePointer<UInt64>?, Int,
    Double, UnsafeMutablePointer<Double>?
  ) -> Void

  @Test(arguments: [7, 64, 100, 256]) func twoSetsOfWeights(count: Int) {
    let kernels: [(Once, Twice)] = [
      (lane_moments, lane_moments_twice), (lane_shortfall, lane_shortfall_twice),
      (lane_excess, lane_excess_twice),
    ]
    let (x, w, v) = (Self.row(1), Self.row(2), Self.row(3))
    let all = [UInt64](repeating: .max, count: Self.lanes / 64)
    for mask in [all, Self.mask(4)] {
      for (once, twice) in kernels {
        var separate = [0.0, 0, 0, 0]
        separate.withUnsafeMutableBufferPointer { sums in
          once(x, w, mask, count, 1.5, sums.baseAddress)
          once(x, v, mask, count, 1.5, sums.baseAddress.map { $0 + 2 })
        }
        var together = [0.0, 0, 0, 0]
        twice(x, w, v, mask, count, 1.5, &together)
        #expect(together == separate)
      }
    }
  }

  /// One pass over a row gives, bit for bit, what the three kernels it stands for give.
  @Test(arguments: [7, 64, 100, 256, 300]) func summaries(count: Int) {
    let (x, w, v) = (Self.row(1, 320), Self.row(2, 320), Self.row(3, 320))
    let units = (0..<320).map { UInt64($0 * 2_654_435_761 % 65536) }
    let all = [UInt64](repeating: .max, count: 5)
    for mask in [all, Self.mask(4, 5)] {
      var separate = [0.0, 0, 0, 0, 0, 0]
      var apart = [UInt64](repeating: 0, count: 43)
      lane_moments_twice(x, w, v, mask, count, 1.5, &separate)
      separate.withUnsafeMutableBufferPointer { sums in
        lane_range(x, mask, count, sums.baseAddress.map { $0 + 4 })
      }
      lane_histogram(x, units, mask, count, -2, 8, 40, &apart)
      var together = separate.map { _ in 0.0 }
      var counts = apart.map { _ in UInt64(0) }
      lane_summary(x, w, v, units, mask, count, 1.5, -2, 8, 40, &together, &counts)
      #expect(together == separate)
      #expect(counts == apart)

      separate.replaceSubrange(0..<4, with: [0, 0, 0, 0])
      apart = apart.map { _ in 0 }
      counts = apart
      lane_moments(x, nil, mask, count, 1.5, &separate)
      lane_histogram(x, nil, mask, count, -2, 8, 40, &apart)
      lane_summary(x, nil, nil, nil, mask, count, 1.5, -2, 8, 40, &together, &counts)
      #expect(together == separate)
      #expect(counts == apart)
    }
  }

  /// Cells of patterns, against counting lane by lane.
  @Test(arguments: [0, 1, 5, 6, 7, 14], [false, true]) func patterns(planes count: Int, isWeighted: Bool) {
    let words = Self.lanes / 64
    let planes = (0..<16).flatMap { Self.mask(UInt32(100 + $0)) }
    let w = (0..<Self.lanes).map { UInt64($0 * 2_654_435_761 % 65536) }
    let v = w.map { $0 * $0 }
    for mask in [[UInt64](repeating: .max, count: words), Self.mask(40)] {
      var table = (0..<1 << count).map { UInt64($0) }
      var squares = table.map { 3 * $0 }
      var expected = (table, squares)
      lane_tabulate(
        planes, count, mask, isWeighted ? w : nil, isWeighted ? v : nil, words, &table, &squares)
      func bit(_ mask: ArraySlice<UInt64>, _ lane: Int) -> Int {
        Int(mask[mask.startIndex + lane / 64] >> UInt64(lane % 64) & 1)
      }
      for lane in 0..<Self.lanes where bit(mask[...], lane) == 1 {
        let cell = (0..<count).reduce(0) { $0 | bit(planes[($1 * words)...], lane) << $1 }
        expected.0[cell] += isWeighted ? w[lane] : 1
        expected.1[cell] += isWeighted ? v[lane] : 0
      }
      #expect(table == expected.0)
      #expect(squares == expected.1)
    }
  }

  @Test(arguments: [1, 3, 4, 5, 17]) func manyMasks(count: Int) {
    let (w, v, within) = (Self.row(2), Self.row(3), Self.mask(40))
    let masks = (0..<count).flatMap { Self.mask(UInt32($0)) }
    var sums = [Double](repeating: 0, count: 2 * count)
    masks.withUnsafeBufferPointer { bits in
      let starts = (0..<count).map { at in bits.baseAddress.map { $0 + at * Self.lanes / 64 } }
      lane_sums_by_mask(w, v, within, starts, count, Self.lanes / 64, &sums)
    }
    for j in 0..<count {
      let both = zip(within, Self.mask(UInt32(j))).map { $0 & $1 }
      #expect(sums[2 * j] == lane_sum(w, both, Self.lanes))
      #expect(sums[2 * j + 1] == lane_sum(v, both, Self.lanes))
    }
  }
}
