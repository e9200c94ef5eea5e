import Foundation
import LinearAlgebra
import Testing

@Suite struct LeastSquaresSolutionTests {
  @Test(arguments: [(3, 3), (10, 4), (300, 20)])
  func residualsAreOrthogonalToTheColumns(rows: Int, columns: Int) throws {
    let (a, b) = (Sample.matrix(rows, columns), Sample.vector(rows))
    let solution = try LeastSquaresSolution(a, b)
    #expect(a.transposeTimes(solution.residuals).norm < 1e-12)
    #expect(
      zip(a * solution.coefficients, b).enumerated().allSatisfy { i, pair in
        abs(pair.1 - pair.0 - solution.residuals[i]) < 1e-12
      })
    #expect(solution.rank == columns && solution.dependentColumns.isEmpty)
    #expect((solution.inverseGram * a.gram()).distance(to: .identity(columns)) < 1e-9)
    #expect(solution.leverages.reduce(0, +).agrees(with: Double(columns), to: 13))
    #expect(solution.residualSumOfSquares.agrees(with: b.dot(solution.residuals), to: 9) || rows == columns)
  }

  /// A square Hilbert system with an exact integer solution: H(8) times 840,840 … has integer entries, so data
  /// are exact and only the solver can lose digits. κ₂ = 1.5e10.
  @Test func refinementRecoversTheDigitsThatConditioningCosts() throws {
    let n = 8
    let a = Matrix(rows: n, columns: n) { i, j in 360360 / Double(i + j + 1) }
    let ones = [Double](repeating: 1, count: n)
    let b = a * ones
    let refined = try LeastSquaresSolution(a, b, refinementSteps: 3).coefficients
    let plain = try LeastSquaresSolution(a, b, refinementSteps: 0).coefficients
    #expect(refined.allSatisfy { $0.agrees(with: 1, to: 14) })
    #expect(plain.contains { !$0.agrees(with: 1, to: 10) })
  }

  @Test func dependentColumnsAreReported() throws {
    let x = Sample.matrix(20, 3)
    let sum = zip(x.column(0), x.column(2)).map { $0 + 1e4 * $1 }
    let a = Matrix(columns: [Array(x.column(0)), Array(x.column(1)), Array(x.column(2)), sum])
    let b = Sample.vector(20)
    let error = #expect(throws: LinearAlgebraError.self) { try LeastSquaresSolution(a, b, named: "X") }
    let found = try PivotedQR(a).dependentColumns
    #expect(error == .rankDeficient(matrix: "X", rank: 3, columns: 4, dependentColumns: found))
    #expect(found.count == 1 && found != [1])
    let full = try LeastSquaresSolution(x, b)
    for policy in [LeastSquaresSolution.RankDeficiency.dropped, .minimumNorm] {
      let solution = try LeastSquaresSolution(a, b, rankDeficiency: policy)
      #expect(solution.rank == 3 && solution.dependentColumns == found)
      #expect(zip(solution.residuals, full.residuals).allSatisfy { abs($0 - $1) < 1e-11 })
      #expect(solution.leverages.reduce(0, +).agrees(with: 3, to: 12))
      #expect(zip(solution.leverages, full.leverages).allSatisfy { abs($0 - $1) < 1e-10 })
    }
    let dropped = try LeastSquaresSolution(a, b, rankDeficiency: .dropped)
    #expect(dropped.coefficients[found[0]] == 0)
    #expect(dropped.inverseFactor.row(found[0]) == [0, 0, 0])
    let shortest = try LeastSquaresSolution(a, b, rankDeficiency: .minimumNorm)
    #expect(shortest.coefficients.norm <= dropped.coefficients.norm)
    let byPseudoInverse = try SVD(a).pseudoInverse() * b
    #expect(zip(shortest.coefficients, byPseudoInverse).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test func unitsDoNotDecideTheRank() throws {
    let a = Sample.matrix(30, 3) * Matrix(diagonal: [1e-200, 1, 1e200])
    #expect(try LeastSquaresSolution(a, Sample.vector(30)).rank == 3)
    let zero = Matrix(columns: [Sample.vector(5), [0, 0, 0, 0, 0]])
    #expect(throws: LinearAlgebraError.rankDeficient(matrix: "X", rank: 1, columns: 2, dependentColumns: [1]))
    {
      try LeastSquaresSolution(zero, Sample.vector(5), named: "X")
    }
  }

  @Test func moreColumnsThanRowsAreRefusedUnlessAsked() throws {
    let a = Sample.matrix(3, 5)
    #expect(throws: LinearAlgebraError.tooFewRows(matrix: "X", rows: 3, columns: 5)) {
      try LeastSquaresSolution(a, [1, 2, 3], named: "X")
    }
    let shortest = try LeastSquaresSolution(a, [1, 2, 3], rankDeficiency: .minimumNorm)
    #expect(shortest.residuals.norm < 1e-13 && shortest.rank == 3)
  }

  /// OpenBLAS without locks returns wrong numbers when two threads call it; here eight tasks solve at once.
  @Test func tasksMaySolveAtTheSameTime() async throws {
    let alone = try (0..<8).map { try workload(seed: UInt64($0)) }
    let together = try await withThrowingTaskGroup(of: (Int, Double).self) { group in
      for i in 0..<8 {
        group.addTask { (i, try workload(seed: UInt64(i))) }
      }
      var results = [Double](repeating: 0, count: 8)
      for try await (i, value) in group { results[i] = value }
      return results
    }
    #expect(zip(alone, together).allSatisfy { $0.agrees(with: $1, to: 12) })
  }
}

/// Long calls of LAPACK, so that calls of different tasks overlap; without the lock, Debian's serial OpenBLAS
/// fails this in two runs of five.
private func workload(seed: UInt64) throws -> Double {
  let a = Sample.matrix(240, 160, seed: seed &* 31 &+ 1)
  let b = Sample.vector(240, seed: seed)
  var total = 0.0
  for _ in 0..<30 { total += try QR(a).transposedQ(times: b)[0] + QR(a).reciprocalCondition }
  return total
}
