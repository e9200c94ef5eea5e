import Foundation
import LinearAlgebra

/// Scores in the units of the regressors, from which automatic bandwidths are found (these are not invariant to
/// the regressors' units), and how much each column counts: nothing for the constant's.
struct BandwidthScores {
  let scores: Matrix
  let weights: [Double]

  /// `constants` tells the columns of constants; where every column is one, all count.
  init(_ scores: Matrix, constants: [Bool]) {
    self.scores = scores
    weights = constants.contains(false) ? constants.map { $0 ? 0 : 1 } : constants.map { _ in 1 }
  }

  init(_ scores: Matrix, weights: [Double]) {
    self.scores = scores
    self.weights = weights
  }

  /// b for a kernel.
  func bandwidth(_ choice: Bandwidth, _ kernel: LagKernel, prewhitened: Bool) throws -> Double {
    switch choice {
    case .fixed(let b): return b
    case .lags(let count): return Double(count + 1)
    case .neweyWest, .andrews: break
    }
    let n = Double(scores.rows)
    let filtered = prewhitened ? try ScoreFilter(scores).residuals : scores
    guard filtered.largestMagnitude > 0 else { return 0 }
    let smoothness = Double(2 * kernel.characteristicExponent + 1)
    let b: Double
    if case .neweyWest = choice {
      let alpha = neweyWest(filtered, kernel, n: n, prewhitened: prewhitened)
      b = kernel.optimalConstant * pow(alpha * n, 1 / smoothness)
    } else {
      let alpha = try andrews(filtered, kernel)
      b = kernel.optimalConstant * pow(alpha * Double(filtered.rows), 1 / smoothness)
    }
    guard b.isFinite else { throw CovarianceError.bandwidthUndefined(rule: choice.rule) }
    return b
  }

  /// (s_q/s₀)² with s_q = Σⱼ |j|^q σⱼ up to m lags, σⱼ the autocovariances of the weighted sum of scores.
  private func neweyWest(_ u: Matrix, _ kernel: LagKernel, n: Double, prewhitened: Bool) -> Double {
    let rate =
      switch kernel {
      case .bartlett: 2.0 / 9
      case .parzen: 4.0 / 25
      case .quadraticSpectral: 2.0 / 25
      }
    let m = min(u.rows - 1, Int((prewhitened ? 3 : 4) * pow(n / 100, rate)))
    let h = u * weights
    var (s0, sq) = (h.dot(h), 0.0)
    for j in stride(from: 1, through: m, by: 1) {
      let sigma = zip(h, h.dropFirst(j)).reduce(0) { $0 + $1.0 * $1.1 }
      s0 += 2 * sigma
      sq += 2 * pow(Double(j), Double(kernel.characteristicExponent)) * sigma
    }
    return (sq / s0) * (sq / s0)
  }

  /// α(q) of Andrews (1991) equation 6.4.
  private func andrews(_ u: Matrix, _ kernel: LagKernel) throws -> Double {
    var (numerator, denominator) = (0.0, 0.0)
    for j in 0..<u.columns where weights[j] > 0 {
      guard let (rho, variance) = Self.autoregression(Array(u.column(j))) else { continue }
      let slack = 1 - rho
      let share = weights[j] * variance * variance
      let power = slack * slack * slack * slack
      denominator += share / power
      let decay = kernel == .bartlett ? slack * slack * (1 + rho) * (1 + rho) : power
      numerator += share * 4 * rho * rho / (power * decay)
    }
    return numerator / denominator
  }

  /// ρ and the error variance of a first-order autoregression with a constant; nil for a series that does not vary.
  private static func autoregression(_ u: [Double]) -> (rho: Double, variance: Double)? {
    let (lag, lead) = (Array(u.dropLast()), Array(u.dropFirst()))
    let count = Double(lag.count)
    func centred(_ v: [Double]) -> [Double] {
      let mean = v.reduce(0, +) / count
      return v.map { $0 - mean }
    }
    let (x, y) = (centred(lag), centred(lead))
    let sxx = x.dot(x)
    guard sxx > 0 else { return nil }
    let rho = x.dot(y) / sxx
    let errors = zip(x, y).map { $1 - rho * $0 }
    return (rho, errors.dot(errors) / count)
  }
}
