import LinearAlgebra

/// The u ≥ 0 that minimises ‖Eu − f‖. Lawson & Hanson (1995), "Solving Least Squares Problems", ch. 23, an active-set
/// method that ends after finitely many steps.
struct NonnegativeLeastSquares {
  let solution: [Double]
  /// Eu − f.
  let residuals: [Double]

  /// Nil where the active set still changes after thirty steps a column.
  init?(_ e: Matrix, _ f: [Double]) throws {
    let m = e.columns
    var (u, free) = ([Double](repeating: 0, count: m), [Bool](repeating: false, count: m))
    let scale = (0..<m).map { Array(e.column($0)).norm * f.norm }
    for _ in 0..<(30 * m + 30) {
      let r = zip(f, e * u).map { $0 - $1 }
      let w = e.transposeTimes(r)
      let candidates = (0..<m).filter { !free[$0] && w[$0] > 1e-13 * scale[$0] }
      guard let entering = candidates.max(by: { w[$0] / scale[$0] < w[$1] / scale[$1] }) else {
        (solution, residuals) = (u, r.map { -$0 })
        return
      }
      free[entering] = true
      while true {
        let set = (0..<m).filter { free[$0] }
        let s = try LeastSquaresSolution(
          e.selectingColumns(set), f, rankDeficiency: .dropped, refinementSteps: 0
        ).coefficients
        if s.allSatisfy({ $0 > 0 }) {
          u = [Double](repeating: 0, count: m)
          for (place, j) in set.enumerated() { u[j] = s[place] }
          break
        }
        // The step to the first coordinate that would turn negative, which leaves the set whatever rounding says.
        let steps = set.indices.map { place in
          s[place] > 0 ? Double.infinity : u[set[place]] / (u[set[place]] - s[place])
        }
        let length = min(1, steps.min() ?? 0)
        for (place, j) in set.enumerated() {
          u[j] = steps[place] <= length ? 0 : u[j] + length * (s[place] - u[j])
          if u[j] == 0 { free[j] = false }
        }
        if !free.contains(true) { break }
      }
    }
    return nil
  }
}
