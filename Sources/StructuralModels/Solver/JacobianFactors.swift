import LinearAlgebra

/// The derivatives of a system of equations and their factorisation: KLU, analysed once; dense LU where KLU expects nearly as much
/// work; period by period where a stacked system is dense within its periods.
///
/// Columns are scaled by powers of two before factoring, so that the units of the variables do not count in its condition.
struct JacobianFactors {
  private enum Method { case dense, sparse, periods }

  private let size: Int
  private let layout: SparseMatrix
  /// The derivatives, in the order of the system's `elements`; `factor` scales them.
  var elements: [Double]
  private var scales: [Double]
  private var method = Method.sparse
  private var dense: LU?
  private var sparse: SparseLU?
  private var periods: PeriodFactors?

  /// How many operations on dense blocks take the time of one of KLU.
  private static let advantage = 8.0
  /// KLU takes a quarter of dense LU's time for 4 equations with four variables each (0.3 µs against 1.4), a seventh for 150 (28 µs
  /// against 194); where all elements are there, dense LU is faster from about this size on.
  private static let denseFrom = 32

  init(_ system: EquationSystem) {
    size = system.unknowns.count
    layout = system.layout
    elements = Array(repeating: 0, count: layout.values.count)
    scales = Array(repeating: 1, count: size)
    sparse = try? SparseLU(analyzing: layout)
    let (work, n) = (Self.advantage * (sparse?.estimatedOperations ?? .infinity), Double(size))
    if let periods = PeriodFactors(system) {
      if periods.operations < work { (self.periods, method) = (periods, .periods) }
    } else if (Self.denseFrom..<2000).contains(size), n * n * n / 3 < work {
      method = .dense
    }
  }

  /// Factors the elements. False where they are singular to working precision.
  mutating func factor() -> Bool {
    guard scaleColumns() else { return false }
    let smallest = 1e-15 / Double(size)
    if method == .periods {
      if periods?.factor(elements) == true { return true }
      // Some period alone does not determine its variables; all together may.
      method = .sparse
    }
    if method == .dense {
      var matrix = layout
      matrix.values = elements
      dense = try? LU(matrix.dense)
      return (dense?.reciprocalCondition ?? 0) > smallest
    }
    guard let sparse else { return false }
    do {
      try sparse.factor(elements)
      return sparse.pivotRatio > 1e-8 || sparse.reciprocalCondition > smallest
    } catch { return false }
  }

  /// Overwrites b with the solution x of Jx = b.
  func solve(_ b: inout [Double]) {
    switch method {
    case .dense: b = dense?.solve(b) ?? b
    case .sparse: sparse?.solve(&b)
    case .periods: periods?.solve(&b)
    }
    for j in 0..<size { b[j] *= scales[j] }
  }

  /// Divides every column by the power of two next to its largest element. False where a column is zero.
  private mutating func scaleColumns() -> Bool {
    for j in 0..<size {
      let range = Int(layout.columnStarts[j])..<Int(layout.columnStarts[j + 1])
      var largest = 0.0
      for k in range { largest = max(largest, abs(elements[k])) }
      guard largest > 0, largest.isFinite else { return false }
      let scale = Double(sign: .plus, exponent: -largest.exponent, significand: 1)
      for k in range { elements[k] *= scale }
      scales[j] = scale
    }
    return true
  }
}
