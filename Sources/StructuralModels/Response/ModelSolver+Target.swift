import LinearAlgebra
import TimeSeries

extension ModelSolver {
  /// Finds the instruments that meet targets exactly, along a dynamic simulation or forecast.
  ///
  /// - Throws: `TargetingError` where targets and instruments do not fit or the targets cannot be reached;
  ///   `SimulationError` where the model cannot be solved on the way.
  public func meet(_ wish: Targeting, along simulation: Simulation, from data: ModelData) throws
    -> Targeting.Outcome
  {
    let span = try wish.span(model, within: simulation.span)
    var levers = TargetLevers(self, wish, span, simulation, data)
    var best = (gap: Double.infinity, moves: [Double]())
    var scale = 1.0
    for iteration in 1...wish.iterationLimit {
      let answers = try multipliers(of: wish.instruments, along: levers.simulation, from: levers.data)
      let misses = levers.misses(answers.paths)
      let gap = misses.reduce(0) { max($0, $1.scaled) }
      if gap <= wish.tolerance {
        return Targeting.Outcome(
          instruments: levers.series, paths: answers.paths, iterations: iteration)
      }
      if gap < best.gap {
        best = (gap, try levers.moves(answers, misses))
        scale = 1
        levers.move(best.moves, by: 1)
      } else {
        guard scale > 1e-6, gap > 1e3 * wish.tolerance else {
          throw TargetingError.notMet(misses.map(\.miss))
        }
        levers.move(best.moves, by: -scale / 2)
        scale /= 2
      }
    }
    let last = try simulate(levers.simulation, from: levers.data)
    throw TargetingError.notMet(levers.misses(last).filter { $0.scaled > wish.tolerance }.map(\.miss))
  }
}

extension Targeting {
  /// The periods of the targets, checked.
  func span(_ model: Model, within simulated: PeriodSpan) throws(TargetingError) -> PeriodSpan {
    let names = targets.keys.sorted()
    guard let first = names.first, let span = targets[first]?.span, names.count == instruments.count else {
      throw .notSquare(targets: names.count, instruments: instruments.count)
    }
    for name in names {
      guard model.index(of: name) != nil else { throw .unknownTarget(name) }
      guard let other = targets[name] else { continue }
      guard other.span == span else { throw .differentPeriods(first, span, name, other.span) }
      if let missing = other.missing.first { throw .gap(name, missing) }
    }
    guard simulated.frequency == span.frequency, simulated.contains(span.lowerBound),
      simulated.contains(span.upperBound)
    else { throw .outside(span, simulated: simulated) }
    return span
  }
}

/// Instruments being moved, and how far their targets are.
struct TargetLevers {
  private let wish: Targeting
  private let targets: [String]
  private let span: PeriodSpan
  private let exogenous: Set<String>
  private let shocks: Set<String>
  private(set) var simulation: Simulation
  private(set) var data: ModelData
  /// Values now, by instrument, then period.
  private var values: [[Double]] = []

  struct Gap {
    let miss: TargetingError.Miss
    /// Against the size of the target.
    let scaled: Double
  }

  init(
    _ solver: ModelSolver, _ wish: Targeting, _ span: PeriodSpan, _ simulation: Simulation, _ data: ModelData
  ) {
    self.wish = wish
    self.span = span
    self.simulation = simulation
    self.data = data
    targets = wish.targets.keys.sorted()
    exogenous = Set(solver.model.exogenous.map(\.name))
    shocks = Set(solver.model.shocks.map(\.name))
    values = wish.instruments.map { name in
      let old =
        exogenous.contains(name)
        ? data[name] : shocks.contains(name) ? simulation.shocks[name] : simulation.addFactors[name]
      return span.map { old?[$0] ?? 0 }
    }
    write()
  }

  /// The instruments now.
  var series: [String: Series] {
    var series: [String: Series] = [:]
    for (name, values) in zip(wish.instruments, values) {
      let old = data[name]
      series[name] = Series(
        start: span.lowerBound, values: values, unit: exogenous.contains(name) ? old?.unit ?? .ratio : .ratio,
        basis: exogenous.contains(name) ? old?.basis ?? .notApplicable : .notApplicable)
    }
    return series
  }

  func misses(_ paths: SimulatedPaths) -> [Gap] {
    targets.flatMap { name in
      span.map { period in
        let target = wish.targets[name]?[period] ?? .nan
        let reached = paths[name]?[period] ?? .nan
        let size = max(abs(target), abs(reached), .leastNormalMagnitude)
        return Gap(
          miss: TargetingError.Miss(variable: name, period: period, target: target, reached: reached),
          scaled: abs(reached - target) / size)
      }
    }
  }

  /// How far to move every instrument in every period: the multipliers' system solved for the gaps.
  func moves(_ answers: Multipliers, _ gaps: [Gap]) throws -> [Double] {
    let levers = wish.instruments.flatMap { name in span.map { (name, $0) } }
    let system = Matrix(rows: gaps.count, columns: levers.count) { i, j in
      let miss = gaps[i].miss
      return answers.response(of: miss.variable, in: miss.period, to: levers[j].0, at: levers[j].1) ?? 0
    }
    guard let factors = try? LU(system), factors.reciprocalCondition > 1e-14 else {
      throw TargetingError.powerless(wish.instruments, on: targets)
    }
    return factors.solve(gaps.map { $0.miss.target - $0.miss.reached })
  }

  mutating func move(_ steps: [Double], by length: Double) {
    for k in values.indices {
      for t in values[k].indices { values[k][t] += length * steps[k * span.count + t] }
    }
    write()
  }

  private mutating func write() {
    for (name, series) in series {
      if exogenous.contains(name) {
        data = data.overlaid(with: ModelData([name: series]))
      } else if shocks.contains(name) {
        simulation.shocks[name] = Self.merged(simulation.shocks[name], series)
      } else {
        simulation.addFactors[name] = Self.merged(simulation.addFactors[name], series)
      }
    }
  }

  private static func merged(_ old: Series?, _ new: Series) -> Series {
    guard let old else { return new }
    return ModelData(["": old]).overlaid(with: ModelData(["": new]))[""] ?? new
  }
}
