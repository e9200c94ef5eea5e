import Probability
import Scenarios

/// An equation model bound to one scenario: draws, solves and writes straight into a block.
struct StructuralProjection: PreparedProjection {
  let binding: ScenarioBinding
  let conditioning: LinearConditioning?
  let imposed: [ImposedPath]
  let plausibility: Plausibility?
  let logWeightScale: Double
  private var omitted: Set<Int> = []
  private let identity = DrawIdentity()

  var quantities: [Quantity] { binding.quantities }

  init(
    _ binding: ScenarioBinding, _ conditioning: LinearConditioning? = nil, plausibility: Plausibility? = nil
  ) {
    self.binding = binding
    self.conditioning = conditioning
    self.plausibility = plausibility
    imposed = binding.imposed + (conditioning?.imposed ?? [])
    logWeightScale = conditioning?.logWeightScale ?? 0
  }

  func omitting(_ rows: Set<Int>) -> any PreparedProjection {
    var other = self
    other.omitted = rows
    return other
  }

  func fill(_ block: inout PathBlock, draws: Range<UInt64>) throws {
    precondition(draws.count <= PathBlock.capacity, "a block holds \(PathBlock.capacity) draws at most")
    block.reshape(quantities: quantities.count, periods: binding.periods)
    block.lanes = draws.count
    block.isWeighted = conditioning?.isWeighted ?? false
    let scratch = block.scratch as? ProjectionScratch ?? ProjectionScratch()
    block.scratch = scratch
    let drawn = scratch.drawn(binding, seed: block.seed, draws: draws)
    let bench = scratch.bench(identity, binding)
    bench.random.fill(seed: block.seed, draws: draws, rows: binding.ownRandom)
    binding.lanes.load(&bench.frame, lanes: draws.count)
    binding.disturb(&bench.frame, drawn, bench.random)
    binding.lanes.solve(&bench.frame)
    if let conditioning {
      conditioning.condition(
        bench, drawn, binding, draws, seed: block.seed,
        logWeights: block.isWeighted ? block.logWeights : nil)
    }
    write(bench.frame, into: &block)
  }

  private func write(_ frame: borrowing LaneFrame, into block: inout PathBlock) {
    let lanes = frame.lanes
    for (quantity, output) in binding.outputs.enumerated() {
      for period in 0..<binding.periods where !omitted.contains(quantity * binding.periods + period) {
        let out = block.row(quantity, period: period)
        let now = frame.row(output.column, period: period)
        guard output.measure == .growth else {
          out.update(from: now, count: lanes)
          continue
        }
        guard period >= output.past.count else {
          let before = output.past[period]
          for lane in 0..<lanes { out[lane] = 100 * (now[lane] / before - 1) }
          continue
        }
        let before = frame.row(output.column, period: period - output.past.count)
        for lane in 0..<lanes { out[lane] = 100 * (now[lane] / before[lane] - 1) }
      }
    }
    block.validity.update(from: frame.validity, count: lanes)
    // Exactly what was imposed, not what rounding leaves of it: targets may stand at the same number.
    for slot in conditioning?.slots ?? [] where slot.isHard {
      guard let quantity = quantities.firstIndex(of: slot.condition.quantity) else { continue }
      block.row(quantity, period: slot.period).update(repeating: slot.condition.mean, count: lanes)
    }
  }
}

/// What one thread keeps between blocks: the draws all scenarios share, and a frame for each scenario.
final class ProjectionScratch {
  /// A scenario's own frame and random numbers.
  final class Bench {
    var frame: LaneFrame
    let random = RandomBlock()

    init(_ lanes: LaneSimulation) { frame = LaneFrame(lanes, capacity: PathBlock.capacity) }
  }

  private let rows = DrawnRows()
  private var identity: DrawIdentity?
  private var periods = 0
  private var seed: UInt64 = 0
  private var draws: Range<UInt64> = 0..<0
  private var benches: [ObjectIdentifier: (owner: DrawIdentity, bench: Bench)] = [:]

  /// The draws of a projector, made unless they are there.
  func drawn(_ binding: ScenarioBinding, seed: UInt64, draws: Range<UInt64>) -> DrawnRows {
    let isKnown =
      identity === binding.identity && periods == binding.periods && self.seed == seed && self.draws == draws
    if !isKnown {
      rows.fill(binding.layout, seed: seed, draws: draws)
      (identity, periods, self.seed, self.draws) = (binding.identity, binding.periods, seed, draws)
    }
    return rows
  }

  func bench(_ owner: DrawIdentity, _ binding: ScenarioBinding) -> Bench {
    if let known = benches[ObjectIdentifier(owner)] { return known.bench }
    let bench = Bench(binding.lanes)
    benches[ObjectIdentifier(owner)] = (owner, bench)
    return bench
  }
}
