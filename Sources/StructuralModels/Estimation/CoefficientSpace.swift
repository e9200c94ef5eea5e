import Foundation
import LinearAlgebra
import Regression

/// All θ that meet linear restrictions, θ = s + Tγ with γ free: restrictions are taken out before any estimator sees the
/// equation. Parameters no restriction names are themselves elements of γ; the others move along an orthonormal basis of
/// the null space, in units of the lengths of their regressors. Björck (1996) §5.1.3.
struct CoefficientSpace {
  /// s.
  let point: [Double]
  /// T, θ × γ.
  let directions: Matrix
  /// Names of γ, for messages.
  let names: [String]
  /// No restriction at all: θ = γ.
  let isWhole: Bool
  private let scales: [Double]

  private init(
    _ names: [String], point: [Double], directions: Matrix, scales: [Double], isWhole: Bool = false
  ) {
    (self.names, self.point, self.directions, self.scales) = (names, point, directions, scales)
    self.isWhole = isWhole
  }

  /// The whole space.
  init(_ names: [String]) {
    let zero = [Double](repeating: 0, count: names.count)
    self.init(
      names, point: zero, directions: .identity(names.count), scales: zero.map { _ in 1 }, isWhole: true)
  }

  /// - Parameter lengths: of each parameter's regressor, 1 where not known.
  /// - Throws: `RestrictionError` for restrictions that contradict or repeat each other or leave nothing free.
  init(_ names: [String], _ restrictions: [LinearRestriction], lengths: [Double]) throws {
    guard !restrictions.isEmpty else {
      self.init(names)
      return
    }
    let involved = names.indices.filter { j in
      restrictions.contains { ($0.weights[names[j]] ?? 0) != 0 }
    }
    let scales = names.indices.map { j in
      let length = involved.contains(j) ? lengths[j] : 1
      return length > 0 && length.isFinite ? scalbn(1.0, -Int(length.exponent)) : 1
    }
    let (point, basis) = try Self.nullSpace(restrictions, involved.map { (names[$0], scales[$0]) })
    let others = names.indices.filter { !involved.contains($0) }
    let count = others.count + basis.columns
    guard count > 0 else {
      throw RestrictionError.nothingFree(restrictions: restrictions.count, coefficients: names.count)
    }
    var (s, t) = ([Double](repeating: 0, count: names.count), Matrix(rows: names.count, columns: count))
    for (column, j) in others.enumerated() { t[j, column] = 1 }
    for (i, j) in involved.enumerated() {
      s[j] = scales[j] * point[i]
      for column in 0..<basis.columns { t[j, others.count + column] = scales[j] * basis[i, column] }
    }
    let list = involved.map { names[$0] }.joined(separator: ", ")
    let free = others.map { names[$0] } + (0..<basis.columns).map { "direction \($0 + 1) of \(list)" }
    self.init(free, point: s, directions: t, scales: scales)
  }

  /// The shortest solution of the restrictions and an orthonormal basis of what they leave free, in scaled parameters.
  private static func nullSpace(
    _ restrictions: [LinearRestriction], _ involved: [(name: String, scale: Double)]
  ) throws -> (point: [Double], basis: Matrix) {
    let (m, q) = (restrictions.count, involved.count)
    let rows = restrictions.map { restriction in
      involved.map { (restriction.weights[$0.name] ?? 0) * $0.scale }
    }
    let sizes = rows.map { row in row.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    if let empty = sizes.firstIndex(of: 0) { throw RestrictionError.empty(empty) }
    let transposed = Matrix(columns: zip(rows, sizes).map { row, size in row.map { $0 / size } })
    let pivoted = try PivotedQR(transposed, tolerance: 1e-12, named: "The restrictions")
    guard pivoted.rank == m else { throw RestrictionError.dependent(pivoted.dependentColumns) }
    let qr = try QR(transposed, named: "The restrictions")
    let right = zip(restrictions, sizes).map { $0.value / $1 }
    let w = try qr.r.solve(triangle: .upper, transposed: true, right, named: "The restrictions")
    let basis = (m..<q).flatMap { j in qr.fullQ(times: (0..<q).map { $0 == j ? 1 : 0 }) }
    return (
      qr.fullQ(times: w + [Double](repeating: 0, count: q - m)),
      Matrix(rows: q, columns: q - m, columnMajor: basis)
    )
  }

  /// θ for γ.
  func all(_ free: [Double]) -> [Double] {
    isWhole ? free : zip(point, directions * free).map { $0 + $1 }
  }

  /// γ of the θ that meets the restrictions and is nearest to the one given.
  func free(_ theta: [Double]) -> [Double] {
    guard !isWhole else { return theta }
    let scaled = theta.indices.map { (theta[$0] - point[$0]) / (scales[$0] * scales[$0]) }
    return directions.transposeTimes(scaled)
  }

  /// T V Tᵀ, exactly symmetric.
  func covariance(_ free: Matrix) -> Matrix {
    guard !isWhole else { return free }
    let v = (directions * free).timesTranspose(directions)
    return Matrix(rows: v.rows, columns: v.columns) { i, j in (v[i, j] + v[j, i]) / 2 }
  }

  /// The columns of γ that move the first `count` elements of θ, and only those.
  func moving(first count: Int) -> [Int] {
    (0..<directions.columns).filter { j in (0..<count).contains { directions[$0, j] != 0 } }
  }
}
