public import LinearAlgebra

/// A convex quadratic program: the x that minimises ½xᵀHx + gᵀx with every row of Ax, and every x, inside its range.
///
/// H is n × n, symmetric and positive semidefinite; A is m × n. A range whose ends are equal is an equality; an end may be
/// infinite.
///
///     let program = QuadraticProgram(
///       hessian: [[2, 0], [0, 2]], gradient: [-2, -5], rows: [[1, 2]], ranges: [0...3], bounds: [0...1, 0...(.infinity)])
///     let x = try program.solution().x
///
/// Positive definite problems are solved by the dual active-set method of Goldfarb & Idnani (1983), Mathematical Programming 27,
/// which starts from the unconstrained minimum, needs no feasible point, and ends after finitely many steps; the solution is
/// refined on its active set. Semidefinite ones go through proximal steps, Rockafellar (1976), SIAM J. Control 14, each of them
/// such a problem; where several x are equally good one of them comes back. Everything is dense: meant for up to some
/// hundreds of unknowns.
public struct QuadraticProgram: Equatable, Sendable {
  /// H.
  public var hessian: Matrix
  /// g.
  public var gradient: [Double]
  /// A.
  public var rows: Matrix
  /// The range of each row of Ax.
  public var ranges: [ClosedRange<Double>]
  /// The range of each x.
  public var bounds: [ClosedRange<Double>]

  /// A range without ends.
  public static let free = -Double.infinity...Double.infinity

  /// Preconditions: sizes that fit. `rows` and `bounds` may be left out.
  public init(
    hessian: Matrix, gradient: [Double], rows: Matrix? = nil, ranges: [ClosedRange<Double>] = [],
    bounds: [ClosedRange<Double>]? = nil
  ) {
    let n = gradient.count
    self.hessian = hessian
    self.gradient = gradient
    self.rows = rows ?? Matrix(rows: 0, columns: n)
    self.ranges = ranges
    self.bounds = bounds ?? Array(repeating: Self.free, count: n)
    precondition(hessian.rows == n && hessian.columns == n, "H must be \(n) × \(n)")
    precondition(self.rows.columns == n || self.rows.rows == 0, "A needs \(n) columns")
    precondition(self.rows.rows == ranges.count, "every row of A needs a range")
    precondition(self.bounds.count == n, "every unknown needs bounds")
  }

  /// Something that limits x.
  public enum Constraint: Hashable, Sendable {
    /// The range of a row of Ax.
    case row(Int)
    /// The bounds of an element of x.
    case bound(Int)
  }

  /// Which end of a range holds x.
  public enum Side: String, Hashable, Sendable {
    case lower, upper
    /// The ends are equal.
    case both
  }

  /// A constraint that holds x at an end of its range.
  public struct Active: Hashable, Sendable {
    public let constraint: Constraint
    public let side: Side
  }

  /// The minimum, and what holds it there.
  public struct Solution: Equatable, Sendable {
    public let x: [Double]
    /// ½xᵀHx + gᵀx.
    public let objective: Double
    /// λ, one a row: how much the minimum rises where the end that holds the row rises by one. Not negative at a lower end, not
    /// positive at an upper one, zero between. Hx + g = Aᵀλ + μ.
    public let rowMultipliers: [Double]
    /// μ, one an element of x, likewise.
    public let boundMultipliers: [Double]
    /// Constraints whose normals are independent and hold x where it is, in the order in which they came to.
    public let active: [Active]
    /// Constraints added or dropped.
    public let iterations: Int
  }

  /// The minimum.
  ///
  /// - Throws: `QuadraticProgramError`: data that are not finite, H that is not convex, constraints that conflict (named), a
  ///   minimum without bound. Not checked: that a semidefinite problem's solution is the only one.
  public func solution() throws(QuadraticProgramError) -> Solution {
    try requireFinite()
    if let factor = try? Cholesky(hessian, named: "H"), isDefinite {
      var method = DualActiveSet(self, factor)
      return try method.solve()
    }
    var method = try ProximalPoint(self)
    return try method.solve()
  }

  /// Whether H is definite to working precision once its diagonal is scaled to ones.
  private var isDefinite: Bool {
    let roots = hessian.diagonal.map { $0.squareRoot() }
    guard roots.allSatisfy({ $0 > 0 }) else { return false }
    let scaled = Matrix(rows: roots.count, columns: roots.count) { hessian[$0, $1] / roots[$0] / roots[$1] }
    return ((try? Cholesky(scaled))?.reciprocalCondition ?? 0) > 1e-14
  }

  /// Hx.
  func curvature(at x: [Double]) -> [Double] { hessian * x }

  func range(_ constraint: Constraint) -> ClosedRange<Double> {
    switch constraint {
    case .row(let i): ranges[i]
    case .bound(let j): bounds[j]
    }
  }

  /// All constraints that could hold x: rows, then bounds.
  var constraints: [Constraint] {
    (ranges.indices.map(Constraint.row) + bounds.indices.map(Constraint.bound)).filter {
      range($0) != Self.free
    }
  }

  /// The constraint's normal: its row of A, or of the identity.
  func normal(_ constraint: Constraint) -> [Double] {
    switch constraint {
    case .row(let i): return gradient.indices.map { rows[i, $0] }
    case .bound(let j):
      var unit = [Double](repeating: 0, count: gradient.count)
      unit[j] = 1
      return unit
    }
  }

  private func requireFinite() throws(QuadraticProgramError) {
    guard !gradient.isEmpty else { throw .empty }
    for (name, matrix) in [("H", hessian), ("A", rows)] {
      if let place = matrix.elements.firstIndex(where: { !$0.isFinite }) {
        throw .notFinite(name, row: place % matrix.rows, column: place / matrix.rows)
      }
    }
    if let place = gradient.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite("g", row: place, column: 0)
    }
    if let constraint = constraints.first(where: { range($0).lowerBound == .infinity }) {
      throw .infeasible([constraint])
    }
    if let constraint = constraints.first(where: { range($0).upperBound == -.infinity }) {
      throw .infeasible([constraint])
    }
  }
}
