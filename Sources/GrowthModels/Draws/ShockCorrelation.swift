import LinearAlgebra

/// Correlated standard shocks of one year: ε = L z with L Lᵀ the correlation matrix, L rounded to 10⁻¹² so that what a
/// library's last bits say on one machine does not enter a draw.
struct ShockCorrelation: Sendable {
  /// Rows of L.
  let factor: [[Double]]
  /// L Lᵀ of the rounded factor.
  let matrix: [[Double]]

  /// - Throws: `correlation` when the matrix named for these variables is none.
  init(of variables: [String], from named: GrowthParameters.ShockCorrelations) throws(GrowthModelError) {
    let place = Dictionary(named.variables.enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
    let rows: [[Double]] = variables.enumerated().map { i, a in
      variables.enumerated().map { j, b in
        if i == j { return 1 }
        guard let p = place[a], let q = place[b] else { return 0 }
        return named.matrix[p][q]
      }
    }
    guard !variables.isEmpty else {
      factor = []
      matrix = []
      return
    }
    do {
      let lower = try Cholesky(Matrix(rows), named: "The matrix of shock correlations").lower
      let factor = variables.indices.map { i in
        variables.indices.map { (lower[i, $0] * 1e12).rounded() / 1e12 }
      }
      self.factor = factor
      matrix = factor.map { a in factor.map { b in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } } }
    } catch {
      throw .correlation(reason: "\(error)")
    }
  }

  /// Lower triangular factor of the correlations of some of the shocks, in plain arithmetic.
  func factor(of used: [Int]) -> [[Double]] {
    var l: [[Double]] = []
    for (i, p) in used.enumerated() {
      l.append([])
      for (j, q) in used[...i].enumerated() {
        let rest = (0..<j).reduce(matrix[p][q]) { $0 - l[i][$1] * l[j][$1] }
        l[i].append(i == j ? rest.squareRoot() : rest / l[j][j])
      }
    }
    return l
  }
}
