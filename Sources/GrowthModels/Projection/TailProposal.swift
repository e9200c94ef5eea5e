import Probability
import Scenarios

/// Tail factors of shocks that a condition tells something about, drawn near what it tells.
///
/// A Student-t shock is a normal over √(λ/(ν − 2)), λ ~ χ²_ν. Were the shock all that moves the conditioned value, a surprise of s
/// with standard deviation k at λ = ν − 2 would make λ ~ Gamma((ν + 1)/2, rate r), r = ½ (1 + s²/((ν − 2) k²)). That is what λ is drawn
/// from; since other things move the value too, the draw is weighted with prior over proposal,
///
///     −½ ln λ + (r − ½) λ − (ν + 1)/2 ln r   (up to a constant),
///
/// and all stays exact. Without it most draws of an extreme condition would carry no weight.
struct TailProposal {
  let replacements: [LaneValue: LaneValue]
  let logCorrection: LaneValue

  /// - Parameters:
  ///   - targets: what the conditions say the values are; s is their distance from what was expected, draw by draw.
  ///   - whole: all conditions at once, for expectations and variances at mean coefficients.
  init(
    _ system: EquationSystem, _ slots: [ConditionSlot], _ targets: [LaneValue], _ whole: GaussianConditioning
  ) {
    let (graph, layout) = (system.graph, system.layout)
    let expected = graph.evaluate(whole.expectation, inputs: layout.means)
    let variances = graph.evaluate(slots.indices.map { whole.spread[$0][$0] }, inputs: layout.means)
    var replacements: [LaneValue: LaneValue] = [:]
    var correction = graph.constant(0)
    for (i, slot) in slots.enumerated() {
      let id = slot.condition.quantity.variable
      guard let ν = layout.degreesOfFreedom[id], ν > 2, let row = layout.tail(id, year: slot.year) else {
        continue
      }
      let tail = graph.input(row: row)
      guard replacements[tail] == nil else { continue }
      let surprise = targets[i] - expected[i]
      let r = 0.5 + (0.5 / ((ν - 2) * variances[i])) * surprise * surprise
      let λ = system.reserve(.tail, id, slot.year) / r
      replacements[tail] = ((ν - 2) / λ).squareRoot()
      correction += (r - 0.5) * λ - 0.5 * λ.log() - (ν + 1) / 2 * r.log()
    }
    self.replacements = replacements
    logCorrection = correction
  }
}
