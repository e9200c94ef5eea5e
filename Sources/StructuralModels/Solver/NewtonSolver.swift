/// Solves a system of equations: Newton's method with a line search on scaled residuals. Dennis & Schnabel (1996) §6.3, §6.5.
struct NewtonSolver: SystemSolver {
  private enum Linearisation { case regular, singular, undefined }

  let system: EquationSystem
  private let parameters: [Double]
  private let settings: NewtonSettings
  /// Derivatives are kept while each step leaves at most this share of the residuals. Where periods are stacked a factorisation costs
  /// many steps; in one period, few.
  private let patience: Double
  /// Newton steps taken.
  private(set) var iterations = 0

  private var jacobian: JacobianFactors
  /// left − right of each equation, where the unknowns are and where they would go.
  private var residuals: [Double]
  private var trial: [Double]
  /// One over the size of each equation's terms.
  private var weights: [Double]
  private var step: [Double]
  private var origin: [Double]

  init(_ system: EquationSystem, _ parameters: [Double], _ settings: NewtonSettings) {
    self.system = system
    self.parameters = parameters
    self.settings = settings
    patience = system.unknowns.first?.row == system.unknowns.last?.row ? 0.1 : 0.5
    jacobian = JacobianFactors(system)
    residuals = Array(repeating: 0, count: system.equations.count)
    (trial, weights, step, origin) = (residuals, residuals, residuals, residuals)
  }

  /// Solves the system from the values its unknowns have in the frame, and leaves the solution there.
  mutating func solve(_ frame: inout Frame, row: Int, _ evaluator: inout TapeEvaluator) -> SolveOutcome {
    var linear = linearise(frame, row, &evaluator)
    var isFresh = true
    for _ in 0..<settings.iterationLimit {
      guard linear != .undefined else { return .failed(.undefined) }
      let worst = worst(residuals)
      if worst <= NewtonSettings.goal {
        if isFresh || holds(frame, row, &evaluator) { return .solved }
        (linear, isFresh) = (linearise(frame, row, &evaluator), true)
        continue
      }
      guard linear == .regular, makeStep() else { return accepted(worst, else: .singular) }
      iterations += 1
      let isBetter = search(from: worst, &frame, row, &evaluator)
      if !isBetter {
        if isFresh { return accepted(worst, else: .stalled) }
        if worst <= 10 * NewtonSettings.goal, holds(frame, row, &evaluator) { return .solved }
      } else if isUnbounded(frame, row) {
        return .failed(.diverged)
      }
      isFresh = !isBetter || self.worst(residuals) > patience * worst
      if isFresh { linear = linearise(frame, row, &evaluator) }
    }
    return accepted(worst(residuals), else: .iterationLimit)
  }

  private func accepted(_ worst: Double, else reason: SolveFailure.Reason) -> SolveOutcome {
    worst <= settings.tolerance ? .solved : .failed(reason)
  }

  /// Residuals, the sizes of the equations' terms, and the factored derivatives with rows divided by those sizes.
  private mutating func linearise(_ frame: Frame, _ row: Int, _ evaluator: inout TapeEvaluator)
    -> Linearisation
  {
    var isFinite = true
    for k in jacobian.elements.indices { jacobian.elements[k] = 0 }
    for (i, equation) in system.equations.enumerated() {
      let sides = evaluator.sides(equation.number, frame, row: row + equation.row, parameters)
      evaluator.differentiate(equation.number)
      let scale = evaluator.scale(equation.number)
      let weight = scale > 0 ? 1 / scale : 1
      residuals[i] = sides.left - sides.right
      weights[i] = weight
      isFinite = isFinite && residuals[i].isFinite
      for k in system.starts[i]..<system.starts[i + 1] {
        let slope = evaluator.adjoints[system.slots[k]] * weight
        jacobian.elements[system.elements[k]] += slope
        isFinite = isFinite && slope.isFinite
      }
    }
    return !isFinite ? .undefined : jacobian.factor() ? .regular : .singular
  }

  /// Whether residuals are small against the sizes of their terms now, not those of the last linearisation.
  private func holds(_ frame: Frame, _ row: Int, _ evaluator: inout TapeEvaluator) -> Bool {
    system.equations.allSatisfy { equation in
      evaluator.scaledResidual(equation.number, frame, row: row + equation.row, parameters)
        <= 10 * NewtonSettings.goal
    }
  }

  private func isUnbounded(_ frame: Frame, _ row: Int) -> Bool {
    system.unknowns.contains { abs(frame[row + $0.row, $0.number]) > NewtonSettings.bound }
  }

  /// The largest scaled residual; NaN where one is undefined.
  private func worst(_ residuals: [Double]) -> Double {
    var worst = 0.0
    for i in residuals.indices {
      let scaled = abs(residuals[i]) * weights[i]
      guard !scaled.isNaN else { return .nan }
      worst = max(worst, scaled)
    }
    return worst
  }

  private func merit(_ residuals: [Double]) -> Double {
    var sum = 0.0
    for i in residuals.indices {
      let scaled = residuals[i] * weights[i]
      sum += scaled * scaled
    }
    return sum
  }

  /// −J⁻¹r; false where it is not finite.
  private mutating func makeStep() -> Bool {
    for i in step.indices { step[i] = -residuals[i] * weights[i] }
    jacobian.solve(&step)
    return step.allSatisfy(\.isFinite)
  }

  /// Goes the first of the steps 1, 1/2, 1/4 … that leaves every equation defined and the scaled residuals smaller. Where none
  /// does, false, and the frame as it was; where the equations hold already, only the whole step is tried.
  private mutating func search(
    from worst: Double, _ frame: inout Frame, _ row: Int, _ evaluator: inout TapeEvaluator
  ) -> Bool {
    for (i, place) in system.unknowns.enumerated() { origin[i] = frame[row + place.row, place.number] }
    let before = merit(residuals)
    var length = 1.0
    while length > 1e-12 {
      move(by: length, &frame, row)
      for (i, equation) in system.equations.enumerated() {
        let sides = evaluator.sides(equation.number, frame, row: row + equation.row, parameters)
        trial[i] = sides.left - sides.right
      }
      if merit(trial) <= (1 - 1e-4 * length) * before {
        swap(&trial, &residuals)
        return true
      }
      if worst <= settings.tolerance { break }
      length /= 2
    }
    move(by: 0, &frame, row)
    return false
  }

  private func move(by length: Double, _ frame: inout Frame, _ row: Int) {
    for (i, place) in system.unknowns.enumerated() {
      frame[row + place.row, place.number] = length == 0 ? origin[i] : origin[i] + length * step[i]
    }
  }
}
