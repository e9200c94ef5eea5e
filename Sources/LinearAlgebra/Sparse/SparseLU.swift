import CKLU

/// The factorisation PAQ = LU of a sparse square matrix, block by block of its block triangular form: analysed once, factored
/// again whenever its numbers change. KLU of SuiteSparse; Davis & Palamadai Natarajan (2010), ACM Transactions on
/// Mathematical Software 37:36.
///
/// It has work space of its own, so that one object serves one thread at a time.
public final class SparseLU {
  /// How many rows and columns there are.
  public let size: Int
  /// How many elements are stored.
  public let count: Int
  private let name: String
  private let starts: UnsafeMutablePointer<Int32>
  private let indices: UnsafeMutablePointer<Int32>
  private let values: UnsafeMutablePointer<Double>
  private var common = klu_common()
  private var symbolic: UnsafeMutablePointer<klu_symbolic>?
  private var numeric: UnsafeMutablePointer<klu_numeric>?

  /// A diagonal element is taken as pivot where it is at least this share of the largest in its column.
  private static let pivotTolerance = 0.1
  /// Pivots that grow the elements of a column by more than this call for new ones.
  private static let smallestGrowth = 1e-6

  /// Analyses where `a` has elements; their numbers do not matter yet. Throws when `a` is empty or not square.
  public init(analyzing a: SparseMatrix, named name: String = "The matrix") throws(LinearAlgebraError) {
    guard a.rows == a.columns else { throw .notSquare(matrix: name, rows: a.rows, columns: a.columns) }
    guard a.rows > 0 else { throw .empty(matrix: name) }
    self.name = name
    size = a.rows
    count = a.values.count
    starts = .allocate(capacity: size + 1)
    indices = .allocate(capacity: max(1, count))
    values = .allocate(capacity: max(1, count))
    starts.initialize(from: a.columnStarts, count: size + 1)
    indices.initialize(from: a.rowIndices, count: count)
    values.initialize(from: a.values, count: count)
    klu_defaults(&common)
    common.tol = Self.pivotTolerance
    symbolic = klu_analyze(Int32(size: size), starts, indices, &common)
    precondition(symbolic != nil, "KLU could not analyse \(size) columns (status \(common.status))")
  }

  /// Analyses and factors `a`. Throws when it is empty, not square, not finite, or exactly singular (the column is named).
  public convenience init(_ a: SparseMatrix, named name: String = "The matrix") throws(LinearAlgebraError) {
    try self.init(analyzing: a, named: name)
    try factor(a.values)
  }

  deinit {
    klu_free_numeric(&numeric, &common)
    klu_free_symbolic(&symbolic, &common)
    starts.deallocate()
    indices.deallocate()
    values.deallocate()
  }

  /// Factors the matrix with these numbers in the places analysed. The pivots of the last factorisation are kept while
  /// they serve.
  ///
  /// - Throws: `LinearAlgebraError` for numbers that are not finite and for a matrix that is exactly singular: the
  ///   column that depends on those eliminated before it.
  public func factor(_ numbers: [Double]) throws(LinearAlgebraError) {
    precondition(numbers.count == count, "the matrix has \(count) stored elements")
    for (k, number) in numbers.enumerated() where !number.isFinite { throw notFinite(k, number) }
    values.update(from: numbers, count: count)
    if numeric != nil {
      let isDone = klu_refactor(starts, indices, values, symbolic, numeric, &common)
      if isDone == 1, common.status == KLU_OK, isStable { return }
      klu_free_numeric(&numeric, &common)
    }
    numeric = klu_factor(starts, indices, values, symbolic, &common)
    guard numeric != nil, common.status == KLU_OK else {
      precondition(common.status == KLU_SINGULAR, "KLU ended with status \(common.status)")
      klu_free_numeric(&numeric, &common)
      throw .singular(matrix: name, pivot: Int(common.singular_col))
    }
  }

  /// Whether the pivots kept from before leave the elements at about their size.
  private var isStable: Bool {
    klu_rgrowth(starts, indices, values, symbolic, numeric, &common) == 1
      && common.rgrowth > Self.smallestGrowth
  }

  private func notFinite(_ position: Int, _ value: Double) -> LinearAlgebraError {
    let column = (0..<size).first { Int(starts[$0 + 1]) > position } ?? 0
    return .notFinite(matrix: name, row: Int(indices[position]), column: column, value: "\(value)")
  }

  /// An estimate of 1/κ₁(A); zero where it is singular. Higham (2002) §15.3, over the blocks of the block triangular form.
  public var reciprocalCondition: Double {
    guard numeric != nil, klu_condest(starts, values, symbolic, numeric, &common) == 1,
      common.condest.isFinite, common.condest > 0
    else { return 0 }
    return 1 / common.condest
  }

  /// The smallest pivot against the largest: a cheap hint at the condition.
  public var pivotRatio: Double {
    guard numeric != nil, klu_rcond(symbolic, numeric, &common) == 1 else { return 0 }
    return common.rcond
  }

  /// How many multiplications and additions a factorisation takes, as the analysis expects; infinite where it does not know.
  public var estimatedOperations: Double {
    guard let symbolic, symbolic.pointee.est_flops >= 0 else { return .infinity }
    return symbolic.pointee.est_flops
  }

  /// Elements of L and U, with their diagonals.
  public var factorCount: Int {
    guard let numeric else { return 0 }
    return Int(numeric.pointee.lnz) + Int(numeric.pointee.unz) + Int(numeric.pointee.nzoff)
  }

  /// Overwrites b with the x of Ax = b, or Aᵀx = b; several right-hand sides one after the other.
  public func solve(_ b: inout [Double], transposed: Bool = false) {
    precondition(numeric != nil, "factor the matrix before solving with it")
    precondition(b.count % size == 0, "the right-hand side needs \(size) rows")
    let (n, sides) = (Int32(size: size), Int32(size: b.count / size))
    let isDone =
      transposed
      ? klu_tsolve(symbolic, numeric, n, sides, &b, &common)
      : klu_solve(symbolic, numeric, n, sides, &b, &common)
    precondition(isDone == 1, "KLU ended with status \(common.status)")
  }

  /// x with Ax = b, or Aᵀx = b.
  public func solution(of b: [Double], transposed: Bool = false) -> [Double] {
    var x = b
    solve(&x, transposed: transposed)
    return x
  }
}
