import Foundation
import LinearAlgebra
import Probability

extension DoubleDouble {
  static var pi: DoubleDouble { DoubleDouble(high: .pi, low: 0x1.1a62633145c07p-53) }

  /// Reduced by multiples of π/2 to |r| ≤ π/4, then Taylor's series of sin and cos at r/16 and four doublings.
  /// Assumes |x| below 10⁶ or so: π carries 31 digits.
  var sineAndCosine: (sine: DoubleDouble, cosine: DoubleDouble) {
    let quarter = (high / (Double.pi / 2)).rounded()
    let r = (self - DoubleDouble.pi * DoubleDouble(quarter / 2)) * DoubleDouble(0x1p-4)
    let square = r * r
    var sine = r
    // 1 − cos, so that the doublings lose nothing: 1 − cos 2a = 2 sin²a.
    var versine = square * DoubleDouble(0.5)
    var (oddTerm, evenTerm) = (r, versine)
    for k in 1...10 {
      oddTerm = -oddTerm * square / DoubleDouble(Double(2 * k * (2 * k + 1)))
      evenTerm = -evenTerm * square / DoubleDouble(Double((2 * k + 1) * (2 * k + 2)))
      (sine, versine) = (sine + oddTerm, versine + evenTerm)
    }
    for _ in 0..<4 {
      let doubled = sine * (DoubleDouble(1) - versine)
      versine = sine * sine * DoubleDouble(2)
      sine = doubled * DoubleDouble(2)
    }
    let cosine = DoubleDouble(1) - versine
    switch Int(quarter) & 3 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }

  /// arctan x = a + arctan((x cos a − sin a)/(cos a + x sin a)), a the double's; the rest is its own arctangent.
  var arctangent: DoubleDouble {
    let a = DoubleDouble(Foundation.atan(high))
    let (s, c) = a.sineAndCosine
    return a + (self * c - s) / (c + self * s)
  }

  /// Products for a whole exponent up to 64 in size, where the base may be negative; else e^(y log x).
  func raised(to exponent: DoubleDouble) -> DoubleDouble {
    let y = exponent.high
    guard exponent.low == 0, y == y.rounded(), abs(y) <= 64 else { return .exp(exponent * .log(self)) }
    var power = DoubleDouble(1)
    for _ in 0..<Int(abs(y)) { power = power * self }
    return y < 0 ? DoubleDouble(1) / power : power
  }
}
