import LaneKernels
import Probability
import Testing

/// Kernels that take two sets of weights, or many masks, in one pass give the bytes of those that take one.
@Suite struct LaneWeightedTallyTests {
  private static let lanes = 256
  private static func row(_ shock: UInt32) -> [Double] {
    var random = PhiloxStream(seed: 8, draw: 0, period: 0, shock: shock)
    return (0..<lanes).map { _ in Double.random(in: -30...30, using: &random) }
  }
  private static func mask(_ shock: UInt32) -> [UInt64] {
    var random = PhiloxStream(seed: 9, draw: 0, period: 0, shock: shock)
    return (0..<lanes / 64).map { _ in random.next() }
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
