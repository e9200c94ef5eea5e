/// The arithmetic a model is written in, so that one text serves values, derivatives (`Dual`) and twice the working
/// precision. Functions belong to the type, as in `Number.exp(x)`: free ones would slow the compiler wherever `exp` is used.
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

extension ModelNumber {
  /// eˣ.
  public static func exp(_ x: Self) -> Self { x.exponential }
  /// Natural logarithm.
  public static func log(_ x: Self) -> Self { x.logarithm }
  /// sin x, x in radians.
  public static func sin(_ x: Self) -> Self { x.sineAndCosine.sine }
  /// cos x, x in radians.
  public static func cos(_ x: Self) -> Self { x.sineAndCosine.cosine }
  /// arctan x, in radians.
  public static func atan(_ x: Self) -> Self { x.arctangent }
  /// √x.
  public static func sqrt(_ x: Self) -> Self { x.root }
  /// xʸ.
  public static func pow(_ x: Self, _ y: Self) -> Self { x.raised(to: y) }
}

extension ModelNumber {
  public init?(exactly source: some BinaryInteger) {
    guard let value = Double(exactly: source) else { return nil }
    self.init(value)
  }

  public static func *= (a: inout Self, b: Self) { a = a * b }
}
