import CLAPACK

/// The factorisation AP = QR with columns exchanged so that |rᵢᵢ| fall: the rank shows on R's diagonal.
/// Golub & Van Loan (2013) §5.4.2; LAPACK `dgeqp3`.
///
/// Columns are scaled to length one before the pivots are chosen, so units do not decide which column is
/// called dependent; among equals the earlier column is kept. The numerical rank can miss matrices built to
/// deceive it (Kahan's); singular values do not.
public struct PivotedQR: Sendable {
  let reflectors: Reflectors
  /// `pivots[j]` is the column of A that came to place j.
  public let pivots: [Int]
  /// Length of each column of A, the scale taken out before factoring (1 for a column of zeros).
  public let columnScales: [Double]
  /// Number of columns that are independent to the tolerance given.
  public let rank: Int

  /// Factors `a`. A column is dependent where |rⱼⱼ| ≤ tolerance · |r₁₁|; the default tolerance is
  /// max(m, n) · 2⁻⁵². Throws when `a` is empty or holds NaN or infinity.
  public init(
    _ a: Matrix, tolerance: Double? = nil, named name: String = "The matrix"
  ) throws {
    try a.requireFinite(named: name)
    let scales = (0..<a.columns).map { j in
      let length = Array(a.column(j)).norm
      return length > 0 ? length : 1
    }
    var factors = Matrix(rows: a.rows, columns: a.columns) { i, j in a[i, j] / scales[j] }
    let k = min(a.rows, a.columns)
    var tau = [Double](repeating: 0, count: k)
    var jpvt = [Int32](repeating: 0, count: a.columns)
    let (m, n) = (Int32(size: a.rows), Int32(size: a.columns))
    let info = Workspace.run { work, lwork in
      lapack_dgeqp3(m, n, &factors.storage, m, &jpvt, &tau, work, lwork)
    }
    _ = lapackOutcome(info, "dgeqp3")
    let threshold = (tolerance ?? Double(max(a.rows, a.columns)) * .ulpOfOne) * abs(factors[0, 0])
    rank = factors.diagonal.prefix(k).firstIndex { abs($0) <= threshold } ?? k
    pivots = jpvt.map { Int($0) - 1 }
    columnScales = scales
    reflectors = Reflectors(factors: factors, tau: tau, name: name)
  }

  /// Q, m × min(m, n).
  public var q: Matrix { reflectors.q }

  /// R of the scaled, permuted matrix, min(m, n) × n: A[:, pivots[j]] = columnScales[pivots[j]] · (QR)[:, j].
  public var r: Matrix { reflectors.r }

  /// Columns of A, in their own order, that are linear combinations of the others.
  public var dependentColumns: [Int] { pivots[rank...].sorted() }

  /// An x that minimises ‖Ax − b‖₂, with zeros for the dependent columns.
  public func basicSolution(_ b: [Double]) throws -> [Double] {
    precondition(b.count == reflectors.factors.rows, "the right-hand side needs as many rows as the matrix")
    try b.requireFinite(named: "The right-hand side")
    let c = reflectors.applied(to: b, transposed: true)
    var y = Matrix(rows: rank, columns: 1, columnMajor: Array(c.prefix(rank)))
    if rank > 0 { reflectors.factors.solveTriangle(.upper, transposed: false, order: rank, into: &y) }
    var x = [Double](repeating: 0, count: pivots.count)
    for j in 0..<rank { x[pivots[j]] = y[j, 0] / columnScales[pivots[j]] }
    return x
  }

  /// 1/κ₁ of the leading rank × rank triangle, estimated.
  var reciprocalConditionOfRank: Double {
    guard rank > 0 else { return 0 }
    let leading = Matrix(reflectors.factors[rows: 0..<rank, columns: 0..<rank])
    return Reflectors(factors: leading, tau: [], name: reflectors.name).reciprocalCondition
  }

  /// S, n × rank, with SSᵀ = (A₁ᵀA₁)⁻¹ on the independent columns A₁ and zeros elsewhere.
  var inverseFactor: Matrix {
    var inverse = Matrix.identity(rank)
    if rank > 0 { reflectors.factors.solveTriangle(.upper, transposed: false, order: rank, into: &inverse) }
    var result = Matrix(rows: pivots.count, columns: rank)
    for j in 0..<rank {
      result.setRow(pivots[j], to: inverse.row(j).map { $0 / columnScales[pivots[j]] })
    }
    return result
  }
}
