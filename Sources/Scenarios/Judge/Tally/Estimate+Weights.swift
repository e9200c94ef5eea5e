/// Σw and Σw² of some draws and of the draws they are a part of, as real numbers on one scale.
struct WeightedShare {
  var part: WeightSum
  var whole: WeightSum
  var isWeighted: Bool

  private var unit: Double { isWeighted ? LaneWeight.unit : 1 }
  var sum: Double { Double(part.first) * unit }
  var squares: Double { Double(part.second) * unit }
  var totalSum: Double { Double(whole.first) * unit }
  var totalSquares: Double { Double(whole.second) * unit }
  var proportion: Double { Double(part.first) / Double(whole.first) }

  /// (Σw)²/Σw² of the whole; one where the weights are too small for their squares to be counted.
  var effectiveDraws: Double { totalSquares > 0 ? totalSum * totalSum / totalSquares : 1 }

  /// Σw²(h − p)²/(Σw)², the variance of p = Σwh/Σw; p(1 − p)/n where nothing is weighted.
  var ratioVariance: Double {
    let p = proportion
    let sum = (1 - 2 * p) * squares + p * p * totalSquares
    return max(sum, 0) / (totalSum * totalSum)
  }

  /// Posterior variance of a proportion met in none of the effective draws, under Jeffreys' prior.
  var leastVariance: Double { Self.posteriorVariance(0, of: effectiveDraws) }

  /// Variance of Beta(h + ½, n − h + ½).
  static func posteriorVariance(_ h: Double, of n: Double) -> Double {
    let p = (h + 0.5) / (n + 1)
    return p * (1 - p) / (n + 2)
  }
}

extension Estimate {
  /// The proportion of draws in which something happens.
  ///
  /// Unweighted, h of n: value h/n, error the standard deviation of the posterior Beta(h + ½, n − h + ½) under Jeffreys' prior
  /// (Brown, Cai and DasGupta 2001), so that 0 of n and n of n do not claim to be free of error.
  ///
  /// Weighted: p = Σwh/Σw with the error of a ratio, √(Σw²(h − p)²)/Σw (Cochran 1977, §6.4; Owen 2013, §9.2), but never less
  /// than the error where nothing happens in the effective draws (Σw)²/Σw²: the posterior above with these in place of n.
  /// Nil when the whole weighs nothing.
  init?(_ share: WeightedShare) {
    guard share.whole.first > 0 else { return nil }
    let variance =
      share.isWeighted
      ? max(share.ratioVariance, share.leastVariance)
      : WeightedShare.posteriorVariance(share.sum, of: share.totalSum)
    self.init(value: share.proportion, monteCarloError: variance.squareRoot())
  }

  /// A mean Σwx/Σw with the error of a ratio, √(Σw²(x − m)²)/Σw; unweighted this is √(Σ(x − m)²)/n.
  ///
  /// - Parameters:
  ///   - sums: of x, about zero.
  ///   - share: the weight of the draws the sums run over is its `part`.
  init(_ sums: MomentSums, over share: WeightedShare) {
    let mean = sums.first.value / share.sum
    let first = share.isWeighted ? sums.squaredFirst.value : sums.first.value
    let second = share.isWeighted ? sums.squaredSecond.value : sums.second.value
    let variance = second - 2 * mean * first + mean * mean * share.squares
    self.init(value: mean, monteCarloError: max(variance, 0).squareRoot() / share.sum)
  }

  func scaled(by factor: Double) -> Estimate {
    Estimate(value: value * factor, monteCarloError: monteCarloError * factor)
  }
}
