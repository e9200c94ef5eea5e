import Probability
import Testing

@Suite struct LaneTallyTests {
  private static let row: [Double] = [3, -1, .nan, 0.5, .infinity, 2, -7.25, 1, 0, 4]
  private func with<R>(_ row: [Double], _ body: (UnsafeBufferPointer<Double>) -> R) -> R {
    row.withUnsafeBufferPointer(body)
  }

  @Test func masksSayWhichLanesMeetACondition() {
    with(Self.row) { x in
      #expect(LaneMask.atLeast(x, 1).words == [0b10_1011_0001])
      #expect(LaneMask.atMost(x, 0.5).words == [0b01_0100_1010])
      #expect(LaneMask.finite(x).words == [0b11_1110_1011])
      #expect(LaneMask.finite(x).count == 8)
      #expect(LaneMask.finite(x).count(with: .atLeast(x, 1)) == 4)
      #expect(LaneMask.finite(x)[3] && !LaneMask.finite(x)[4])
    }
  }

  @Test func sumsLeaveOutMaskedLanesEvenIfNotFinite() {
    with(Self.row) { x in
      let mask = LaneMask.finite(x)
      #expect(LaneTally.sum(x, in: mask) == 2.25)
      #expect(LaneTally.moments(x, about: 1, in: mask) == .init(first: -5.75, second: 87.3125))
      // 1 − x for −1, 0.5, −7.25, 0.
      #expect(LaneTally.shortfall(x, below: 1, in: mask) == .init(first: 11.75, second: 73.3125))
      #expect(LaneTally.excess(x, above: 1, in: mask) == .init(first: 6, second: 14))
      #expect(LaneTally.range(x) == -7.25...Double.infinity)
      #expect(LaneTally.range(x, in: mask) == -7.25...4)
      #expect(LaneTally.range(x, in: LaneMask.atLeast(x, .nan)) == nil)
    }
  }

  @Test func weightsMultiply() {
    with([1, 2, 3]) { x in
      with([0.5, 0, 2]) { w in
        #expect(LaneTally.moments(x, weights: w) == .init(first: 6.5, second: 18.5))
        #expect(LaneTally.crossMoment(x, about: 1, x, weights: w) == 12)
      }
    }
  }

  @Test func histogramCellsIncludeBothEndsAndNotANumber() {
    var counts = [UInt64](repeating: 0, count: 7)
    with(Self.row) { LaneTally.histogram($0, low: -1, scale: 1, into: &counts) }
    // Below −1: −7.25; [−1,0): −1; [0,1): 0, 0.5; [1,2): 1; [2,3): 2; from 3: 3, 4, ∞; not a number.
    #expect(counts == [1, 1, 2, 1, 1, 3, 1])
  }

  /// The naive sum differs from the fixed-order one only by rounding.
  @Test func manyLanesAddUp() {
    var random = PhiloxStream(seed: 1, draw: 0, period: 0, shock: 0)
    let x = (0..<1003).map { _ in Double.random(in: 0...1, using: &random) }
    let expected = x.reduce(0, +)
    #expect(abs(with(x) { LaneTally.sum($0) } - expected) < 1e-12 * expected)
  }
}
