import Testing

@testable import StructuralModels

@Suite struct EliminationOrderTests {
  /// Numbers in (−1, 1) that repeat from run to run: a multiplicative congruential generator (Park & Miller 1988).
  private struct Numbers {
    var state = 12_345
    mutating func next() -> Double {
      state = state * 16_807 % 2_147_483_647
      return 2 * Double(state) / 2_147_483_647 - 1
    }
    mutating func below(_ bound: Int) -> Int { Int((next() + 1) / 2 * Double(bound)) }
  }

  /// Sparse systems with a solution known beforehand, many of whose diagonal entries are zero: solved to 1e-9, by an order found
  /// for other numbers of the same pattern too.
  @Test(arguments: [1, 2, 5, 30, 120])
  func solves(_ n: Int) throws {
    var numbers = Numbers()
    var places: Set<Int> = []
    for i in 0..<n {
      places.insert(i * n + (i * 7 + 3) % n)  // a permutation where 7 does not divide n
      places.insert(i * n + (i + 1) % n)
      places.insert(i * n + numbers.below(n))
    }
    let sorted = places.sorted()
    let pattern = SparsePattern(size: n, rows: sorted.map { $0 / n }, columns: sorted.map { $0 % n })
    let entries = sorted.map { place in
      numbers.next() + (place % n == (place / n * 7 + 3) % n ? 4 : 0)
    }
    let order = try #require(EliminationOrder(pattern, scaled: entries))
    #expect(Set(order.equation).count == n && Set(order.unknown).count == n)
    for scale in [1.0, 0.9] {
      let own = entries.enumerated().map { $1 * ($0.isMultiple(of: 3) ? scale : 1) }
      let solution = (0..<n).map { Double($0 % 5) - 1.5 }
      var right = [Double](repeating: 0, count: n)
      for (entry, (row, column)) in zip(own, zip(pattern.rows, pattern.columns)) {
        right[row] += entry * solution[column]
      }
      let found = order.solve(order.factors(own), right)
      #expect(zip(found, solution).allSatisfy { abs($0 - $1) < 1e-9 })
    }
    // Far fewer places than a dense factorisation has.
    #expect(n < 120 || order.places < n * n / 4)
  }

  @Test func singular() {
    let pattern = SparsePattern(size: 2, rows: [0, 0, 1, 1], columns: [0, 1, 0, 1])
    #expect(EliminationOrder(pattern, scaled: [1, 2, 0.5, 1]) == nil)
    let empty = SparsePattern(size: 2, rows: [0, 1], columns: [0, 0])
    #expect(EliminationOrder(empty, scaled: [1, 1]) == nil)
  }

  /// A small diagonal entry is no pivot.
  @Test func pivots() throws {
    let pattern = SparsePattern(size: 2, rows: [0, 0, 1, 1], columns: [0, 1, 0, 1])
    let order = try #require(EliminationOrder(pattern, scaled: [1e-13, 1, 1, 1]))
    let found = order.solve(order.factors([1e-13, 1, 1, 1]), [1, 2])
    #expect(abs(found[0] - 1) < 1e-12 && abs(found[1] - 1) < 1e-12)
  }
}
