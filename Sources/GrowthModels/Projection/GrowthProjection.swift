import Probability
import Scenarios
import TimeSeries

/// The growth model bound to one scenario: a compiled program that writes straight into a block.
struct GrowthProjection: PreparedProjection {
  let quantities: [Quantity]
  let imposed: [ImposedPath]
  let plausibility: Plausibility?
  let logWeightScale: Double
  let program: LaneProgram
  let layout: DrawLayout
  let reserved: [Int]
  let isWeighted: Bool

  init(
    _ system: EquationSystem, _ conditioned: ConditionedSystem?, imposed: [ImposedPath],
    plausibility: Plausibility?
  ) throws {
    quantities = system.quantities
    self.imposed = imposed
    self.plausibility = plausibility
    layout = system.layout
    reserved = system.reserved.sorted()
    var outputs = quantities.flatMap { quantity in
      system.years.indices.map { system.value(quantity, $0) ?? system.graph.constant(.nan) }
    }
    outputs.append(system.validity)
    isWeighted = conditioned.map { $0.logWeight.constant == nil } ?? false
    if let conditioned {
      outputs = conditioned.conditioning.applied(to: outputs)
      let last = outputs.count - 1
      outputs[last] = conditioned.regular(outputs[last])
      if isWeighted { outputs.append(conditioned.logWeight) }
    }
    program = system.graph.compile(outputs: outputs)
    let weights = outputs.count - 1
    logWeightScale = isWeighted ? PilotDraws(layout, reserved).largest(of: program, output: weights) : 0
  }

  func fill(_ block: inout PathBlock, draws: Range<UInt64>) throws {
    precondition(draws.count <= PathBlock.capacity, "a block holds \(PathBlock.capacity) draws at most")
    block.reshape(quantities: quantities.count, periods: layout.years)
    block.lanes = draws.count
    block.isWeighted = isWeighted
    let shared = block.scratch as? SharedDraws ?? SharedDraws()
    block.scratch = shared
    shared.fill(layout, seed: block.seed, draws: draws, reserved: reserved)
    program.run(
      inputs: shared.base, inputStride: shared.stride, outputs: block.row(0, period: 0),
      outputStride: PathBlock.capacity, lanes: draws.count, scratch: shared.scratch)
  }
}

extension EquationSystem {
  /// One where no level falls below zero: growth of everything with a level is −100 % or more.
  var validity: LaneValue {
    var least: LaneValue?
    for id in model.levelVariables where !isRate(id) {
      for t in years.indices {
        guard let g = driver(id, t) else { continue }
        least = least.map { $0.minimum(g) } ?? g
      }
    }
    return least.map { $0.isAtLeast(-100) } ?? graph.constant(1)
  }
}

extension ConditionedSystem {
  /// Validity of draws in which, besides, the conditions could be met.
  func regular(_ validity: LaneValue) -> LaneValue {
    let pivots = conditioning.pivots.filter { $0.constant == nil }
    guard let first = pivots.first else { return validity }
    let least = pivots.dropFirst().reduce(first) { $0.minimum($1) }
    return validity * least.isAtLeast(Double.leastNormalMagnitude)
  }
}
