/// The Householder factorisation A = QR of an m × n matrix, m ≥ n, in double-double arithmetic, with one right-hand
/// side carried along. Golub & Van Loan (2013) §5.2.
struct ExtendedQR {
  /// R, upper triangular; element (i, j) at [j][i].
  let r: [[DoubleDouble]]
  /// The first n elements of Qᵀb.
  let projected: [DoubleDouble]

  init(_ a: ExtendedMatrix, _ b: [DoubleDouble]) {
    let n = a.columns
    var columns = (0..<n).map { a.column($0) } + [b]
    for j in 0..<n {
      let square = Self.dot(columns[j], columns[j], from: j)
      let alpha = columns[j][j]
      let length = square.squareRoot()
      guard length.high > 0 else { continue }
      let beta = alpha.high > 0 ? -length : length
      columns[j][j] = alpha - beta
      let v = columns[j]
      // vᵀv / 2 = β(β − α).
      let half = beta * (beta - alpha)
      for l in (j + 1)...n {
        let share = -(Self.dot(v, columns[l], from: j) / half)
        for i in j..<v.count { columns[l][i] = columns[l][i] + share * v[i] }
      }
      columns[j][j] = beta
    }
    r = (0..<n).map { j in Array(columns[j][...j]) }
    projected = Array(columns[n].prefix(n))
  }

  /// Columns whose part that is new, relative to their length, is at most `tolerance`.
  func dependentColumns(tolerance: Double) -> [Int] {
    r.indices.filter { j in
      let length = Self.dot(r[j], r[j], from: 0).squareRoot()
      return abs(r[j][j].high) <= tolerance * length.high
    }
  }

  /// x with Rx = c.
  func solve(_ c: [DoubleDouble]) -> [DoubleDouble] {
    var x = c
    for j in r.indices.reversed() {
      x[j] = x[j] / r[j][j]
      for i in 0..<j { x[i] = x[i] - r[j][i] * x[j] }
    }
    return x
  }

  /// R⁻¹, column by column.
  var inverse: [[DoubleDouble]] {
    r.indices.map { j in
      var unit = r.map { _ in DoubleDouble(0) }
      unit[j] = DoubleDouble(1)
      return solve(unit)
    }
  }

  private static func dot(_ a: [DoubleDouble], _ b: [DoubleDouble], from start: Int) -> DoubleDouble {
    let (x, y) = (a.span, b.span)
    var sum = DoubleDouble(0)
    for i in start..<x.count { sum = sum + x[i] * y[i] }
    return sum
  }
}
