import Foundation
import LinearAlgebra
import Regression
import Testing

@Suite struct QuantileIdentityTests {
  /// Errors of a fixed pattern without ties, skewed and growing with the first regressor.
  static func data(_ n: Int, _ k: Int = 3) -> (y: [Double], x: Matrix) {
    let x = Matrix(rows: n, columns: k) { i, j in
      j == 0 ? 1 : 2 + sin(Double((i + 1) * (j + 3)) * 0.7310585) + cos(Double(i) * 0.11 * Double(j))
    }
    let y = (0..<n).map { i in
      let turn = Double(i + 1) * 0.6180339887498949
      let u = turn - turn.rounded(.down)
      let noise = -Foundation.log(1 - 0.9999 * u)
      return 1 + x[i, 1] * (1 + noise) - 0.5 * x[i, k - 1]
    }
    return (y, x)
  }

  /// The subgradient condition: Xᵀ(â − (1 − τ)) = 0 with â in [0, 1], 1 above the line and 0 below.
  private func isCertified(_ fit: QuantileRegression.Fit) -> Bool {
    let score = fit.rankScores.map { $0 - (1 - fit.quantile) }
    let balance = fit.regressors.transposeTimes(score).map { abs($0) }.max() ?? .nan
    let sides = zip(fit.rankScores, fit.residuals).allSatisfy { a, r in
      r > 1e-9 ? a == 1 : (r < -1e-9 ? a == 0 : (0...1).contains(a))
    }
    return balance < 1e-10 * Double(fit.n) && sides && fit.violation < 1e-9
  }

  /// A share τ lies below, up to the k observations on the line. Koenker & Bassett (1978), theorem 3.4.
  @Test(arguments: [0.01, 0.3, 0.5, 0.77, 0.99])
  func aShareOfTheQuantileLiesBelow(quantile: Double) throws {
    let (y, x) = Self.data(500)
    let fit = try QuantileRegression(quantile: quantile, errors: .identical()).fit(y, on: x)
    let below = fit.residuals.count { $0 < 0 }
    #expect(Double(below) <= 500 * quantile + 1e-9 && Double(below + 3) >= 500 * quantile - 1e-9)
    #expect(fit.interpolated.allSatisfy { fit.residuals[$0] == 0 } && isCertified(fit))
  }

  /// Koenker & Bassett (1978), theorem 3.2: scale, sign, shift and reparameterisation.
  @Test func equivariance() throws {
    let (y, x) = Self.data(400)
    func fit(_ τ: Double, _ y: [Double], _ x: Matrix) throws -> [Double] {
      try QuantileRegression(quantile: τ).fit(y, on: x).coefficients
    }
    let β = try fit(0.3, y, x)
    #expect(digits(try fit(0.3, y.map { 4 * $0 }, x), of: β.map { 4 * $0 }) >= 11)
    #expect(digits(try fit(0.7, y.map { -$0 }, x), of: β.map { -$0 }) >= 11)
    let shifted = zip(y, x * [1, 2, 3]).map { $0 + $1 }
    #expect(digits(try fit(0.3, shifted, x), of: zip(β, [1, 2, 3]).map { $0 + $1 }) >= 11)
    let a: Matrix = [[1, 2, 0], [0, 1, 5], [0, 0, 2]]
    #expect(digits(a * (try fit(0.3, y, x * a)), of: β) >= 10)
    // Moving observations that stay on their side of the line moves nothing: theorem 3.5.
    let all = try QuantileRegression(quantile: 0.3).fit(y, on: x)
    let farther = zip(y, all.residuals).map { $0 + ($1 > 0 ? 100 : 0) }
    #expect(try fit(0.3, farther, x) == β)
  }

  @Test func theMedianIsTheMedian() throws {
    let y = [7.0, 1, 5, 3, 100]
    let ones = Matrix(rows: 5, columns: 1, repeating: 1)
    let fit = try QuantileRegression(errors: .kernel()).fit(y, on: ones)
    #expect(fit.coefficients == [5] && fit.isUnique && fit.r1 == 0)
    let even = try QuantileRegression(errors: .kernel()).fit(
      [1, 2, 4, 8], on: Matrix(rows: 4, columns: 1, repeating: 1))
    #expect(!even.isUnique && (2...4).contains(even.coefficients[0]) && even.objective == 4.5)
  }

  /// Whole numbers on few cells: nearly every vertex is degenerate, and the certificate must hold all the same.
  @Test(arguments: [0.1, 0.25, 0.5, 0.8])
  func tiesAreSolved(quantile: Double) throws {
    let n = 600
    let x = Matrix(rows: n, columns: 4) { i, j in
      j == 0 ? 1 : (j < 3 ? (i % 3 == j ? 1 : 0) : Double(i % 5))
    }
    let y = (0..<n).map { Double(($0 * 7919) % 11 + $0 % 3) }
    let fit = try QuantileRegression(quantile: quantile, errors: .identical()).fit(y, on: x)
    #expect(isCertified(fit))
  }

  /// Long data go through a sample and the rows near its plane; the certificate is on all rows.
  @Test(arguments: [0.05, 0.5, 0.9])
  func longDataAreExact(quantile: Double) throws {
    let (y, x) = Self.data(40_000, 5)
    let fit = try QuantileRegression(quantile: quantile, errors: .identical()).fit(y, on: x)
    #expect(isCertified(fit) && fit.isUnique && fit.interpolated.allSatisfy { fit.residuals[$0] == 0 })
  }

  @Test func rankScoreIntervalsOfOneCoefficient() throws {
    let y = (1...99).map { Double($0) }
    let fit = try QuantileRegression(errors: .identical()).fit(
      y, on: Matrix(rows: 99, columns: 1, repeating: 1))
    let interval = try RankScoreIntervals(fit, level: 0.95).intervals[0]
    // The sign test's order statistics: 50 ± 1.98 · √99 / 2, interpolated.
    #expect(
      interval.lowerBound > 39.5 && interval.lowerBound < 41 && interval.upperBound > 59
        && interval.upperBound < 60.5)
  }

  @Test func quantilesFittedTogetherDoNotCross() throws {
    let data = try QuantileReference("engel")
    let taus = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5]
    let fit = try NonCrossingQuantiles(quantiles: taus).fit(data.y, on: data.x)
    let predicted = fit.predict(data.x)
    for l in 1..<taus.count {
      #expect(zip(predicted.column(l - 1), predicted.column(l)).allSatisfy { $0 <= $1 + 1e-9 })
    }
    #expect(fit.crossings > 0 && fit.objective > fit.separateObjective)
    #expect(fit.objective < 1.001 * fit.separateObjective)
    // No crossing: nothing changes.
    let apart = try NonCrossingQuantiles(quantiles: [0.25, 0.75]).fit(data.y, on: data.x)
    let alone = try QuantileRegression(quantile: 0.75).fit(data.y, on: data.x)
    #expect(apart.crossings == 0 && Array(apart.coefficients.column(1)) == alone.coefficients)
  }

  @Test func aPerfectLineHasNoErrors() throws {
    let (_, x) = Self.data(40)
    let fit = try QuantileRegression().fit(x * [1, 2, 3], on: x)
    #expect(digits(fit.coefficients, of: [1, 2, 3]) >= 12 && fit.standardErrors == [0, 0, 0])
  }
}

@Suite struct QuantileErrorTests {
  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func whatCannotBeFittedIsExplained() throws {
    let (y, x) = QuantileIdentityTests.data(60)
    func text(_ τ: Double, _ y: [Double], _ x: Matrix, _ errors: QuantileErrors = .sandwich()) -> String {
      message { _ = try QuantileRegression(quantile: τ, errors: errors).fit(y, on: x) }
    }
    #expect(
      text(1, y, x)
        == "The quantile 1.0 is outside (0, 1); give the share of observations to lie below the line, such as 0.5."
    )
    #expect(text(.nan, y, x).hasPrefix("The quantile nan is outside (0, 1);"))
    #expect(
      text(0.5, [Double](repeating: 3, count: 60), x)
        == "y is 3.0 in every observation, so there is no distribution to estimate quantiles of; "
        + "check that the right variable was chosen.")
    #expect(
      text(0.5, [1, 2, 3], Matrix(x[rows: 0..<3, columns: 0..<3]))
        == "3 observations cannot estimate 3 coefficients and an error variance; at least 4 are needed.")
    var hole = y
    hole[4] = .nan
    #expect(text(0.5, hole, x) == "y is nan in observation 5; remove the observation or fill the value.")
    let twin = Matrix(columns: [Array(x.column(0)), Array(x.column(1)), x.column(1).map { 2 * $0 }])
    #expect(text(0.5, y, twin).hasPrefix("The regressors are collinear: "))
    #expect(
      text(0.5, y, twin).hasSuffix(" is a multiple of x2. Drop one of each set.")
        || text(0.5, y, twin).hasSuffix(" is a multiple of x3. Drop one of each set."))
    #expect(
      text(0.5, y, x, .pairsBootstrap(replications: 1, seed: 1))
        == "1 replications cannot give a covariance; draw at least 2, better 1000.")
    #expect(
      message { _ = try NonCrossingQuantiles(quantiles: [0.5, 0.5]).fit(y, on: x) }
        == "The quantiles must rise, but 0.5 follows 0.5; sort them and drop duplicates.")
    #expect(
      message { _ = try NonCrossingQuantiles(quantiles: []).fit(y, on: x) }
        == "No quantiles were given; give at least one, such as 0.5.")
    #expect(
      text(0.5, Array(y.prefix(5)), Matrix(x[rows: 0..<5, columns: 0..<3]), .identical())
        == "The density of the errors at quantile 0.5 cannot be estimated: 5 observations are too few beside 3 "
        + "residuals of zero. Use rank-score intervals or the bootstrap.")
  }
}
