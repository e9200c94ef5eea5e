import Testing

@testable import StructuralModels

/// L Lᵀ = V, whatever the last bits of V.
@Suite struct SettledFactorTests {
  private func product(_ factor: SettledFactor) -> [[Double]] {
    factor.rows.indices.map { i in
      factor.rows.indices.map { j in
        zip(factor.rows[i], factor.rows[j]).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
  }

  @Test func factors() {
    let v = [[4, 2, 0.6], [2, 10, -1.5], [0.6, -1.5, 3]]
    let found = product(SettledFactor(v))
    for i in 0..<3 { for j in 0..<3 { #expect(abs(found[i][j] - v[i][j]) < 1e-10) } }
  }

  /// A variable that is a sum of others adds no column; one that does not vary has none.
  @Test func semidefinite() {
    let v: [[Double]] = [[1, 2, 3, 0], [2, 5, 7, 0], [3, 7, 10, 0], [0, 0, 0, 0]]
    let factor = SettledFactor(v)
    #expect(factor.rows[2][2] == 0 && factor.rows[3] == [0, 0, 0, 0])
    let found = product(factor)
    for i in 0..<4 { for j in 0..<4 { #expect(abs(found[i][j] - v[i][j]) < 1e-10) } }
  }

  @Test func lastBitsLeaveNoTrace() {
    let v = [[1.1, 0.3], [0.3, 2.7]]
    let other = v.map { row in row.map { $0.nextUp.nextUp } }
    #expect(SettledFactor(v).rows == SettledFactor(other).rows)
  }

  @Test func settledNumbers() {
    let gap = abs(0.1.settled - 0.1)
    #expect(gap > 0 && gap < 1e-13)
    #expect((1.0 / 3).nextUp.settled == (1.0 / 3).settled)
    for x in [0, 1, -2.5, Double.infinity] { #expect(x.settled == x) }
    let ratio = 1e300.settled / 1e300
    #expect(abs(ratio - 1) < 1e-12)
    #expect(Double.nan.settled.isNaN)
  }
}
