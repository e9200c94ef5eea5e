import LinearAlgebra

/// R² and the F statistic of all slopes being zero, from y, the residuals e and the square roots of the weights.
struct GoodnessOfFit {
  let rSquared: Double?
  let fStatistic: Double?
  let hasConstant: Bool

  init(rSquared: Double?, fStatistic: Double?, hasConstant: Bool) {
    (self.rSquared, self.fStatistic, self.hasConstant) = (rSquared, fStatistic, hasConstant)
  }

  /// 1 − Σwe² / Σw(y − ȳ)² with a constant, else 1 − Σwe² / Σwy². Where most of the variation is unexplained, the
  /// explained part is found from the fitted values instead, for the difference would cancel.
  init(
    _ y: [DoubleDouble], residuals e: [DoubleDouble], roots: [DoubleDouble]?, coefficients k: Int,
    hasConstant: Bool
  ) {
    self.hasConstant = hasConstant
    let variation = Self.variation(y, roots, centred: hasConstant)
    guard variation.high > 1e-28 * Self.variation(y, roots, centred: false).high else {
      (rSquared, fStatistic) = (nil, nil)
      return
    }
    let unexplained = Self.variation(e, roots, centred: false)
    let isSmall = unexplained.high < 0.5 * variation.high
    let explained =
      isSmall
      ? variation - unexplained : Self.variation(zip(y, e).map { $0 - $1 }, roots, centred: hasConstant)
    rSquared = (explained / variation).value
    let slopes = hasConstant ? k - 1 : k
    guard slopes > 0 else {
      fStatistic = nil
      return
    }
    let freedom = DoubleDouble(Double(y.count - k)) / DoubleDouble(Double(slopes))
    fStatistic = unexplained.high > 0 ? (explained / unexplained * freedom).value : .infinity
  }

  /// Σw(v − v̄)², or Σwv².
  private static func variation(
    _ values: [DoubleDouble], _ roots: [DoubleDouble]?, centred: Bool
  ) -> DoubleDouble {
    var mean = DoubleDouble(0)
    if centred {
      var (sum, total) = (DoubleDouble(0), DoubleDouble(0))
      for i in values.indices {
        let w = roots.map { $0[i] * $0[i] } ?? DoubleDouble(1)
        sum = sum + w * values[i]
        total = total + w
      }
      mean = sum / total
    }
    var sum = DoubleDouble(0)
    for i in values.indices {
      let deviation = values[i] - mean
      let scaled = roots.map { $0[i] * deviation } ?? deviation
      sum = sum + scaled * scaled
    }
    return sum
  }
}
