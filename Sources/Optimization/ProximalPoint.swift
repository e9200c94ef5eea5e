import LinearAlgebra

/// Proximal steps for a semidefinite H: each minimises the objective plus ½ρ(x − xₖ)ᵀD(x − xₖ), which is definite. For quadratic
/// programs they end at a minimum where there is one. Rockafellar (1976), SIAM Journal on Control and Optimization 14.
struct ProximalPoint {
  private let program: QuadraticProgram
  /// ρD.
  private let weights: [Double]
  private let cholesky: Cholesky
  private let stepLimit = 200

  /// Throws where H curves downwards.
  init(_ program: QuadraticProgram) throws(QuadraticProgramError) {
    self.program = program
    let h = program.hessian
    let largest = h.diagonal.reduce(0) { max($0, abs($1)) }
    guard let eigen = try? SymmetricEigen(h), let smallest = eigen.values.min(),
      smallest >= -1e-10 * max(h.largestMagnitude, .leastNormalMagnitude)
    else { throw .notConvex }
    weights = h.diagonal.map { 1e-6 * ($0 > 1e-8 * largest ? $0 : largest > 0 ? largest : 1) }
    guard let factor = try? Cholesky(h + Matrix(diagonal: weights)) else { throw .notConvex }
    cholesky = factor
  }

  mutating func solve() throws(QuadraticProgramError) -> QuadraticProgram.Solution {
    var x = [Double](repeating: 0, count: program.gradient.count)
    var proximal = program
    proximal.hessian = program.hessian + Matrix(diagonal: weights)
    var iterations = 0
    for _ in 0..<stepLimit {
      proximal.gradient = zip(program.gradient, zip(weights, x)).map { $0 - $1.0 * $1.1 }
      var method = DualActiveSet(proximal, cholesky)
      let solution = try method.solve()
      iterations += solution.iterations
      let step = zip(solution.x, x).map { $0 - $1 }
      x = solution.x
      if isSmall(step, at: x) { return restated(solution, iterations) }
      if let length = try reach(of: step, from: x) {
        for i in x.indices { x[i] += length * step[i] }
      }
    }
    throw .notFinished(iterations: iterations)
  }

  /// Whether the pull of the last step is lost in the rounding of Hx + g.
  private func isSmall(_ step: [Double], at x: [Double]) -> Bool {
    let h = program.hessian
    return x.indices.allSatisfy { i in
      var terms = abs(program.gradient[i])
      for k in x.indices { terms += abs(h[i, k] * x[k]) }
      return abs(weights[i] * step[i]) <= 1e-14 * terms || step[i] == 0
    }
  }

  /// How far a downward step without curvature can be followed before a constraint stops it; nil where it has curvature.
  /// Throws where nothing ever does.
  private func reach(of step: [Double], from x: [Double]) throws(QuadraticProgramError) -> Double? {
    let pull = zip(weights, step).map { $0 * $1 }
    guard program.curvature(at: step).norm <= 1e-3 * pull.norm, program.gradient.dot(step) < 0 else {
      return nil
    }
    var reach = Double.infinity
    for constraint in program.constraints {
      let normal = program.normal(constraint)
      let range = program.range(constraint)
      let speed = normal.dot(step)
      guard abs(speed) > 1e-9 * normal.norm * step.norm else { continue }
      let end = speed > 0 ? range.upperBound : range.lowerBound
      reach = min(reach, max(0, (end - normal.dot(x)) / speed))
    }
    guard reach < .infinity else {
      throw .unbounded(element: step.indices.max { abs(step[$0]) < abs(step[$1]) } ?? 0)
    }
    return reach
  }

  private func restated(_ solution: QuadraticProgram.Solution, _ iterations: Int) -> QuadraticProgram.Solution
  {
    let x = solution.x
    return QuadraticProgram.Solution(
      x: x, objective: 0.5 * x.dot(program.curvature(at: x)) + x.dot(program.gradient),
      rowMultipliers: solution.rowMultipliers, boundMultipliers: solution.boundMultipliers,
      active: solution.active, iterations: iterations)
  }
}
