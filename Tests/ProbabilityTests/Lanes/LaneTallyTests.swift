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

  /// The documented order, written out: partial sum i % 8, then ((0+4)+(2+6))+((1+5)+(3+7)); to the bit.
  @Test(arguments: [5, 64, 130, 256]) func sumsFollowTheDocumentedOrder(lanes: Int) {
    var random = PhiloxStream(seed: 1, draw: 0, period: 0, shock: UInt32(lanes))
    let x = (0..<lanes).map { _ in Double.random(in: -1...1, using: &random) }
    let w = (0..<lanes).map { _ in Double.random(in: 0...1, using: &random) }
    func ordered(_ terms: [Double]) -> Double {
      var s = [Double](repeating: 0, count: 8)
      for (i, term) in terms.enumerated() { s[i % 8] += term }
      let even = (s[0] + s[4]) + (s[2] + s[6])
      let odd = (s[1] + s[5]) + (s[3] + s[7])
      return even + odd
    }
    with(x) { row in
      with(w) { weights in
        for mask in [LaneMask.finite(row), .atLeast(row, -0.9), .atMost(row, -2)] {
          func terms(_ term: (Int) -> Double) -> [Double] { (0..<lanes).map { mask[$0] ? term($0) : 0 } }
          #expect(LaneTally.sum(row, in: mask) == ordered(terms { x[$0] }))
          let moments = LaneTally.moments(row, about: 0.25, weights: weights, in: mask)
          #expect(moments.first == ordered(terms { w[$0] * (x[$0] - 0.25) }))
          #expect(moments.second == ordered(terms { w[$0] * (x[$0] - 0.25) * (x[$0] - 0.25) }))
          let shortfall = LaneTally.shortfall(row, below: 0.5, in: mask)
          #expect(shortfall.first == ordered(terms { max(0, 0.5 - x[$0]) }))
          let excess = LaneTally.excess(row, above: 0.5, weights: weights, in: mask)
          #expect(excess.first == ordered(terms { w[$0] * max(0, x[$0] - 0.5) }))
          let cross = LaneTally.crossMoment(row, about: 0.1, weights, about: 0.5, in: mask)
          #expect(cross == ordered(terms { (x[$0] - 0.1) * (w[$0] - 0.5) }))
        }
      }
    }
  }

  @Test func histogramsCountWhatANaiveCountDoes() {
    var random = PhiloxStream(seed: 2, draw: 0, period: 0, shock: 0)
    let x = (0..<300).map { _ in Double.random(in: -3...3, using: &random) }
    let units = (0..<300).map { UInt64($0) }
    with(x) { row in
      units.withUnsafeBufferPointer { units in
        for mask in [LaneMask.finite(row), .atLeast(row, -1)] {
          var counts = [UInt64](repeating: 5, count: 43)
          LaneTally.histogram(row, low: -2, scale: 10, weights: units, in: mask, into: &counts)
          var expected = [UInt64](repeating: 5, count: 43)
          for i in x.indices where mask[i] {
            let place = (x[i] - -2) * 10
            expected[place < 0 ? 0 : min(41, Int(place) + 1)] += units[i]
          }
          #expect(counts == expected)
        }
      }
    }
  }
}
