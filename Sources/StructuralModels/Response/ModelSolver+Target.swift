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
    let instruments = wish.instruments.map { PolicyInstrument($0, over: span, cost: .weight(0)) }
    let levers = try PolicyLevers(self, instruments, simulation, data, mayBeFree: true, missing: 0)
    let program = try PathProgram(
      self, levers, aims: [], targets: wish.points(model), discount: 1, over: simulation.span)
    var point = try program.point(levers.levers.map(\.reference), self)
    let origin = point.reached
    for iteration in 1...wish.iterationLimit {
      let gaps = program.gaps(point, from: origin)
      if gaps.allSatisfy({ $0 <= wish.tolerance }) {
        return Targeting.Outcome(
          instruments: levers.named(point.u), paths: point.paths, iterations: iteration)
      }
      guard iteration < wish.iterationLimit,
        let next = try nearer(point, gaps, program, wish, from: origin)
      else { throw TargetingError.notMet(program.misses(point, from: origin, beyond: wish.tolerance)) }
      point = next
    }
    throw TargetingError.notMet(program.misses(point, from: origin, beyond: wish.tolerance))
  }

  /// The point after the longest of the steps 1, 1/2, 1/4 … of Newton's method that comes nearer to the targets; nil where
  /// none does.
  private func nearer(
    _ point: PathProgram.Point, _ gaps: [Double], _ program: PathProgram, _ wish: Targeting,
    from origin: [Double]
  ) throws(TargetingError) -> PathProgram.Point? {
    guard let factors = try? LU(point.targetSlopes), factors.reciprocalCondition > 1e-14 else {
      throw .powerless(wish.instruments, on: wish.targets.keys.sorted())
    }
    let step = factors.solve(
      zip(program.targets, point.reached).map { $0.wish.bound.range.lowerBound - $1 })
    let widest = gaps.max() ?? 0
    var length = 1.0
    while length > 1e-6 {
      let u = zip(point.u, step).map { $0 + length * $1 }
      if let next = try? program.point(u, self), (program.gaps(next, from: origin).max() ?? 0) < widest {
        return next
      }
      length /= 2
    }
    return nil
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

  /// The targets one by one, in alphabetical order, in the units of the model.
  func points(_ model: Model) -> [PathTarget] {
    targets.sorted { $0.key < $1.key }.flatMap { name, series in
      PathTarget.path(name, series.counted(in: model.index(of: name).flatMap { model.variables[$0].unit }))
    }
  }
}
