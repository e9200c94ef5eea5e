import Foundation
import LinearAlgebra
import Regression
import Testing

/// Longley's data, columns in the units of Tests/References/statsmodels/longley.py.
struct Longley {
  let y: [Double]
  let x: Matrix
  let weights: [Double]
  let clusters = (0..<16).map { $0 / 4 }
  let names = ["constant", "deflator", "gnp", "armed forces"]

  init() throws {
    let rows = try Repository.text("datasets/classic/statsmodels_longley.csv").split(
      whereSeparator: \.isNewline
    )
    .dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
    y = rows.map { $0[1] / 1000 }
    x = Matrix(rows.map { [1, $0[2], $0[3] / 1000, $0[5] / 1000] })
    weights = rows.map { $0[6] / 1000 }
  }

  func covariance(_ name: String) -> Covariance {
    switch name {
    case "HC0": .hc0
    case "HC1": .hc1
    case "HC2": .hc2
    case "HC3": .hc3
    case "clustered": .clustered(by: clusters)
    default: .homoskedastic
    }
  }
}

@Suite struct LeastSquaresTests {
  /// statsmodels 0.15, Tests/References/statsmodels/longley.py.
  @Test(arguments: ["ols", "wls"])
  func everyCovarianceAgreesWithStatsmodels(model: String) throws {
    let data = try Longley()
    let lines = try Repository.text("Tests/References/statsmodels/longley.csv").split(
      whereSeparator: \.isNewline)
    var compared = 0
    for line in lines {
      let cells = line.replacing("\"rSquared,sigma\"", with: "rSquared").split(separator: ",")
      guard cells[0] == model else { continue }
      let values = cells[3...].compactMap { Double($0) }
      let choice = LeastSquares(covariance: data.covariance(String(cells[1])))
      let fit = try choice.fit(data.y, on: data.x, weights: model == "wls" ? data.weights : nil)
      switch cells[2] {
      case "coefficient": #expect(digits(fit.coefficients, of: values) >= 10)
      case "rSquared": #expect(digits([fit.rSquared ?? .nan, fit.sigma], of: values) >= 12)
      case "pValue": #expect(digits(try fit.pValues, of: values) >= 9)
      case "low90":
        #expect(digits(try fit.confidenceIntervals(level: 0.9).map(\.lowerBound), of: values) >= 9)
      case "high90":
        #expect(digits(try fit.confidenceIntervals(level: 0.9).map(\.upperBound), of: values) >= 9)
      default: #expect(digits(fit.standardErrors, of: values) >= 10, "\(cells[1])")
      }
      compared += 1
    }
    #expect(compared == 11)
  }

  @Test func clustersOfOneAreHC1() throws {
    let data = try Longley()
    let hc1 = try LeastSquares(covariance: .hc1).fit(data.y, on: data.x)
    let ones = try LeastSquares(covariance: .clustered(by: Array(0..<16))).fit(data.y, on: data.x)
    #expect(digits(ones.standardErrors, of: hc1.standardErrors) >= 13)
    #expect(ones.inferenceDegreesOfFreedom == 15 && hc1.inferenceDegreesOfFreedom == 12)
  }

  /// Student's t with G − 1 degrees of freedom, whose quantiles for 3 are those of any table: 3.182 at 97.5%.
  @Test func clusteredInferenceCountsClusters() throws {
    let data = try Longley()
    let fit = try LeastSquares(covariance: .clustered(by: data.clusters)).fit(data.y, on: data.x)
    let interval = try fit.confidenceIntervals()[2]
    let width = (interval.upperBound - interval.lowerBound) / 2 / fit.standardErrors[2]
    #expect(fit.clusters == 4 && width.agrees(with: 3.182446305284263, to: 12))
  }

  @Test func equalWeightsChangeNothingButSigma() throws {
    let data = try Longley()
    for covariance in [Covariance.homoskedastic, .hc0, .hc3, .clustered(by: data.clusters)] {
      let plain = try LeastSquares(covariance: covariance).fit(data.y, on: data.x)
      let weights = [Double](repeating: 4, count: 16)
      let weighted = try LeastSquares(covariance: covariance).fit(data.y, on: data.x, weights: weights)
      #expect(digits(weighted.coefficients, of: plain.coefficients) >= 13)
      #expect(digits(weighted.standardErrors, of: plain.standardErrors) >= 13)
      #expect(weighted.sigma.agrees(with: 2 * plain.sigma, to: 13))
    }
  }

  /// FWL: a coefficient is that of y on the part of its regressor that the others do not explain (Greene §3.3).
  @Test func partialledOutRegressorsGiveTheSameCoefficient() throws {
    let data = try Longley()
    let full = try LeastSquares().fit(data.y, on: data.x)
    let others = data.x.selectingColumns([0, 1, 3])
    let part = try LeastSquares().fit(Array(data.x.column(2)), on: others).residuals
    let alone = try LeastSquares().fit(data.y, on: Matrix(columns: [part]))
    #expect(alone.coefficients[0].agrees(with: full.coefficients[2], to: 11))
  }

  @Test func theFitDescribesItself() throws {
    let data = try Longley()
    let fit = try LeastSquares(covariance: .hc3).fit(data.y, on: data.x, names: data.names)
    #expect(fit.n == 16 && fit.k == 4 && fit.degreesOfFreedom == 12 && fit.clusters == nil)
    #expect(fit.index(of: "gnp") == 2 && fit.index(of: "population") == nil)
    #expect(digits(zip(fit.fitted, fit.residuals).map { $0 + $1 }, of: data.y) >= 15)
    #expect(digits(fit.predict(data.x), of: fit.fitted) >= 13)
    #expect(data.x.transposeTimes(fit.residuals).norm < 1e-9)
    #expect(fit.statistics[2] == fit.coefficients[2] / fit.standardErrors[2])
    let row = Matrix([[0, 0, 2, 0]])
    #expect(fit.standardErrorsOfMean(row)[0].agrees(with: 2 * fit.standardErrors[2], to: 14))
    let data2 = try JSONEncoder().encode(fit)
    #expect(try JSONDecoder().decode(LeastSquares.Fit.self, from: data2) == fit)
  }

  @Test func rSquaredIsAboutTheMeanOnlyWithAConstant() throws {
    let y = [1.0, 2, 4, 4, 7]
    let x = [1.0, 2, 3, 4, 5]
    let through = try LeastSquares().fit(y, on: Matrix(columns: [x]))
    #expect(
      (through.rSquared ?? 0).agrees(with: 1 - through.residuals.dot(through.residuals) / y.dot(y), to: 14))
    let halves = Matrix(columns: [[1, 1, 0, 0, 0], [0, 0, 1, 1, 1]])
    let means = try LeastSquares().fit(y, on: halves)
    #expect((means.rSquared ?? 0).agrees(with: 1 - 6.5 / 21.2, to: 14))
    let flat = try LeastSquares().fit([3, 3, 3, 3, 3], on: halves)
    #expect(flat.rSquared == nil)
  }

  @Test func aPerfectFitHasNoErrorsAndNoNaN() throws {
    let x = Matrix(columns: [[1, 1, 1, 1], [1, 2, 3, 4]])
    let exact = try LeastSquares(covariance: .hc3).fit([3, 5, 7, 9], on: x)
    #expect(digits(exact.coefficients, of: [1, 2]) >= 15 && exact.rSquared == 1)
    #expect(exact.standardErrors.allSatisfy { $0 < 1e-15 } && exact.statistics.allSatisfy { $0 > 1e15 })
    let zero = try LeastSquares().fit([0, 0, 0, 0], on: x)
    #expect(zero.statistics == [0, 0] && zero.rSquared == nil && zero.sigma == 0)
  }

  @Test func longDataAreSolvedToo() throws {
    let n = 300_000
    let x = Matrix(rows: n, columns: 4) { i, j in
      j == 0 ? 1 : sin(Double(i * j) * 0.37 + Double(j))
    }
    let noise = (0..<n).map { cos(Double($0) * 1.7) * 0.1 }
    let y = zip(x * [1, -2, 3, 0.5], noise).map { $0 + $1 }
    let fit = try LeastSquares(covariance: .hc1).fit(y, on: x)
    #expect(zip(fit.coefficients, [1, -2, 3, 0.5]).allSatisfy { abs($0 - $1) < 1e-3 })
    #expect(x.transposeTimes(fit.residuals).norm < 1e-7)
  }
}
