import Foundation
import LinearAlgebra
import Probability
import Testing
import TimeSeries

@testable import VectorAutoregression

extension Macrodata {
  /// 100 times the logs of GDP, consumption and investment, and the bill rate, 1959Q1–2009Q3.
  static func levels() throws -> MultipleSeries {
    let names = ["realgdp", "realcons", "realinv", "tbilrate"]
    let raw = try levels(names)
    let values = Matrix(rows: raw.rows, columns: 4) { t, j in j < 3 ? 100 * log(raw[t, j]) : raw[t, j] }
    return try MultipleSeries(values, names: names, from: .quarter(1959, 1))
  }
}

/// Tests/References/numpy/bayesian_var.py.
private struct Reference: Decodable {
  struct Given: Decodable {
    let mean: [[Double]]
    let scale: [[Double]]
    let log: Double
  }

  struct Mode: Decodable {
    let hyperparameters: [Double]
    let mean: [[Double]]
    let log: Double
    let objective: Double
  }

  let scales: [Double]
  let given: Given
  let mode: Mode
  let deviations: [[Double]]

  static func load() throws -> Reference {
    try Repository.json("Tests/References/numpy/bayesian_var.json", as: Reference.self)
  }
}

@Suite("Bayesian vector autoregression")
struct BayesianVARTests {
  @Test("Posterior and marginal likelihood, as numpy has them by normal equations")
  func moments() throws {
    let peer = try Reference.load()
    let data = try Macrodata.levels()
    for (a, b) in zip(try PriorForData.scales(data), peer.scales) { #expect(abs(a / b - 1) < 1e-9) }
    let posterior = try BayesianVAR(lags: 4, hyperparameters: .given).fit(data)
    #expect(distance(posterior.coefficients, Matrix(peer.given.mean)) < 1e-7)
    #expect(distance(posterior.moments.scale, Matrix(peer.given.scale)) < 1e-7)
    #expect(abs(posterior.logMarginalLikelihood / peer.given.log - 1) < 1e-9)
    #expect(distance(try posterior.standardDeviations(), Matrix(peer.deviations)) < 1e-7)
  }

  @Test("Hyperparameters where data are most probable")
  func mode() throws {
    let peer = try Reference.load().mode
    let posterior = try BayesianVAR(lags: 4).fit(Macrodata.levels())
    let found = [
      posterior.prior.tightness, posterior.prior.sumOfCoefficients ?? 0, posterior.prior.singleUnitRoot ?? 0,
    ]
    for (a, b) in zip(found, peer.hyperparameters) { #expect(abs(a / b - 1) < 1e-4) }
    let belief = HyperPrior().logDensity(posterior.prior)
    #expect(abs(posterior.logMarginalLikelihood + belief - peer.objective) < 1e-7)
  }

  @Test("The marginal likelihood is the density of a matrix t")
  func matrixT() throws {
    let prior = NormalInverseWishart(
      mean: [[0.3, -0.1], [0.2, 0.5], [0, 1]],
      precisionRoot: [[1.1, 0.2, 0], [0, 0.8, -0.3], [0, 0, 2]], scale: [[1.5, 0.4], [0.4, 0.9]],
      degreesOfFreedom: 4.5)
    let x = Matrix(rows: 7, columns: 3) { i, j in sin(Double(3 * i + 2 * j * j + 1)) }
    let y = Matrix(rows: 7, columns: 2) { i, j in cos(Double(5 * i + 3 * j)) + Double(j) }
    let found = try prior.updated(y, on: x).logMarginalLikelihood
    let (n, m, d) = (7.0, 2.0, 4.5)
    let spread = try Cholesky(Matrix.identity(7) + x * prior.spread().timesTranspose(x))
    let gap = y - x * prior.mean
    let inner = try Cholesky(prior.scale + gap.transposeTimes(spread.solve(gap)))
    let gammas = (0..<2).reduce(0.0) { sum, j in
      sum + lgamma((d + n - Double(j)) / 2) - lgamma((d - Double(j)) / 2)
    }
    let scales = d / 2 * (try Cholesky(prior.scale).logDeterminant) - (d + n) / 2 * inner.logDeterminant
    let expected = -n * m / 2 * log(Double.pi) + gammas + scales - m / 2 * spread.logDeterminant
    #expect(abs(found - expected) < 1e-10)
  }

  @Test("The marginal likelihood integrates the likelihood over the prior")
  func bruteForce() throws {
    // y = xβ + u, two observations; σ² ~ IG(d/2, ψ/2), β | σ² ~ N(b, σ²ω).
    let (b, ω, ψ, d) = (0.4, 0.7, 1.3, 5.0)
    let (x, y) = ([1.0, -0.5], [0.9, 0.3])
    let prior = NormalInverseWishart(
      mean: [[b]], precisionRoot: [[1 / ω.squareRoot()]], scale: [[ψ]], degreesOfFreedom: d)
    let found = try prior.updated(Matrix(columns: [y]), on: Matrix(columns: [x])).logMarginalLikelihood
    // Trapezoids in log σ² and in β around its mean, both to where the integrand vanishes.
    var sum = 0.0
    let (steps, width) = (800, 16.0)
    for i in 0...steps {
      let logVariance = -8 + width * Double(i) / Double(steps)
      let variance = exp(logVariance)
      let constant: Double = d / 2 * log(ψ / 2) - lgamma(d / 2)
      let density: Double = constant - d / 2 * logVariance - ψ / (2 * variance)
      let sd = variance.squareRoot()
      for j in 0...steps {
        let β = b + sd * (-12 + 24 * Double(j) / Double(steps))
        let gap: Double = β - b
        let priorβ: Double = -0.5 * log(2 * Double.pi * variance * ω) - gap * gap / (2 * variance * ω)
        var likelihood: Double = -log(2 * Double.pi * variance)
        for (a, c) in zip(x, y) { likelihood -= (c - a * β) * (c - a * β) / (2 * variance) }
        sum += exp(density + priorβ + likelihood) * sd * 24 / Double(steps) * width / Double(steps)
      }
    }
    #expect(abs(found - log(sum)) < 1e-9)
  }

  @Test("Draws have the moments of the posterior")
  func draws() throws {
    let posterior = try BayesianVAR(lags: 2, prior: .stationary, hyperparameters: .given).fit(
      Macrodata.growth())
    let n = 4000
    let draws = try posterior.sample(n, seed: 11)
    let deviations = try posterior.standardDeviations()
    let root = Double(n).squareRoot()
    for j in 0..<deviations.rows {
      for i in 0..<3 {
        let mean = draws.reduce(0) { $0 + $1.coefficients[j, i] } / Double(n)
        #expect(abs(mean - posterior.coefficients[j, i]) < 4.5 * deviations[j, i] / root)
        let square = draws.reduce(0) {
          let gap = $1.coefficients[j, i] - posterior.coefficients[j, i]
          return $0 + gap * gap
        }
        #expect(abs(square / Double(n) / (deviations[j, i] * deviations[j, i]) - 1) < 4.5 * 1.5 / root)
      }
    }
    let sigma = posterior.covariance
    for i in 0..<3 {
      for j in 0...i {
        let mean = draws.reduce(0) { $0 + $1.covariance[i, j] } / Double(n)
        let freedom = posterior.moments.degreesOfFreedom
        let sd = ((sigma[i, i] * sigma[j, j] + sigma[i, j] * sigma[i, j]) / freedom).squareRoot()
        #expect(abs(mean - sigma[i, j]) < 5 * sd / root)
      }
    }
  }

  @Test("One step ahead the forecast is the matrix t of the marginal likelihood")
  func oneStep() throws {
    let data = try Macrodata.growth()
    let posterior = try BayesianVAR(lags: 2, prior: .stationary, hyperparameters: .given).fit(data)
    let x = [1.0] + data.values.row(data.length - 1) + data.values.row(data.length - 2)
    let forecast = try posterior.forecast(1, draws: 20_000, seed: 5)
    let location = posterior.coefficients.transposeTimes(x)
    let stretch = 1 + x.dot(try posterior.moments.spread() * x)
    // A row of a matrix t: each element is a t with d − m + 1 degrees of freedom.
    let freedom = posterior.moments.degreesOfFreedom - 2
    let t = try StudentT(degreesOfFreedom: freedom)
    for i in 0..<3 {
      let scale = (stretch * posterior.moments.scale[i, i] / freedom).squareRoot()
      let ranks = forecast.draws(of: i, period: 0).map { t.cdf(($0 - location[i]) / scale) }.sorted()
      let gap = ranks.enumerated().map { abs($1 - (Double($0) + 0.5) / 20_000) }.max() ?? 1
      // Kolmogorov's distance: above 2.2/√n in fewer than one run in ten thousand.
      #expect(gap * (20_000.0).squareRoot() < 2.2)
    }
  }

  @Test("The same draws for any number asked for, and fixed parameters give a narrower forecast")
  func repeatable() throws {
    let posterior = try BayesianVAR(lags: 2, prior: .stationary, hyperparameters: .given).fit(
      Macrodata.growth())
    let few = try posterior.forecast(8, draws: 300, seed: 3)
    let many = try posterior.forecast(8, draws: 1000, seed: 3)
    for h in 0..<8 {
      for i in 0..<3 {
        #expect(Array(few.draws(of: i, period: h)) == Array(many.draws(of: i, period: h).prefix(300)))
      }
    }
    let fixed = try posterior.forecast(8, draws: 1000, seed: 3, parameters: .fixed)
    #expect(fixed.standardDeviation[0, 0] < many.standardDeviation[0, 0])
  }
}
