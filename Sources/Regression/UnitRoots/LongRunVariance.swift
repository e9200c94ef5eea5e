import Foundation

/// The long-run variance of a series by Bartlett's kernel: γ₀ + 2 Σ (1 − j/(L + 1)) γⱼ, γ over n, about zero.
/// Newey & West (1987).
enum LongRunVariance {
  static func bartlett(_ e: [Double], lags: Int) -> Double {
    let n = e.count
    var sum = e.dot(e)
    for j in stride(from: 1, through: min(lags, n - 1), by: 1) {
      let weight = 1 - Double(j) / Double(lags + 1)
      sum += 2 * weight * Array(e[j...]).dot(Array(e[..<(n - j)]))
    }
    return sum / Double(n)
  }

  /// The bandwidth of Hobijn, Franses & Ooms (2004) for KPSS tests, rounded down; nil where it is not defined, for
  /// squares of `e` beyond the range of numbers.
  static func hobijn(_ e: [Double]) -> Int? {
    let n = e.count
    let pilot = Int(pow(Double(n), 2.0 / 9))
    var s0 = e.dot(e) / Double(n)
    var s1 = 0.0
    for j in stride(from: 1, through: min(pilot, n - 1), by: 1) {
      let product = Array(e[j...]).dot(Array(e[..<(n - j)])) / (Double(n) / 2)
      s0 += product
      s1 += Double(j) * product
    }
    let ratio = s1 / s0
    let gamma = 1.1447 * pow(ratio * ratio, 1.0 / 3)
    let bandwidth = gamma * pow(Double(n), 1.0 / 3)
    return bandwidth.isNaN ? nil : Int(min(Double(n - 1), bandwidth))
  }
}
