import Probability
import Scenarios

/// Fixed-asset investment and its areas.
///
/// Investment follows its own mean with a fat-tailed shock; an area follows it with a premium, a loading and a shock of
/// its own. Total and areas are reconciled in growth with the shares of last year, so that levels add up.
extension EquationSystem {
  func writeInvestment(_ t: Int) {
    guard let e = model.given.equation("fai") else { return }
    let expectation = coefficient("fai.anchor", t) + carried("fai", t)
    let total = behaviour(e, t, driver: nil)
    let areas = model.parts(of: "fai").compactMap(model.given.equation)
    let parts = areas.map { area in (area.variable, behaviour(area, t, driver: total.value)) }
    if parts.isEmpty {
      set("fai", growth: adjusted("fai", t, total.value))
    } else {
      let closed = reconcile(("fai", total), parts, t)
      set("fai", growth: closed.total)
      for (part, value) in zip(parts, closed.parts) { set(part.0, growth: value) }
    }
    investmentSurprise = driver("fai", t).map { $0 - expectation }
  }
}
