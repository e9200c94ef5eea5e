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
}

extension Estimate {
  /// The proportion of draws in which something happens.
  ///
  /// Unweighted, h of n: value h/n, error the standard deviation of the posterior Beta(h + ½, n − h + ½) under Jeffreys' prior
  /// (Brown, Cai and DasGupta 2001), so that 0 of n and n of n do not claim to be free of error.
  ///
  /// Weighted: p = Σwh/Σw with the error of a ratio, √(Σw²(h − p)²)/Σw (Cochran 1977, §6.4; Owen 2013, §9.2); where nothing
  /// or everything happens, the posterior above with the effective draws (Σw)²/Σw² in place of n.
  /// Nil when the whole weighs nothing.
  init?(_ share: WeightedShare) {
    guard share.whole.first > 0 else { return nil }
    let p = share.proportion
    let none = share.part.first == 0
    let all = share.part.first == share.whole.first
    guard share.isWeighted else {
      self.init(value: p, monteCarloError: Self.posteriorDeviation(share.sum, of: share.totalSum))
      return
    }
    if none || all {
      let effective = share.totalSquares > 0 ? share.totalSum * share.totalSum / share.totalSquares : 1
      self.init(value: p, monteCarloError: Self.posteriorDeviation(all ? effective : 0, of: effective))
    } else {
      let variance = (1 - 2 * p) * share.squares + p * p * share.totalSquares
      self.init(value: p, monteCarloError: max(variance, 0).squareRoot() / share.totalSum)
    }
  }

  /// Standard deviation of Beta(h + ½, n − h + ½).
  private static func posteriorDeviation(_ h: Double, of n: Double) -> Double {
    let p = (h + 0.5) / (n + 1)
    return (p * (1 - p) / (n + 2)).squareRoot()
  }

  /// Difference of two proportions from n pairs of draws, `gained` of them met here only and `lost` there only.
  ///
  /// The error is the posterior deviation of p₊ − p₋ where (p₊, p₋, rest) ~ Dirichlet(gained + ½, lost + ½, same + ½).
  init(value: Double, gained: UInt64, lost: UInt64, pairs: UInt64) {
    let total = Double(pairs) + 1.5
    let up = (Double(gained) + 0.5) / total
    let down = (Double(lost) + 0.5) / total
    let variance = (up + down - (up - down) * (up - down)) / (total + 1)
    self.init(value: value, monteCarloError: max(variance, 0).squareRoot())
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
