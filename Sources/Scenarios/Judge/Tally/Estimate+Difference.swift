extension Estimate {
  /// By how much a proportion differs from that of the baseline, p₁ − p₀, both judged on the same draws.
  ///
  /// Where neither scenario is weighted the error is the posterior deviation of p₊ − p₋ with
  /// (p₊, p₋, rest) ~ Dirichlet(gained + ½, lost + ½, same + ½).
  ///
  /// Else each p = Σwh/Σw is linearised, as in its own error: draw i moves p by w(h − p)/Σw. Draws valid in both move both,
  /// so Var(p₁ − p₀) = Var p₁ + Var p₀ − 2 Cov with Cov = Σw₀w₁(h₀ − p₀)(h₁ − p₁)/(Σw₀ Σw₁) (Owen 2013, §8.6 and §9.2). To this
  /// is added the posterior variance of a proportion that was never met, once for the effective draws of each scenario,
  /// so that scenarios without a single draw between them do not claim to be free of error.
  ///
  /// Nil when the draws of one of them weigh nothing, or no draw was valid in both.
  init?(_ here: WeightedShare, lessBaseline there: WeightedShare, paired: PairedTally, target: Int) {
    guard here.whole.first > 0, there.whole.first > 0, paired.pairs > 0 else { return nil }
    let value = here.proportion - there.proportion
    let (kept, gained, lost) = (paired.kept[target], paired.gained[target], paired.lost[target])
    guard here.isWeighted || there.isWeighted else {
      self.init(value: value, gained: gained, lost: lost, pairs: paired.pairs)
      return
    }
    let metBoth = Double(kept)
    let metHere = Double(kept &+ gained)
    let metThere = Double(kept &+ lost)
    let (p, q) = (here.proportion, there.proportion)
    let products = metBoth - p * metThere - q * metHere + p * q * Double(paired.weight)
    let covariance = products * LaneWeight.unit / (here.totalSum * there.totalSum)
    let variance = here.ratioVariance + there.ratioVariance - 2 * covariance
    let least = here.leastVariance + there.leastVariance
    self.init(value: value, monteCarloError: (max(variance, 0) + least).squareRoot())
  }

  /// Difference of two proportions from n pairs of draws of weight one.
  private init(value: Double, gained: UInt64, lost: UInt64, pairs: UInt64) {
    let total = Double(pairs) + 1.5
    let up = (Double(gained) + 0.5) / total
    let down = (Double(lost) + 0.5) / total
    let variance = (up + down - (up - down) * (up - down)) / (total + 1)
    self.init(value: value, monteCarloError: max(variance, 0).squareRoot())
  }
}
