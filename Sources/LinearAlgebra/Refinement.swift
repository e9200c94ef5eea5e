import Foundation

/// Powers of two that bring the columns of a matrix to lengths between 1 and 2: exact to apply and to undo.
struct ColumnScaling {
  let exponents: [Int]

  init(_ a: Matrix) {
    exponents = (0..<a.columns).map { j in
      let length = Array(a.column(j)).norm
      return length > 0 ? Int(length.exponent) : 0
    }
  }

  func apply(to a: Matrix) -> Matrix {
    var scaled = a
    let rows = a.rows
    scaled.withMutableSpan { span in
      for (j, exponent) in exponents.enumerated() where exponent != 0 {
        // 2^−exponent may leave the range of doubles although every product is inside it.
        let half = scalbn(1.0, -exponent / 2)
        let rest = scalbn(1.0, -exponent + exponent / 2)
        for i in (j * rows)..<((j + 1) * rows) { span[i] = span[i] * half * rest }
      }
    }
    return scaled
  }

  func unscale(_ x: [Double]) -> [Double] { zip(x, exponents).map { scalbn($0, -$1) } }

  func unscaleRows(_ s: Matrix) -> Matrix {
    Matrix(rows: s.rows, columns: s.columns) { i, j in scalbn(s[i, j], -exponents[i]) }
  }
}

/// Iterative refinement of a least-squares solution on the augmented system r + Ax = b, Aᵀr = 0, with the
/// residuals of both in twice the working precision. Björck (1967), BIT 7:257–278.
/// A and b may carry low parts, which only the residuals see.
struct Refinement {
  let a: Matrix
  let b: [Double]
  let qr: QR
  var lowA: Matrix?
  var lowB: [Double]?

  func solve(steps: Int) -> (x: [Double], residuals: [Double]) {
    let n = a.columns
    var full = qr.transposedQ(times: b)
    var x = solveR(Array(full[..<n]), transposed: false)
    for i in 0..<n { full[i] = 0 }
    var r = qr.fullQ(times: full)
    for _ in 0..<steps {
      let (f, g) = errors(x: x, r: r)
      var d = qr.transposedQ(times: f)
      let h = solveR(g, transposed: true)
      let step = solveR(zip(d, h).map { $0 - $1 }, transposed: false)
      for i in 0..<n {
        d[i] = h[i]
        x[i] += step[i]
      }
      for (i, change) in qr.fullQ(times: d).enumerated() { r[i] += change }
    }
    return (x, r)
  }

  /// A factor S of (AᵀA)⁻¹ = SSᵀ improved to working precision. For any invertible S, (AᵀA)⁻¹ =
  /// S(SᵀAᵀAS)⁻¹Sᵀ; with E = I − (AS)ᵀ(AS) small and found in twice the precision, S(I + E/2 + 3E²/8) is a factor up
  /// to E³. `s` is upper triangular; the result no longer is. Also returns the orthonormal basis A times it.
  func improve(_ s: Matrix) -> (factor: Matrix, basis: Matrix) {
    let (m, n) = (a.rows, a.columns)
    let (elements, factor) = (a.elements.span, s.elements.span)
    var w = Matrix(rows: m, columns: n)
    for j in 0..<n {
      for i in 0..<m {
        var sum = ExactSum(0)
        for l in 0...j {
          sum.add(elements[l * m + i], times: factor[j * n + l])
          if let lowA { sum.addSmall(lowA.storage[l * m + i] * factor[j * n + l]) }
        }
        w.storage[j * m + i] = sum.value
      }
    }
    let product = w.elements.span
    var gap = Matrix(rows: n, columns: n)
    for j in 0..<n {
      for l in 0...j {
        var sum = ExactSum(l == j ? 1 : 0)
        for i in 0..<m { sum.add(-product[l * m + i], times: product[j * m + i]) }
        gap[l, j] = sum.value
        gap[j, l] = sum.value
      }
    }
    let correction = Matrix.identity(n) + (0.5 * gap + 0.375 * (gap * gap))
    return (s * correction, w * correction)
  }

  /// f = b − r − Ax and g = −Aᵀr.
  private func errors(x: [Double], r: [Double]) -> (f: [Double], g: [Double]) {
    let (m, n) = (a.rows, a.columns)
    let elements = a.elements.span
    var sums = b.map { ExactSum($0) }
    var g = [Double](repeating: 0, count: n)
    for i in 0..<m { sums[i].add(-r[i]) }
    if let lowB { for i in 0..<m { sums[i].addSmall(lowB[i]) } }
    for j in 0..<n {
      var sum = ExactSum(0)
      for i in 0..<m {
        sums[i].add(-x[j], times: elements[j * m + i])
        sum.add(-r[i], times: elements[j * m + i])
      }
      if let lowA {
        let low = lowA.storage.span
        for i in 0..<m {
          sums[i].addSmall(-x[j] * low[j * m + i])
          sum.addSmall(-r[i] * low[j * m + i])
        }
      }
      g[j] = sum.value
    }
    return (sums.map(\.value), g)
  }

  private func solveR(_ c: [Double], transposed: Bool) -> [Double] {
    var x = Matrix(rows: c.count, columns: 1, columnMajor: c)
    qr.reflectors.factors.solveTriangle(.upper, transposed: transposed, order: a.columns, into: &x)
    return x.elements
  }
}
