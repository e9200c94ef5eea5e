import Probability
import Scenarios
import TimeSeries

/// The growth model bound to one scenario: a compiled program that writes straight into a block.
struct GrowthProjection: PreparedProjection {
  let quantities: [Quantity]
  let imposed: [ImposedPath]
  let plausibility: Plausibility?
  let logWeightScale: Double
  let origins: [Int: RowOrigin]
  private(set) var program: LaneProgram
  let layout: DrawLayout
  let reserved: [Int]
  let isWeighted: Bool

  init(
    _ system: EquationSystem, _ conditioned: ConditionedSystem?, imposed: [ImposedPath],
    plausibility: Plausibility?
  ) throws {
    let quantities = system.quantities
    let layout = system.layout
    self.quantities = quantities
    self.layout = layout
    self.imposed = imposed
    self.plausibility = plausibility
    reserved = system.reserved.sorted()
    var outputs = quantities.flatMap { quantity in
      system.years.indices.map { system.value(quantity, $0) ?? system.graph.constant(.nan) }
    }
    outputs.append(system.validity)
    isWeighted = conditioned.map { $0.logWeight.constant == nil } ?? false
    if let conditioned {
      outputs = conditioned.applied(to: outputs)
      for slot in conditioned.slots where slot.condition.isHard && slot.elapsed == nil {
        // Exactly what was imposed, not what rounding leaves of it: targets may stand at the same number.
        let row = quantities.firstIndex(of: slot.condition.quantity).map { $0 * layout.years + slot.year }
        if let row { outputs[row] = system.graph.constant(slot.condition.mean) }
      }
      let last = outputs.count - 1
      outputs[last] = conditioned.regular(outputs[last])
      if isWeighted { outputs.append(conditioned.logWeight) }
    }
    program = system.graph.compile(outputs: outputs)
    origins = system.graph.origins(
      of: outputs[..<(quantities.count * layout.years)],
      apartFrom: outputs[(quantities.count * layout.years)...])
    let weights = outputs.count - 1
    logWeightScale = isWeighted ? PilotDraws(layout, reserved).largest(of: program, output: weights) : 0
  }

  func omitting(_ rows: Set<Int>) -> any PreparedProjection {
    var other = self
    other.program = program.omitting(outputs: rows)
    return other
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
      outputStride: PathBlock.rowStride, lanes: draws.count, scratch: shared.scratch)
  }
}

extension LaneGraph {
  /// Origins of the outputs that share no input with the deciding ones, by place.
  func origins(of outputs: ArraySlice<LaneValue>, apartFrom deciding: ArraySlice<LaneValue>) -> [Int:
    RowOrigin]
  {
    let rows = Set(inputRows(of: Array(deciding)))
    var origins: [Int: RowOrigin] = [:]
    for (place, output) in outputs.enumerated() where rows.isDisjoint(with: inputRows(of: [output])) {
      origins[place] = RowOrigin(derivation: derivation(of: output))
    }
    return origins
  }
}

extension EquationSystem {
  /// One where no total and no part of one falls by more than all of itself: growth of GDP, its sectors, investment and its areas is
  /// −100 % or more. Other flows are cut off at zero instead, since nothing has to add up to them.
  var validity: LaneValue {
    let bound = ["gdp", "fai"].flatMap { [$0] + model.parts(of: $0) }
    let rates = bound.flatMap { id in years.indices.compactMap { value(Quantity(id, .growth), $0) } }
    guard let first = rates.first else { return graph.constant(1) }
    return rates.dropFirst().reduce(first) { $0.minimum($1) }.isAtLeast(-100)
  }
}

extension ConditionedSystem {
  /// Validity of draws in which, besides, the conditions could be met.
  func regular(_ validity: LaneValue) -> LaneValue {
    let pivots = stages.pivots.filter { $0.constant == nil }
    guard let first = pivots.first else { return validity }
    let least = pivots.dropFirst().reduce(first) { $0.minimum($1) }
    return validity * least.isAtLeast(Double.leastNormalMagnitude)
  }
}
