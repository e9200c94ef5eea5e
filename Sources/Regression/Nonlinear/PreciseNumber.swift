import LinearAlgebra
import Probability

/// A double-double as a model's number.
struct PreciseNumber: ModelNumber {
  let exact: DoubleDouble

  init(_ exact: DoubleDouble) { self.exact = exact }
  init(_ value: Double) { exact = DoubleDouble(value) }
  init(floatLiteral value: Double) { self.init(DoubleDouble(decimalOf: value)) }
  init(integerLiteral value: Int) { self.init(Double(value)) }

  static var pi: PreciseNumber { PreciseNumber(DoubleDouble.pi) }
  var magnitude: Double { abs(exact.value) }

  static func + (a: PreciseNumber, b: PreciseNumber) -> PreciseNumber { PreciseNumber(a.exact + b.exact) }
  static func - (a: PreciseNumber, b: PreciseNumber) -> PreciseNumber { PreciseNumber(a.exact - b.exact) }
  static func * (a: PreciseNumber, b: PreciseNumber) -> PreciseNumber { PreciseNumber(a.exact * b.exact) }
  static func / (a: PreciseNumber, b: PreciseNumber) -> PreciseNumber { PreciseNumber(a.exact / b.exact) }
  static prefix func - (a: PreciseNumber) -> PreciseNumber { PreciseNumber(-a.exact) }

  var exponential: PreciseNumber { PreciseNumber(DoubleDouble.exp(exact)) }
  var logarithm: PreciseNumber { PreciseNumber(DoubleDouble.log(exact)) }
  var sineAndCosine: (sine: PreciseNumber, cosine: PreciseNumber) {
    let (sine, cosine) = exact.sineAndCosine
    return (PreciseNumber(sine), PreciseNumber(cosine))
  }
  var arctangent: PreciseNumber { PreciseNumber(exact.arctangent) }
  var root: PreciseNumber { PreciseNumber(exact.squareRoot()) }
  func raised(to exponent: PreciseNumber) -> PreciseNumber {
    PreciseNumber(exact.raised(to: exponent.exact))
  }
}
