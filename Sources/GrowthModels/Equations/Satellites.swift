import Probability
import Scenarios

/// Variables that follow a driver: revenue, retail sales and incomes (real growth of GDP), industrial investment
/// (investment), trade, foreign investment, funds attracted, new jobs, visits, agriculture. Which follows which is data:
/// `AnchoredEquation.driver`.
extension EquationSystem {
  func writeSatellites(_ t: Int) {
    for id in model.satellites {
      guard let e = model.given.equation(id) else { continue }
      let x = e.driver.flatMap { driver($0, t) }
      set(id, growth: adjusted(id, t, behaviour(e, t, driver: x).value))
    }
  }

  /// What high-tech industry leaves: value added of industry less the high-tech share's contribution.
  func writeIndustry(_ t: Int) {
    guard let all = driver("industrial_va", t), let high = driver("hightech_va", t),
      let share = model.highTechShare
    else { return }
    set("other_industrial_va", growth: identity("other_industrial_va", t, (all - share * high) / (1 - share)))
  }

  /// Tourism revenue = visits × spending per visit, linearised at the anchors: (1 + v)(1 + s) − 1 in percent.
  func writeTourism(_ t: Int) {
    guard let visits = driver("tourist_visits", t), let spending = driver("spend_per_visit", t) else {
      return
    }
    let v = (model.given.equation("tourist_visits")?.anchor ?? 0) / 100
    let s = (model.given.equation("spend_per_visit")?.anchor ?? 0) / 100
    let revenue = (1 + s) * visits + (1 + v) * spending - 100 * v * s
    set("tourism_revenue", growth: identity("tourism_revenue", t, revenue))
  }

  /// Registered unemployment: u = u₋₁ − b (g − g*) + shock, in points of the rate.
  func writeLabour(_ t: Int) {
    guard let e = model.given.equation("unemployment"), model.given.base("unemployment")?.level != nil else {
      return
    }
    var change = coefficient("unemployment.anchor", t)
    if let x = e.driver.flatMap({ driver($0, t) }) {
      change -= coefficient("unemployment.slope", t) * (x - e.driverMean)
    }
    let outcome = closed("unemployment", t, expected: change)
    set("unemployment", level: lastLevel("unemployment", t) + adjusted("unemployment", t, outcome.value))
  }
}
