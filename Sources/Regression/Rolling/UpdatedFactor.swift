import Foundation
import LinearAlgebra

/// The triangular factor of [X y] as rows come and go: R k × k upper, z = Qᵀy, and the sum of squared residuals.
/// Rows are added by Givens rotations and removed by the rotations that undo one, each at O(k²).
/// Golub & Van Loan (2013) §6.5.4; Dongarra, Bunch, Moler & Stewart (1979), LINPACK ch. 10.
struct UpdatedFactor {
  let k: Int
  private(set) var rows = 0
  /// R by columns.
  private var r: [Double]
  private var z: [Double]
  private(set) var residualSumOfSquares = 0.0

  /// No rows yet.
  init(columns k: Int) {
    self.k = k
    r = [Double](repeating: 0, count: k * k)
    z = [Double](repeating: 0, count: k)
  }

  /// Of all rows at once, more than k of them, by Householder reflections.
  init(_ x: MatrixView, _ y: ArraySlice<Double>) throws {
    k = x.columns
    rows = x.rows
    var both = Matrix(rows: x.rows, columns: k + 1)
    for j in 0..<k { both.setColumn(j, to: x.column(j)) }
    both.setColumn(k, to: y)
    let factor = try QR(both).r
    r = Array(factor[rows: 0..<k, columns: 0..<k].columns(0..<k))
    z = Array(factor.column(k).prefix(k))
    residualSumOfSquares = factor[k, k] * factor[k, k]
  }

  /// Adds a row; returns its recursive residual (y − xᵀb)/√(1 + xᵀ(XᵀX)⁻¹x), b and X those before, which is
  /// zero while the rows before do not determine b. Its sign is that of the prediction error.
  @discardableResult
  mutating func add(_ x: [Double], _ y: Double) -> Double {
    var (x, y) = (x, y)
    var sign = 1.0
    for i in 0..<k where x[i] != 0 {
      let diagonal = r[i * k + i]
      let length = hypot(diagonal, x[i])
      let (c, s) = (diagonal / length, x[i] / length)
      if c < 0 { sign = -sign }
      r[i * k + i] = length
      for j in stride(from: i + 1, to: k, by: 1) {
        let old = r[j * k + i]
        r[j * k + i] = c * old + s * x[j]
        x[j] = c * x[j] - s * old
      }
      let old = z[i]
      z[i] = c * old + s * y
      y = c * y - s * old
    }
    rows += 1
    residualSumOfSquares += y * y
    return sign * y
  }

  /// Removes a row that was added. False, with nothing changed, where what is left would lose more than
  /// `tolerance` of the row's direction or of the residuals: then factor the remaining rows anew.
  mutating func remove(_ x: [Double], _ y: Double, tolerance: Double = 1e-6) -> Bool {
    guard let a = forwardSolve(x) else { return false }
    let slack = 1 - a.dot(a)
    guard slack > tolerance else { return false }
    var alpha = slack.squareRoot()
    var (c, s) = ([Double](repeating: 1, count: k), [Double](repeating: 0, count: k))
    for i in stride(from: k - 1, through: 0, by: -1) {
      let length = hypot(alpha, a[i])
      (c[i], s[i]) = (alpha / length, a[i] / length)
      alpha = length
    }
    var (newZ, zeta) = (z, y)
    for i in 0..<k {
      newZ[i] = (z[i] - s[i] * zeta) / c[i]
      zeta = c[i] * zeta - s[i] * newZ[i]
    }
    let left = residualSumOfSquares - zeta * zeta
    guard left > tolerance * residualSumOfSquares || residualSumOfSquares == 0 else { return false }
    for j in 0..<k {
      var carried = 0.0
      for i in stride(from: j, through: 0, by: -1) {
        let old = r[j * k + i]
        r[j * k + i] = c[i] * old - s[i] * carried
        carried = c[i] * carried + s[i] * old
      }
    }
    (z, rows, residualSumOfSquares) = (newZ, rows - 1, max(0, left))
    return true
  }

  /// Whether R is far enough from singular, its columns being of like length.
  var isDetermined: Bool {
    guard rows >= k else { return false }
    for j in 0..<k {
      let length = Array(r[(j * k)...(j * k + j)]).norm
      guard abs(r[j * k + j]) > 64 * Double(k) * Double.ulpOfOne * length else { return false }
    }
    return true
  }

  /// b with Rb = z.
  var coefficients: [Double] {
    var b = z
    for j in stride(from: k - 1, through: 0, by: -1) {
      b[j] /= r[j * k + j]
      for i in 0..<j { b[i] -= r[j * k + i] * b[j] }
    }
    return b
  }

  /// Square roots of the diagonal of (XᵀX)⁻¹ = R⁻¹R⁻ᵀ; k³/6 multiplications.
  var rootsOfInverseGram: [Double] {
    var sums = [Double](repeating: 0, count: k)
    for j in 0..<k {
      // Column j of R⁻¹ adds its squares to the rows it reaches.
      var column = [Double](repeating: 0, count: j + 1)
      column[j] = 1 / r[j * k + j]
      for i in stride(from: j - 1, through: 0, by: -1) {
        var sum = 0.0
        for l in (i + 1)...j { sum -= r[l * k + i] * column[l] }
        column[i] = sum / r[i * k + i]
      }
      for i in 0...j { sums[i] += column[i] * column[i] }
    }
    return sums.map { $0.squareRoot() }
  }

  /// a with Rᵀa = x; nil where R is singular.
  private func forwardSolve(_ x: [Double]) -> [Double]? {
    var a = x
    for j in 0..<k {
      for i in 0..<j { a[j] -= r[j * k + i] * a[i] }
      guard r[j * k + j] != 0 else { return nil }
      a[j] /= r[j * k + j]
    }
    return a
  }
}

extension MatrixView {
  fileprivate func columns(_ range: Range<Int>) -> [Double] { range.flatMap { Array(column($0)) } }
}
