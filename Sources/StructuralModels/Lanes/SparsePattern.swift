/// Where the Jacobian of a block has entries, equation by equation.
struct SparsePattern: Sendable {
  /// Unknowns, and equations.
  let size: Int
  /// The equation of each entry.
  let rows: [Int]
  /// The unknown of each entry.
  let columns: [Int]
}

/// An order of elimination for matrices of one pattern, and where the numbers of L and U then lie.
///
/// Pivots keep fill small (Markowitz 1957) among those that are no less than a share of their column; rows and columns are
/// scaled first. Duff, Erisman & Reid (2017) §7.2, §10.4. Every sum is in a fixed order.
struct EliminationOrder: Sendable {
  /// A pivot is at least this share of its column's largest entry.
  private static let threshold = 0.05
  /// Entries below are taken for zero, after scaling.
  private static let smallest = 1e-14

  let size: Int
  /// The equation and the unknown of each step.
  private(set) var equation: [UInt32] = []
  private(set) var unknown: [UInt32] = []
  /// Places of L and U, as in `lane_elimination`.
  private(set) var lower: [UInt32] = [0]
  private(set) var upper: [UInt32] = []
  private(set) var column: [UInt32] = []
  private(set) var target: [UInt32] = []
  /// The place of each entry of the pattern.
  private(set) var placeOfEntry: [Int] = []

  /// Numbers of L and U together.
  var places: Int { column.count }

  /// - Parameter scaled: the entries after scaling, so that 1 is large.
  /// - Returns: nil where the matrix is singular to working precision.
  init?(_ pattern: SparsePattern, scaled: [Double]) {
    size = pattern.size
    var elimination = MarkowitzElimination(pattern, scaled)
    for _ in 0..<size {
      guard let pivot = elimination.pivot(threshold: Self.threshold, smallest: Self.smallest) else {
        return nil
      }
      elimination.eliminate(pivot)
    }
    lay(elimination, pattern)
  }

  /// Gives every number its place.
  private mutating func lay(_ elimination: MarkowitzElimination, _ pattern: SparsePattern) {
    var stepOfColumn = [Int](repeating: 0, count: size)
    var stepOfRow = stepOfColumn
    for (step, pivot) in elimination.pivots.enumerated() {
      stepOfRow[pivot.row] = step
      stepOfColumn[pivot.column] = step
      equation.append(UInt32(pivot.row))
      unknown.append(UInt32(pivot.column))
    }
    var left = [[Int]](repeating: [], count: size)
    for (step, rows) in elimination.eliminated.enumerated() {
      for row in rows { left[stepOfRow[row]].append(step) }
    }
    let right = elimination.remaining.map { columns in columns.map { stepOfColumn[$0] }.sorted() }
    for steps in left {
      column += steps.map { UInt32($0) }
      lower.append(UInt32(column.count))
    }
    upper.append(UInt32(column.count))
    for (step, steps) in right.enumerated() {
      column += [UInt32(step)] + steps.filter { $0 != step }.map { UInt32($0) }
      upper.append(UInt32(column.count))
    }
    var place = [Int](repeating: -1, count: size * size)
    for i in 0..<size {
      for p in lower[i]..<lower[i + 1] { place[i * size + Int(column[Int(p)])] = Int(p) }
      for p in upper[i]..<upper[i + 1] { place[i * size + Int(column[Int(p)])] = Int(p) }
    }
    for i in 0..<size {
      for p in lower[i]..<lower[i + 1] {
        let k = Int(column[Int(p)])
        for s in upper[k] + 1..<upper[k + 1] { target.append(UInt32(place[i * size + Int(column[Int(s)])])) }
      }
    }
    placeOfEntry = zip(pattern.rows, pattern.columns).map { place[stepOfRow[$0] * size + stepOfColumn[$1]] }
  }

  /// L and U of a matrix of this pattern, by place; U's diagonal inverted.
  func factors(_ entries: [Double]) -> [Double] {
    var values = [Double](repeating: 0, count: places)
    for (place, entry) in zip(placeOfEntry, entries) { values[place] = entry }
    var next = 0
    for i in 0..<size {
      for p in Int(lower[i])..<Int(lower[i + 1]) {
        let k = Int(column[p])
        values[p] *= values[Int(upper[k])]
        for s in Int(upper[k]) + 1..<Int(upper[k + 1]) {
          values[Int(target[next])] -= values[p] * values[s]
          next += 1
        }
      }
      values[Int(upper[i])] = 1 / values[Int(upper[i])]
    }
    return values
  }

  /// A⁻¹r by unknown.
  func solve(_ factors: [Double], _ residuals: [Double]) -> [Double] {
    var work = [Double](repeating: 0, count: size)
    for i in 0..<size {
      var sum = residuals[Int(equation[i])]
      for p in Int(lower[i])..<Int(lower[i + 1]) { sum -= factors[p] * work[Int(column[p])] }
      work[i] = sum
    }
    for i in (0..<size).reversed() {
      var sum = work[i]
      for p in Int(upper[i]) + 1..<Int(upper[i + 1]) { sum -= factors[p] * work[Int(column[p])] }
      work[i] = sum * factors[Int(upper[i])]
    }
    var solution = work
    for i in 0..<size { solution[Int(unknown[i])] = work[i] }
    return solution
  }
}
