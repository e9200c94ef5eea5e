import LinearAlgebra

/// What series and continued fractions need of a number, so that they are written once for `Double` and `DoubleDouble`.
protocol RealArithmetic {
  init(_ value: Double)
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self
  /// The nearest double.
  var value: Double { get }
}

extension Double: RealArithmetic {
  var value: Double { self }
}

extension DoubleDouble: RealArithmetic {}
