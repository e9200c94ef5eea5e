import LinearAlgebra
import Optimization
import TimeSeries

extension PathSearch {
  /// A value of cost plus weighted misses, and what rounding makes of it.
  private func merit(_ u: [Double], _ paths: SimulatedPaths) -> (value: Double, rounding: Double) {
    let reached = PathProgram.values(program.targets.map(\.element), of: paths)
    let aimed = PathProgram.values(program.aims.map(\.element), of: paths)
    let cost = program.cost(u, aimed: aimed)
    var (value, size) = (cost.value, cost.size)
    for (penalty, (x, range)) in zip(penalties, zip(reached, program.ranges)) where penalty > 0 {
      value += penalty * PathProgram.distance(x, range)
      size += penalty * abs(x)
    }
    return (value, 1e-14 * size)
  }

  /// The point after the longest of the steps 1, 1/2, 1/4 … that lowers the merit, tried first with a correction for the path's
  /// curvature; nil where none does.
  mutating func advanced(
    _ point: PathProgram.Point, _ gradient: [Double], _ hessian: Matrix, _ step: QuadraticProgram.Solution
  ) throws -> PathProgram.Point? {
    for (i, multiplier) in step.rowMultipliers.enumerated() where penalties[i] < 1.5 * abs(multiplier) {
      penalties[i] = 2 * abs(multiplier)
    }
    let before = merit(point.u, point.paths)
    var slope = gradient.dot(step.x)
    for (penalty, (x, range)) in zip(penalties, zip(point.reached, program.ranges)) {
      slope -= penalty * PathProgram.distance(x, range)
    }
    let accepts = { (merit: (value: Double, rounding: Double), length: Double) in
      merit.value <= before.value + 1e-4 * length * min(slope, 0) + before.rounding + merit.rounding
    }
    var length = 1.0
    while length > 1e-10 {
      let u = moved(point.u, step.x, by: length)
      if let paths = try? program.simulate(u, solver) {
        if accepts(merit(u, paths), length) { return try program.point(u, solver) }
        if length == 1, let better = corrected(point, gradient, hessian, step, paths),
          let paths = try? program.simulate(better, solver), accepts(merit(better, paths), length)
        {
          return try program.point(better, solver)
        }
      }
      length /= 2
    }
    return nil
  }

  /// Values within their bounds also after rounding.
  func moved(_ u: [Double], _ step: [Double], by length: Double) -> [Double] {
    u.indices.map { j in
      let bounds = program.levers.levers[j].bounds
      return min(max(u[j] + length * step[j], bounds.lowerBound), bounds.upperBound)
    }
  }

  /// The instruments after the step of the same program with the targets' curvature along the first step added.
  private func corrected(
    _ point: PathProgram.Point, _ gradient: [Double], _ hessian: Matrix, _ step: QuadraticProgram.Solution,
    _ paths: SimulatedPaths
  ) -> [Double]? {
    guard !program.targets.isEmpty else { return nil }
    let reached = PathProgram.values(program.targets.map(\.element), of: paths)
    let linear = point.targetSlopes * step.x
    let correction = zip(reached, linear).map { $0 - $1 }
    let second = try? quadratic(point, gradient, hessian, correction: correction).solution()
    return second.map { moved(point.u, $0.x, by: 1) }
  }

  // MARK: - Targets that conflict to first order

  /// The sum of squared misses, against the targets' sizes.
  private func miss(_ reached: [Double], _ sizes: [Double]) -> Double {
    zip(sizes, zip(reached, program.ranges)).reduce(0) { sum, target in
      let gap = PathProgram.distance(target.1.0, target.1.1) / target.0
      return sum + gap * gap
    }
  }

  /// The point nearest to meeting targets that cannot be met to first order. Throws the conflict where it is no nearer.
  func restored(
    _ point: PathProgram.Point, _ hessian: Matrix, conflict: [QuadraticProgram.Constraint]
  ) throws -> PathProgram.Point {
    let sizes = program.sizes(point, from: origin)
    let before = miss(point.reached, sizes)
    let step = try elastic(point, hessian, sizes)
    let linear = zip(point.reached, point.targetSlopes * step).map { $0 + $1 }
    guard miss(linear, sizes) < (1 - 1e-6) * before else { throw named(conflict) }
    var length = 1.0
    while length > 1e-6 {
      let u = moved(point.u, step, by: length)
      if let paths = try? program.simulate(u, solver) {
        let reached = PathProgram.values(program.targets.map(\.element), of: paths)
        if miss(reached, sizes) < (1 - 1e-7 * length) * before { return try program.point(u, solver) }
      }
      length /= 2
    }
    throw named(conflict)
  }

  /// The step of least squared misses, with a little of the cost.
  private func elastic(_ point: PathProgram.Point, _ hessian: Matrix, _ sizes: [Double]) throws -> [Double] {
    let (n, k) = (point.u.count, sizes.count)
    var reach = 0.0
    for j in 0..<n {
      var sum = 0.0
      for i in 0..<k { sum += point.targetSlopes[i, j] / sizes[i] * (point.targetSlopes[i, j] / sizes[i]) }
      reach = max(reach, sum / max(hessian[j, j], .leastNormalMagnitude))
    }
    let share = 1e-8 * max(reach, .leastNormalMagnitude)
    let nearest = QuadraticProgram(
      hessian: Matrix(rows: n + k, columns: n + k) { i, j in
        i < n && j < n ? share * hessian[i, j] : i == j ? 1 : 0
      },
      gradient: Array(repeating: 0, count: n + k),
      rows: Matrix(rows: k, columns: n + k) { i, j in
        j < n ? point.targetSlopes[i, j] / sizes[i] : i == j - n ? 1 : 0
      },
      ranges: zip(sizes, zip(program.ranges, point.reached)).map { size, target in
        let room = Self.shifted(target.0, by: -target.1)
        return room.lowerBound / size...room.upperBound / size
      },
      bounds: room(point.u) + Array(repeating: QuadraticProgram.free, count: k))
    return Array(try nearest.solution().x.prefix(n))
  }

  /// Throws where nothing moves a target that is not met.
  func requirePower(_ point: PathProgram.Point) throws(PolicyError) {
    let sizes = program.sizes(point, from: origin)
    for (i, target) in program.targets.enumerated() {
      let range = target.wish.bound.range
      let isIdle = point.u.indices.allSatisfy { point.targetSlopes[i, $0] == 0 }
      if isIdle, PathProgram.distance(point.reached[i], range) > tolerance * sizes[i] {
        throw .powerless(target.wish, names)
      }
    }
  }

  private var names: [String] {
    program.levers.instruments.map(\.name).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// What conflicts, in the words of the wish.
  private func named(_ conflict: [QuadraticProgram.Constraint]) -> PolicyError {
    var (rows, bounds): ([Int], [Int]) = ([], [])
    for constraint in conflict {
      switch constraint {
      case .row(let i): rows.append(i)
      case .bound(let j): bounds.append(j)
      }
    }
    let limits = bounds.sorted().map { j in
      let lever = program.levers.levers[j]
      return PolicyError.Limit(instrument: lever.name, period: lever.period, bounds: lever.bounds)
    }
    return .conflict(rows.sorted().map { program.targets[$0].wish }, limits: limits)
  }
}
