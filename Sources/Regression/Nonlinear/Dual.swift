import Foundation

/// A number and its derivatives with respect to up to eight parameters, v + Σ vⱼεⱼ with εᵢεⱼ = 0: arithmetic on it
/// differentiates by the chain rule, to working precision. Griewank & Walther (2008), Evaluating Derivatives, §3.1.
public struct Dual: ModelNumber {
  /// v.
  public let value: Double
  /// v₁ … v₈.
  public let derivatives: SIMD8<Double>

  /// How many parameters one pass differentiates by.
  static let width = 8

  /// A number with given derivatives.
  public init(_ value: Double, derivatives: SIMD8<Double>) {
    self.value = value
    self.derivatives = derivatives
  }

  /// A constant.
  public init(_ value: Double) { self.init(value, derivatives: .zero) }

  public init(floatLiteral value: Double) { self.init(value) }
  public init(integerLiteral value: Int) { self.init(Double(value)) }

  /// The parameter number `position` (0 … 7), whose own derivative is 1.
  init(parameter value: Double, position: Int) {
    var unit = SIMD8<Double>.zero
    unit[position] = 1
    self.init(value, derivatives: unit)
  }

  public static var pi: Dual { Dual(.pi) }

  public static func + (a: Dual, b: Dual) -> Dual {
    Dual(a.value + b.value, derivatives: a.derivatives + b.derivatives)
  }

  public static func - (a: Dual, b: Dual) -> Dual {
    Dual(a.value - b.value, derivatives: a.derivatives - b.derivatives)
  }

  public static func * (a: Dual, b: Dual) -> Dual {
    Dual(a.value * b.value, derivatives: a.derivatives * b.value + b.derivatives * a.value)
  }

  public static func / (a: Dual, b: Dual) -> Dual {
    let quotient = a.value / b.value
    return Dual(quotient, derivatives: (a.derivatives - b.derivatives * quotient) / b.value)
  }

  /// |v|, without derivatives.
  public var magnitude: Double { abs(value) }

  public static prefix func - (a: Dual) -> Dual { Dual(-a.value, derivatives: -a.derivatives) }

  /// f(v) where f′(v) = `slope`.
  private func image(_ value: Double, slope: Double) -> Dual { Dual(value, derivatives: derivatives * slope) }

  public var exponential: Dual {
    let e = Foundation.exp(value)
    return image(e, slope: e)
  }

  public var logarithm: Dual { image(Foundation.log(value), slope: 1 / value) }

  public var sineAndCosine: (sine: Dual, cosine: Dual) {
    let (s, c) = (Foundation.sin(value), Foundation.cos(value))
    return (image(s, slope: c), image(c, slope: -s))
  }

  public var arctangent: Dual { image(Foundation.atan(value), slope: 1 / (1 + value * value)) }

  public var root: Dual {
    let root = value.squareRoot()
    return image(root, slope: 0.5 / root)
  }

  public func raised(to exponent: Dual) -> Dual {
    let y = exponent.value
    let power = Foundation.pow(value, y)
    let base = image(power, slope: y == 0 ? 0 : y * Foundation.pow(value, y - 1))
    // The logarithm is not needed, and may not exist, where the exponent is a constant.
    guard exponent.derivatives != .zero else { return base }
    return Dual(
      power, derivatives: base.derivatives + exponent.derivatives * (power * Foundation.log(value)))
  }
}
