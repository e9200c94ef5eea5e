import Foundation
import LinearAlgebra
import Testing

@Suite struct TallQRTests {
  static func design(_ n: Int, _ k: Int) -> Matrix {
    Matrix(rows: n, columns: k) { i, j in
      j == 0 ? 1 : sin(Double(i * j) * 0.37 + Double(j)) * Foundation.pow(10, Double(j - 3))
    }
  }
  static func response(_ n: Int) -> [Double] { (0..<n).map { cos(Double($0) * 1.7) + Double($0 % 7) } }

  /// The identity R_tall = D R_QR with signs D, solutions and residuals those of the whole factorisation.
  @Test(arguments: [(5, 3), (127, 1), (128, 4), (1000, 5), (4099, 11), (2500, 33)])
  func blocksGiveTheFactorOfTheWhole(_ n: Int, _ k: Int) throws {
    let (x, y) = (Self.design(n, k), Self.response(n))
    let tall = TallQR(x, y)
    let whole = try QR(x)
    for j in 0..<k {
      let sign = tall.r[j, j] * whole.r[j, j] > 0 ? 1.0 : -1
      for l in j..<k {
        let scale = Array(whole.r.column(l)).norm
        #expect(abs(tall.r[j, l] - sign * whole.r[j, l]) <= 1e-13 * scale)
      }
    }
    #expect(tall.isWellConditioned)
    let solution = try LeastSquaresSolution(x, y)
    #expect(zip(tall.coefficients, solution.coefficients).allSatisfy { abs($0 - $1) <= 1e-11 * abs($1) })
    #expect(tall.residualSumOfSquares.agrees(with: solution.residualSumOfSquares, to: 13))
    let found = tall.residuals(of: y, on: x)
    #expect(zip(found.residuals, solution.residuals).allSatisfy { abs($0 - $1) <= 1e-13 * y.norm })
    #expect(zip(zip(found.residuals, found.fitted), y).allSatisfy { abs($0.0 + $0.1 - $1) <= 1e-14 * 10 })
    let inverse = tall.inverseFactor.outerGram()
    #expect((inverse - solution.inverseGram).frobeniusNorm <= 1e-11 * inverse.frobeniusNorm)
  }

  /// Scores of Q are compared with those of an explicit basis; weights by rows scaled beforehand.
  @Test(arguments: [0, 1, 2]) func scoresAreThoseOfTheBasis(_ power: Int) throws {
    let (n, k) = (1500, 6)
    let (x, y) = (Self.design(n, k), Self.response(n))
    let roots = (0..<n).map { 1 + Double($0 % 5) / 3 }
    let tall = TallQR(x, y, rowScales: roots)
    let found = tall.residuals(of: y, on: x, rowScales: roots, leveragePower: power)
    let scaled = Matrix(rows: n, columns: k) { i, j in x[i, j] * roots[i] }
    let q = scaled * tall.inverseFactor
    var z = q
    for i in 0..<n {
      let slack = 1 - q.row(i).dot(q.row(i))
      let f = roots[i] * found.residuals[i] / Foundation.pow(slack, Double(power) / 2)
      z.setRow(i, to: q.row(i).map { $0 * f })
    }
    let gram = z.gram()
    #expect((found.scores - gram).frobeniusNorm <= 1e-12 * gram.frobeniusNorm)
    #expect(found.scores == found.scores.transposed())
  }

  @Test func whatCannotBeUsedIsSeen() {
    var x = Self.design(1000, 4)
    let y = Self.response(1000)
    x[700, 2] = .nan
    #expect(!TallQR(x, y).isWellConditioned)
    x[700, 2] = -.infinity
    #expect(!TallQR(x, y).isWellConditioned)
    let twice = Matrix(rows: 1000, columns: 3) { i, j in j == 2 ? 2 * x[i, 1] : x[i, j] }
    #expect(!TallQR(twice, y).isWellConditioned)
    #expect(!TallQR(Matrix(rows: 100, columns: 2), Array(y.prefix(100))).isWellConditioned)
  }
}
