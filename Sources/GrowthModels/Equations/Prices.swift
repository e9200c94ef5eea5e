import Probability
import Scenarios

/// Price growth: one draw for the whole horizon, from what is published or assumed of it.
extension EquationSystem {
  func writePrices(_ t: Int) {
    for id in ["gdp_deflator", "cpi"] {
      if model.given.equation(id) != nil { continue }
      guard let expected = optional(id, t) else { continue }
      set(id, growth: identity(id, t, expected))
    }
  }
}
