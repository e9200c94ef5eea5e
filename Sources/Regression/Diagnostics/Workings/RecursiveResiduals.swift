import Foundation
import LinearAlgebra

/// One-step prediction errors over their relative standard deviation, wₜ = (yₜ − xₜᵀβ̂ₜ₋₁)/√(1 +
/// xₜᵀ(XᵀX)⁻¹ₜ₋₁xₜ), by adding rows to a triangular factor with Givens rotations: what a row leaves of its y
/// is wₜ. n·k² operations, no XᵀX. Brown, Durbin & Evans (1975); Golub & Van Loan (2013) §6.5.
struct RecursiveResiduals {
  /// wₜ; nil for the rows that first determine a coefficient.
  let values: [Double?]

  init(_ y: [Double], on x: Matrix) {
    var rows = RowwiseFactor(x)
    values = y.indices.map { rows.add($0, y[$0]) }
  }

  /// The residuals there are, n − k of them where the first k rows are independent.
  var present: [Double] { values.compactMap { $0 } }

  /// For each t, the sum of squared residuals of the least-squares fit to observations 0 … t.
  var cumulativeUnexplained: [Double] {
    var sum = 0.0
    return values.map { w in
      sum += (w ?? 0) * (w ?? 0)
      return sum
    }
  }
}

/// R and Qᵀy of the rows seen so far.
private struct RowwiseFactor {
  let x: Matrix
  let scales: [Double]
  var r: Matrix
  var z: [Double]

  init(_ x: Matrix) {
    self.x = x
    scales = (0..<x.columns).map { x.column($0).reduce(0) { max($0, abs($1)) } }
    r = Matrix(rows: x.columns, columns: x.columns)
    z = [Double](repeating: 0, count: x.columns)
  }

  /// Rotates row `i` in and returns what is left of its y; nil where the row opens a new direction.
  mutating func add(_ i: Int, _ y: Double) -> Double? {
    var row = x.row(i)
    var left = y
    for j in row.indices {
      let isNew = r[j, j] == 0
      if isNew, abs(row[j]) <= 1e-11 * scales[j] { continue }
      guard row[j] != 0 else { continue }
      let length = hypot(r[j, j], row[j])
      let (c, s) = (r[j, j] / length, row[j] / length)
      for l in j..<row.count {
        let above = r[j, l]
        r[j, l] = c * above + s * row[l]
        row[l] = c * row[l] - s * above
      }
      let above = z[j]
      z[j] = c * above + s * left
      left = c * left - s * above
      if isNew { return nil }
    }
    return left
  }
}
