import GrowthModels
import Testing

@Suite struct ReconciliationTests {
  /// Total and three parts of investment, W = diag(sd²): golden numbers of the project's seed, `reconcile`.
  @Test func investmentAndItsAreas() throws {
    let sd = [20.0, 12, 20, 25]
    let w = sd.indices.map { i in sd.indices.map { $0 == i ? sd[i] * sd[i] : 0 } }
    let result = try Reconciliation([410, 165, 125, 130], covariance: w, constraints: [[1, -1, -1, -1]])
    let expected = [412.54939451880176, 164.08221797323137, 122.45060548119821, 126.01657106437222]
    let expectedDeviation = [17.263377979061012, 11.436080570480936, 17.263377979061012, 19.391639732711187]
    for i in sd.indices {
      #expect(abs(result.reconciled[i] - expected[i]) < 1e-9)
      #expect(abs(result.covariance[i][i].squareRoot() - expectedDeviation[i]) < 1e-9)
    }
    #expect(result.discrepancies == [-10])
  }

  @Test func whatHasNoVarianceStays() throws {
    let result = try Reconciliation(
      [10, 4, 5], covariance: [[0, 0, 0], [0, 1, 0], [0, 0, 1]], constraints: [[1, -1, -1]])
    #expect(result.reconciled == [10, 4.5, 5.5])
    #expect(throws: GrowthModelError.cannotReconcile(constraint: 1)) {
      try Reconciliation(
        [10, 4, 5], covariance: [[Double]](repeating: [0, 0, 0], count: 3), constraints: [[1, -1, -1]])
    }
  }
}
