/// The arithmetic a model is written in, so that one text serves values, derivatives (`Dual`) and twice the working
/// precision. The functions `exp`, `log`, `sin`, `cos`, `atan`, `sqrt` and `pow` take any such number.
public protocol ModelNumber: SignedNumeric, ExpressibleByFloatLiteral, Sendable {
  /// A constant.
  init(_ value: Double)
  /// π, to the precision of the number.
  static var pi: Self { get }
  /// a ÷ b.
  static func / (a: Self, b: Self) -> Self
  /// eˣ.
  var exponential: Self { get }
  /// Natural logarithm.
  var logarithm: Self { get }
  /// sin x and cos x, x in radians.
  var sineAndCosine: (sine: Self, cosine: Self) { get }
  /// arctan x, in radians.
  var arctangent: Self { get }
  /// √x.
  var root: Self { get }
  /// xʸ.
  func raised(to exponent: Self) -> Self
}

/// eˣ of a model's number.
public func exp<Number: ModelNumber>(_ x: Number) -> Number { x.exponential }
/// Natural logarithm of a model's number.
public func log<Number: ModelNumber>(_ x: Number) -> Number { x.logarithm }
/// sin x of a model's number, x in radians.
public func sin<Number: ModelNumber>(_ x: Number) -> Number { x.sineAndCosine.sine }
/// cos x of a model's number, x in radians.
public func cos<Number: ModelNumber>(_ x: Number) -> Number { x.sineAndCosine.cosine }
/// arctan x of a model's number, in radians.
public func atan<Number: ModelNumber>(_ x: Number) -> Number { x.arctangent }
/// √x of a model's number.
public func sqrt<Number: ModelNumber>(_ x: Number) -> Number { x.root }
/// xʸ of two of a model's numbers.
public func pow<Number: ModelNumber>(_ x: Number, _ y: Number) -> Number { x.raised(to: y) }

extension ModelNumber {
  public init?(exactly source: some BinaryInteger) {
    guard let value = Double(exactly: source) else { return nil }
    self.init(value)
  }

  public static func *= (a: inout Self, b: Self) { a = a * b }
}
