import Probability
import Scenarios

extension EquationSystem {
  /// The values conditions are on: quantities of a year, or growth in the elapsed part of one.
  func subjects(of slots: [ConditionSlot]) -> [LaneValue] {
    let wholes = slots.map { linear($0.condition.quantity, $0.year) ?? graph.constant(.nan) }
    for t in years.indices {
      let parts = slots.indices.filter { slots[$0].year == t && slots[$0].elapsed != nil }
      guard let w = parts.first.flatMap({ slots[$0].elapsed }) else { continue }
      elapsed[t] = elapsedShocks(of: parts.map { wholes[$0] }, t, weight: w)
    }
    return zip(slots, wholes).map { slot, whole in
      guard slot.elapsed != nil, let part = elapsed[slot.year] else { return whole }
      return graph.substitute(part.replacements(in: self, slot.year), in: [whole])[0]
    }
  }

  /// What the condition says it is; a density condition says it with a normal of its own.
  func target(of slot: ConditionSlot) -> LaneValue {
    let condition = slot.condition
    if condition.isHard { return graph.constant(condition.mean) }
    let use: DrawLayout.Reserve = slot.elapsed == nil ? .imposed : .elapsedImposed
    return condition.mean + condition.standardDeviation * reserve(use, condition.quantity.variable, slot.year)
  }

  /// Shocks of the elapsed part of a year.
  ///
  /// A shock of the year is u = w e + (1 − w) r with last year's nominal weight w, e and r the shocks of its elapsed part and of the
  /// rest: of equal variance, correlation ρ, both correlated across variables as u is. So
  ///
  ///     e = β u + √(1/D − β²) η ,   β = (w + (1 − w) ρ)/D ,   D = w² + (1 − w)² + 2 ρ w (1 − w)
  ///
  /// with η drawn like u and independent of it, and growth in the elapsed part is the year's equation with e in the place of u: the
  /// year keeps its distribution, and what is known of the part says something about the year.
  private func elapsedShocks(of wholes: [LaneValue], _ t: Int, weight w: Double) -> ElapsedShocks {
    let ρ = coefficient("within_year.correlation", t).map(atMeans) ?? 0
    let d = w * w + (1 - w) * (1 - w) + 2 * ρ * w * (1 - w)
    let β = (w + (1 - w) * ρ) / d
    let own = max(0, 1 / d - β * β).squareRoot()
    let shocks = layout.shocks.indices.map { graph.input(row: layout.shock(layout.shocks[$0], year: t) ?? 0) }
    let slopes = wholes.map { graph.gradient(of: $0, with: shocks) }
    let used = shocks.indices.filter { k in slopes.contains { $0[k].constant != 0 } }
    let factor = layout.correlation.factor(of: used)
    let z = used.map { reserve(.elapsed, layout.shocks[$0], t) }
    let values = used.indices.map { i in
      let terms = (0...i).filter { factor[i][$0] != 0 }.map { (own * factor[i][$0], z[$0]) }
      return graph.linearCombination(terms, plus: β * shocks[used[i]])
    }
    return ElapsedShocks(used: used, values: values, withYear: β, variance: 1 / d)
  }
}

/// Standard shocks of the elapsed part of a year, beside the year's own.
struct ElapsedShocks {
  /// Positions among the shocks of a year.
  let used: [Int]
  let values: [LaneValue]
  /// β: covariance with the year's shock of the same variable, a multiple of the year's correlations.
  let withYear: Double
  /// 1/D: their own covariance, likewise.
  let variance: Double

  func replacements(in system: EquationSystem, _ t: Int) -> [LaneValue: LaneValue] {
    let shocks = system.layout.shocks
    return Dictionary(
      uniqueKeysWithValues: zip(used, values).map { k, value in
        (system.graph.input(row: system.layout.shock(shocks[k], year: t) ?? 0), value)
      })
  }
}
