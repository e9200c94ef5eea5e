import LinearAlgebra

/// Replicates of one chunk of draws.
struct BootstrapChunk: Sendable {
  /// β̂*, k a replicate.
  var coefficients: [Double] = []
  /// (β̂* − β̂)/se*, k a replicate; empty unless asked for.
  var statistics: [Double] = []
  /// Draws whose regressors were collinear.
  var failures = 0
}

/// One thread's workplace: turns draws into replicates.
struct BootstrapBench {
  private let plan: BootstrapPlan
  private var draws: BootstrapDraws
  private var sums: [Double]
  private var squares: [Double]
  private var errorSums: [Double]

  private static let lanes = BootstrapDraws.lanes
  private static let stride = BootstrapDraws.stride

  init(_ plan: BootstrapPlan) {
    self.plan = plan
    draws = BootstrapDraws(plan)
    sums = [Double](repeating: 0, count: plan.termCount * Self.stride)
    squares = [Double](repeating: 0, count: plan.choice.isStudentized ? plan.n * Self.stride : 0)
    errorSums = [Double](repeating: 0, count: max(1, plan.errorTermCount) * Self.stride)
  }

  /// The replicates from `first` on, `count` of them.
  mutating func replicates(first: Int, count: Int) -> BootstrapChunk {
    draws.fill(first: UInt64(first))
    for i in sums.indices { sums[i] = 0 }
    LaneSums.add(
      terms: plan.terms, count: plan.termCount, first: 0, values: draws.values, rows: plan.groupCount,
      lanes: Self.lanes, stride: Self.stride, to: &sums)
    var solutions = (0..<count).map { lane in
      plan.isReweighted ? reweighted(lane) : Solution(d: (0..<plan.k).map { sums[$0 * Self.stride + lane] })
    }
    if plan.choice.isStudentized { addErrors(to: &solutions) }
    var chunk = BootstrapChunk()
    for solution in solutions {
      guard !solution.isDegenerate else {
        chunk.failures += 1
        continue
      }
      let change = plan.s * solution.d
      chunk.coefficients += zip(plan.estimates, change).map { $0 + $1 }
      if plan.choice.isStudentized {
        chunk.statistics += zip(change, solution.variances).map { $0 == 0 ? 0 : $0 / $1.squareRoot() }
      }
    }
    return chunk
  }

  /// What was found of one draw: d = S⁻¹(β̂* − β̂); for counts, the factor of QᵀWQ.
  private struct Solution {
    var d: [Double]
    var factor: SmallFactor?
    var isDegenerate = false
    var variances: [Double] = []
  }

  private func reweighted(_ lane: Int) -> Solution {
    let k = plan.k
    let pairs = k * (k + 1) / 2
    let factor = SmallFactor((0..<pairs).map { sums[$0 * Self.stride + lane] }, order: k)
    guard let factor else { return Solution(d: [Double](repeating: 0, count: k), isDegenerate: true) }
    return Solution(d: factor.solve((0..<k).map { sums[(pairs + $0) * Self.stride + lane] }), factor: factor)
  }

  private mutating func addErrors(to solutions: inout [Solution]) {
    let (n, k) = (plan.n, plan.k)
    findSquares(solutions)
    let freedom = Double(n - k)
    if plan.covariance == .homoskedastic {
      for lane in solutions.indices where !solutions[lane].isDegenerate {
        let total = (0..<n).reduce(0) { $0 + squares[$1 * Self.stride + lane] }
        let s = solutions[lane].factor.map { $0.inverseFactor(timesTransposeOf: plan.s) } ?? plan.s
        solutions[lane].variances = (0..<k).map { j in total / freedom * s.row(j).dot(s.row(j)) }
      }
      return
    }
    for i in errorSums.indices { errorSums[i] = 0 }
    LaneSums.add(
      terms: plan.errorTerms, count: plan.errorTermCount, first: 0, values: squares, rows: n,
      lanes: Self.lanes, stride: Self.stride, to: &errorSums)
    let scale = plan.covariance == .hc1 ? Double(n) / freedom : 1
    for lane in solutions.indices where !solutions[lane].isDegenerate {
      let meat = (0..<plan.errorTermCount).map { scale * errorSums[$0 * Self.stride + lane] }
      solutions[lane].variances =
        solutions[lane].factor.map { $0.sandwich(meat, outside: plan.s) } ?? meat
    }
  }

  /// Squares of the replicates' residuals, times how often each was drawn.
  private mutating func findSquares(_ solutions: [Solution]) {
    let k = plan.k
    let values = draws.values
    let isWild = if case .wild = plan.choice.scheme { true } else { false }
    for lane in solutions.indices {
      let d = solutions[lane].d
      for i in 0..<plan.n {
        let place = i * Self.stride + lane
        let fitted = (0..<k).reduce(0) { $0 + plan.rows[i * k + $1] * d[$1] }
        if plan.isReweighted {
          let residual = plan.e[i] - fitted
          squares[place] = values[place] * residual * residual
        } else {
          let residual = (isWild ? plan.e[i] * values[place] : values[place]) - fitted
          squares[place] = residual * residual
        }
      }
    }
  }
}

/// LLᵀ of a small positive-definite matrix, given by the columns of its upper triangle.
struct SmallFactor {
  private let lower: [[Double]]

  /// Nil where a pivot is below 1e-10 of its diagonal element: columns that depend on each other.
  init?(_ upper: [Double], order k: Int) {
    var rows: [[Double]] = []
    for i in 0..<k {
      var row: [Double] = []
      for j in 0...i {
        let dot = (0..<j).reduce(0) { $0 + row[$1] * (j < i ? rows[j][$1] : row[$1]) }
        let rest = upper[i * (i + 1) / 2 + j] - dot
        if j < i {
          row.append(rest / rows[j][j])
        } else {
          guard rest > 1e-10 * upper[i * (i + 1) / 2 + i] else { return nil }
          row.append(rest.squareRoot())
        }
      }
      rows.append(row)
    }
    lower = rows
  }

  /// L⁻¹b.
  private func forward(_ b: [Double]) -> [Double] {
    var x = b
    for i in x.indices {
      for j in 0..<i { x[i] -= lower[i][j] * x[j] }
      x[i] /= lower[i][i]
    }
    return x
  }

  /// (LLᵀ)⁻¹b.
  func solve(_ b: [Double]) -> [Double] {
    var x = forward(b)
    for i in x.indices.reversed() {
      for j in (i + 1)..<max(i + 1, x.count) { x[i] -= lower[j][i] * x[j] }
      x[i] /= lower[i][i]
    }
    return x
  }

  /// T with TTᵀ = S(LLᵀ)⁻¹Sᵀ: the rows are L⁻¹ times those of S.
  func inverseFactor(timesTransposeOf s: Matrix) -> Matrix { Matrix((0..<s.rows).map { forward(s.row($0)) }) }

  /// Diagonal of S(LLᵀ)⁻¹M(LLᵀ)⁻¹Sᵀ, M given by the columns of its upper triangle.
  func sandwich(_ upper: [Double], outside s: Matrix) -> [Double] {
    (0..<s.rows).map { row in
      let a = solve(s.row(row))
      var sum = 0.0
      for i in a.indices {
        for j in 0...i { sum += (i == j ? 1 : 2) * a[i] * a[j] * upper[i * (i + 1) / 2 + j] }
      }
      return sum
    }
  }
}
