import LinearAlgebra

/// The dual active-set method of Goldfarb & Idnani (1983) for a positive definite H: x is always the minimum for the active
/// constraints, and those it violates become active one by one.
struct DualActiveSet {
  /// A constraint as sign·aᵀx ≥ sign·end.
  fileprivate struct Limit {
    let constraint: QuadraticProgram.Constraint
    let side: QuadraticProgram.Side
    let sign: Double
    /// sign·a.
    let normal: [Double]
    /// sign·end.
    let end: Double
    /// The normal's length in the metric of H⁻¹.
    let length: Double
  }

  private let program: QuadraticProgram
  private var factors: ActiveFactors
  /// Equalities; only their direction is still open.
  private var equalities: [Limit] = []
  private var inequalities: [Limit] = []

  private var x: [Double]
  private var active: [Limit] = []
  /// Multipliers of the active ones.
  private var u: [Double] = []
  private var iterations = 0
  /// The size of the free minimum in the metric of H, against which rounding is judged.
  private let size: Double
  private let iterationLimit: Int

  init(_ program: QuadraticProgram, _ cholesky: Cholesky) {
    self.program = program
    let inverse = (try? cholesky.lower.inverseOfTriangle(.lower)) ?? Matrix.identity(program.gradient.count)
    factors = ActiveFactors(inverse)
    let descent = factors.coordinates(program.gradient).map { -$0 }
    x = factors.combination(descent)
    size = descent.norm
    let constraints = program.constraints
    iterationLimit = 20 * (program.gradient.count + constraints.count) + 100
    for constraint in constraints {
      let range = program.range(constraint)
      let normal = program.normal(constraint)
      let length = factors.coordinates(normal).norm
      let limit = { (side: QuadraticProgram.Side, sign: Double, end: Double) in
        Limit(
          constraint: constraint, side: side, sign: sign, normal: normal.map { sign * $0 }, end: sign * end,
          length: length)
      }
      if range.lowerBound == range.upperBound {
        equalities.append(limit(.both, 1, range.lowerBound))
      } else {
        if range.lowerBound > -.infinity { inequalities.append(limit(.lower, 1, range.lowerBound)) }
        if range.upperBound < .infinity { inequalities.append(limit(.upper, -1, range.upperBound)) }
      }
    }
  }

  mutating func solve() throws(QuadraticProgramError) -> QuadraticProgram.Solution {
    for equality in equalities { try enforce(equality) }
    // Violations within rounding of active constraints they depend on; forgotten when the active set changes.
    var ignored: Set<Int> = []
    while true {
      while let worst = mostViolated(besides: ignored) {
        if try enforce(inequalities[worst]) { ignored = [] } else { ignored.insert(worst) }
      }
      refine()
      refine()
      if mostViolated(besides: ignored) == nil { break }
    }
    return solution()
  }

  /// How far x is on the wrong side; positive where it is on the right one.
  private func slack(_ limit: Limit) -> Double { limit.normal.dot(x) - limit.end }

  /// What rounding makes of a slack.
  private func rounding(_ limit: Limit) -> Double {
    var terms = abs(limit.end)
    for (a, x) in zip(limit.normal, x) { terms += abs(a * x) }
    return 1e-14 * terms + 1e-16 * limit.length * size
  }

  private func mostViolated(besides ignored: Set<Int>) -> Int? {
    var worst: (index: Int, violation: Double)?
    for (index, limit) in inequalities.enumerated() where !ignored.contains(index) {
      let slack = slack(limit)
      guard slack < -10 * rounding(limit), !isHeld(limit) else { continue }
      let violation = limit.length > 0 ? -slack / limit.length : .infinity
      if violation > worst?.violation ?? 0 { worst = (index, violation) }
    }
    return worst?.index
  }

  private func isHeld(_ limit: Limit) -> Bool {
    active.contains { $0.constraint == limit.constraint && $0.side == limit.side }
  }

  /// Moves to the minimum with one more constraint active, dropping those that no longer hold anything. False where it
  /// depends on active ones and holds within rounding already.
  @discardableResult
  private mutating func enforce(_ wished: Limit) throws(QuadraticProgramError) -> Bool {
    let limit = wished.side == .both && slack(wished) > 0 ? wished.reversed : wished
    var multiplier = 0.0
    while true {
      iterations += 1
      guard iterations <= iterationLimit else { throw .notFinished(iterations: iterations) }
      let d = factors.coordinates(limit.normal)
      let outside = Array(d[factors.q...]).norm
      let dependent = outside <= 1e-12 * max(limit.length, .leastNormalMagnitude)
      let r = factors.solve(d)
      let slack = slack(limit)
      if dependent, multiplier == 0 ? holdsBarely(limit) : slack >= -1e4 * rounding(limit) { return false }
      let full = dependent ? .infinity : -slack / (outside * outside)
      let blocking = firstToVanish(r)
      guard let blocking, blocking.length < full else {
        guard full < .infinity else { throw .infeasible(conflict(limit, r)) }
        move(by: full, dependent ? nil : factors.direction(d), r)
        active.append(limit)
        u.append(multiplier + full)
        factors.add(d)
        return true
      }
      move(by: blocking.length, dependent ? nil : factors.direction(d), r)
      multiplier += blocking.length
      active.remove(at: blocking.place)
      u.remove(at: blocking.place)
      factors.drop(blocking.place)
    }
  }

  /// Whether a constraint that depends on active ones misses only by what rounding makes of them, once they are refined.
  private mutating func holdsBarely(_ limit: Limit) -> Bool {
    guard slack(limit) >= -1e6 * rounding(limit) else { return false }
    refine()
    var terms = abs(limit.end)
    for (a, x) in zip(limit.normal, x) { terms += abs(a * x) }
    return slack(limit) >= -1e-8 * terms - 1e-14 * limit.length * size
  }

  /// The active inequality whose multiplier reaches zero first as the new one's grows.
  private func firstToVanish(_ r: [Double]) -> (place: Int, length: Double)? {
    var first: (place: Int, length: Double)?
    let largest = r.reduce(0) { max($0, abs($1)) }
    for (place, limit) in active.enumerated() where limit.side != .both && r[place] > 1e-14 * largest {
      let length = max(0, u[place]) / r[place]
      if length < first?.length ?? .infinity { first = (place, length) }
    }
    return first
  }

  private mutating func move(by length: Double, _ direction: [Double]?, _ r: [Double]) {
    if let direction {
      for i in x.indices { x[i] += length * direction[i] }
    }
    for i in u.indices { u[i] -= length * r[i] }
  }

  /// The constraint and the active ones its normal combines. Active normals are independent, so none can be spared.
  private func conflict(_ limit: Limit, _ r: [Double]) -> [QuadraticProgram.Constraint] {
    let largest = zip(r, active).reduce(0) { max($0, abs($1.0) * $1.1.length) }
    let others = zip(r, active).filter { abs($0) * $1.length > 1e-10 * largest }.map(\.1.constraint)
    return [limit.constraint] + others
  }

  /// One step of Newton's method on the equations of the active set, which removes what rounding has piled up.
  private mutating func refine() {
    var gap = zip(program.curvature(at: x), program.gradient).map { $0 + $1 }
    for (limit, multiplier) in zip(active, u) {
      for i in gap.indices { gap[i] -= multiplier * limit.normal[i] }
    }
    let d = factors.coordinates(gap)
    let held = factors.solveTransposed(active.map { -slack($0) })
    let step = factors.combination(held + d[held.count...].map { -$0 })
    let change = factors.solve(zip(held, d).map { $0 + $1 })
    for i in x.indices { x[i] += step[i] }
    for i in u.indices { u[i] += change[i] }
  }

  private func solution() -> QuadraticProgram.Solution {
    var rows = [Double](repeating: 0, count: program.ranges.count)
    var bounds = [Double](repeating: 0, count: x.count)
    for (limit, multiplier) in zip(active, u) {
      let value = limit.sign * (limit.side == .both ? multiplier : max(0, multiplier))
      switch limit.constraint {
      case .row(let i): rows[i] = value
      case .bound(let j): bounds[j] = value
      }
    }
    let objective = 0.5 * x.dot(program.curvature(at: x)) + x.dot(program.gradient)
    return QuadraticProgram.Solution(
      x: x, objective: objective, rowMultipliers: rows, boundMultipliers: bounds,
      active: active.map { QuadraticProgram.Active(constraint: $0.constraint, side: $0.side) },
      iterations: iterations)
  }
}

extension DualActiveSet.Limit {
  /// An equality seen from its other side.
  fileprivate var reversed: Self {
    Self(
      constraint: constraint, side: side, sign: -sign, normal: normal.map { -$0 }, end: -end, length: length)
  }
}
