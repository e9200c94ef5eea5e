import Datasets
import Probability
import Scenarios
import TimeSeries

extension StructuralProjector {
  /// A binding with its conditions, each found to be one that can be met exactly.
  ///
  /// - Throws: `Diagnostics` naming every condition that cannot.
  func conditioned(
    _ binding: ScenarioBinding, on conditions: [Condition], _ assumptions: StructuralAssumptions,
    _ periods: [Period]
  ) throws -> StructuralProjection {
    guard let place = conditions.first?.position else { return StructuralProjection(binding) }
    var problems = Diagnostics()
    var slots = ConditionSlot.all(
      conditions, of: self, binding, assumptions, periods, problems: &problems)
    switch uncertainty.disturbances {
    case .normal, .independent, .none: break
    case .student, .bootstrap, .matrix: problems.append(.conditionNeedsNormal(at: place))
    }
    try problems.throwIfErrors()
    let last = slots.map(\.period).max() ?? 0
    let disturbances = ConditionedDisturbances(self, binding, until: last)
    let probe = ConditionProbe(binding, disturbances)
    for k in slots.indices { probe.settle(&slots[k], &problems) }
    try problems.throwIfErrors()
    let jacobian = slots.map { probe.slopes(of: $0) }
    for k in slots.indices
    where SmallFactor(Array(jacobian[...k]), disturbances.covariance) == nil {
      problems.append(.conditionsContradict(slots[k].condition))
      break
    }
    try problems.throwIfErrors()
    let isCertain =
      binding.parameters.isEmpty && binding.ownRandom.isEmpty
      && Set(disturbances.instruments.map(\.subject)).count == binding.subjects.count
    let conditioning = LinearConditioning(
      slots, disturbances, jacobian: isCertain ? jacobian : nil, binding)
    return StructuralProjection(
      binding, conditioning,
      plausibility: try conditioning.plausibility(
        mean: slots.map { probe.undisturbed(of: $0) }, jacobian: jacobian))
  }
}

/// A model's response to each disturbance by itself, at the means of everything else, and whether responses add up.
struct ConditionProbe {
  private let deviations: [Double]
  /// Levels by column and period: undisturbed, with each disturbance by itself, then with all at once as in `mixes`.
  private var frame: LaneFrameValues
  private let mixes: [[Double]]

  init(_ binding: ScenarioBinding, _ disturbances: ConditionedDisturbances) {
    let deviations = disturbances.deviations
    self.deviations = deviations
    let random = RandomBlock()
    random.fill(
      seed: 0x70_726F_6265, draws: 0..<8,
      rows: deviations.indices.map { RandomRow(period: 0, shock: UInt32($0)) })
    let mixes = (0..<8).map { draw in deviations.indices.map { random[row: $0, lane: draw] * deviations[$0] }
    }
    self.mixes = mixes
    let moves =
      [deviations.map { _ in 0.0 }]
      + deviations.indices.map { i in deviations.indices.map { $0 == i ? deviations[i] : 0 } } + mixes
    frame = LaneFrameValues(binding, disturbances.instruments, moves)
  }

  /// ȳ: the value with nothing drawn.
  func undisturbed(of slot: ConditionSlot) -> Double { slot.value(frame[slot.column, slot.period, 0]) }

  /// ∂y/∂ε.
  func slopes(of slot: ConditionSlot) -> [Double] {
    let base = undisturbed(of: slot)
    return deviations.indices.map { i in
      (slot.value(frame[slot.column, slot.period, 1 + i]) - base) / deviations[i]
    }
  }

  /// Finds whether the level or its logarithm is linear; tells where neither is.
  func settle(_ slot: inout ConditionSlot, _ problems: inout Diagnostics) {
    for isLogarithmic in [false, true] {
      slot.isLogarithmic = isLogarithmic
      if isLogarithmic, slot.mean <= 0 { continue }
      guard isLinear(slot) else { continue }
      let slopes = slopes(of: slot)
      if slopes.allSatisfy({ $0 == 0 }) { problems.append(.conditionUnaffected(slot.condition)) }
      return
    }
    problems.append(.conditionNotLinear(slot.condition))
  }

  private func isLinear(_ slot: ConditionSlot) -> Bool {
    let (base, slopes) = (undisturbed(of: slot), slopes(of: slot))
    return mixes.enumerated().allSatisfy { number, mix in
      let found = slot.value(frame[slot.column, slot.period, 1 + deviations.count + number])
      var expected = base
      var size = abs(base)
      for (slope, move) in zip(slopes, mix) {
        expected += slope * move
        size += abs(slope * move)
      }
      return abs(found - expected) <= 1e-9 * size
    }
  }
}

/// Levels found with disturbances moved: one lane a list of moves.
struct LaneFrameValues {
  private var blocks: [[Double]] = []
  private let columns: Int
  private let periods: Int

  private static let capacity = 256

  init(
    _ binding: ScenarioBinding, _ instruments: [ConditionedDisturbances.Instrument], _ moves: [[Double]]
  ) {
    columns = binding.lanes.model.variables.count
    periods = binding.periods
    var frame = LaneFrame(binding.lanes, capacity: Self.capacity)
    for first in stride(from: 0, to: moves.count, by: Self.capacity) {
      let lanes = min(Self.capacity, moves.count - first)
      binding.lanes.load(&frame, lanes: lanes)
      for (i, instrument) in instruments.enumerated() {
        let row = frame.row(binding.subjects[instrument.subject].column, period: instrument.period)
        for lane in 0..<lanes { row[lane] += moves[first + lane][i] }
      }
      binding.lanes.solve(&frame)
      for lane in 0..<lanes {
        var levels: [Double] = []
        for column in 0..<columns {
          for period in 0..<periods { levels.append(frame.row(column, period: period)[lane]) }
        }
        blocks.append(levels)
      }
    }
  }

  subscript(column: Int, period: Int, lane: Int) -> Double { blocks[lane][column * periods + period] }
}

extension LinearConditioning {
  /// Distance of the conditions from the predictive distribution: at the means of what is uncertain besides the disturbances, its
  /// spread added from pilot draws.
  func plausibility(mean: [Double], jacobian j: [[Double]]) throws -> Plausibility? {
    let p = disturbances.covariance
    var center = mean
    var spread = j.map { a in
      j.map { b in
        var sum = 0.0
        for i in p.indices { for k in p.indices { sum += a[i] * p[i][k] * b[k] } }
        return sum
      }
    }
    if !pilot.isEmpty {
      let n = Double(pilot.count)
      center = slots.indices.map { k in pilot.reduce(0) { $0 + $1.mean[k] } / n }
      spread = slots.indices.map { a in
        slots.indices.map { b in
          pilot.reduce(spread[a][b]) {
            $0 + ($1.mean[a] - center[a]) * ($1.mean[b] - center[b]) / max(n - 1, 1)
          }
        }
      }
    }
    let targets = slots.map { $0.value($0.mean) }
    let predictive = try MultivariateNormal(mean: center, covariance: spread)
    let distance = try predictive.mahalanobisDistance(to: targets)
    let square = distance * distance
    let tail = try ChiSquared(degreesOfFreedom: Double(slots.count)).survival(square)
    guard slots.allSatisfy({ !$0.isHard }) else {
      return Plausibility(squaredDistance: square, degreesOfFreedom: slots.count, pValue: tail)
    }
    let variances = slots.map { slot in
      let sd = slot.isLogarithmic ? slot.deviation / slot.mean : slot.deviation
      return sd * sd
    }
    let imposed = try MultivariateNormal(
      mean: targets, covariance: slots.indices.map { i in slots.indices.map { $0 == i ? variances[i] : 0 } })
    let divergence = try imposed.divergence(from: predictive)
    return Plausibility(
      squaredDistance: square, degreesOfFreedom: slots.count, pValue: tail, divergence: divergence,
      coinBias: equivalentCoinBias(divergence: divergence, dimension: slots.count))
  }
}
