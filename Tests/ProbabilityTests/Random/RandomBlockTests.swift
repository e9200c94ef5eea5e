import Foundation
import Probability
import Testing

@Suite struct RandomBlockTests {
  static let kinds: [RandomRow.Kind] = [
    .normal, .uniform, .gamma(shape: 0.4), .gamma(shape: 1), .gamma(shape: 7.5),
    .chiSquared(degreesOfFreedom: 5),
    .studentT(degreesOfFreedom: 4), .studentScale(degreesOfFreedom: 6), .beta(2, 5),
  ]
  private let rows = kinds.enumerated().flatMap { i, kind in
    (0..<3).map { RandomRow(period: 2019 + $0, shock: UInt32(2 * i) + $0, kind: kind) }
  }

  private func values(_ draws: Range<UInt64>, _ rows: [RandomRow], seed: UInt64 = 42) -> [[UInt64]] {
    let block = RandomBlock()
    block.fill(seed: seed, draws: draws, rows: rows)
    return rows.indices.map { row in block.withRow(row) { $0.map(\.bitPattern) } }
  }

  @Test func valuesDoNotDependOnBlockBoundaries() {
    let whole = values(1000..<1256, rows)
    for size in [1, 7, 64, 100, 255] {
      var joined = rows.map { _ in [UInt64]() }
      for start in stride(from: UInt64(1000), to: 1256, by: size) {
        let part = values(start..<min(1256, start + UInt64(size)), rows)
        for i in joined.indices { joined[i] += part[i] }
      }
      #expect(joined == whole, "blocks of \(size)")
    }
    // Past the chunks of the rejection sampler, and over the 32-bit boundary of the draw number.
    let long = values((1 << 32) - 300..<(1 << 32) + 300, rows)
    let short = values((1 << 32) - 10..<(1 << 32) + 10, rows)
    #expect(long.map { Array($0[290..<310]) } == short)
  }

  @Test func valuesDoNotDependOnOtherRows() {
    let all = values(0..<100, rows)
    for i in rows.indices { #expect(values(0..<100, [rows[i]])[0] == all[i]) }
    #expect(values(0..<100, rows.reversed()) == all.reversed())
    #expect(values(0..<100, rows + rows) == all + all)
  }

  @Test func seedPeriodShockAndDrawAllMatter() {
    let row = RandomRow(period: 1, shock: 2)
    let base = values(0..<100, [row])[0]
    let others = [
      values(0..<100, [row], seed: 43)[0], values(0..<100, [row], seed: 42 + 1 << 32)[0],
      values(100..<200, [row])[0], values(1 << 32..<1 << 32 + 100, [row])[0],
      values(0..<100, [RandomRow(period: 2, shock: 2)])[0],
      values(0..<100, [RandomRow(period: 1, shock: 3)])[0],
      values(0..<100, [RandomRow(period: 1, shock: 4)])[0],
    ]
    #expect(Set(([base] + others).joined()).count == 800)
  }

  /// The documented recipe, once more in scalar arithmetic, from the raw generator words.
  @Test func normalsFollowTheDocumentedRecipe() {
    let seed: UInt64 = 0x0123_4567_89ab_cdef
    let rows = [RandomRow(period: 2020, shock: 6), RandomRow(period: 2020, shock: 7)]
    let block = RandomBlock()
    block.fill(seed: seed, draws: 8_589_934_597..<8_589_934_600, rows: rows)
    let x = Philox.block(counter: (5, 2, 2020, 3), key: (0x89ab_cdef, 0x0123_4567))
    func uniform(_ low: UInt32, _ high: UInt32) -> Double {
      (Double((UInt64(high) << 32 | UInt64(low)) >> 12) + 0.5) * 0x1p-52
    }
    let length = (-2 * Foundation.log(uniform(x.0, x.1))).squareRoot()
    let turn = 2 * Double.pi * uniform(x.2, x.3)
    #expect(abs(block[row: 0, lane: 0] - length * Foundation.cos(turn)) < 1e-14)
    #expect(abs(block[row: 1, lane: 0] - length * Foundation.sin(turn)) < 1e-14)
  }

  @Test func aBlockIsFilledAnewWhenAnythingChanges() {
    let block = RandomBlock()
    let row = [RandomRow(period: 0, shock: 0)]
    func fill(_ seed: UInt64, _ draws: Range<UInt64>, _ rows: [RandomRow]) -> [UInt64] {
      block.fill(seed: seed, draws: draws, rows: rows)
      #expect(block.lanes == draws.count && block.rows == rows && block.seed == seed)
      return block.withRow(0) { $0.map(\.bitPattern) }
    }
    let first = fill(1, 0..<256, row)
    #expect(fill(1, 0..<256, row) == first)
    #expect(fill(2, 0..<256, row) == values(0..<256, row, seed: 2)[0])
    #expect(fill(2, 256..<300, row) == values(256..<300, row, seed: 2)[0])
    #expect(fill(2, 256..<300, rows) == values(256..<300, rows, seed: 2)[0])
    #expect(fill(1, 0..<256, row) == first)
  }
}
