/// The lower triangular factor L of a covariance V = L Lᵀ, the same on every machine.
///
/// V comes from a linear algebra library whose last bits differ from processor to processor. Standard deviations and correlations are
/// rounded first, and the factorisation is plain arithmetic in a fixed order (Golub & Van Loan 2013, §4.2), on the correlation scale.
/// Where rounding or dependence leaves a pivot below 10⁻⁹ the column is zero: V may be semidefinite.
struct SettledFactor: Sendable {
  /// Rows of L; entry j of row i for j ≤ i.
  let rows: [[Double]]

  init(_ covariance: [[Double]]) {
    let deviations = covariance.indices.map { covariance[$0][$0].squareRoot().settled }
    var l: [[Double]] = []
    for i in covariance.indices {
      l.append([])
      for j in 0...i {
        let norm = deviations[i] * deviations[j]
        var rest = i == j ? (norm > 0 ? 1 : 0) : norm > 0 ? (covariance[i][j] / norm).settled : 0
        for k in 0..<j { rest -= l[i][k] * l[j][k] }
        if i == j {
          l[i].append(rest > 1e-9 ? rest.squareRoot() : 0)
        } else {
          l[i].append(l[j][j] > 0 ? rest / l[j][j] : 0)
        }
      }
    }
    rows = l.enumerated().map { i, row in row.map { ($0 * deviations[i]).settled } }
  }
}

extension Double {
  /// Rounded to 40 significant bits, about twelve digits: what a library's last bits say on one machine does not enter a draw.
  var settled: Double {
    guard isFinite, self != 0 else { return self }
    let grid = Double(sign: .plus, exponent: exponent - 39, significand: 1)
    return grid > 0 ? (self / grid).rounded() * grid : self
  }
}
