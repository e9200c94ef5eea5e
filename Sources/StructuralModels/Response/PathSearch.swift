import LinearAlgebra
import Optimization
import TimeSeries

/// Sequential quadratic programs for a `PathProgram`. The Lagrangian's curvature is that of the linearised path plus a part updated
/// by differences of gradients (BFGS with Powell's damping); steps are shortened until the sum of cost and weighted misses
/// falls, and corrected for the path's curvature where that helps. Nocedal & Wright (2006) §18.3–18.5.
struct PathSearch {
  let solver: ModelSolver
  let program: PathProgram
  let tolerance: Double
  let iterationLimit: Int

  /// What the quadratic programs see of the path's curvature, beyond the linearised path.
  var bend: Matrix
  /// Costs of misses in the merit of a step, by target.
  var penalties: [Double]
  /// The targets' values before anything moved.
  var origin: [Double] = []
  var iterations = 0

  init(_ solver: ModelSolver, _ program: PathProgram, tolerance: Double, iterationLimit: Int) {
    precondition(tolerance > 0 && iterationLimit > 0, "tolerance and iteration limit must be positive")
    self.solver = solver
    self.program = program
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
    let n = program.levers.levers.count
    bend = Matrix(rows: n, columns: n)
    penalties = Array(repeating: 0, count: program.targets.count)
  }

  mutating func run() throws -> PolicyOutcome {
    let start = program.levers.levers.map {
      min(max($0.reference, $0.bounds.lowerBound), $0.bounds.upperBound)
    }
    var point = try program.point(start, solver)
    origin = point.reached
    try requirePower(point)
    while iterations < iterationLimit {
      iterations += 1
      let gradient = program.gradient(point)
      let hessian = program.linearCurvature(point) + bend
      let step: QuadraticProgram.Solution
      do throws(QuadraticProgramError) {
        step = try quadratic(point, gradient.value, hessian).solution()
      } catch .infeasible(let constraints) {
        point = try restored(point, hessian, conflict: constraints)
        continue
      } catch {
        throw PolicyError.undetermined(program.levers.instruments.map(\.name))
      }
      let optimality = optimality(point, gradient, hessian, step)
      if optimality <= tolerance, program.gaps(point, from: origin).allSatisfy({ $0 <= tolerance }) {
        return outcome(point, step, optimality)
      }
      guard let next = try advanced(point, gradient.value, hessian, step) else {
        throw PolicyError.notFound(
          misses: program.misses(point, from: origin, beyond: tolerance), optimality: optimality)
      }
      bend(from: point, to: next, step)
      point = next
    }
    let gradient = program.gradient(point)
    let hessian = program.linearCurvature(point) + bend
    let step = try? quadratic(point, gradient.value, hessian).solution()
    let optimality = step.map { self.optimality(point, gradient, hessian, $0) } ?? .infinity
    throw PolicyError.notFound(
      misses: program.misses(point, from: origin, beyond: tolerance), optimality: optimality)
  }

  // MARK: - The quadratic program

  /// The step s: ½sᵀBs + ∇ᵀs with targets to first order and bounds.
  func quadratic(
    _ point: PathProgram.Point, _ gradient: [Double], _ hessian: Matrix, correction: [Double]? = nil
  ) -> QuadraticProgram {
    let reached = correction ?? point.reached
    return QuadraticProgram(
      hessian: hessian, gradient: gradient, rows: point.targetSlopes,
      ranges: zip(program.ranges, reached).map { Self.shifted($0, by: -$1) }, bounds: room(point.u))
  }

  static func shifted(_ range: ClosedRange<Double>, by shift: Double) -> ClosedRange<Double> {
    let low = range.lowerBound + shift
    return low...max(low, range.upperBound + shift)
  }

  /// How far each lever may still go.
  func room(_ u: [Double]) -> [ClosedRange<Double>] {
    zip(program.levers.levers, u).map { Self.shifted($0.bounds, by: -$1) }
  }

  // MARK: - Judging

  /// ∇ − Mᵀλ − μ against the magnitudes it is made of, each element in the metric of the curvature.
  private func optimality(
    _ point: PathProgram.Point, _ gradient: (value: [Double], size: [Double]), _ hessian: Matrix,
    _ step: QuadraticProgram.Solution
  ) -> Double {
    let pull = pull(point, step.rowMultipliers)
    var (worst, size) = (0.0, 0.0)
    for j in point.u.indices {
      let metric = max(hessian[j, j], .leastNormalMagnitude).squareRoot()
      let forces = pull[j] + step.boundMultipliers[j]
      worst = max(worst, abs(gradient.value[j] - forces) / metric)
      size = max(size, gradient.size[j] / metric, abs(forces) / metric)
    }
    return worst == 0 ? 0 : worst / size
  }

  /// Mᵀλ.
  private func pull(_ point: PathProgram.Point, _ multipliers: [Double]) -> [Double] {
    multipliers.isEmpty
      ? Array(repeating: 0, count: point.u.count) : point.targetSlopes.transposeTimes(multipliers)
  }

  // MARK: - Curvature

  /// The Lagrangian's gradient but for the bounds.
  private func slope(_ point: PathProgram.Point, _ multipliers: [Double]) -> [Double] {
    zip(program.gradient(point).value, pull(point, multipliers)).map { $0 - $1 }
  }

  /// Makes the curvature agree with how the Lagrangian's gradient changed along the step, as far as it stays definite.
  private mutating func bend(
    from point: PathProgram.Point, to next: PathProgram.Point, _ step: QuadraticProgram.Solution
  ) {
    let s = zip(next.u, point.u).map { $0 - $1 }
    let y = zip(slope(next, step.rowMultipliers), slope(point, step.rowMultipliers)).map { $0 - $1 }
    let linear = program.linearCurvature(next)
    var b = linear + bend
    if (try? Cholesky(b)) == nil { b = linear }
    let bs = b * s
    let (curvature, change) = (s.dot(bs), s.dot(y))
    guard curvature > 0, s.norm > 1e-14 * max(next.u.norm, .leastNormalMagnitude) else {
      bend = b - linear
      return
    }
    let share = change >= 0.2 * curvature ? 1 : 0.8 * curvature / (curvature - change)
    let damped = zip(y, bs).map { share * $0 + (1 - share) * $1 }
    let total = s.dot(damped)
    bend = Matrix(rows: s.count, columns: s.count) { i, j in
      b[i, j] - linear[i, j] - bs[i] * bs[j] / curvature + damped[i] * damped[j] / total
    }
  }
}
