import Probability
import Scenarios

/// Conditions met exactly, where what they are on is linear in the normal disturbances ε given everything else of a draw.
///
/// y = ȳ + Jε. A draw is moved from ε to ε + PJ'S⁻¹(c − y), S = JPJ', P = Var ε: that makes y = c, and is a draw of ε given y = c
/// (Matheron's rule: Journel & Huijbregts 1978; Doucet 2010). A hard condition has c fixed (Waggoner & Zha 1999); for a density c is
/// drawn from it, draw by draw (Antolín-Díaz, Petrella & Rubio-Ramírez 2021).
///
/// Coefficients, values imposed with a spread and shocks that are no normal learn through weights: the density N(c; ȳ, S) of the
/// conditions given them, and where c is drawn over the mean of that density in pilot draws. J is then found draw by draw, by solving with
/// each disturbance moved.
struct LinearConditioning: Sendable {
  let slots: [ConditionSlot]
  let disturbances: ConditionedDisturbances
  /// J where it is the same in every draw.
  let jacobian: [[Double]]?
  private(set) var pilot: [Predictive] = []
  /// What the density of a drawn c is taken relative to; nil where every c is fixed.
  private var density: PilotDensity?
  private(set) var logWeightScale = 0.0

  /// ȳ and S of one draw.
  struct Predictive: Sendable {
    let mean: [Double]
    let factor: SmallFactor
  }

  /// Whether draws carry weights.
  var isWeighted: Bool { jacobian == nil }

  var imposed: [ImposedPath] {
    slots.map { slot in
      ImposedPath(
        quantity: slot.condition.quantity, period: slot.condition.period,
        manner: slot.isHard ? .conditionedHard : .conditionedDensity, mean: slot.condition.mean,
        standardDeviation: slot.condition.standardDeviation)
    }
  }

  /// Normals behind densities.
  var randomRows: [RandomRow] {
    slots.indices.map { RandomRow(period: UInt32(slots[$0].period + 1), shock: UInt32((1 << 19) + $0)) }
  }

  init(
    _ slots: [ConditionSlot], _ disturbances: ConditionedDisturbances, jacobian: [[Double]]?,
    _ binding: ScenarioBinding
  ) {
    self.slots = slots
    self.disturbances = disturbances
    self.jacobian = jacobian
    guard jacobian == nil else { return }
    let bench = ProjectionScratch.Bench(binding.lanes)
    let drawn = DrawnRows()
    var largest = -Double.infinity
    for stage in [Stage.predictives, .weights] {
      var found: [Predictive] = []
      for first in stride(from: 0, to: UInt64(Self.pilotDraws), by: PathBlock.capacity) {
        let draws = first..<first + UInt64(PathBlock.capacity)
        drawn.fill(binding.layout, seed: Self.pilotSeed, draws: draws)
        bench.random.fill(seed: Self.pilotSeed, draws: draws, rows: binding.ownRandom)
        var weights = [Double](repeating: 0, count: PathBlock.capacity)
        solve(bench, drawn, binding)
        weights.withUnsafeMutableBufferPointer { weights in
          pass(bench, drawn, binding, draws, seed: Self.pilotSeed, weights.baseAddress) { found.append($0) }
        }
        if stage == .weights { largest = weights.filter(\.isFinite).reduce(largest, max) }
      }
      pilot = found
      if stage == .predictives, !found.isEmpty, slots.contains(where: { !$0.isHard }) {
        density = PilotDensity(found, dimension: slots.count)
      }
    }
    logWeightScale = largest.isFinite ? largest : 0
  }

  /// What pilot draws are for: first the densities of what conditions are on, then, with these, the weights.
  private enum Stage { case predictives, weights }

  private static let pilotDraws = 512
  private static let pilotSeed: UInt64 = 0x70_696C_6F74

  /// Moves the draws of a frame that was solved to where the conditions hold, and solves them again.
  func condition(
    _ bench: ProjectionScratch.Bench, _ drawn: DrawnRows, _ binding: ScenarioBinding, _ draws: Range<UInt64>,
    seed: UInt64, logWeights: UnsafeMutablePointer<Double>?
  ) {
    pass(bench, drawn, binding, draws, seed: seed, logWeights) { _ in }
  }

  private func solve(
    _ bench: ProjectionScratch.Bench, _ drawn: DrawnRows, _ binding: ScenarioBinding,
    moving moves: (inout LaneFrame) -> Void = { _ in }
  ) {
    binding.lanes.load(&bench.frame, lanes: bench.random.lanes)
    binding.disturb(&bench.frame, drawn, bench.random)
    moves(&bench.frame)
    binding.lanes.solve(&bench.frame)
  }

  private func values(_ frame: borrowing LaneFrame) -> [[Double]] {
    slots.map { slot in
      let row = frame.row(slot.column, period: slot.period)
      return (0..<frame.lanes).map { slot.value(row[$0]) }
    }
  }

  private func pass(
    _ bench: ProjectionScratch.Bench, _ drawn: DrawnRows, _ binding: ScenarioBinding, _ draws: Range<UInt64>,
    seed: UInt64, _ logWeights: UnsafeMutablePointer<Double>?, hears: (Predictive) -> Void
  ) {
    let lanes = draws.count
    let y = values(bench.frame)
    let targets = self.targets(draws, seed: seed)
    let slopes = jacobian == nil ? laneJacobian(bench, drawn, binding, from: y, lanes: lanes) : []
    var moves = [[Double]](
      repeating: [Double](repeating: 0, count: lanes), count: disturbances.instruments.count)
    for lane in 0..<lanes {
      let j = jacobian ?? slopes.map { row in row.map { $0[lane] } }
      let gap = slots.indices.map { targets[$0][lane] - y[$0][lane] }
      guard gap.allSatisfy(\.isFinite), let s = SmallFactor(j, disturbances.covariance) else {
        for i in moves.indices { moves[i][lane] = .nan }
        logWeights?[lane] = -.infinity
        continue
      }
      let weighted = s.solve(gap)
      for i in moves.indices {
        var move = 0.0
        for (k, p) in s.crossings[i].enumerated() { move += p * weighted[k] }
        moves[i][lane] = move
      }
      guard jacobian == nil else { continue }
      let mean = slots.indices.map { k in
        var mean = y[k][lane]
        for (i, instrument) in disturbances.instruments.enumerated() {
          let scale = binding.subjects[instrument.subject].scale[instrument.period]
          mean -= j[k][i] * scale * drawn.subject(instrument.subject, period: instrument.period)[lane]
        }
        return mean
      }
      let predictive = Predictive(mean: mean, factor: s)
      hears(predictive)
      let c = slots.indices.map { targets[$0][lane] }
      logWeights?[lane] = predictive.logDensity(c) - (density?.logMean(c) ?? 0)
    }
    solve(bench, drawn, binding) { frame in
      for (i, instrument) in disturbances.instruments.enumerated() {
        let row = frame.row(binding.subjects[instrument.subject].column, period: instrument.period)
        for lane in 0..<lanes { row[lane] += moves[i][lane] }
      }
    }
    refuse(bench.frame, y, targets)
  }

  /// A draw in which the conditions do not hold after all, since it is not as linear as others are, is no solution.
  private func refuse(_ frame: borrowing LaneFrame, _ before: [[Double]], _ targets: [[Double]]) {
    let found = values(frame)
    for k in slots.indices {
      for lane in 0..<frame.lanes {
        let (c, gap) = (targets[k][lane], targets[k][lane] - before[k][lane])
        let holds = abs(found[k][lane] - c) <= 1e-6 * (abs(c) + abs(gap))
        if !holds { frame.validity[lane] = 0 }
      }
    }
  }

  /// c, by condition and lane.
  private func targets(_ draws: Range<UInt64>, seed: UInt64) -> [[Double]] {
    let random = RandomBlock()
    random.fill(seed: seed, draws: draws, rows: randomRows)
    return slots.indices.map { k in
      let slot = slots[k]
      return random.withRow(k) { z in
        (0..<draws.count).map { slot.value(slot.mean + slot.deviation * z[$0]) }
      }
    }
  }

  /// ∂y/∂ε by condition, disturbance and lane: exact differences, since y is linear.
  private func laneJacobian(
    _ bench: ProjectionScratch.Bench, _ drawn: DrawnRows, _ binding: ScenarioBinding, from y: [[Double]],
    lanes: Int
  ) -> [[[Double]]] {
    let deviations = disturbances.deviations
    var slopes = [[[Double]]](repeating: [], count: slots.count)
    for (i, instrument) in disturbances.instruments.enumerated() {
      solve(bench, drawn, binding) { frame in
        let row = frame.row(binding.subjects[instrument.subject].column, period: instrument.period)
        for lane in 0..<lanes { row[lane] += deviations[i] }
      }
      let moved = values(bench.frame)
      for k in slots.indices {
        slopes[k].append((0..<lanes).map { (moved[k][$0] - y[k][$0]) / deviations[i] })
      }
    }
    return slopes
  }
}

extension LinearConditioning.Predictive {
  /// log N(c; ȳ, S) without its constant.
  func logDensity(_ c: [Double]) -> Double {
    let w = factor.whiten(zip(c, mean).map { $0 - $1 })
    return -factor.logRoot - 0.5 * w.reduce(0) { $0 + $1 * $1 }
  }
}

/// S = JPJ' of a few conditions, factored in plain arithmetic.
struct SmallFactor: Sendable {
  /// PJ', by disturbance and condition.
  let crossings: [[Double]]
  /// Rows of L, S = LL'.
  let rows: [[Double]]

  /// Nil where S is not positive definite.
  init?(_ j: [[Double]], _ p: [[Double]]) {
    crossings = p.map { row in
      j.map { slopes in
        var sum = 0.0
        for i in row.indices { sum += row[i] * slopes[i] }
        return sum
      }
    }
    var l: [[Double]] = []
    for a in j.indices {
      l.append([])
      for b in 0...a {
        var rest = 0.0
        for i in crossings.indices { rest += j[a][i] * crossings[i][b] }
        let whole = rest
        for k in 0..<b { rest -= l[a][k] * l[b][k] }
        if a == b {
          guard rest > 1e-12 * whole, rest > 0 else { return nil }
          l[a].append(rest.squareRoot())
        } else {
          l[a].append(rest / l[b][b])
        }
      }
    }
    rows = l
  }

  /// ½ log det S.
  var logRoot: Double { rows.indices.reduce(0) { $0 + LaneFunction.log(rows[$1][$1]) } }

  /// L⁻¹v.
  func whiten(_ v: [Double]) -> [Double] {
    var x = v
    for i in x.indices {
      for k in 0..<i { x[i] -= rows[i][k] * x[k] }
      x[i] /= rows[i][i]
    }
    return x
  }

  /// S⁻¹v.
  func solve(_ v: [Double]) -> [Double] {
    var x = whiten(v)
    for i in x.indices.reversed() {
      for k in (i + 1)..<max(x.count, i + 1) { x[i] -= rows[k][i] * x[k] }
      x[i] /= rows[i][i]
    }
    return x
  }
}
