import LinearAlgebra
import Testing

@Suite struct LinearAlgebraErrorTests {
  private func message(_ body: () throws -> some Any) -> String {
    do {
      _ = try body()
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func missingValuesAreNamedAtEveryDoor() {
    let a: Matrix = [[1, 2], [3, .nan], [5, 6]]
    let text = "X holds nan in row 2, column 2; remove or fill the missing value first."
    #expect(message { try QR(a, named: "X") } == text)
    #expect(message { try PivotedQR(a, named: "X") } == text)
    #expect(message { try SVD(a, named: "X") } == text)
    #expect(message { try LeastSquaresSolution(a, [1, 2, 3], named: "X") } == text)
    let square: Matrix = [[1, -.infinity], [0, 1]]
    let infinite = "A holds -inf in row 1, column 2; remove or fill the missing value first."
    #expect(message { try LU(square, named: "A") } == infinite)
    #expect(message { try Cholesky(square, named: "A") } == infinite)
    #expect(message { try SymmetricEigen(square, named: "A") } == infinite)
    #expect(message { try square.solve(triangle: .upper, [1, 1], named: "A") } == infinite)
    #expect(
      message { try LeastSquaresSolution([[1], [2]], [1, .nan]) }
        == "The right-hand side holds nan in row 2, column 1; remove or fill the missing value first.")
  }

  @Test func shapesAreExplained() {
    #expect(
      message { try LU([[1, 2]], named: "A") }
        == "A is 1 × 2, but must have as many rows as columns.")
    #expect(
      message { try QR([[1, 2]], named: "X") }
        == "X has fewer rows (1) than columns (2); add observations or drop columns.")
    #expect(
      message { try LeastSquaresSolution([[1, 2], [3, 5]], [1], named: "X") }
        == "X has 2 rows, but the right-hand side has 1; they must match.")
    #expect(message { try SVD(Matrix(rows: 0, columns: 3), named: "X") } == "X has no elements.")
  }

  @Test func matricesThatCannotBeFactoredSayWhere() {
    #expect(
      message { try Cholesky([[1, 2, 0], [2, 1, 0], [0, 0, 1]], named: "The covariance of shocks") }
        == "The covariance of shocks is not positive definite: its leading 2 × 2 minor of 3 × 3 is not "
        + "positive; look for a variable 2 that repeats or combines the ones before it.")
    #expect(
      message { try Cholesky([[1, 0.5], [0.4, 1]], named: "S") }
        == "S is not symmetric: the elements in row 1, column 2 and in row 2, column 1 differ; average it "
        + "with its transpose if only rounding separates them.")
    #expect(
      message { try LU([[1, 2], [2, 4]], named: "A") }
        == "A is singular: the pivot of column 2 is zero; drop the column or row that repeats others.")
    #expect(
      message { try Matrix([[1, 5], [0, 0]]).inverseOfTriangle(.upper, named: "R") }
        == "R is singular: the pivot of column 2 is zero; drop the column or row that repeats others.")
    #expect(throws: LinearAlgebraError.singular(matrix: "X", pivot: 1)) {
      try QR([[1, 2], [1, 2], [1, 2]], named: "X").solve([1, 2, 3])
    }
  }

  @Test func everyMessageReadsAsASentence() {
    #expect(
      "\(LinearAlgebraError.notConverged(matrix: "A", algorithm: "eigendecomposition", count: 2))"
        == "The eigendecomposition of A did not converge (2 values left); rescale the matrix so that its "
        + "elements are of like size.")
    #expect(
      "\(LinearAlgebraError.rankDeficient(matrix: "X", rank: 2, columns: 4, dependentColumns: [1, 3]))"
        == "X has rank 2, but 4 columns: columns 2, 4 are linear combinations of the others; drop them.")
  }
}
