/// The x that minimises ‖Ax − b‖₂, and what inference needs to know about it. A m × n, b of length m.
///
/// Columns are scaled by powers of two (exact) and factored by Householder QR; a pivoted factorisation looks
/// for rank only where the first is close to singular. Steps of iterative refinement with residuals in twice
/// the working precision then recover the digits that conditioning cost. Björck (1996) §2.9.
public struct LeastSquaresSolution: Sendable {
  /// What to do with columns that are linear combinations of others.
  public enum RankDeficiency: String, Codable, Sendable {
    /// Throw `LinearAlgebraError.rankDeficient`, which names them.
    case refused
    /// Give them coefficients of zero: a basic solution.
    case dropped
    /// Take the shortest x of all that minimise, through the singular values.
    case minimumNorm
  }

  /// x, of length n.
  public let coefficients: [Double]
  /// b − Ax.
  public let residuals: [Double]
  /// Number of independent columns.
  public let rank: Int
  /// Columns found to be linear combinations of others, rising; empty at full rank.
  public let dependentColumns: [Int]
  /// S, n × rank, with (AᵀA)⁺ = SSᵀ: R⁻¹ with scales and pivots undone; rows of dropped columns are zero.
  public let inverseFactor: Matrix
  /// 1/κ of the independent columns after scaling each to unit length or so.
  public let reciprocalCondition: Double
  private let basis: Basis

  private enum Basis {
    case reflectors(Reflectors, rank: Int)
    case columns(Matrix)
  }

  /// Solves for one right-hand side.
  ///
  /// - Parameters:
  ///   - refinementSteps: steps of refinement at full rank; each reads A twice in extended precision. Unless
  ///     zero, S is improved likewise, at the cost of n² / 2 such readings of a column.
  ///   - tolerance: a column is dependent where its part that is new, relative to its length, is below this;
  ///     the default is 4n√m · 2⁻⁵².
  /// - Throws: `LinearAlgebraError` for NaN, infinity, unequal numbers of rows, or a rank deficiency refused.
  public init(
    _ a: Matrix, _ b: [Double], rankDeficiency: RankDeficiency = .refused, refinementSteps: Int = 2,
    tolerance: Double? = nil, named name: String = "The matrix"
  ) throws {
    try self.init(
      a, b, low: nil, rankDeficiency: rankDeficiency, refinementSteps: refinementSteps, tolerance: tolerance,
      named: name)
  }

  /// Solves for one right-hand side whose elements, and those of A, are known to more digits than doubles hold. The
  /// factorisation is a double's; refinement sees all digits, and removes what rounding the data would have cost as
  /// long as κ(A) stays below 10¹³ or so. Parameters and errors are those of the initialiser for doubles.
  public init(
    _ a: ExtendedMatrix, _ b: [DoubleDouble], refinementSteps: Int = 3, tolerance: Double? = nil,
    named name: String = "The matrix"
  ) throws {
    try self.init(
      a.high, b.map(\.high), low: (a.low, b.map(\.low)), rankDeficiency: .refused,
      refinementSteps: refinementSteps, tolerance: tolerance, named: name)
  }

  /// A solution found elsewhere, of full rank.
  init(
    coefficients: [Double], residuals: [Double], inverseFactor: Matrix, basis: Matrix,
    reciprocalCondition: Double
  ) {
    self.coefficients = coefficients
    self.residuals = residuals
    self.inverseFactor = inverseFactor
    self.reciprocalCondition = reciprocalCondition
    rank = coefficients.count
    dependentColumns = []
    self.basis = .columns(basis)
  }

  private init(
    _ a: Matrix, _ b: [Double], low: (a: Matrix, b: [Double])?, rankDeficiency: RankDeficiency,
    refinementSteps: Int, tolerance: Double?, named name: String
  ) throws {
    try a.requireFinite(named: name)
    try b.requireFinite(named: "The right-hand side")
    guard a.rows == b.count else {
      throw LinearAlgebraError.sizeMismatch(
        matrix: name, rows: a.rows, other: "the right-hand side", otherRows: b.count)
    }
    let scaling = ColumnScaling(a)
    let scaled = scaling.apply(to: a)
    let limit =
      tolerance ?? 4 * Double(a.columns) * Double(a.rows).squareRoot() * Double.ulpOfOne
    var deficient = Array(0..<a.columns)
    if a.rows >= a.columns {
      let qr = try QR(scaled, named: name)
      let rcond = qr.reciprocalCondition
      deficient = []
      if rcond < limit * Double(a.columns) {
        deficient = try PivotedQR(qr.r, tolerance: limit, named: name).dependentColumns
      }
      if deficient.isEmpty {
        self.init(
          Refinement(
            a: scaled, b: b, qr: qr, lowA: low.map { scaling.apply(to: $0.a) }, lowB: low.map { $0.b }),
          scaling: scaling, steps: refinementSteps, reciprocalCondition: rcond)
        return
      }
    }
    let pivoted = try PivotedQR(scaled, tolerance: limit, named: name)
    switch rankDeficiency {
    case .refused:
      if a.rows < a.columns, pivoted.rank == a.rows {
        throw LinearAlgebraError.tooFewRows(matrix: name, rows: a.rows, columns: a.columns)
      }
      throw LinearAlgebraError.rankDeficient(
        matrix: name, rank: pivoted.rank, columns: a.columns, dependentColumns: pivoted.dependentColumns)
    case .dropped:
      try self.init(dropping: pivoted, of: a, b, scaling: scaling)
    case .minimumNorm:
      try self.init(shortest: a, b, tolerance: limit, dependent: pivoted.dependentColumns, named: name)
    }
  }

  /// The sum of squared residuals.
  public var residualSumOfSquares: Double { residuals.dot(residuals) }

  /// An orthonormal basis of the columns of A, m × rank.
  public var orthonormalBasis: Matrix {
    switch basis {
    case .reflectors(let reflectors, let rank): return Matrix.leading(rank, of: reflectors.q)
    case .columns(let q): return q
    }
  }

  /// The diagonal of the projection on the columns of A: how much each row decides its own fitted value.
  public var leverages: [Double] {
    let q = orthonormalBasis
    var result = [Double](repeating: 0, count: q.rows)
    for j in 0..<q.columns {
      for (i, value) in q.column(j).enumerated() { result[i] += value * value }
    }
    return result
  }

  /// (AᵀA)⁺, exactly symmetric.
  public var inverseGram: Matrix { inverseFactor.outerGram() }

  private init(
    _ refinement: Refinement, scaling: ColumnScaling, steps: Int, reciprocalCondition: Double
  ) {
    let (n, qr) = (refinement.a.columns, refinement.qr)
    var inverse = Matrix.identity(n)
    qr.reflectors.factors.solveTriangle(.upper, transposed: false, order: n, into: &inverse)
    let solution = refinement.solve(steps: steps)
    if steps > 0 {
      let improved = refinement.improve(inverse)
      inverse = improved.factor
      basis = .columns(improved.basis)
    } else {
      basis = .reflectors(qr.reflectors, rank: n)
    }
    coefficients = scaling.unscale(solution.x)
    residuals = solution.residuals
    rank = n
    dependentColumns = []
    inverseFactor = scaling.unscaleRows(inverse)
    self.reciprocalCondition = reciprocalCondition
  }

  private init(
    dropping pivoted: PivotedQR, of a: Matrix, _ b: [Double], scaling: ColumnScaling
  ) throws {
    coefficients = scaling.unscale(try pivoted.basicSolution(b))
    residuals = LeastSquaresSolution.residuals(a, coefficients, b)
    rank = pivoted.rank
    dependentColumns = pivoted.dependentColumns
    inverseFactor = scaling.unscaleRows(pivoted.inverseFactor)
    reciprocalCondition = pivoted.reciprocalConditionOfRank
    basis = .reflectors(pivoted.reflectors, rank: pivoted.rank)
  }

  private init(
    shortest a: Matrix, _ b: [Double], tolerance: Double, dependent: [Int], named name: String
  ) throws {
    let svd = try SVD(a, named: name)
    let r = svd.rank(tolerance: tolerance)
    coefficients = try svd.solve(b, tolerance: tolerance)
    residuals = LeastSquaresSolution.residuals(a, coefficients, b)
    rank = r
    dependentColumns = dependent
    inverseFactor = Matrix(rows: a.columns, columns: r) { i, j in
      svd.vTransposed[j, i] / svd.singularValues[j]
    }
    reciprocalCondition = r > 0 ? svd.singularValues[r - 1] / svd.singularValues[0] : 0
    basis = .columns(Matrix.leading(r, of: svd.u))
  }

  private static func residuals(_ a: Matrix, _ x: [Double], _ b: [Double]) -> [Double] {
    zip(b, a * x).map { $0 - $1 }
  }
}
