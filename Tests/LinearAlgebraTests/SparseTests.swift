import LinearAlgebra
import Testing

/// Sparse matrices and their factorisation against dense ones.
@Suite struct SparseTests {
  /// Pseudo-random systems: a strong diagonal moved to other rows, and `extra` further elements a column.
  private func system(_ n: Int, extra: Int, seed: UInt64) -> SparseMatrix {
    var state = seed
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    var elements: [(row: Int, column: Int, value: Double)] = []
    for j in 0..<n {
      elements.append(((j * 7 + 3) % n, j, 2 + next()))
      for _ in 0..<extra { elements.append((Int(next() * Double(n)), j, next() - 0.5)) }
    }
    return SparseMatrix(rows: n, columns: n, elements: elements)
  }

  @Test func elementsAtOnePlaceAddUp() {
    let a = SparseMatrix(
      rows: 3, columns: 2, elements: [(2, 0, 1), (0, 1, 4), (2, 0, 0.5), (1, 0, -1), (0, 0, 3)])
    #expect(a.columnStarts == [0, 3, 4] && a.rowIndices == [0, 1, 2, 0] && a.values == [3, -1, 1.5, 4])
    #expect(a[2, 0] == 1.5 && a[2, 1] == 0)
    #expect(a * [1, 2] == [11, -1, 1.5])
    #expect(a.dense * [1, 2] == [11, -1, 1.5])
    let (layout, positions) = SparseMatrix.laidOut(rows: 3, columns: 2, places: [(2, 0), (0, 1), (2, 0)])
    #expect(positions == [0, 1, 0] && layout.values == [0, 0])
  }

  /// Sizes not coprime with 7 would repeat rows.
  @Test(arguments: [(1, 0), (2, 1), (9, 3), (60, 4), (151, 5)])
  func agreesWithDense(_ n: Int, _ extra: Int) throws {
    let a = system(n, extra: extra, seed: UInt64(n))
    let (sparse, dense) = (try SparseLU(a), try LU(a.dense))
    let b = (0..<n).map { Double($0 % 5) - 1.5 }
    for transposed in [false, true] {
      let (x, y) = (
        sparse.solution(of: b, transposed: transposed), dense.solve(b, transposed: transposed)
      )
      let size = y.reduce(0) { max($0, abs($1)) }
      let worst = zip(x, y).reduce(0) { max($0, abs($1.0 - $1.1)) }
      #expect(worst <= 1e-12 * size, "condition \(1 / dense.reciprocalCondition)")
    }
    let (ours, theirs) = (sparse.reciprocalCondition, dense.reciprocalCondition)
    #expect(ours > theirs / 30 && ours < theirs * 30)
  }

  /// New numbers in the same places; the pivots of before would be zero now.
  @Test func newNumbers() throws {
    var a = SparseMatrix(rows: 2, columns: 2, elements: [(0, 0, 4), (1, 0, 1), (0, 1, 1), (1, 1, 3)])
    let factors = try SparseLU(a)
    #expect(factors.solution(of: [5, 4]) == [1, 1])
    for numbers in [[1e-30, 1, 1, 0], [2, 0, 0, 5], [0, 1, 1, 1e-20]] {
      a.values = numbers
      try factors.factor(numbers)
      let x = factors.solution(of: a * [3, -2])
      #expect(abs(x[0] - 3) < 1e-14 && abs(x[1] + 2) < 1e-14)
    }
  }

  /// A permuted triangular matrix is its own factorisation: nothing fills in, and unit pivots leave whole numbers exact.
  @Test func permutedTriangular() throws {
    let n = 200
    var elements: [(row: Int, column: Int, value: Double)] = []
    for i in 0..<n {
      elements.append(((i * 3) % n, (i * 7) % n, 1))
      if i > 1 { elements.append(((i * 3) % n, ((i / 2) * 7) % n, -2)) }
    }
    let a = SparseMatrix(rows: n, columns: n, elements: elements)
    let factors = try SparseLU(a)
    let x = (0..<n).map { Double($0 % 11) }
    #expect(factors.solution(of: a * x) == x)
    #expect(factors.factorCount <= a.values.count + n)
  }

  @Test func severalRightSides() throws {
    let a = system(20, extra: 3, seed: 5)
    let factors = try SparseLU(a)
    let (x, y) = ((0..<20).map(Double.init), (0..<20).map { 1 / Double($0 + 1) })
    var both = a * x + a * y
    factors.solve(&both)
    let worst = zip(both, x + y).reduce(0) { max($0, abs($1.0 - $1.1)) }
    #expect(worst < 1e-13 * 19, "condition \(1 / factors.reciprocalCondition)")
  }

  @Test func singularMatricesNameAColumn() throws {
    // Columns 1 and 2 are multiples of each other.
    let a = SparseMatrix(
      rows: 3, columns: 3, elements: [(0, 0, 1), (0, 1, 1), (1, 1, 2), (0, 2, 2), (1, 2, 4), (2, 0, 1)])
    #expect {
      _ = try SparseLU(a)
    } throws: { error in
      guard case .singular("The matrix", let column) = error as? LinearAlgebraError else { return false }
      return column == 1 || column == 2
    }
    // Column 2 is empty.
    let empty = SparseMatrix(rows: 3, columns: 3, elements: [(0, 0, 1), (0, 1, 1), (1, 1, 2)])
    #expect(throws: LinearAlgebraError.self) { try SparseLU(empty) }
    // Regular first, then singular, then regular again.
    let factors = try SparseLU(
      SparseMatrix(rows: 2, columns: 2, elements: [(0, 0, 4), (1, 0, 1), (0, 1, 1), (1, 1, 3)]))
    #expect(throws: LinearAlgebraError.self) { try factors.factor([1, 2, 2, 4]) }
    try factors.factor([1, 2, 2, 5])
    #expect(factors.solution(of: [3, 7]).allSatisfy { abs($0 - 1) < 1e-14 })
  }

  @Test func whatCannotBeFactored() {
    let wide = SparseMatrix(rows: 1, columns: 2, elements: [(0, 0, 1)])
    #expect(throws: LinearAlgebraError.notSquare(matrix: "J", rows: 1, columns: 2)) {
      _ = try SparseLU(wide, named: "J")
    }
    #expect(throws: LinearAlgebraError.empty(matrix: "J")) {
      _ = try SparseLU(SparseMatrix(rows: 0, columns: 0, places: []), named: "J")
    }
    let undefined = SparseMatrix(rows: 2, columns: 2, elements: [(0, 0, 1), (1, 1, .nan)])
    #expect(throws: LinearAlgebraError.notFinite(matrix: "J", row: 1, column: 1, value: "nan")) {
      _ = try SparseLU(undefined, named: "J")
    }
  }
}
