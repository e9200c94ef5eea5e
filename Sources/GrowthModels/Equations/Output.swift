import Probability
import Scenarios

/// GDP and its sectors.
///
/// GDP is a pool of two views: its own autoregression around the panel's mean and the supply side; each draw takes one.
/// Both feel investment surprises by a small within-year link. Sectors respond to GDP; the two levels are reconciled with
/// last year's nominal weights, and everything else in the model uses the reconciled figure.
extension EquationSystem {
  func writeOutput(_ t: Int) {
    guard model.given.equation("gdp") != nil else { return }
    let total = closed("gdp", t, expected: expectedOutput(t))
    let sectors = model.parts(of: "gdp").compactMap(model.given.equation)
    let parts = sectors.map { sector in (sector.variable, behaviour(sector, t, driver: total.value)) }
    if parts.isEmpty {
      set("gdp", growth: adjusted("gdp", t, total.value))
      return
    }
    let closed = reconcile(("gdp", total), parts, t)
    set("gdp", growth: closed.total)
    for (part, value) in zip(parts, closed.parts) { set(part.0, growth: value) }
  }

  /// What either view expects, ρ r₋₁ left to the panel's view alone, plus the link from investment.
  private func expectedOutput(_ t: Int) -> LaneValue {
    var expected = coefficient("gdp.anchor", t)
    if model.panelWeight < 1, let supply = supply(t) {
      let panel = expected + carried("gdp", t)
      let takesPanel = graph.input(row: layout.poolRow)
      // The carried residual is added to whatever is expected, so that the supply view takes it off again.
      expected = supply + takesPanel * (panel - supply) - carried("gdp", t)
    }
    if let surprise = investmentSurprise { expected += coefficient("investment_link", t) * surprise }
    return expected
  }

  /// Share of the secondary sector, its prices moving with the others'.
  func writeStructure(_ t: Int) {
    guard let secondary = driver("va_secondary", t), let total = driver("gdp", t) else { return }
    guard model.parts(of: "gdp").contains("va_secondary") else { return }
    let last = lastLevel("secondary_share", t)
    let share = last * (100 + secondary) / (100 + total)
    set("secondary_share", level: last + identity("secondary_share", t, share - last))
  }

  /// Moves shares and the capital stock into the next year, along the mean path.
  func carryForward(_ t: Int) {
    guard t + 1 < years.count else { return }
    accumulate(t)
    for total in ["gdp", "fai"] {
      let parts = model.parts(of: total).filter { driver($0, t) != nil }
      let grown = parts.map { part in (shares[part] ?? 0) * (1 + (driver(part, t).map(atMeans) ?? 0) / 100) }
      let sum = grown.reduce(0, +)
      for (part, value) in zip(parts, grown) where sum > 0 { shares[part] = value / sum }
    }
  }
}
