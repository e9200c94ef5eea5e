import Foundation
import LinearAlgebra
import Regression
import Testing

/// Data beyond n · k² of four million take another way; here it is compared with the refined one on the same data, which is
/// forced by extended precision on the head of the data and by the estimators' own sums on the whole.
@Suite struct TallLeastSquaresTests {
  static let n = 260_000
  static let x = Matrix(rows: n, columns: 4) { i, j in j == 0 ? 1 : sin(Double(i * j) * 0.37 + Double(j)) }
  static let y = (0..<n).map { i in
    1 - 2 * x[i, 1] + 3 * x[i, 2] + cos(Double(i) * 1.7) * (0.1 + abs(x[i, 3]))
  }
  static let weights = (0..<n).map { 1 + Double($0 % 4) }

  /// White's sandwich of the normal equations, which are well conditioned here.
  private func sandwich(_ weights: [Double], leverage: Int) throws -> (
    b: [Double], errors: [Double], e: [Double]
  ) {
    let (x, y, n) = (Self.x, Self.y, Self.n)
    let wx = Matrix(rows: n, columns: 4) { i, j in weights[i] * x[i, j] }
    let v = try Cholesky(x.transposeTimes(wx)).inverse
    let b = v * wx.transposeTimes(y)
    let e = zip(y, x * b).map { $0 - $1 }
    var scores = wx
    for i in 0..<n {
      let row = x.row(i)
      let slack = 1 - weights[i] * row.dot(v * row)
      let f = e[i] / Foundation.pow(slack, Double(leverage) / 2)
      for j in 0..<4 { scores[i, j] *= f }
    }
    return (b, (v * scores.gram() * v).diagonal.map { $0.squareRoot() }, e)
  }

  @Test(arguments: [(Covariance.hc0, 0), (.hc1, 0), (.hc2, 1), (.hc3, 2)])
  func robustErrorsAreWhites(_ covariance: Covariance, _ leverage: Int) throws {
    for weights in [nil, Self.weights] {
      let fit = try LeastSquares(covariance: covariance).fit(Self.y, on: Self.x, weights: weights)
      let direct = try sandwich(weights ?? .init(repeating: 1, count: Self.n), leverage: leverage)
      let factor = covariance == .hc1 ? (Double(Self.n) / Double(Self.n - 4)).squareRoot() : 1
      #expect(digits(fit.coefficients, of: direct.b) >= 11)
      #expect(digits(fit.standardErrors, of: direct.errors.map { factor * $0 }) >= 11)
      #expect(zip(fit.residuals, direct.e).allSatisfy { abs($0 - $1) < 1e-12 })
    }
  }

  @Test func otherCovariancesAndGoodnessFollow() throws {
    let labels = (0..<Self.n).map { $0 / 1000 }
    let clustered = try LeastSquares(covariance: .clustered(by: labels)).fit(Self.y, on: Self.x)
    #expect(clustered.clusters == 260 && clustered.standardErrors.allSatisfy { $0 > 0 && $0.isFinite })
    let fit = try LeastSquares().fit(Self.y, on: Self.x, weights: Self.weights)
    let total = Self.weights.reduce(0, +)
    let mean = Self.y.dot(Self.weights) / total
    let variation = zip(Self.y, Self.weights).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
    let unexplained = zip(fit.residuals, Self.weights).reduce(0) { $0 + $1.1 * $1.0 * $1.0 }
    #expect((fit.rSquared ?? 0).agrees(with: 1 - unexplained / variation, to: 12))
    let f = (variation - unexplained) / 3 / (unexplained / Double(Self.n - 4))
    #expect(fit.hasConstant && (fit.fStatistic ?? 0).agrees(with: f, to: 12))
    let halves = Matrix(rows: Self.n, columns: 4) { i, j in
      switch j {
      case 0: i % 2 == 0 ? 1 : 0
      case 1: i % 2 == 1 ? 1 : 0
      default: Self.x[i, j]
      }
    }
    let combined = try LeastSquares().fit(Self.y, on: halves)
    #expect(combined.hasConstant && combined.fDegreesOfFreedom == (3, Self.n - 4))
    let without = try LeastSquares().fit(
      Self.y, on: halves.selectingColumns([0, 2, 3, 3].map { $0 }.dropLast() + [1]))
    #expect(without.hasConstant)
  }

  @Test func badDataAreNamed() {
    var x = Self.x
    x[123_456, 2] = .nan
    #expect(throws: RegressionError.notFinite(variable: "x3", observation: 123_456, value: "nan")) {
      try LeastSquares(covariance: .hc1).fit(Self.y, on: x)
    }
    let double = Matrix(rows: Self.n, columns: 4) { i, j in
      j == 3 ? Self.x[i, 1] + Self.x[i, 2] : Self.x[i, j]
    }
    #expect(throws: RegressionError.collinear([.init(column: "x4", combines: ["x2", "x3"])])) {
      try LeastSquares(covariance: .hc1).fit(Self.y, on: double)
    }
    let dummy = Matrix(rows: Self.n, columns: 4) { i, j in j == 3 ? (i == 7 ? 1 : 0) : Self.x[i, j] }
    #expect(throws: RegressionError.fullLeverage(observation: 7, covariance: "HC3")) {
      try LeastSquares(covariance: .hc3).fit(Self.y, on: dummy)
    }
  }
}
