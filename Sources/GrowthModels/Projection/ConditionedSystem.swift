import Datasets
import Probability
import Scenarios

/// The equations of a scenario given its conditions.
struct ConditionedSystem {
  let system: EquationSystem
  let slots: [ConditionSlot]
  let stages: ConditioningStages
  private let tails: TailProposal
  /// Log-weight of a draw: log N(c; y(μ), S) less, where c is a density, the log of the predictive density at c.
  let logWeight: LaneValue

  /// - Throws: `Diagnostics` when a condition cannot be met.
  init(_ system: EquationSystem, _ slots: [ConditionSlot]) throws {
    self.system = system
    self.slots = slots
    let subjects = system.subjects(of: slots)
    let targets = slots.map(system.target)
    do {
      // All at once first: whether each condition can be met beside those before it.
      let whole = try GaussianConditioning(
        subjects, equal: targets, given: system.respondingInputs(), in: system.graph)
      try Self.checkIndependence(whole, system, slots)
      tails = TailProposal(system, slots, targets, whole)
      stages = try ConditioningStages(
        system, slots, system.graph.substitute(tails.replacements, in: subjects), targets, tails)
    } catch let error as ConditioningError {
      throw Self.diagnostics(error, slots)
    }
    let logDensity = stages.logDensity + tails.logCorrection
    guard slots.contains(where: { !$0.condition.isHard }) else {
      logWeight = logDensity
      return
    }
    logWeight = try logDensity - DensityNormaliser(logDensity, system, slots).logDensity
  }

  /// The values as they are once the conditions hold.
  func applied(to values: [LaneValue]) -> [LaneValue] {
    stages.applied(to: system.graph.substitute(tails.replacements, in: values))
  }

  private static func diagnostics(_ error: ConditioningError, _ slots: [ConditionSlot]) -> Diagnostics {
    switch error {
    case .notAffine(let i):
      Diagnostics([.conditionNotAffine(slots[i].condition.quantity, at: slots[i].condition.position)])
    case .unaffected(let i):
      Diagnostics([.conditionUnaffected(slots[i].condition.quantity, at: slots[i].condition.position)])
    case .determined(let i):
      Diagnostics([
        .conditionsContradict(slots[...i].map(\.condition.quantity), at: slots[i].condition.position)
      ])
    }
  }

  /// S at mean coefficients must be regular: what the conditions before it determine cannot be conditioned on again.
  private static func checkIndependence(
    _ conditioning: GaussianConditioning, _ system: EquationSystem, _ slots: [ConditionSlot]
  ) throws(Diagnostics) {
    let pivots = system.graph.evaluate(conditioning.pivots, inputs: system.layout.means)
    let variances = system.graph.evaluate(
      slots.indices.map { conditioning.spread[$0][$0] }, inputs: system.layout.means)
    for i in slots.indices
    where !(pivots[i] > GaussianConditioning.smallestPivot * variances[i].squareRoot()) {
      throw diagnostics(.determined(index: i), slots)
    }
  }
}
