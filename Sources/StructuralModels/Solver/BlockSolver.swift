import LinearAlgebra

/// Solves one block in one period: Newton's method with a line search on scaled residuals. Dennis & Schnabel (1996)
/// §6.3, §6.5. Jacobians are dense.
struct BlockSolver {
  /// Why a search ended.
  enum Outcome: Equatable {
    case solved
    case failed(SolveFailure.Reason)
  }

  var evaluator: TapeEvaluator
  let parameters: [Double]
  let settings: NewtonSettings
  /// Newton steps taken.
  private(set) var iterations = 0

  init(_ evaluator: TapeEvaluator, _ parameters: [Double], _ settings: NewtonSettings) {
    self.evaluator = evaluator
    self.parameters = parameters
    self.settings = settings
  }

  /// A block to first order: the inverse of its derivatives, and the sizes of its equations' terms.
  private struct Linearisation {
    /// One over the size of each equation's terms.
    let weights: [Double]
    /// Of the derivatives with rows so weighted; nil where they are singular to working precision.
    let factors: LU?
    let isFinite: Bool
  }

  static func scaled(_ residual: Double, _ scale: Double) -> Double {
    residual == 0 ? 0 : abs(residual) / scale
  }

  /// Solves a block from the values its unknowns have in the frame, and leaves the solution there.
  mutating func solve(_ block: PeriodPlan.Block, _ frame: inout Frame, row: Int) -> Outcome {
    if let left = block.explicit {
      let right = evaluator.sides(block.equations[0], frame, row: row, parameters).right
      let before = left.lag > 0 ? frame[row - left.lag, block.columns[0]] : 0
      let value = left.variable(right: right, before: before)
      frame[row, block.columns[0]] = value
      return value.isFinite ? .solved : .failed(.undefined)
    }
    return iterate(block, &frame, row)
  }

  /// Newton steps; derivatives are kept while each step leaves at most a tenth of the residuals.
  private mutating func iterate(_ block: PeriodPlan.Block, _ frame: inout Frame, _ row: Int) -> Outcome {
    var (linear, residuals) = linearise(block, frame, row)
    var isFresh = true
    for _ in 0..<settings.iterationLimit {
      guard linear.isFinite else { return .failed(.undefined) }
      let worst = Self.worst(residuals, linear.weights)
      if worst <= NewtonSettings.goal {
        if isFresh || holds(block, frame, row) { return .solved }
        (linear, residuals) = linearise(block, frame, row)
        isFresh = true
        continue
      }
      guard let step = Self.step(residuals, linear) else { return accepted(worst, else: .singular) }
      iterations += 1
      let next = search(along: step, from: residuals, linear.weights, block, &frame, row)
      if next == nil, isFresh { return accepted(worst, else: .stalled) }
      let after = next.map { Self.worst($0, linear.weights) } ?? .infinity
      residuals = next ?? residuals
      if block.columns.contains(where: { abs(frame[row, $0]) > 1e100 }) { return .failed(.diverged) }
      isFresh = after > 0.1 * worst
      if isFresh { (linear, residuals) = linearise(block, frame, row) }
    }
    return accepted(Self.worst(residuals, linear.weights), else: .iterationLimit)
  }

  private func accepted(_ worst: Double, else reason: SolveFailure.Reason) -> Outcome {
    worst <= settings.tolerance ? .solved : .failed(reason)
  }

  private mutating func linearise(_ block: PeriodPlan.Block, _ frame: Frame, _ row: Int) -> (
    Linearisation, residuals: [Double]
  ) {
    let n = block.equations.count
    var jacobian = Matrix(rows: n, columns: n)
    var (residuals, weights, isFinite): ([Double], [Double], Bool) = ([], [], true)
    for (i, equation) in block.equations.enumerated() {
      let sides = evaluator.sides(equation, frame, row: row, parameters)
      evaluator.differentiate(equation)
      let scale = evaluator.scale(equation)
      let weight = scale > 0 ? 1 / scale : 1
      residuals.append(sides.left - sides.right)
      weights.append(weight)
      isFinite = isFinite && residuals[i].isFinite
      for (slot, position) in block.unknowns[i] {
        let slope = evaluator.adjoints[slot] * weight
        jacobian[i, position] = slope
        isFinite = isFinite && slope.isFinite
      }
    }
    let factors = isFinite ? try? LU(jacobian) : nil
    let isRegular = (factors?.reciprocalCondition ?? 0) > 1e-15 / Double(n)
    return (
      Linearisation(weights: weights, factors: isRegular ? factors : nil, isFinite: isFinite), residuals
    )
  }

  private mutating func residuals(_ block: PeriodPlan.Block, _ frame: Frame, _ row: Int) -> [Double] {
    block.equations.map { equation in
      let sides = evaluator.sides(equation, frame, row: row, parameters)
      return sides.left - sides.right
    }
  }

  /// Whether residuals are small against the sizes of their terms now, not those of the last linearisation.
  private mutating func holds(_ block: PeriodPlan.Block, _ frame: Frame, _ row: Int) -> Bool {
    block.equations.allSatisfy { equation in
      let sides = evaluator.sides(equation, frame, row: row, parameters)
      evaluator.differentiate(equation)
      return Self.scaled(sides.left - sides.right, evaluator.scale(equation)) <= 10 * NewtonSettings.goal
    }
  }

  /// The largest scaled residual; NaN where one is undefined.
  private static func worst(_ residuals: [Double], _ weights: [Double]) -> Double {
    zip(residuals, weights).reduce(0) { worst, pair in
      let scaled = abs(pair.0) * pair.1
      return scaled.isNaN || worst.isNaN ? .nan : max(worst, scaled)
    }
  }

  /// −J⁻¹r; nil where J is singular.
  private static func step(_ residuals: [Double], _ linear: Linearisation) -> [Double]? {
    let step = linear.factors?.solve(zip(residuals, linear.weights).map { -$0 * $1 })
    return step.flatMap { $0.allSatisfy(\.isFinite) ? $0 : nil }
  }

  /// Residuals after the first of the steps 1, 1/2, 1/4 … that leaves every equation defined and the scaled residuals
  /// smaller; nil where none does, and the frame as it was.
  private mutating func search(
    along step: [Double], from residuals: [Double], _ weights: [Double], _ block: PeriodPlan.Block,
    _ frame: inout Frame, _ row: Int
  ) -> [Double]? {
    let origin = block.columns.map { frame[row, $0] }
    let before = Self.merit(residuals, weights)
    var length = 1.0
    while length > 1e-12 {
      for (i, column) in block.columns.enumerated() { frame[row, column] = origin[i] + length * step[i] }
      let next = self.residuals(block, frame, row)
      let after = Self.merit(next, weights)
      if after <= (1 - 1e-4 * length) * before { return next }
      length /= 2
    }
    for (i, column) in block.columns.enumerated() { frame[row, column] = origin[i] }
    return nil
  }

  private static func merit(_ residuals: [Double], _ weights: [Double]) -> Double {
    zip(residuals, weights).reduce(0) { sum, pair in sum + (pair.0 * pair.1) * (pair.0 * pair.1) }
  }
}
