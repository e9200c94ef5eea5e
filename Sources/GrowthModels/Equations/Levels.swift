import Probability
import Scenarios

/// Levels from last year's levels and growth.
extension EquationSystem {
  /// Growth as it is reported and as levels feel it: a flow nothing has to add up to cannot fall by more than all of itself.
  /// The equations themselves stay linear.
  func output(_ quantity: Quantity, _ t: Int) -> LaneValue {
    guard let value = value(quantity, t) else { return graph.constant(.nan) }
    return quantity.measure == .growth ? floored(quantity.variable, value) : value
  }

  /// A quantity before it is cut off at zero, to be conditioned upon.
  func linear(_ quantity: Quantity, _ t: Int) -> LaneValue? {
    let id = quantity.variable
    guard quantity.measure == .level, model.isFloored(id), let growth = driver(id, t) else {
      return value(quantity, t)
    }
    return lastLevel(id, t) * (1 + nominal(id, growth, t) / 100)
  }

  private func floored(_ id: String, _ growth: LaneValue) -> LaneValue {
    model.isFloored(id) ? growth.maximum(-100) : growth
  }

  func writeLevels(_ t: Int) {
    for id in model.levelVariables where !isRate(id) {
      guard let growth = driver(id, t) else { continue }
      set(id, level: lastLevel(id, t) * (1 + nominal(id, floored(id, growth), t) / 100))
    }
    closeAreas(t)
  }

  /// GDP grows in constant prices and its level is in current ones: (1 + g)(1 + π) − 1.
  private func nominal(_ id: String, _ growth: LaneValue, _ t: Int) -> LaneValue {
    guard id == "gdp", let prices = driver("gdp_deflator", t) else { return growth }
    return growth + prices + growth * prices / 100
  }

  /// Areas add up to the total exactly: the last one's level is what the others leave. After the first year, when shares have
  /// moved apart from draw to draw, its growth follows from its level.
  private func closeAreas(_ t: Int) {
    let parts = model.parts(of: "fai").filter { value(Quantity($0, .level), t) != nil }
    guard let last = parts.last, parts.count == model.parts(of: "fai").count, parts.count > 1,
      let total = value(Quantity("fai", .level), t)
    else { return }
    let others = parts.dropLast().compactMap { value(Quantity($0, .level), t) }
    let rest = others.reduce(total) { $0 - $1 }
    replace(last, level: rest, t)
    if t > 0 { replace(last, growth: 100 * rest / lastLevel(last, t) - 100, t) }
  }
}
