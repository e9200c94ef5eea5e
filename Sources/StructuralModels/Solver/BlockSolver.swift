import LinearAlgebra

/// Solves one block in one period: Newton's method with a line search on scaled residuals. Dennis & Schnabel (1996)
/// §6.3. Jacobians are dense.
struct BlockSolver {
  /// Why a search ended.
  enum Outcome: Equatable {
    case solved
    case failed(SolveFailure.Reason)
  }

  var evaluator: TapeEvaluator
  let parameters: [Double]
  let settings: NewtonSettings
  private(set) var iterations = 0

  init(_ evaluator: TapeEvaluator, _ parameters: [Double], _ settings: NewtonSettings) {
    self.evaluator = evaluator
    self.parameters = parameters
    self.settings = settings
  }

  /// Residuals of a block's equations, the sizes of their terms, and the derivatives by the unknowns.
  private struct State {
    var residuals: [Double]
    var scales: [Double]
    var jacobian: Matrix

    /// The largest scaled residual; NaN where one is undefined.
    var worst: Double {
      zip(residuals, scales).reduce(0) { worst, pair in
        let scaled = BlockSolver.scaled(pair.0, pair.1)
        return scaled.isNaN || worst.isNaN ? .nan : max(worst, scaled)
      }
    }

    var isFinite: Bool {
      residuals.allSatisfy(\.isFinite) && jacobian.elements.allSatisfy(\.isFinite)
    }
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

  private mutating func iterate(_ block: PeriodPlan.Block, _ frame: inout Frame, _ row: Int) -> Outcome {
    var state = linearise(block, frame, row)
    guard state.isFinite else { return .failed(.undefined) }
    for _ in 0..<settings.iterationLimit {
      let worst = state.worst
      if worst <= NewtonSettings.goal { return .solved }
      guard let step = Self.step(state) else { return accepted(worst, else: .singular) }
      iterations += 1
      guard let next = search(along: step, from: state, block, &frame, row) else {
        return accepted(worst, else: .stalled)
      }
      state = next
      if block.columns.contains(where: { abs(frame[row, $0]) > 1e100 }) { return .failed(.diverged) }
    }
    return accepted(state.worst, else: .iterationLimit)
  }

  private func accepted(_ worst: Double, else reason: SolveFailure.Reason) -> Outcome {
    worst <= settings.tolerance ? .solved : .failed(reason)
  }

  private mutating func linearise(_ block: PeriodPlan.Block, _ frame: Frame, _ row: Int) -> State {
    let n = block.equations.count
    var state = State(
      residuals: Array(repeating: 0, count: n), scales: Array(repeating: 0, count: n),
      jacobian: Matrix(rows: n, columns: n))
    for (i, equation) in block.equations.enumerated() {
      let sides = evaluator.sides(equation, frame, row: row, parameters)
      evaluator.differentiate(equation)
      state.residuals[i] = sides.left - sides.right
      state.scales[i] = evaluator.scale(equation)
      for (slot, position) in block.unknowns[i] { state.jacobian[i, position] = evaluator.adjoints[slot] }
    }
    return state
  }

  /// −J⁻¹r with rows scaled to the same size; nil where J is singular to working precision.
  private static func step(_ state: State) -> [Double]? {
    let n = state.residuals.count
    if n == 1 {
      let slope = state.jacobian[0, 0]
      return slope == 0 ? nil : [-state.residuals[0] / slope]
    }
    let weights = state.scales.map { $0 > 0 ? 1 / $0 : 1 }
    var scaled = state.jacobian
    for i in 0..<n {
      for j in 0..<n { scaled[i, j] *= weights[i] }
    }
    guard let factors = try? LU(scaled), factors.reciprocalCondition > 1e-15 / Double(n) else { return nil }
    let step = factors.solve((0..<n).map { -state.residuals[$0] * weights[$0] })
    return step.allSatisfy(\.isFinite) ? step : nil
  }

  /// The first of the steps 1, 1/2, 1/4 … after which every equation is defined and the residuals, scaled as before
  /// the step, are smaller; nil where none is, and the frame as it was.
  private mutating func search(
    along step: [Double], from state: State, _ block: PeriodPlan.Block, _ frame: inout Frame, _ row: Int
  ) -> State? {
    let origin = block.columns.map { frame[row, $0] }
    let before = Self.merit(state.residuals, state.scales)
    var length = 1.0
    while length > 1e-12 {
      for (i, column) in block.columns.enumerated() { frame[row, column] = origin[i] + length * step[i] }
      let next = linearise(block, frame, row)
      let after = Self.merit(next.residuals, state.scales)
      if next.isFinite, after <= (1 - 1e-4 * length) * before { return next }
      length /= 2
    }
    for (i, column) in block.columns.enumerated() { frame[row, column] = origin[i] }
    return nil
  }

  private static func merit(_ residuals: [Double], _ scales: [Double]) -> Double {
    zip(residuals, scales).reduce(0) { sum, pair in
      let scaled = pair.0 / (pair.1 > 0 ? pair.1 : 1)
      return sum + scaled * scaled
    }
  }
}
