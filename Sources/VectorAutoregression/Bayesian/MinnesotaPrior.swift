import Foundation
import LinearAlgebra
import Regression

/// The Minnesota prior in conjugate form, with dummy observations: each variable is believed to follow its own first lag,
/// the more so the longer the lag and the smaller λ. Litterman (1986); Doan, Litterman & Sims (1984); Sims & Zha (1998);
/// Giannone, Lenza & Primiceri (2015), whose notation this is.
///
/// E (A₁)ᵢᵢ = the own-lag mean, other coefficients 0; Var (A_s)ᵢⱼ = λ² s^(−2α) Σᵢᵢ (d − m − 1)/ψⱼ, d = m + 2, Ψ = diag ψ; the
/// constant's standard deviation is large.
public struct MinnesotaPrior: Codable, Hashable, Sendable {
  /// λ: overall tightness. 0 is dogmatic, large is flat.
  public var tightness: Double
  /// α: how fast later lags are shrunk; variances fall with s^(2α).
  public var decay: Double
  /// Prior mean of each variable's own first lag: 1 for levels (random walk), 0 for growth rates. One for all variables,
  /// or one each.
  public var ownLag: [Double]
  /// μ of the sum-of-coefficients dummies, which say that variables which stood still go on to do so: the smaller, the stronger; nil for
  /// none. Doan, Litterman & Sims (1984).
  public var sumOfCoefficients: Double?
  /// δ of the single-unit-root dummy, which says that the system stands still or is stationary around its mean; nil for none. Sims
  /// (1993).
  public var singleUnitRoot: Double?
  /// Standard deviation of the constant, in the units of each equation's error.
  public var constantSpread: Double
  /// ψ; nil for the error variances of first-order autoregressions of each variable.
  public var scales: [Double]?

  public init(
    tightness: Double = 0.2, decay: Double = 1, ownLag: [Double] = [1], sumOfCoefficients: Double? = 1,
    singleUnitRoot: Double? = 1, constantSpread: Double = 1e3, scales: [Double]? = nil
  ) {
    self.tightness = tightness
    self.decay = decay
    self.ownLag = ownLag
    self.sumOfCoefficients = sumOfCoefficients
    self.singleUnitRoot = singleUnitRoot
    self.constantSpread = constantSpread
    self.scales = scales
  }

  /// For growth rates and other stationary series: own lags around 0 and no unit-root dummies.
  public static let stationary = MinnesotaPrior(ownLag: [0], sumOfCoefficients: nil, singleUnitRoot: nil)
}

/// A Minnesota prior for given data: the distribution, and the dummy observations beside it.
struct PriorForData {
  let distribution: NormalInverseWishart
  /// Dummy observations y = xB + u.
  let dummyResponse: Matrix
  let dummyRegressors: Matrix

  /// - Parameter scales: ψ where the prior gives none.
  init(_ prior: MinnesotaPrior, lags: Int, terms: Int, start: [Double], scales: [Double]) {
    let m = start.count
    let k = terms + m * lags
    let d = Double(m + 2)
    let own = prior.ownLag.count == 1 ? Array(repeating: prior.ownLag[0], count: m) : prior.ownLag
    // Ω's diagonal is relative to Σ, whose prior mean is Ψ/(d − m − 1) = Ψ.
    let deviations = (0..<k).map { j -> Double in
      guard j >= terms else { return prior.constantSpread }
      let (lag, variable) = (Double((j - terms) / m + 1), (j - terms) % m)
      return prior.tightness / (pow(lag, prior.decay) * scales[variable].squareRoot())
    }
    distribution = NormalInverseWishart(
      mean: Matrix(rows: k, columns: m) { j, i in j == terms + i ? own[i] : 0 },
      precisionRoot: Matrix(diagonal: deviations.map { 1 / $0 }), scale: Matrix(diagonal: scales),
      degreesOfFreedom: d)
    var (responses, regressors): ([[Double]], [[Double]]) = ([], [])
    if let μ = prior.sumOfCoefficients {
      for i in 0..<m {
        let y = (0..<m).map { $0 == i ? start[i] / μ : 0 }
        responses.append(y)
        regressors.append([Double](repeating: 0, count: terms) + (0..<lags).flatMap { _ in y })
      }
    }
    if let δ = prior.singleUnitRoot {
      let y = start.map { $0 / δ }
      responses.append(y)
      regressors.append([Double](repeating: 1 / δ, count: terms) + (0..<lags).flatMap { _ in y })
    }
    dummyResponse = responses.isEmpty ? Matrix(rows: 0, columns: m) : Matrix(responses)
    dummyRegressors = regressors.isEmpty ? Matrix(rows: 0, columns: k) : Matrix(regressors)
  }

  /// ψ: error variances of first-order autoregressions.
  static func scales(_ data: MultipleSeries) throws(VectorError) -> [Double] {
    var scales: [Double] = []
    for (j, name) in data.names.enumerated() {
      let y = data.column(j)
      guard data.length > 3 else { throw .tooFewPeriods(data.length, needed: 4, coefficients: 2) }
      let x = Matrix(columns: [[Double](repeating: 1, count: y.count - 1), Array(y.dropLast())])
      guard let fit = try? LeastSquares().fit(Array(y.dropFirst()), on: x), fit.sigma > 0 else {
        throw .singularErrors(name)
      }
      scales.append(fit.sigma * fit.sigma)
    }
    return scales
  }
}
