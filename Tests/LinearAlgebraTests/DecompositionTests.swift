import Foundation
import LinearAlgebra
import Testing

/// Identities of Golub & Van Loan (2013) that hold to rounding on any matrix.
@Suite struct DecompositionTests {
  @Test(arguments: [(1, 1), (5, 3), (40, 4), (64, 64), (200, 33)])
  func qrReproducesTheMatrix(rows: Int, columns: Int) throws {
    let a = Sample.matrix(rows, columns)
    let qr = try QR(a)
    #expect((qr.q * qr.r).distance(to: a) < 1e-13)
    #expect(qr.q.gram().distance(to: .identity(columns)) < 1e-13)
    #expect((0..<columns).allSatisfy { j in ((j + 1)..<max(columns, j + 1)).allSatisfy { qr.r[$0, j] == 0 } })
    let b = Sample.vector(rows)
    let again = qr.fullQ(times: qr.transposedQ(times: b))
    #expect(zip(again, b).allSatisfy { abs($0 - $1) < 1e-13 })
    let inverse = try qr.inverseOfR()
    #expect((inverse * qr.r).distance(to: .identity(columns)) < 1e-10)
  }

  @Test(arguments: [(6, 4), (4, 6), (50, 20)])
  func pivotedQRReproducesThePermutedMatrix(rows: Int, columns: Int) throws {
    let a = Sample.matrix(rows, columns)
    let qr = try PivotedQR(a)
    let product = qr.q * qr.r
    let rebuilt = Matrix(rows: rows, columns: columns) { i, j in
      product[i, j] * qr.columnScales[qr.pivots[j]]
    }
    #expect(rebuilt.distance(to: a.selectingColumns(qr.pivots)) < 1e-13)
    #expect(qr.rank == min(rows, columns))
    let diagonal = qr.r.diagonal.map(abs)
    #expect(zip(diagonal, diagonal.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test(arguments: [1, 3, 30])
  func choleskyReproducesTheMatrix(n: Int) throws {
    let a = Sample.positiveDefinite(n)
    let cholesky = try Cholesky(a)
    #expect(cholesky.lower.outerGram().distance(to: a) < 1e-13)
    #expect((cholesky.inverse * a).distance(to: .identity(n)) < 1e-9)
    let b = Sample.vector(n)
    #expect(zip(a * cholesky.solve(b), b).allSatisfy { abs($0 - $1) < 1e-11 })
    #expect(cholesky.squaredLength(of: b).agrees(with: b.dot(cholesky.solve(b)), to: 9))
    let lu = try LU(a)
    #expect(cholesky.logDeterminant.agrees(with: lu.logDeterminant.logarithm, to: 10))
    #expect(cholesky.determinant.agrees(with: lu.determinant, to: 10))
  }

  @Test(arguments: [1, 4, 33])
  func luReproducesTheMatrix(n: Int) throws {
    let a = Sample.matrix(n, n)
    let lu = try LU(a)
    #expect((lu.lower * lu.upper).distance(to: a.selectingRows(lu.rowOrder)) < 1e-13)
    #expect((lu.inverse * a).distance(to: .identity(n)) < 1e-10)
    let b = Sample.vector(n)
    #expect(zip(a * lu.solve(b), b).allSatisfy { abs($0 - $1) < 1e-11 })
    #expect(zip(a.transposeTimes(lu.solve(b, transposed: true)), b).allSatisfy { abs($0 - $1) < 1e-11 })
    let (sign, logarithm) = lu.logDeterminant
    #expect((sign * exp(logarithm)).agrees(with: lu.determinant, to: 11))
    #expect(try QR(a).logAbsoluteDeterminant.agrees(with: logarithm, to: 11))
  }

  @Test func determinantsOfSmallMatricesAreThoseOfTheDefinition() throws {
    #expect(try LU([[1, 2], [3, 4]]).determinant.agrees(with: -2, to: 15))
    #expect(try LU([[0, 1], [1, 0]]).determinant == -1)
    #expect(try LU([[2, 0, 0], [0, 0, 3], [0, 5, 0]]).logDeterminant.sign == -1)
  }

  @Test(arguments: [(5, 5), (12, 4), (4, 12)])
  func svdSatisfiesThePenroseConditions(rows: Int, columns: Int) throws {
    let a = Sample.matrix(rows, columns)
    let svd = try SVD(a)
    let scaled = svd.u * Matrix(diagonal: svd.singularValues)
    #expect((scaled * svd.vTransposed).distance(to: a) < 1e-13)
    #expect(svd.u.gram().distance(to: .identity(min(rows, columns))) < 1e-13)
    #expect(svd.vTransposed.outerGram().distance(to: .identity(min(rows, columns))) < 1e-13)
    try expectPenroseConditions(a)
  }

  @Test func pseudoInverseOfADeficientMatrixSatisfiesThePenroseConditions() throws {
    try expectPenroseConditions(Sample.matrix(8, 2) * Sample.matrix(2, 5, seed: 3))
    try expectPenroseConditions([[1, 1], [1, 1]])
  }

  private func expectPenroseConditions(_ a: Matrix) throws {
    let p = try SVD(a).pseudoInverse()
    #expect((a * p * a).distance(to: a) < 1e-12)
    #expect((p * a * p).distance(to: p) < 1e-11)
    #expect((a * p).distance(to: (a * p).transposed()) < 1e-12)
    #expect((p * a).distance(to: (p * a).transposed()) < 1e-12)
  }

  @Test(arguments: [1, 2, 25])
  func eigenvectorsDiagonalise(n: Int) throws {
    let a = Sample.matrix(n, n) + Sample.matrix(n, n).transposed()
    let eigen = try SymmetricEigen(a)
    #expect((a * eigen.vectors).distance(to: eigen.vectors * Matrix(diagonal: eigen.values)) < 1e-13)
    #expect(eigen.vectors.gram().distance(to: .identity(n)) < 1e-13)
    #expect(eigen.applying { $0 }.distance(to: a) < 1e-13)
    let root = try SymmetricEigen(a * a).applying { max(0, $0).squareRoot() }
    #expect((root * root).distance(to: a * a) < 1e-12)
    #expect(eigen.values == eigen.values.sorted())
  }

  /// Eigenvalues of the second-difference matrix: 2 − 2 cos(kπ/(n+1)). Golub & Van Loan (2013) §4.8.
  @Test func secondDifferencesHaveTheirKnownEigenvalues() throws {
    let n = 10
    let a = Matrix(rows: n, columns: n) { i, j in i == j ? 2 : (abs(i - j) == 1 ? -1 : 0) }
    let values = try SymmetricEigen(a).values
    for k in 1...n {
      let exact = 2 - 2 * cos(Double(k) * .pi / Double(n + 1))
      #expect(abs(values[k - 1] - exact) < 1e-14)
    }
  }

  @Test func trianglesSolveBothWays() throws {
    let lower = try Cholesky(Sample.positiveDefinite(6)).lower
    let b = Sample.vector(6)
    #expect(zip(lower * (try lower.solve(triangle: .lower, b)), b).allSatisfy { abs($0 - $1) < 1e-12 })
    let x = try lower.solve(triangle: .lower, transposed: true, b)
    #expect(zip(lower.transposeTimes(x), b).allSatisfy { abs($0 - $1) < 1e-12 })
    let upper = lower.transposed()
    #expect((try upper.inverseOfTriangle(.upper) * upper).distance(to: .identity(6)) < 1e-11)
    #expect(zip(upper * (try upper.solve(triangle: .upper, b)), b).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  /// κ₂ of Hilbert matrices, from 60-digit arithmetic: Tests/References/mpmath/hilbert.py.
  @Test(arguments: [(2, 19.281470067903971), (5, 476607.25024256081), (8, 15257575741.646943)])
  func hilbertMatricesHaveTheirKnownCondition(n: Int, reference: Double) throws {
    let digits = 15 - log10(reference) - 0.5
    #expect(try Sample.hilbert(n).conditionNumber().agrees(with: reference, to: min(14, digits)))
    let estimate = try LU(Sample.hilbert(n)).reciprocalCondition
    let ratio = try Cholesky(Sample.hilbert(n)).reciprocalCondition / estimate
    #expect(ratio > 0.99 && ratio < 1.01)
    #expect(1 / estimate > reference / Double(n) && 1 / estimate < reference * Double(n))
  }

  @Test func conditionOfASingularMatrixIsInfinite() throws {
    #expect(try Matrix(rows: 2, columns: 2).conditionNumber() == .infinity)
    #expect(try Matrix.identity(3).conditionNumber() == 1)
    #expect(try QR(.identity(3)).reciprocalCondition == 1)
  }
}
