import Foundation

/// Lower-triangular L with LLᵀ = V for a positive semi-definite V; columns of dependent variables are zero.
///
/// Pivots are judged on the correlation scale, so units do not matter. Higham (2002) §10.3.
struct SemidefiniteFactor: Sendable {
  /// Rows of L, each of full length.
  let lower: [[Double]]
  let rank: Int

  /// - Throws: `MultivariateNormalError.notPositiveSemidefinite` naming the first leading minor that is negative.
  init(_ matrix: [[Double]]) throws(MultivariateNormalError) {
    let n = matrix.count
    for i in 0..<n where matrix[i][i] < 0 { throw .notPositiveSemidefinite(minor: i + 1) }
    let scale = (0..<n).map { matrix[$0][$0].squareRoot() }
    let tolerance = Double(max(n, 4)) * 8 * Double.ulpOfOne
    var l = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    var rank = 0
    for j in 0..<n {
      var pivot = scale[j] > 0 ? 1.0 : 0.0
      for k in 0..<j { pivot -= l[j][k] * l[j][k] }
      if pivot < -tolerance { throw .notPositiveSemidefinite(minor: j + 1) }
      let root = pivot > tolerance ? pivot.squareRoot() : 0
      l[j][j] = root
      if root > 0 { rank += 1 }
      for i in (j + 1)..<max(n, j + 1) {
        let norm = scale[i] * scale[j]
        if norm == 0, matrix[i][j] != 0 { throw .notPositiveSemidefinite(minor: i + 1) }
        var sum = norm > 0 ? matrix[i][j] / norm : 0
        for k in 0..<j { sum -= l[i][k] * l[j][k] }
        if root > 0 {
          l[i][j] = sum / root
        } else if abs(sum) > tolerance.squareRoot() {
          throw .notPositiveSemidefinite(minor: i + 1)
        }
      }
    }
    for i in 0..<n { for j in 0...i { l[i][j] *= scale[i] } }
    lower = l
    self.rank = rank
  }

  var isDefinite: Bool { rank == lower.count }

  /// Σ log Lᵢᵢ², the log-determinant of V. Assumes `isDefinite`.
  var logDeterminant: Double { lower.indices.reduce(0) { $0 + 2 * log(lower[$1][$1]) } }

  /// L⁻¹ v. Assumes `isDefinite`.
  func whiten(_ v: [Double]) -> [Double] {
    var y = v
    for i in y.indices {
      for k in 0..<i { y[i] -= lower[i][k] * y[k] }
      y[i] /= lower[i][i]
    }
    return y
  }

  /// V⁻¹ v. Assumes `isDefinite`.
  func solve(_ v: [Double]) -> [Double] {
    var y = whiten(v)
    for i in y.indices.reversed() {
      for k in (i + 1)..<max(y.count, i + 1) { y[i] -= lower[k][i] * y[k] }
      y[i] /= lower[i][i]
    }
    return y
  }
}
