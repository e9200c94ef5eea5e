import Optimization
import Probability
import TimeSeries

extension PathSearch {
  /// What was found, told in the words of the wish.
  func outcome(_ point: PathProgram.Point, _ step: QuadraticProgram.Solution, _ optimality: Double)
    -> PolicyOutcome
  {
    let levers = program.levers
    let deviations = zip(point.u, levers.levers).map { $0 - $1.reference }
    let (simulation, data) = levers.placing(point.u)
    let targets = zip(program.targets, zip(point.reached, step.rowMultipliers)).map { target, state in
      PolicyOutcome.TargetState(target: target.wish, reached: state.0, shadowPrice: state.1)
    }
    let limits = levers.levers.indices.filter { step.boundMultipliers[$0] != 0 }.map { j in
      PolicyOutcome.Limit(
        instrument: levers.levers[j].name, period: levers.levers[j].period, value: point.u[j],
        shadowPrice: step.boundMultipliers[j])
    }
    return PolicyOutcome(
      instruments: levers.named(point.u), deviations: levers.named(deviations), paths: point.paths,
      cost: program.cost(point.u, aimed: point.aimed).value, targets: targets, limits: limits,
      plausibility: plausibility(deviations, step), optimality: optimality, iterations: iterations,
      simulation: simulation, data: data)
  }

  private func plausibility(_ deviations: [Double], _ step: QuadraticProgram.Solution)
    -> PolicyOutcome.Plausibility?
  {
    var (squared, count, isPure) = (0.0, 0, program.aims.isEmpty)
    for (deviation, lever) in zip(deviations, program.levers.levers) {
      let instrument = program.levers.instruments[lever.instrument]
      if case .standardError(let error) = instrument.cost {
        squared += deviation / error * (deviation / error)
        count += 1
      } else {
        isPure = false
      }
      if instrument.smoothing.weight != 0 { isPure = false }
    }
    guard count > 0 else { return nil }
    let binding = step.active.filter { active in
      if case .row = active.constraint { return true }
      return false
    }
    let degrees = isPure ? binding.count : count
    guard degrees > 0, let law = try? ChiSquared(degreesOfFreedom: Double(degrees)) else {
      return PolicyOutcome.Plausibility(squaredDistance: squared, degreesOfFreedom: 0, pValue: 1)
    }
    return PolicyOutcome.Plausibility(
      squaredDistance: squared, degreesOfFreedom: degrees, pValue: law.survival(squared))
  }
}
