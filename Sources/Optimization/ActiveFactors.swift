import LinearAlgebra

/// The factors a dual active-set method keeps: J with JᵀHJ = I and JᵀN = [R; 0], where N holds the active normals.
/// Goldfarb & Idnani (1983) §4.
struct ActiveFactors {
  /// How many unknowns.
  let n: Int
  /// How many normals are active.
  private(set) var q = 0
  /// J by columns.
  private var j: [[Double]]
  /// R by columns, each of full length.
  private var r: [[Double]] = []

  /// No active normals: J = L⁻ᵀ with H = LLᵀ.
  init(_ inverse: Matrix) {
    n = inverse.rows
    j = (0..<inverse.rows).map { row in (0..<inverse.rows).map { inverse[row, $0] } }
  }

  /// Jᵀv.
  func coordinates(_ v: [Double]) -> [Double] { j.map { $0.dot(v) } }

  /// J with zeros for the first coordinates: how x moves along d while active constraints stay put.
  func direction(_ d: [Double]) -> [Double] { combination(d, from: q) }

  /// Σ dₖjₖ from a column on.
  func combination(_ d: [Double], from first: Int = 0) -> [Double] {
    var z = [Double](repeating: 0, count: n)
    for k in first..<n where d[k] != 0 {
      for i in 0..<n { z[i] += d[k] * j[k][i] }
    }
    return z
  }

  /// R⁻¹ of the first q coordinates.
  func solve(_ d: [Double]) -> [Double] {
    var x = Array(d.prefix(q))
    for k in stride(from: q - 1, through: 0, by: -1) {
      x[k] /= r[k][k]
      for i in 0..<k { x[i] -= r[k][i] * x[k] }
    }
    return x
  }

  /// R⁻ᵀ of q numbers.
  func solveTransposed(_ b: [Double]) -> [Double] {
    var x = b
    for k in 0..<q {
      for i in 0..<k { x[k] -= r[k][i] * x[i] }
      x[k] /= r[k][k]
    }
    return x
  }

  /// Makes the normal with these coordinates active: a reflection turns what lies outside the others onto one column.
  mutating func add(_ d: [Double]) {
    var column = d
    let tail = Array(d[q...])
    let length = tail.norm
    var v = tail
    v[0] += tail[0] < 0 ? -length : length
    let square = v.dot(v)
    if square > 0 {
      for i in 0..<n {
        var sum = 0.0
        for k in q..<n { sum += j[k][i] * v[k - q] }
        let factor = 2 * sum / square
        for k in q..<n { j[k][i] -= factor * v[k - q] }
      }
    }
    column[q] = tail[0] < 0 ? length : -length
    for k in (q + 1)..<max(n, q + 1) { column[k] = 0 }
    r.append(column)
    q += 1
  }

  /// Makes an active normal inactive: rotations bring R back to a triangle.
  mutating func drop(_ place: Int) {
    r.remove(at: place)
    q -= 1
    for k in place..<q {
      let (a, b) = (r[k][k], r[k][k + 1])
      let length = [a, b].norm
      guard length > 0 else { continue }
      let (c, s) = (a / length, b / length)
      for column in k..<q {
        let (u, v) = (r[column][k], r[column][k + 1])
        r[column][k] = c * u + s * v
        r[column][k + 1] = c * v - s * u
      }
      r[k][k + 1] = 0
      for i in 0..<n {
        let (u, v) = (j[k][i], j[k + 1][i])
        j[k][i] = c * u + s * v
        j[k + 1][i] = c * v - s * u
      }
    }
  }
}
