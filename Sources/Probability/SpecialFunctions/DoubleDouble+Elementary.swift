import Foundation
package import LinearAlgebra

extension DoubleDouble {
  static let logTwo = DoubleDouble(high: 0x1.62e42fefa39efp-1, low: 0x1.abc9e3b39803fp-56)
  static let halfLogTwoPi = DoubleDouble(high: 0x1.d67f1c864beb5p-1, low: -0x1.65b5a1b7ff5dfp-55)

  /// 1/k! for k = 3…16.
  private static let inverseFactorials: [DoubleDouble] = {
    var factorial = 2.0
    return (3...16).map { k in
      factorial *= Double(k)
      return DoubleDouble(1) / DoubleDouble(factorial)
    }
  }()

  /// e^x: x = k log 2 + 512 r, Taylor's series at r, then nine squarings of e^r - 1.
  package static func exp(_ x: DoubleDouble) -> DoubleDouble {
    guard x.high < 709, x.high > -745 else { return DoubleDouble(Foundation.exp(x.high)) }
    let k = (x.high / logTwo.high).rounded()
    let r = (x - logTwo * k).scaled(by: 0x1p-9)
    var power = r * r
    var sum = r + power.scaled(by: 0.5)
    for i in 0..<6 {
      power = power * r
      sum = sum + power * inverseFactorials[i]
    }
    for _ in 0..<9 { sum = sum.scaled(by: 2) + sum * sum }
    let result = sum + 1
    let half = (k / 2).rounded(.down)
    let first = Foundation.exp2(half)
    let second = Foundation.exp2(k - half)
    return DoubleDouble(high: result.high * first * second, low: result.low * first * second)
  }

  /// Natural logarithm: one Newton step y + x e^(-y) - 1 from the double's logarithm.
  package static func log(_ x: DoubleDouble) -> DoubleDouble {
    guard x.high > 0, x.high.isFinite else { return DoubleDouble(Foundation.log(x.high)) }
    let exponent = x.high.exponent
    if exponent < -900 || exponent > 900 {
      let scale = Foundation.exp2(Double(-exponent))
      return log(x.scaled(by: scale)) + logTwo * Double(exponent)
    }
    let y = Foundation.log(x.high)
    if abs(y) < 0x1p-60 { return x + -1 }
    return (x * exp(DoubleDouble(-y)) + -1) + y
  }

  /// log(1 + x), also for tiny x.
  static func log1p(_ x: DoubleDouble) -> DoubleDouble {
    guard abs(x.high) < 1e-3 else { return log(x + 1) }
    let z = x / (x + 2)
    let square = z * z
    var sum = DoubleDouble(0)
    for k in stride(from: 11, through: 1, by: -2) {
      sum = sum * square + DoubleDouble(1) / DoubleDouble(Double(k))
    }
    return (z * sum).scaled(by: 2)
  }

  /// e^x - 1, also for tiny x.
  static func expm1(_ x: DoubleDouble) -> DoubleDouble {
    guard abs(x.high) < 1e-3 else { return exp(x) + -1 }
    var power = x * x
    var sum = x + power.scaled(by: 0.5)
    for factor in inverseFactorials.prefix(7) {
      power = power * x
      sum = sum + power * factor
    }
    return sum
  }
}
