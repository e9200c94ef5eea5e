import Foundation
import LinearAlgebra
import Regression
import Testing

@Suite struct BootstrapTests {
  static let n = 202
  static let x = Matrix(rows: n, columns: 3) { i, j in
    j == 0 ? 1 : sin(Double(i * j) * 0.37 + Double(j)) + 0.1 * Double((i * 7 + j) % 11)
  }
  static let y = (0..<n).map { i in
    2 + x[i, 1] - 0.5 * x[i, 2] + cos(Double(i * i) * 1.7) * (0.3 + abs(x[i, 2]))
  }
  static let clusters = (0..<n).map { $0 / 10 }
  static let schemes: [Bootstrap.Scheme] = [
    .pairs, .residual, .wild(), .wild(.mammen), .wild(.webb), .wild(.webb, clusters: clusters),
    .movingBlocks(length: 6), .circularBlocks(length: 6),
  ]

  private func fit(_ covariance: Covariance = .hc1) throws -> LeastSquares.Fit {
    try LeastSquares(covariance: covariance).fit(Self.y, on: Self.x)
  }

  @Test(arguments: schemes) func threadsChangeNothing(_ scheme: Bootstrap.Scheme) throws {
    let fit = try fit()
    var isStudentized = true
    if case .wild(_, clusters: .some) = scheme { isStudentized = false }
    var choice = Bootstrap(scheme, replications: 500, seed: 7, isStudentized: isStudentized)
    let one = try choice.resample(fit)
    choice.threads = 3
    #expect(try choice.resample(fit) == one)
    choice.seed = 8
    #expect(try choice.resample(fit) != one)
    // A replicate is a function of its number: more of them do not change the first.
    choice.seed = 7
    choice.replications = 700
    let more = try choice.resample(fit)
    #expect(more.coefficients.elements.prefix(1500).elementsEqual(one.coefficients.elements))
    #expect(one.count == 500 && one.failures == 0 && (one.statistics != nil) == isStudentized)
  }

  /// The variance of the bootstrap itself, in closed form: S Qᵀ diag(e²) Q Sᵀ for multipliers of variance 1, and
  /// the variance of the residuals drawn times (XᵀX)⁻¹. Replicates must agree within five Monte-Carlo errors.
  @Test(arguments: [
    (Bootstrap.Scheme.wild(), Covariance.hc2), (.wild(.mammen), .hc2), (.wild(.webb), .hc2),
    (.wild(.webb, clusters: clusters), .clustered(by: clusters)), (.residual, .homoskedastic),
  ])
  func errorsAreThoseOfTheFormula(_ scheme: Bootstrap.Scheme, _ covariance: Covariance) throws {
    let fit = try LeastSquares(covariance: covariance, smallSample: .none).fit(Self.y, on: Self.x)
    var choice = Bootstrap(scheme, replications: 20_000, seed: 3)
    if case .wild(_, clusters: .some) = scheme { choice.residuals = .plain }
    let found = try choice.resample(fit)
    var scale = 1.0
    if scheme == .residual {
      let leverages = try LeastSquaresSolution(Self.x, Self.y).leverages
      var drawn = zip(fit.residuals, leverages).map { $0 / (1 - $1).squareRoot() }
      let mean = drawn.reduce(0, +) / Double(Self.n)
      drawn = drawn.map { $0 - mean }
      scale = drawn.norm / Double(Self.n).squareRoot() / fit.sigma
    }
    for j in 0..<3 {
      let distance = abs(found.standardErrors[j] - scale * fit.standardErrors[j])
      #expect(distance < 5 * found.monteCarloErrors[j])
      #expect(found.monteCarloErrors[j] < 0.02 * found.standardErrors[j])
      #expect(abs(found.biases[j]) < 5 * found.standardErrors[j] / 20_000.0.squareRoot())
    }
  }

  /// Third central moments of β̂* = Σ(Sq e)³E[v³]: multipliers of third moment 1 (Mammen 1993) keep the skewness of errors, symmetric
  /// ones have none. Within five Monte-Carlo errors.
  @Test(arguments: [(Bootstrap.Multiplier.rademacher, 0.0), (.webb, 0), (.mammen, 1)])
  func multipliersHaveTheirThirdMoment(_ multiplier: Bootstrap.Multiplier, _ moment: Double) throws {
    let y: [Double] = [0, 0, 0, 0, 0, 1, 0, 0, 7, 0]
    let fit = try LeastSquares().fit(y, on: Matrix(columns: [[Double](repeating: 1, count: 10)]))
    let r = 40_000
    let found = try Bootstrap(.wild(multiplier), replications: r, residuals: .plain).resample(fit)
    let cubes = found.coefficients.elements.map { Foundation.pow($0 - fit.coefficients[0], 3) }
    let mean = cubes.reduce(0, +) / Double(r)
    let spread = cubes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let expected = moment * fit.residuals.reduce(0) { $0 + Foundation.pow($1 / 10, 3) }
    #expect(abs(mean - expected) < 5 * spread.squareRoot() / Double(r))
    #expect(expected == 0 || expected > 10 * spread.squareRoot() / Double(r))
  }

  /// Pairs estimate what White's errors do, up to terms of order 1/n; blocks of one observation are pairs.
  @Test func pairsAreCloseToWhite() throws {
    let fit = try fit(.hc3)
    let pairs = try Bootstrap(.pairs, replications: 5_000).resample(fit)
    for j in 0..<3 { #expect(abs(pairs.standardErrors[j] / fit.standardErrors[j] - 1) < 0.06) }
    let blocks = try Bootstrap(.movingBlocks(length: 1), replications: 5_000).resample(fit)
    #expect(blocks.coefficients == pairs.coefficients)
    let circular = try Bootstrap(.circularBlocks(length: 1), replications: 5_000).resample(fit)
    #expect(circular.coefficients == pairs.coefficients)
  }

  /// A replicate of pairs is the fit of the data drawn, weights of zero left out: found again from LeastSquares with weights, and
  /// so is its statistic.
  @Test(arguments: [Covariance.homoskedastic, .hc1]) func replicatesAreFits(_ covariance: Covariance) throws {
    let few = 24
    let x = Self.x[rows: 0..<few, columns: 0..<3]
    let fit = try LeastSquares(covariance: covariance).fit(Array(Self.y.prefix(few)), on: Matrix(x))
    // Blocks of all but the first or of all but the last row: two designs, each known.
    let found = try Bootstrap(.movingBlocks(length: few), replications: 8, isStudentized: true).resample(fit)
    let t = try #require(found.statistics)
    for r in 0..<8 {
      #expect(digits(Array(found.coefficients.column(r)), of: fit.coefficients) >= 13)
      #expect(t.column(r).allSatisfy { abs($0) < 1e-10 })
    }
    let circular = try Bootstrap(.circularBlocks(length: few), replications: 8).resample(fit)
    for r in 0..<8 { #expect(digits(Array(circular.coefficients.column(r)), of: fit.coefficients) >= 13) }
  }

  /// Two groups of one regressor each: the estimates are means of the groups drawn, and statistics those of LeastSquares.
  @Test(arguments: [Covariance.homoskedastic, .hc0, .hc1]) func statisticsAreThoseOfTheSample(
    _ covariance: Covariance
  ) throws {
    let y = [1.0, 4, 2, 8, 5, 7, 3, 6]
    let fit = try LeastSquares(covariance: covariance).fit(
      y, on: Matrix(columns: [[Double](repeating: 1, count: 8)]))
    let found = try Bootstrap(.circularBlocks(length: 5), replications: 64, seed: 2, isStudentized: true)
      .resample(fit)
    let t = try #require(found.statistics)
    var seen = 0
    for first in 0..<8 {
      for second in 0..<8 {
        let drawn = (0..<5).map { y[(first + $0) % 8] } + (0..<3).map { y[(second + $0) % 8] }
        let sample = try LeastSquares(covariance: covariance).fit(
          drawn, on: Matrix(columns: [[Double](repeating: 1, count: 8)]))
        for r in 0..<64 where abs(found.coefficients[0, r] - sample.coefficients[0]) < 1e-12 {
          let expected = (sample.coefficients[0] - fit.coefficients[0]) / sample.standardErrors[0]
          seen += abs(t[0, r] - expected) < 1e-9 * max(1, abs(expected)) ? 1 : 0
        }
      }
    }
    #expect(seen >= 64)
  }

  /// For wild draws, the statistic is that of LeastSquares on Xβ̂ + e*, which one replicate is enough to show.
  @Test(arguments: [Covariance.homoskedastic, .hc0, .hc1, .hc2, .hc3])
  func wildStatisticsAreThoseOfTheSample(_ covariance: Covariance) throws {
    let y = [1.0, 4, 2, 9]
    let x = Matrix(columns: [[1, 1, 1, 1], [0, 1, 2, 4]])
    let fit = try LeastSquares(covariance: covariance).fit(y, on: x)
    let found = try Bootstrap(.wild(), replications: 100, residuals: .plain, isStudentized: true).resample(
      fit)
    let t = try #require(found.statistics)
    var matched = Set<Int>()
    for signs in 0..<16 {
      let star = (0..<4).map { fit.fitted[$0] + (signs >> $0 & 1 == 1 ? 1 : -1) * fit.residuals[$0] }
      let sample = try LeastSquares(covariance: covariance).fit(star, on: x)
      for r in 0..<100 where abs(found.coefficients[1, r] - sample.coefficients[1]) < 1e-12 {
        let expected = (sample.coefficients[1] - fit.coefficients[1]) / sample.standardErrors[1]
        if abs(t[1, r] - expected) < 1e-8 * max(1, abs(expected)) { matched.insert(r) }
      }
    }
    #expect(matched.count == 100)
  }

  @Test func intervalsHoldWhatTheyShould() throws {
    let fit = try fit()
    let found = try Bootstrap(.wild(), replications: 9_999, isStudentized: true).resample(fit)
    let percentile = try found.percentileIntervals()
    let studentized = try found.percentileTIntervals()
    let normal = try fit.confidenceIntervals()
    for j in 0..<3 {
      for interval in [percentile[j], studentized[j]] {
        #expect(abs(interval.lower - normal[j].lowerBound) < 0.2 * fit.standardErrors[j])
        #expect(abs(interval.upper - normal[j].upperBound) < 0.2 * fit.standardErrors[j])
        #expect(interval.lowerError > 0 && interval.lowerError < 0.05 * fit.standardErrors[j])
      }
      let sorted = (0..<9_999).map { found.coefficients[j, $0] }.sorted()
      #expect(
        percentile[j].lower.agrees(with: sorted[249], to: 14)
          && percentile[j].upper.agrees(with: sorted[9_749], to: 14))
    }
  }

  @Test func choicesThatDoNotFitAreExplained() throws {
    let fit = try fit(.hc3)
    func message(_ choice: Bootstrap, level: Double? = nil) -> String {
      do {
        let found = try choice.resample(fit)
        if let level { _ = try found.percentileIntervals(level: level) }
        _ = try found.percentileTIntervals()
        return "no error"
      } catch { return "\(error)" }
    }
    #expect(
      message(Bootstrap(.pairs, replications: 1))
        == "1 replications have no distribution; ask for at least 2, for intervals 999 or more.")
    #expect(
      message(Bootstrap(.pairs, replications: 9, threads: 0)) == "A bootstrap needs at least one thread.")
    #expect(
      message(Bootstrap(.movingBlocks(length: 300)))
        == "A block of 300 does not fit 202 observations; choose a length from 1 to 202, n^⅓ or so.")
    #expect(
      message(Bootstrap(.pairs, isStudentized: true))
        == "Replicates of the scheme pairs get no HC3 standard errors; fit with HC1, or take percentile intervals "
        + "without them.")
    #expect(
      message(Bootstrap(.wild(.webb, clusters: [1, 2])))
        == "clusters has 2 values for 202 observations; give one per observation.")
    #expect(
      message(Bootstrap(.wild(.webb, clusters: .init(repeating: 1, count: 202))))
        == "All observations are in one cluster; clustered errors need at least two.")
    #expect(
      message(Bootstrap(.pairs, replications: 30))
        == "Percentile-t intervals need standard errors of the replicates; set isStudentized.")
    #expect(
      message(Bootstrap(.pairs, replications: 30), level: 0.95)
        == "30 replicates do not reach the tails of a level of 0.95; draw at least 40 of them.")
  }

  @Test func degenerateDrawsAreCounted() throws {
    let x = Matrix(columns: [[1, 1, 1, 1, 1], [0, 0, 0, 0, 1]])
    let fit = try LeastSquares().fit([1, 2, 4, 3, 9], on: x)
    let found = try Bootstrap(.pairs, replications: 2_000).resample(fit)
    // The last observation is missing from a draw with probability 0.8⁵ = 0.328, and alone in one of 0.2⁵.
    #expect(abs(Double(found.failures) / 2_000 - 0.328) < 0.053)
    #expect(found.count + found.failures == 2_000 && found.coefficients.elements.allSatisfy(\.isFinite))
  }
}
