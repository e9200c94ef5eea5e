import Probability
import Scenarios

extension EquationSystem {
  /// The value a condition is on: a quantity of a year, or growth in the elapsed part of one.
  func subject(of slot: ConditionSlot) -> LaneValue {
    guard let whole = value(slot.condition.quantity, slot.year) else { return graph.constant(.nan) }
    guard let w = slot.elapsed else { return whole }
    return elapsedPart(of: whole, slot.condition.quantity.variable, slot.year, weight: w)
  }

  /// What the condition says it is; a density condition says it with a normal of its own.
  func target(of slot: ConditionSlot) -> LaneValue {
    let condition = slot.condition
    if condition.isHard { return graph.constant(condition.mean) }
    let use: DrawLayout.Reserve = slot.elapsed == nil ? .imposed : .elapsedImposed
    return condition.mean + condition.standardDeviation * reserve(use, condition.quantity.variable, slot.year)
  }

  /// Growth in the elapsed part of a year, year on year.
  ///
  /// The year is G = w g_e + (1 − w) g_r with last year's nominal weight w. Both parts have the same expectation and the same
  /// variance, and correlation ρ. With S the part of G that this year's shocks make, this gives
  ///
  ///     g_e = G + (β − 1) S + √(1/D − β²) sd(S) η ,   β = (w + (1 − w) ρ)/D ,   D = w² + (1 − w)² + 2 ρ w (1 − w)
  ///
  /// with η an own standard normal: G keeps its distribution, and what is known of g_e says something about G.
  private func elapsedPart(of whole: LaneValue, _ id: String, _ t: Int, weight w: Double) -> LaneValue {
    let ρ = atMeans(coefficient("within_year.correlation", t))
    let d = w * w + (1 - w) * (1 - w) + 2 * ρ * w * (1 - w)
    let β = (w + (1 - w) * ρ) / d
    let shocks = layout.shocks.compactMap { layout.shock($0, year: t) }.map { graph.input(row: $0) }
    let slopes = graph.gradient(of: whole, with: shocks)
    let used = shocks.indices.filter { slopes[$0].constant != 0 }
    let surprise = graph.sum(used.map { slopes[$0] * shocks[$0] })
    let r = layout.correlation.matrix
    let variance = graph.sum(
      used.map { i in
        slopes[i] * graph.linearCombination(used.filter { r[i][$0] != 0 }.map { (r[i][$0], slopes[$0]) })
      })
    let own = max(0, 1 / d - β * β).squareRoot()
    return whole + (β - 1) * surprise + own * variance.squareRoot() * reserve(.elapsed, id, t)
  }
}
