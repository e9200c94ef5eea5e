import Probability

/// Solves one block for one draw: Newton's method with a line search whose step lengths run side by side in the lanes of a
/// strip. Dennis & Schnabel (1996) §6.3. In the arithmetic of the lanes, so that the same draw has the same bytes anywhere.
final class LaneBench {
  private static let strip = LaneProgram.laneMultiple
  /// Step lengths 1, ½, ¼ …
  private static let lengths = 40

  private var inputs: [Double] = []
  private var outputs: [Double] = []
  private let scratch = LaneScratch()

  /// A block to first order at its solution.
  struct Anchor: Sendable {
    /// The unknowns.
    var values: [Double]
    /// One over the size of each equation's terms.
    var weights: [Double]
    let order: EliminationOrder
    /// Of the Jacobian, by place.
    let factors: [Double]
  }

  enum Outcome {
    case solved(Anchor)
    case failed(SolveFailure.Reason)
  }

  private struct Point {
    var residuals: [Double]
    var weights: [Double]
    var entries: [Double]
    var isDefined: Bool { (residuals + entries).allSatisfy(\.isFinite) }

    var worst: Double {
      zip(residuals, weights).reduce(0) { worst, pair in
        let size = abs(pair.0) * pair.1
        return size.isNaN || worst.isNaN ? .nan : max(worst, size)
      }
    }
  }

  /// The numbers a routine gives for one draw.
  func evaluate(_ routine: LaneRoutine, _ value: (LaneOperand) -> Double) -> [Double] {
    routine.program.evaluate(routine.inputs.map(value) + [0])
  }

  /// The first of the starts that leads to a solution; else how the search from the first one ended.
  func solve(
    _ block: LaneBlock, from starts: [[Double]], order: EliminationOrder?, _ settings: NewtonSettings,
    _ value: (LaneOperand) -> Double
  ) -> Outcome {
    var first: SolveFailure.Reason?
    for start in starts {
      write(block, value)
      switch iterate(block, start, order, settings) {
      case .solved(let anchor): return .solved(anchor)
      case .failed(let reason): first = first.flatMap { $0 == .undefined ? nil : $0 } ?? reason
      }
    }
    return .failed(first ?? .stalled)
  }

  private func iterate(
    _ block: LaneBlock, _ start: [Double], _ order: EliminationOrder?, _ settings: NewtonSettings
  ) -> Outcome {
    var (x, order) = (start, order)
    var known: Anchor?
    for _ in 0..<settings.iterationLimit {
      let point = linearise(block, at: x)
      guard point.isDefined else { return .failed(.undefined) }
      let worst = point.worst
      guard let step = step(block, point, x, &order), let used = order else {
        return .failed(.singular)
      }
      known = Anchor(values: x, weights: point.weights, order: used, factors: used.factors(point.entries))
      if worst <= NewtonSettings.goal { break }
      guard let next = search(block, from: x, along: step, point) else {
        if worst <= settings.tolerance { break }
        return .failed(.stalled)
      }
      x = next
      known = nil
      if x.contains(where: { abs($0) > 1e100 }) { return .failed(.diverged) }
    }
    return known.map { .solved($0) } ?? .failed(.iterationLimit)
  }

  /// A⁻¹r in the order given, or in a new one where that loses too much; nil where A is singular.
  private func step(_ block: LaneBlock, _ point: Point, _ x: [Double], _ order: inout EliminationOrder?)
    -> [Double]?
  {
    if let known = order {
      let step = known.solve(known.factors(point.entries), point.residuals)
      if isSolution(step, block, point) { return step }
    }
    let pattern = block.pattern
    let scaled = point.entries.indices.map { e in
      let size = abs(x[pattern.columns[e]])
      return point.entries[e] * point.weights[pattern.rows[e]] * (size > 0 ? size : 1)
    }
    order = EliminationOrder(pattern, scaled: scaled)
    guard let new = order else { return nil }
    let step = new.solve(new.factors(point.entries), point.residuals)
    return isSolution(step, block, point) ? step : nil
  }

  /// Whether A·step is r to a thousandth.
  private func isSolution(_ step: [Double], _ block: LaneBlock, _ point: Point) -> Bool {
    var rest = point.residuals
    for (e, entry) in point.entries.enumerated() {
      rest[block.pattern.rows[e]] -= entry * step[block.pattern.columns[e]]
    }
    let left = Point(residuals: rest, weights: point.weights, entries: []).worst
    return left <= 1e-3 * point.worst || left <= 1e-14
  }

  private func linearise(_ block: LaneBlock, at x: [Double]) -> Point {
    for (position, row) in block.unknownRows.enumerated() where row >= 0 {
      for lane in 0..<Self.strip { inputs[row * Self.strip + lane] = x[position] }
    }
    run(block.derivatives)
    let n = block.size
    let numbers = block.derivatives.outputs.indices.map { outputs[$0 * Self.strip] }
    let weights = numbers[n..<2 * n].map { $0 > 0 && $0.isFinite ? 1 / $0 : 1 }
    return Point(residuals: Array(numbers[..<n]), weights: weights, entries: Array(numbers[(2 * n)...]))
  }

  /// The first of the steps 1, ½, ¼ … that leaves every equation defined and the scaled residuals smaller.
  private func search(_ block: LaneBlock, from x: [Double], along step: [Double], _ point: Point) -> [Double]?
  {
    for (position, row) in block.unknownRows.enumerated() where row >= 0 {
      var length = 1.0
      for lane in 0..<Self.strip {
        inputs[row * Self.strip + lane] = x[position] - length * step[position]
        length /= 2
      }
    }
    run(block.residuals)
    let before = zip(point.residuals, point.weights).reduce(0) { $0 + ($1.0 * $1.1) * ($1.0 * $1.1) }
    var length = 1.0
    for lane in 0..<Self.lengths {
      var after = 0.0
      for (i, weight) in point.weights.enumerated() {
        let size = outputs[i * Self.strip + lane] * weight
        after += size * size
      }
      if after <= (1 - 1e-4 * length) * before {
        return zip(x, step).map { $0 - length * $1 }
      }
      length /= 2
    }
    return nil
  }

  // MARK: Rows

  private func write(_ block: LaneBlock, _ value: (LaneOperand) -> Double) {
    let operands =
      block.derivatives.inputs.count > block.residuals.inputs.count
      ? block.derivatives.inputs : block.residuals.inputs
    inputs = operands.flatMap { Array(repeating: value($0), count: Self.strip) }
    inputs += Array(repeating: 0, count: Self.strip)
  }

  private func run(_ routine: LaneRoutine) {
    let room = (routine.outputs.count + 1) * Self.strip
    if outputs.count < room { outputs = Array(repeating: 0, count: room) }
    inputs.withUnsafeBufferPointer { inputs in
      outputs.withUnsafeMutableBufferPointer { outputs in
        guard let input = inputs.baseAddress, let output = outputs.baseAddress else { return }
        routine.program.run(
          inputs: input, inputStride: Self.strip, outputs: output, outputStride: Self.strip,
          lanes: Self.strip, scratch: scratch)
      }
    }
  }
}
