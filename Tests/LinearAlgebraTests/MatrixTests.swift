import Foundation
import LinearAlgebra
import Testing

@Suite struct MatrixTests {
  let a: Matrix = [[1, 2, 3], [4, 5, 6]]

  @Test func elementsLieColumnByColumn() {
    #expect(a.elements == [1, 4, 2, 5, 3, 6])
    #expect(a[1, 2] == 6)
    #expect(a == Matrix(columns: [[1, 4], [2, 5], [3, 6]]))
    #expect(Array(a.column(1)) == [2, 5])
    #expect(a.row(1) == [4, 5, 6])
    #expect(a.description == "1.0 2.0 3.0\n4.0 5.0 6.0")
  }

  @Test func copiesAreIndependent() {
    var b = a
    let view = b[rows: 0..<2, columns: 1..<3]
    b[0, 1] = 99
    b.setRow(1, to: [7, 8, 9])
    b.setColumn(2, to: [10, 11])
    b.withMutableSpan { $0[0] = -1 }
    #expect(a[0, 1] == 2 && view[0, 0] == 2)
    #expect(b == [[-1, 99, 10], [7, 8, 11]])
  }

  @Test func viewsReadRectanglesOfTheMatrix() {
    let view = a[rows: 1..<2, columns: 1..<3]
    #expect(Matrix(view) == [[5, 6]])
    #expect(view[rows: 0..<1, columns: 1..<2][0, 0] == 6)
    #expect(a[rows: 0..<1, columns: 0..<2] == Matrix([[1, 2]]).view)
  }

  @Test func productsMatchTheirDefinition() {
    let (x, y) = (Sample.matrix(7, 5), Sample.matrix(5, 4, seed: 2))
    let direct = Matrix(rows: 7, columns: 4) { i, j in x.row(i).dot(Array(y.column(j))) }
    #expect((x * y).distance(to: direct) < 1e-15)
    #expect(x.transposed().transposeTimes(y).distance(to: direct) < 1e-15)
    #expect(x.timesTranspose(y.transposed()).distance(to: direct) < 1e-15)
    #expect(zip(x * Array(y.column(3)), direct.column(3)).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(x.gram().distance(to: x.transposed() * x) < 1e-15)
    #expect(x.outerGram().distance(to: x * x.transposed()) < 1e-15)
    #expect(x.gram() == x.gram().transposed())
  }

  @Test func productsOfViewsUseTheirStrides() {
    let (x, y) = (Sample.matrix(9, 9), Sample.matrix(9, 9, seed: 2))
    let (p, q) = (x[rows: 2..<6, columns: 1..<4], y[rows: 5..<8, columns: 3..<9])
    #expect((p * q).distance(to: Matrix(p) * Matrix(q)) < 1e-15)
    let (direct, copied) = (p.transposeTimes([1, 2, 3, 4]), Matrix(p).transposeTimes([1, 2, 3, 4]))
    #expect(zip(direct, copied).allSatisfy { abs($0 - $1) < 1e-14 })
  }

  @Test func arithmeticIsElementWise() {
    #expect(a + a == 2 * a)
    #expect(a - a == Matrix(rows: 2, columns: 3))
    #expect(-a == -1 * a)
    #expect((2 * a) / 2 == a)
    var sum = a
    sum += a
    sum -= a
    #expect(sum == a)
    #expect(a.selectingColumns([2, 0]) == [[3, 1], [6, 4]])
    #expect(a.selectingRows([1]) == [[4, 5, 6]])
    #expect(Matrix(diagonal: [1, 1]) == .identity(2))
  }

  @Test func emptyProductsAreZero() {
    let none = Matrix(rows: 3, columns: 0)
    #expect(none * Matrix(rows: 0, columns: 2) == Matrix(rows: 3, columns: 2))
    #expect(none * [] == [0, 0, 0])
    #expect(Matrix(none[rows: 1..<3, columns: 0..<0]) == Matrix(rows: 2, columns: 0))
  }

  @Test func normsNeitherOverflowNorUnderflow() {
    #expect([3e300, 4e300].norm == 5e300)
    #expect([3e-200, 4e-200].norm.agrees(with: 5e-200, to: 15))
    #expect(a.oneNorm == 9 && a.largestMagnitude == 6)
    #expect(a.frobeniusNorm.agrees(with: 91.0.squareRoot(), to: 15))
  }

  @Test func codingReadsBackWhatItWrote() throws {
    let data = try JSONEncoder().encode(a)
    #expect(try JSONDecoder().decode(Matrix.self, from: data) == a)
    let short = Data(#"{"rows":2,"columns":2,"elements":[1,2,3]}"#.utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Matrix.self, from: short) }
  }
}
