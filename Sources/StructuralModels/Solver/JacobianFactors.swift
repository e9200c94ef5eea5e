import LinearAlgebra

/// The derivatives of a system of equations and their factorisation: dense LU for small systems, KLU for large ones,
/// analysed once.
///
/// Columns are scaled by powers of two before factoring, so that the units of the variables do not count in its condition.
struct JacobianFactors {
  private let size: Int
  private let layout: SparseMatrix?
  /// The derivatives, in the order of the system's `elements`; `factor` scales them.
  var elements: [Double]
  private var scales: [Double]
  private var sparse: SparseLU?
  private var dense: LU?

  init(_ system: EquationSystem) {
    size = system.unknowns.count
    layout = system.layout
    elements = Array(repeating: 0, count: system.elementCount)
    scales = Array(repeating: 1, count: size)
  }

  /// Factors the elements. False where they are singular to working precision.
  mutating func factor() -> Bool {
    guard scaleColumns() else { return false }
    let smallest = 1e-15 / Double(size)
    guard let layout else {
      dense = try? LU(Matrix(rows: size, columns: size, columnMajor: elements))
      return (dense?.reciprocalCondition ?? 0) > smallest
    }
    do {
      let factors = try sparse ?? SparseLU(analyzing: layout)
      sparse = factors
      try factors.factor(elements)
      return factors.pivotRatio > 1e-8 || factors.reciprocalCondition > smallest
    } catch { return false }
  }

  /// Overwrites b with the solution x of Jx = b.
  func solve(_ b: inout [Double]) {
    if let sparse { sparse.solve(&b) } else if let dense { b = dense.solve(b) }
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
