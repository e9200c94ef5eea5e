import Foundation
import LinearAlgebra

/// −2 log likelihood of a regression with stationary Gaussian autoregressive errors, variance and coefficients
/// concentrated out and constants left away: f(r) = n log S(φ(r)) − Σ j log(1 − rⱼ²), S(φ) = (1, −φ)D(1, −φ)ᵀ,
/// Dᵢⱼ = uᵢuⱼ + uᵢ₊₁uⱼ₊₁ + … + uₙ₊₁₋ⱼuₙ₊₁₋ᵢ, u the errors at the coefficients that r makes best. Exact; Box, Jenkins, Reinsel &
/// Ljung (2016) appendix A7.4. n ≥ 2p. The gradient is that at u held fixed, by the envelope theorem.
struct AutoregressiveLikelihood {
  /// p.
  let order: Int
  /// u of an autoregression.
  let errors: (AutoregressiveFilter) throws -> [Double]

  private var p: Int { order }

  /// The partial autocorrelations that minimise f, by Newton's method from `start`; nil where it does not converge.
  func minimiser(from start: [Double]) throws -> [Double]? {
    var r = start.map { max(-0.99, min(0.99, $0)) }
    var (value, gradient) = try evaluate(r)
    for _ in 0..<200 {
      guard let step = try newtonStep(r, gradient) else { return nil }
      var length = 1.0
      var next = r
      while true {
        next = zip(r, step).map { $0 + length * $1 }
        if next.allSatisfy({ abs($0) < 1 }) {
          let trial = try evaluate(next)
          if trial.value <= value + 1e-13 * abs(value) {
            (value, gradient) = trial
            break
          }
        }
        length /= 2
        if length < 1e-12 { return length * step.norm < 1e-9 ? r : nil }
      }
      let moved = zip(next, r).reduce(0) { max($0, abs($1.0 - $1.1)) }
      r = next
      if moved < 1e-15 { break }
    }
    return r
  }

  /// f and its gradient in r.
  private func evaluate(_ r: [Double]) throws -> (value: Double, gradient: [Double]) {
    let filter = AutoregressiveFilter(partials: r)
    let u = try errors(filter)
    let (count, n) = (u.count, Double(u.count))
    let d = Matrix(rows: p + 1, columns: p + 1) { i, j in
      (0..<max(0, count - i - j)).reduce(0) { $0 + u[i + $1] * u[j + $1] }
    }
    let star = [1] + filter.coefficients.map { -$0 }
    let slope = d * star
    let s = star.dot(slope)
    let value = filter.logDeterminantTerms.reduce(n * log(s)) { $0 - $1.weight * log($1.slack) }
    let jacobian = Self.jacobian(r)
    let gradient = (0..<p).map { a in
      let ds = (0..<p).reduce(0) { $0 - 2 * slope[$1 + 1] * jacobian[$1][a] }
      return n * ds / s + 2 * Double(a + 1) * r[a] / ((1 - r[a]) * (1 + r[a]))
    }
    return (value, gradient)
  }

  /// ∂φᵢ/∂rₐ by differentiating Durbin's recursion φᵢ⁽ᵐ⁾ = φᵢ⁽ᵐ⁻¹⁾ − rₘφₘ₋ᵢ⁽ᵐ⁻¹⁾.
  private static func jacobian(_ r: [Double]) -> [[Double]] {
    var (phi, slopes): ([Double], [[Double]]) = ([], [])
    for (m, value) in r.enumerated() {
      let (old, oldSlopes) = (phi, slopes)
      phi = (0..<m).map { old[$0] - value * old[m - 1 - $0] } + [value]
      slopes = (0..<m).map { i in
        r.indices.map { a in
          oldSlopes[i][a] - value * oldSlopes[m - 1 - i][a] - (a == m ? old[m - 1 - i] : 0)
        }
      }
      slopes.append(r.indices.map { $0 == m ? 1 : 0 })
    }
    return slopes
  }

  /// −H⁻¹g with H by central differences of the gradient; −g, scaled, where H is not positive definite.
  private func newtonStep(_ r: [Double], _ gradient: [Double]) throws -> [Double]? {
    guard gradient.allSatisfy(\.isFinite) else { return nil }
    let columns = try r.indices.map { a in
      let h = 1e-5 * (1 - abs(r[a]))
      var (up, down) = (r, r)
      up[a] += h
      down[a] -= h
      return zip(try evaluate(up).gradient, try evaluate(down).gradient).map { ($0 - $1) / (2 * h) }
    }
    let hessian = Matrix(rows: p, columns: p) { i, j in (columns[i][j] + columns[j][i]) / 2 }
    if let factor = try? Cholesky(hessian) { return factor.solve(gradient).map { -$0 } }
    let length = gradient.norm
    return gradient.map { -0.1 * $0 / max(length, 1) }
  }
}
