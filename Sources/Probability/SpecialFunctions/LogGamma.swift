import Foundation
import LinearAlgebra

/// log Γ(x) for x > 0, relative error below 1e-15 (absolute near the zeros at 1 and 2). `infinity` at 0, `nan` below.
public func logGamma(_ x: Double) -> Double {
  guard x > 0 else { return x == 0 ? .infinity : .nan }
  if x == .infinity { return x }
  return DoubleDouble.logGamma(DoubleDouble(x)).value
}

/// log B(a, b) = log Γ(a) + log Γ(b) - log Γ(a + b) for a, b > 0, without cancellation when one is much the larger.
public func logBeta(_ a: Double, _ b: Double) -> Double {
  guard a > 0, b > 0 else { return a >= 0 && b >= 0 ? .infinity : .nan }
  return DoubleDouble.logBeta(DoubleDouble(a), DoubleDouble(b)).value
}

extension DoubleDouble {
  /// B₂ₖ/(2k(2k - 1)) as exact fractions, k = 1…13.
  private static let stirlingCoefficients: [DoubleDouble] = [
    (1, 12), (-1, 360), (1, 1260), (-1, 1680), (1, 1188), (-691, 360_360), (1, 156), (-3617, 122_400),
    (43867, 244_188), (-174_611, 125_400), (77683, 5796), (-236_364_091, 1_506_960), (657_931, 300),
  ].map { DoubleDouble($0) / DoubleDouble($1) }

  /// Stirling's series beyond 30; below, the product x(x + 1)… carries x there. DLMF 5.11.1.
  static func logGamma(_ x: DoubleDouble) -> DoubleDouble {
    var shifted = x
    var product = DoubleDouble(1)
    while shifted.high < 30 {
      product = product * shifted
      shifted = shifted + 1
    }
    let inverse = DoubleDouble(1) / shifted
    let square = inverse * inverse
    var series = DoubleDouble(0)
    for coefficient in stirlingCoefficients.reversed() { series = series * square + coefficient }
    let main = (shifted + -0.5) * log(shifted) - shifted + halfLogTwoPi
    let value = main + series * inverse
    return x.high < 30 ? value - log(product) : value
  }

  static func logBeta(_ a: DoubleDouble, _ b: DoubleDouble) -> DoubleDouble {
    logGamma(a) + logGamma(b) - logGamma(a + b)
  }
}
