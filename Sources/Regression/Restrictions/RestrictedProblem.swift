import Foundation
import LinearAlgebra

/// min ‖y − Xβ‖² under restrictions, with columns of X scaled by powers of two to lengths between 1 and 2 and the
/// restrictions' weights scaled alike.
struct RestrictedProblem {
  let y: [Double]
  let x: Matrix
  /// What scaled coefficients are multiplied by.
  let scales: [Double]
  private let relations: [LinearRestriction.Relation]
  private let rows: [[Double]]
  private let values: [Double]

  init(_ y: [Double], _ x: Matrix, _ names: [String], _ restrictions: [LinearRestriction]) throws {
    let scales = (0..<x.columns).map { j in
      let length = Array(x.column(j)).norm
      return length > 0 ? scalbn(1.0, -Int(length.exponent)) : 1
    }
    self.y = y
    self.scales = scales
    self.x = Matrix(rows: x.rows, columns: x.columns) { i, j in x[i, j] * scales[j] }
    relations = restrictions.map(\.relation)
    values = restrictions.map(\.value)
    rows = try restrictions.enumerated().map { i, restriction in
      zip(try restriction.row(names, number: i), scales).map { $0 * $1 }
    }
  }

  /// The β at which the restrictions marked hold with equality.
  func subspace(of binding: [Bool]) throws -> AffineSubspace {
    let held = rows.indices.filter { binding[$0] }
    do {
      return try AffineSubspace(
        rows: held.map { rows[$0] }, values: held.map { values[$0] }, dimension: x.columns)
    } catch RestrictionError.dependent(let which) {
      throw RestrictionError.dependent(which.map { held[$0] })
    }
  }

  /// Which restrictions hold with equality at the optimum.
  func bindingSet() throws -> [Bool] {
    var binding = relations.map { $0 == .equal }
    let equalities = binding.count { $0 }
    guard equalities < x.columns else {
      throw RestrictionError.nothingFree(restrictions: equalities, coefficients: x.columns)
    }
    let inequalities = rows.indices.filter { relations[$0] != .equal }
    guard !inequalities.isEmpty else { return binding }
    let space = try subspace(of: binding)
    let design = x * space.directions
    let qr = try QR(design)
    guard qr.reciprocalCondition > Double(design.columns) * Double.ulpOfOne else {
      throw RestrictionError.notIdentified
    }
    let free = design.columns
    let start = qr.transposedQ(times: zip(y, x * space.point).map { $0 - $1 })
    let d = Array(start.prefix(free))
    let r = qr.r
    // z = Rγ − d has length to be least; each inequality becomes cᵀz ≥ b with ‖c‖ = 1.
    let columns = try inequalities.map { i in
      let sign: Double = relations[i] == .atLeast ? 1 : -1
      let slope = space.directions.transposeTimes(rows[i]).map { sign * $0 }
      let c = try r.solve(triangle: .upper, transposed: true, slope)
      let b = sign * (values[i] - rows[i].dot(space.point)) - c.dot(d)
      let length = c.norm
      guard length > 0 else { throw b > 0 ? RestrictionError.infeasible : RestrictionError.dependent([i]) }
      return c.map { $0 / length } + [b / length]
    }
    let unit = columns.map { abs($0[free]) }.max() ?? 0
    guard unit > 0 else { return binding }
    let e = Matrix(columns: columns.map { Array($0.prefix(free)) + [$0[free] / unit] })
    let f = [Double](repeating: 0, count: free) + [1]
    guard let dual = try NonnegativeLeastSquares(e, f) else { throw RestrictionError.notConverged }
    guard dual.residuals.norm > 1e-9 else { throw RestrictionError.infeasible }
    for (place, i) in inequalities.enumerated() where dual.solution[place] > 0 { binding[i] = true }
    return binding
  }

  /// ∂‖e‖²/∂value: μ with Σ μᵢ·rowᵢ = −2Xᵀe over the restrictions that bind.
  func multipliers(residuals e: [Double], binding: [Bool]) throws -> [Double] {
    var result = [Double](repeating: 0, count: rows.count)
    let held = rows.indices.filter { binding[$0] }
    guard !held.isEmpty else { return result }
    let gradient = x.transposeTimes(e).map { -2 * $0 }
    let solution = try LeastSquaresSolution(Matrix(columns: held.map { rows[$0] }), gradient)
    for (place, i) in held.enumerated() { result[i] = solution.coefficients[place] }
    return result
  }
}
