import Probability
import Scenarios

/// Investment over capital at the end of last year, followed along the mean path of a draw and linearised around it.
///
///     (I/K)_t = (I/K)_{t−1} (1 + f_t) / (1 + (I/K)_{t−1} − δ) ,   f real growth of investment
///
/// With a mean path f̄ the ratio is ī_t (1 + x_t), where x collects the surprises f − f̄ to first order.
struct CapitalPath {
  /// ī, a fraction per year, by draw.
  var ratio: LaneValue
  /// x, relative; nil before there was a surprise.
  var deviation: LaneValue?
}

/// The supply view of growth: Δy = Δa + α Δk + (1 − α)(Δh + Δl), Δk = I₋₁/K₋₁ − δ, I = κ·FAI.
extension EquationSystem {
  /// Growth the capital stock, productivity and labour allow this year; nil where the parameters do not say.
  func supply(_ t: Int) -> LaneValue? {
    guard model.hasSupply, let α = optional("alpha", t), let δ = optional("delta", t) else { return nil }
    if capital == nil { capital = firstCapital(t) }
    guard let capital else { return nil }
    var deepening = 100 * (capital.ratio - δ)
    if let x = capital.deviation { deepening += 100 * capital.ratio * x }
    let labour = (1 - α) * coefficient("labour", t)
    return coefficient("tfp", t) + α * deepening + labour
  }

  /// κ (FAI/GDP) / (K/Y) of the base year.
  private func firstCapital(_ t: Int) -> CapitalPath? {
    guard let fai = model.given.base("fai")?.level, let gdp = model.given.base("gdp")?.level,
      let κ = optional("kappa", t), let ratio = optional("capital_output_ratio", t)
    else { return nil }
    return CapitalPath(ratio: κ * (fai / gdp) / ratio)
  }

  /// Takes this year's investment into next year's capital.
  func accumulate(_ t: Int) {
    guard let last = capital, let nominal = driver("fai", t), let δ = optional("delta", t) else { return }
    let real = driver("gdp_deflator", t).map { nominal - $0 } ?? nominal
    let mean = max(atMeans(real), -90) / 100
    let survival = 1 + last.ratio - δ
    var x = (real / 100 - mean) / (1 + mean)
    if let old = last.deviation { x += old - last.ratio * old / survival }
    capital = CapitalPath(ratio: last.ratio * (1 + mean) / survival, deviation: x)
  }
}
