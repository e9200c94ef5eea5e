import Foundation
import LinearAlgebra

/// Coordinate descent on (1/2n)‖y − Xb‖² + λ(α‖b‖₁ + (1 − α)/2 ‖b‖²) with a duality gap. Friedman, Hastie & Tibshirani (2010),
/// J. Stat. Softw. 33(1).
struct ElasticNetSolver {
  private let x: Matrix
  private let y: [Double]
  private let mix: Double
  private let squares: [Double]
  private(set) var coefficients: [Double]
  private var residuals: [Double]

  init(_ design: ShrinkageDesign, mix: Double) {
    (x, y, self.mix) = (design.x, design.y, mix)
    squares = (0..<design.x.columns).map { j in Array(design.x.column(j)).dot(Array(design.x.column(j))) }
    coefficients = [Double](repeating: 0, count: design.x.columns)
    residuals = design.y
  }

  private var n: Double { Double(y.count) }

  /// From the smallest λ at which all coefficients are zero, falling.
  func penalties(count: Int, ratio: Double) -> [Double] {
    let top = (x.transposeTimes(y).map(abs).max() ?? 0) / (n * mix)
    guard top > 0 else { return [1] }
    return (0..<count).map { top * pow(ratio, Double($0) / Double(count - 1)) }
  }

  /// Moves to the solution at λ; returns its duality gap over n.
  mutating func solve(_ lambda: Double) throws -> Double {
    let (l1, l2) = (lambda * mix * n, lambda * (1 - mix) * n)
    let target = 1e-15 * max(y.dot(y), Double.leastNormalMagnitude)
    var gap = Double.infinity
    for round in 0..<100_000 {
      sweep(l1, l2, all: round % 10 == 0)
      guard round % 10 == 0 else { continue }
      gap = dualityGap(l1, l2)
      if gap < 1e-6 * y.dot(y), polish(l1, l2) { return dualityGap(l1, l2) / n }
      if gap <= target { return gap / n }
    }
    guard gap <= 1e-9 * y.dot(y) else { throw ShrinkageError.notConverged(penalty: lambda, gap: gap / n) }
    return gap / n
  }

  /// One pass over the coordinates, or over those that are not zero.
  private mutating func sweep(_ l1: Double, _ l2: Double, all: Bool) {
    let rows = x.rows
    let elements = x.elements.span
    for j in coefficients.indices where all || coefficients[j] != 0 {
      var slope = squares[j] * coefficients[j]
      for i in 0..<rows { slope += elements[j * rows + i] * residuals[i] }
      let size = max(0, abs(slope) - l1) / (squares[j] + l2)
      let next = slope < 0 ? -size : size
      let step = next - coefficients[j]
      guard step != 0 else { continue }
      for i in 0..<rows { residuals[i] -= step * elements[j * rows + i] }
      coefficients[j] = next
    }
  }

  /// Solves exactly for the coefficients that are not zero, their signs kept; false, with nothing changed, where that breaks
  /// a sign or the bound |xⱼᵀe| ≤ λα n of a coefficient of zero.
  private mutating func polish(_ l1: Double, _ l2: Double) -> Bool {
    let active = coefficients.indices.filter { coefficients[$0] != 0 }
    guard active.count <= x.rows || l2 > 0 else { return false }
    var next = [Double](repeating: 0, count: coefficients.count)
    if !active.isEmpty {
      // Rows √λ₂ I turn the quadratic penalty into observations.
      let count = active.count
      let extra = l2 > 0 ? count : 0
      let root = l2.squareRoot()
      let design = Matrix(rows: x.rows + extra, columns: count) { i, j in
        i < x.rows ? x[i, active[j]] : (i - x.rows == j ? root : 0)
      }
      guard
        let solution = try? LeastSquaresSolution(
          design, y + [Double](repeating: 0, count: extra), refinementSteps: 1)
      else { return false }
      let signs = active.map { coefficients[$0] < 0 ? -l1 : l1 }
      let s = solution.inverseFactor
      let shift = s * s.transposeTimes(signs)
      for (place, j) in active.enumerated() {
        next[j] = solution.coefficients[place] - shift[place]
        guard next[j] * coefficients[j] > 0 else { return false }
      }
    }
    let e = zip(y, x * next).map { $0 - $1 }
    let slack = x.transposeTimes(e)
    let limit = l1 + 1e-12 * (abs(l1) + (squares.max() ?? 0).squareRoot() * y.norm)
    for j in next.indices where next[j] == 0 && abs(slack[j]) > limit { return false }
    (coefficients, residuals) = (next, e)
    return true
  }

  /// The primal less the dual objective (times n) at θ = cẽ, with the quadratic penalty as observations:
  /// ½‖ẽ‖² + λ₁‖b‖₁ − cẽᵀỹ + ½c²‖ẽ‖², c the most that keeps ‖X̃ᵀθ‖∞ ≤ λ₁. Never negative but for rounding. At λ₁ = 0, where
  /// no θ but 0 is allowed, the bound ‖gradient‖²/2λ₂ of strong convexity.
  private func dualityGap(_ l1: Double, _ l2: Double) -> Double {
    let slopes = zip(x.transposeTimes(residuals), coefficients).map { $0 - l2 * $1 }
    if l1 == 0 { return slopes.dot(slopes) / (2 * l2) }
    let steepest = slopes.reduce(0) { max($0, abs($1)) }
    let c = steepest > l1 ? l1 / steepest : 1
    let length = residuals.dot(residuals) + l2 * coefficients.dot(coefficients)
    let absolute = coefficients.reduce(0) { $0 + abs($1) }
    return max(0, 0.5 * (1 + c * c) * length + l1 * absolute - c * residuals.dot(y))
  }
}
