import LinearAlgebra

/// k linearly independent rows of X, those first in a given order: where a descent over vertices starts.
struct StartingBasis {
  /// The rows, or nil where the rows of X do not span k dimensions.
  let rows: [Int]?

  /// Tries rows in the order given; a row is taken where eliminating those taken leaves more than 10⁻⁷ of it, columns
  /// scaled to equal lengths.
  init(_ x: Matrix, order: some Sequence<Int>) {
    let k = x.columns
    let scales = (0..<k).map { j in x.column(j).reduce(0) { max($0, abs($1)) } }
    var taken: [Int] = []
    var reduced: [(row: [Double], pivot: Int)] = []
    for i in order {
      var row = (0..<k).map { scales[$0] > 0 ? x[i, $0] / scales[$0] : 0 }
      let size = row.reduce(0) { max($0, abs($1)) }
      for earlier in reduced {
        let factor = row[earlier.pivot] / earlier.row[earlier.pivot]
        if factor != 0 { for j in 0..<k { row[j] -= factor * earlier.row[j] } }
      }
      guard let pivot = (0..<k).max(by: { abs(row[$0]) < abs(row[$1]) }), abs(row[pivot]) > 1e-7 * size else {
        continue
      }
      reduced.append((row, pivot))
      taken.append(i)
      if taken.count == k { break }
    }
    rows = taken.count == k ? taken : nil
  }

  /// Rows in the order of their distance from the τ-quantile of residuals about a least-squares fit.
  init(_ x: Matrix, residuals: [Double], quantile τ: Double) {
    let ordered = residuals.sorted()
    let centre = ordered[min(ordered.count - 1, Int(τ * Double(ordered.count)))]
    let distances = residuals.map { abs($0 - centre) }
    self.init(x, order: distances.indices.sorted { (distances[$0], $0) < (distances[$1], $1) })
  }
}
