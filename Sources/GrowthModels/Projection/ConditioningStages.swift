import Probability
import Scenarios

/// Conditions in two stages: first on what drives others (investment, and GDP itself or through all of its sectors), then on the rest.
///
/// Once the growth of a driver is known, what follows it is affine in its slope as well: y = m + b (x − m_x) + …, x known. So the
/// second stage conditions slopes exactly, which one stage alone would have to leave to weights. The density of all conditions is
/// that of the first stage times that of the second given the first; where a sector is implied by GDP and the others, they
/// differ by a constant factor.
struct ConditioningStages {
  let stages: [GaussianConditioning]

  /// log of the density of all conditions given what multiplies, up to a constant.
  var logDensity: LaneValue { stages.dropFirst().reduce(stages[0].logDensity) { $0 + $1.logDensity } }

  var pivots: [LaneValue] { stages.flatMap(\.pivots) }

  init(
    _ system: EquationSystem, _ slots: [ConditionSlot], _ subjects: [LaneValue], _ targets: [LaneValue],
    _ tails: TailProposal
  ) throws(ConditioningError) {
    let drivers = KnownDrivers(system, slots, targets, tails)
    let graph = system.graph
    let inputs = system.respondingInputs()
    var stages: [GaussianConditioning] = []
    if !drivers.values.isEmpty {
      stages.append(
        try GaussianConditioning(
          drivers.values.map(\.value), equal: drivers.values.map(\.target),
          given: system.widened(inputs, for: drivers.values.map(\.value)), in: graph))
    }
    let rest = slots.indices.filter { !drivers.settled.contains($0) }
    if !rest.isEmpty {
      let known = Dictionary(drivers.values.map { ($0.value, $0.target) }, uniquingKeysWith: { $1 })
      var remaining = graph.substitute(known, in: rest.map { subjects[$0] })
      for stage in stages { remaining = stage.applied(to: remaining) }
      stages.append(
        try GaussianConditioning(
          remaining, equal: rest.map { targets[$0] }, given: system.widened(inputs, for: remaining), in: graph
        ))
    }
    self.stages = stages
  }

  func applied(to values: [LaneValue]) -> [LaneValue] {
    stages.reduce(values) { $1.applied(to: $0) }
  }
}

/// Growth of investment and GDP where conditions say what it is.
private struct KnownDrivers {
  var values: [(value: LaneValue, target: LaneValue)] = []
  /// Conditions that follow from these: by position.
  var settled = Set<Int>()

  init(_ system: EquationSystem, _ slots: [ConditionSlot], _ targets: [LaneValue], _ tails: TailProposal) {
    for t in system.years.indices {
      for isPart in [true, false] {
        func place(_ id: String) -> Int? {
          slots.firstIndex {
            $0.condition.quantity == Quantity(id, .growth) && $0.year == t && ($0.elapsed != nil) == isPart
          }
        }
        for id in ["fai", "gdp"] {
          guard let whole = system.value(of: id, t).map({ isPart ? system.elapsedPart(of: $0, t) : $0 })
          else {
            continue
          }
          let value = system.graph.substitute(tails.replacements, in: [whole])[0]
          if let i = place(id) {
            values.append((value, targets[i]))
            settled.insert(i)
            continue
          }
          let parts = system.model.parts(of: id)
          let places = parts.compactMap(place)
          guard !parts.isEmpty, places.count == parts.count, let last = places.last else { continue }
          let weights = parts.map { system.weights[t][$0] ?? 0 }
          values.append(
            (value, system.graph.linearCombination(Array(zip(weights, places.map { targets[$0] })))))
          settled.insert(last)
        }
      }
    }
  }
}

extension EquationSystem {
  /// A value of a year with the elapsed part's shocks in the place of the year's; the value itself where nothing has elapsed.
  func elapsedPart(of whole: LaneValue, _ t: Int) -> LaneValue {
    guard let part = elapsed[t] else { return whole }
    return graph.substitute(part.replacements(in: self, t), in: [whole])[0]
  }

  /// The inputs and every other normal coefficient in which the values are affine besides.
  func widened(_ inputs: GaussianConditioning.Inputs, for values: [LaneValue]) -> GaussianConditioning.Inputs
  {
    var inputs = inputs
    for c in layout.coefficients where !c.isAdditive {
      guard let row = layout.row(of: c.id), case .normal(let mean, let sd) = c.distribution else { continue }
      let candidate = graph.input(row: row)
      let all = inputs.values + [candidate]
      let slopes = values.map { graph.gradient(of: $0, with: [candidate])[0] }
      guard slopes.contains(where: { $0.constant != 0 }), values.allSatisfy({ graph.isAffine($0, in: all) })
      else {
        continue
      }
      inputs.values = all
      inputs.mean.append(mean)
      inputs.covariance = inputs.covariance.map { $0 + [0] }
      inputs.covariance.append([Double](repeating: 0, count: all.count - 1) + [sd * sd])
    }
    return inputs
  }
}
