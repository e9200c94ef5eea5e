import Foundation

/// A double as a model's number. `Double` itself does not conform, so that the arithmetic of other code meets no more
/// overloads than it did.
struct PlainNumber: ModelNumber {
  let value: Double

  init(_ value: Double) { self.value = value }
  init(floatLiteral value: Double) { self.value = value }
  init(integerLiteral value: Int) { self.value = Double(value) }

  static var pi: PlainNumber { PlainNumber(.pi) }
  var magnitude: Double { abs(value) }

  static func + (a: PlainNumber, b: PlainNumber) -> PlainNumber { PlainNumber(a.value + b.value) }
  static func - (a: PlainNumber, b: PlainNumber) -> PlainNumber { PlainNumber(a.value - b.value) }
  static func * (a: PlainNumber, b: PlainNumber) -> PlainNumber { PlainNumber(a.value * b.value) }
  static func / (a: PlainNumber, b: PlainNumber) -> PlainNumber { PlainNumber(a.value / b.value) }
  static prefix func - (a: PlainNumber) -> PlainNumber { PlainNumber(-a.value) }

  var exponential: PlainNumber { PlainNumber(Foundation.exp(value)) }
  var logarithm: PlainNumber { PlainNumber(Foundation.log(value)) }
  var sineAndCosine: (sine: PlainNumber, cosine: PlainNumber) {
    (PlainNumber(Foundation.sin(value)), PlainNumber(Foundation.cos(value)))
  }
  var arctangent: PlainNumber { PlainNumber(Foundation.atan(value)) }
  var root: PlainNumber { PlainNumber(value.squareRoot()) }
  func raised(to exponent: PlainNumber) -> PlainNumber {
    PlainNumber(Foundation.pow(value, exponent.value))
  }
}
