import Foundation

/// The exact likelihood of a stationary autoregressive moving-average process without gaps, by the innovations algorithm on
/// φ(B)y: Brockwell & Davis (1991) §5.3, §8.7. With q moving-average lags a step costs q²/2 products, whatever the season.
struct InnovationsLikelihood {
  /// Σ v²/F with σ² = 1, and Σ log F.
  let squares: Double
  let logs: Double

  /// - Parameters:
  ///   - φ: yₜ = φ₁yₜ₋₁ + … + εₜ + θ₁εₜ₋₁ + ….
  ///   - y: less its mean.
  init(_ φ: [Double], _ θ: [Double], _ y: [Double]) {
    let (p, q) = (φ.count, θ.count)
    let m = max(p, q)
    let γ = Self.autocovariances(φ, θ, count: 2 * m + 1)
    let moving = Self.movingAverageCovariances(θ)
    var rows: [[Double]] = []
    var variances: [Double] = []
    var errors: [Double] = []
    var (squares, logs) = (0.0, 0.0)
    let width = max(m, q) + 1
    for n in y.indices {
      // θ_{n,n−k} for k from the first that matters.
      let first = n < m ? 0 : max(0, n - q)
      var row: [Double] = []
      row.reserveCapacity(n - first)
      for k in first..<max(n, first) {
        var sum = Self.covariance(n, k, m, φ, γ, moving)
        let older = rows[k % width]
        let offset = k < m ? 0 : max(0, k - q)
        for j in max(first, offset)..<max(k, first, offset) {
          sum -= older[j - offset] * row[j - first] * variances[j % width]
        }
        row.append(sum / variances[k % width])
      }
      var variance = Self.covariance(n, n, m, φ, γ, moving)
      var expected = 0.0
      for (i, weight) in row.enumerated() {
        variance -= weight * weight * variances[(first + i) % width]
        expected += weight * errors[(first + i) % width]
      }
      if n >= m { for (j, a) in φ.enumerated() { expected += a * y[n - 1 - j] } }
      let error = y[n] - expected
      if rows.count < width {
        rows.append(row)
        variances.append(variance)
        errors.append(error)
      } else {
        (rows[n % width], variances[n % width], errors[n % width]) = (row, variance, error)
      }
      squares += error * error / variance
      logs += log(variance)
    }
    self.squares = squares
    self.logs = logs
  }

  /// Covariance of the transformed values n and k ≤ n, counted from 0: y itself before m, φ(B)y from m on.
  private static func covariance(
    _ n: Int, _ k: Int, _ m: Int, _ φ: [Double], _ γ: [Double], _ moving: [Double]
  ) -> Double {
    let gap = n - k
    if n < m { return γ[gap] }
    if k >= m { return gap < moving.count ? moving[gap] : 0 }
    guard n < 2 * m else { return 0 }
    var sum = γ[gap]
    for (r, a) in φ.enumerated() { sum -= a * γ[abs(r + 1 - gap)] }
    return sum
  }

  /// Σ_r θ_r θ_{r+h}, h = 0 … q.
  private static func movingAverageCovariances(_ θ: [Double]) -> [Double] {
    let all = [1] + θ
    return all.indices.map { h in (0..<(all.count - h)).reduce(0) { $0 + all[$1] * all[$1 + h] } }
  }

  /// γ(0) … of the process with σ² = 1: γ(k) − Σφⱼγ(k − j) = Σ_{j ≥ k} θⱼψⱼ₋ₖ, solved for γ(0) … γ(p), then continued.
  private static func autocovariances(_ φ: [Double], _ θ: [Double], count: Int) -> [Double] {
    let p = φ.count
    let all = [1] + θ
    let autoregressive = LagPolynomial(φ, sign: -1)
    let ψ = autoregressive.quotient(of: LagPolynomial(θ, sign: 1), count: all.count)
    func right(_ k: Int) -> Double {
      k < all.count ? (k..<all.count).reduce(0) { $0 + all[$1] * ψ[$1 - k] } : 0
    }
    var a = (0...p).map { k in
      var row = [Double](repeating: 0, count: p + 2)
      for j in 0...p { row[abs(k - j)] += autoregressive.coefficients[j] }
      row[p + 1] = right(k)
      return row
    }
    for c in 0...p {
      guard let pivot = (c...p).max(by: { abs(a[$0][c]) < abs(a[$1][c]) }) else { break }
      a.swapAt(c, pivot)
      for r in (c + 1)..<max(p + 1, c + 1) where a[r][c] != 0 {
        let factor = a[r][c] / a[c][c]
        for j in c...(p + 1) { a[r][j] -= factor * a[c][j] }
      }
    }
    var γ = [Double](repeating: 0, count: p + 1)
    for r in (0...p).reversed() {
      let known = ((r + 1)..<max(p + 1, r + 1)).reduce(a[r][p + 1]) { $0 - a[r][$1] * γ[$1] }
      γ[r] = known / a[r][r]
    }
    while γ.count < count {
      let k = γ.count
      γ.append(φ.enumerated().reduce(right(k)) { $0 + $1.element * γ[k - 1 - $1.offset] })
    }
    return γ
  }
}
