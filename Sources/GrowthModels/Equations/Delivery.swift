import Probability
import Scenarios

/// Delivery rates of administrative counts, in percent of their targets: a prior by how firmly the plan words them,
/// with a part common to all of them. Nothing economic moves them.
extension EquationSystem {
  func writeDelivery(_ t: Int) {
    guard !model.deliveries.isEmpty else { return }
    let common = graph.input(row: layout.deliveryCommon(year: t))
    let σ = coefficient("delivery.sigma", t)
    let ρ = coefficient("delivery.correlation", t)
    for (i, target) in model.deliveries.enumerated() {
      let volatility = assumptions.volatility(of: target.variable, t)
      let own = graph.input(row: layout.delivery(i, year: t))
      let shared = coefficient(target.meanParameter, t) + (σ * ρ.squareRoot() * volatility) * common
      let rate = shared + (σ * (1 - ρ).squareRoot() * volatility) * own
      set(target.variable, level: identity(target.variable, t, rate))
    }
  }
}
