import LinearAlgebra

/// The derivatives of a system of equations and their factorisation: dense LU for small systems, KLU for large ones, analysed
/// once, and period by period where a stacked system is dense within its periods.
///
/// Columns are scaled by powers of two before factoring, so that the units of the variables do not count in its condition.
struct JacobianFactors {
  private enum Method { case dense, sparse, periods }

  private let size: Int
  private let layout: SparseMatrix?
  /// The derivatives, in the order of the system's `elements`; `factor` scales them.
  var elements: [Double]
  private var scales: [Double]
  private var method = Method.dense
  private var dense: LU?
  private var sparse: SparseLU?
  private var periods: PeriodFactors?

  /// How many multiplications of dense blocks take the time of one of KLU.
  private static let advantage = 8.0

  init(_ system: EquationSystem) {
    size = system.unknowns.count
    layout = system.layout
    elements = Array(repeating: 0, count: system.elementCount)
    scales = Array(repeating: 1, count: size)
    guard let layout else { return }
    method = .sparse
    sparse = try? SparseLU(analyzing: layout)
    if let periods = PeriodFactors(system),
      periods.operations < Self.advantage * (sparse?.estimatedOperations ?? .infinity)
    {
      (self.periods, method) = (periods, .periods)
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
    guard method == .sparse, let sparse else {
      dense = try? LU(Matrix(rows: size, columns: size, columnMajor: elements))
      return (dense?.reciprocalCondition ?? 0) > smallest
    }
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
      let range =
        layout.map { Int($0.columnStarts[j])..<Int($0.columnStarts[j + 1]) } ?? j * size..<(j + 1) * size
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
