import Foundation
import LinearAlgebra

/// Scaled complementary error function erfcx(x) = exp(x²) erfc(x), finite where erfc underflows; `infinity` below about -26.6.
///
/// Relative error about 1e-15 for x ≥ 0.
public func erfcx(_ x: Double) -> Double {
  if x.isNaN { return x }
  if x < -26.7 { return .infinity }
  if x > 25 { return erfcxAsymptotic(x) }
  let square = DoubleDouble(product: x, x)
  let scale = exp(square.high)
  return (scale + scale * square.low) * erfc(x)
}

/// Asymptotic series 1/(x√π) (1 - 1/(2x²) + 3/(4x⁴) - …), x > 25. DLMF 7.12.1.
private func erfcxAsymptotic(_ x: Double) -> Double {
  let u = 0.5 / (x * x)
  let series = 1 - u * (1 - 3 * u * (1 - 5 * u * (1 - 7 * u * (1 - 9 * u))))
  return series / (x * Double.pi.squareRoot())
}

/// The standard normal's tail, density and quantile, with arguments carried as a double and its correction so that
/// far-tail probabilities keep full relative accuracy (a tail at z magnifies an error of z by z²).
enum StandardNormal {
  private static let inverseSqrtTwo = DoubleDouble(high: 0x1.6a09e667f3bcdp-1, low: -0x1.bdd3413b26456p-55)
  private static let inverseSqrtTwoPi = 0.398942280401432677939946059934
  static let logSqrtTwoPi = 0.918938533204672741780329736406

  static func density(_ z: Double, correction: Double = 0) -> Double {
    if z.isInfinite { return 0 }
    let square = DoubleDouble(product: z, z)
    let e = exp(-0.5 * square.high) * inverseSqrtTwoPi
    return e - e * (0.5 * square.low + z * correction)
  }

  /// P(Z > z + correction).
  static func survival(_ z: Double, correction: Double = 0) -> Double {
    if z.isInfinite || z.isNaN { return z.isNaN ? z : (z > 0 ? 0 : 1) }
    let h = z * inverseSqrtTwo.high
    let residual = (-h).addingProduct(z, inverseSqrtTwo.high)
    let l = residual + (z * inverseSqrtTwo.low + correction * inverseSqrtTwo.high)
    let slope = exp(-h * h) * 1.1283791670955125739
    return 0.5 * (erfc(h) - l * slope)
  }

  static func cdf(_ z: Double, correction: Double = 0) -> Double { survival(-z, correction: -correction) }

  /// log P(Z > z), also where the probability underflows.
  static func logSurvival(_ z: Double) -> Double {
    if z < 0 { return log1p(-survival(-z)) }
    if z < 5 { return log(survival(z)) }
    if z == .infinity { return -.infinity }
    return -0.5 * z * z + log(0.5 * erfcx(z * inverseSqrtTwo.high))
  }

  /// K(z) = 1/(z + 2/(z + 3/(z + …))), z ≥ 2: Laplace's continued fraction, by which Mills' ratio is 1/(z + K).
  ///
  /// It is also E[Z - z | Z > z], the mean excess over z. DLMF 7.9.
  static func meanExcess(_ z: Double) -> Double {
    if z < 2 {
      let tail = survival(z)
      return density(z) / tail - z
    }
    if z > 1e8 { return 1 / z }
    var k = 0.0
    for n in stride(from: z < 6 ? 90.0 : 24.0, through: 1, by: -1) { k = n / (z + k) }
    return k
  }

  /// E[(Z - z)⁺] = φ(z) - z P(Z > z), without the cancellation in the tail.
  static func expectedExcess(_ z: Double) -> Double {
    if z < 2 { return density(z) - z * survival(z) }
    let k = meanExcess(z)
    return density(z) * k / (z + k)
  }
}
