/// An unevaluated sum of two doubles, high + low with |low| ≤ ½ ulp(high): about 31 digits.
///
/// Used where a double's rounding would be magnified: exponents in far tails, differences of log-gammas, complements
/// of probabilities near one. Algorithms: Dekker (1971); Hida, Li and Bailey (2001). Magnitudes are assumed to stay
/// clear of overflow and underflow by a factor of about 2⁵⁴.
@frozen
public struct DoubleDouble: Sendable, Hashable, Codable {
  /// The nearest double.
  public var high: Double
  /// What is left, at most half a unit in the last place of `high`.
  public var low: Double

  /// A double, exactly.
  @inlinable @inline(__always)
  public init(_ value: Double) {
    high = value
    low = 0
  }

  /// The sum of two parts that are already in order: |low| ≤ ½ ulp(high), which is not checked.
  @inlinable @inline(__always)
  public init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// Exact sum of two doubles.
  @inlinable @inline(__always)
  public init(sum a: Double, _ b: Double) {
    let s = a + b
    let v = s - a
    self.init(high: s, low: (a - (s - v)) + (b - v))
  }

  /// Exact sum, given |a| ≥ |b|.
  @inlinable @inline(__always)
  public init(ordered a: Double, _ b: Double) {
    let s = a + b
    self.init(high: s, low: b - (s - a))
  }

  /// Exact product of two doubles.
  @inlinable @inline(__always)
  public init(product a: Double, _ b: Double) {
    let p = a * b
    self.init(high: p, low: (-p).addingProduct(a, b))
  }

  /// The nearest double.
  @inlinable
  public var value: Double { high + low }
}

extension DoubleDouble {
  /// The sum.
  @inlinable @inline(__always)
  public static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let s = DoubleDouble(sum: a.high, b.high)
    let t = DoubleDouble(sum: a.low, b.low)
    let u = DoubleDouble(ordered: s.high, s.low + t.high)
    return DoubleDouble(ordered: u.high, u.low + t.low)
  }

  /// The number with its sign changed.
  @inlinable @inline(__always)
  public static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(high: -a.high, low: -a.low) }

  /// The difference.
  @inlinable @inline(__always)
  public static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + (-b) }

  /// The product.
  @inlinable @inline(__always)
  public static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let p = DoubleDouble(product: a.high, b.high)
    return DoubleDouble(ordered: p.high, p.low + (a.high * b.low + a.low * b.high))
  }

  /// The quotient; that of the high parts where it is zero or not finite.
  @inlinable @inline(__always)
  public static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let q = a.high / b.high
    guard q.isFinite, q != 0 else { return DoubleDouble(q) }
    let r = a - b * DoubleDouble(q)
    let q2 = r.high / b.high
    let r2 = r - b * DoubleDouble(q2)
    return DoubleDouble(ordered: q, q2) + DoubleDouble(r2.high / b.high)
  }

  /// The sum.
  @inlinable @inline(__always)
  public static func + (a: DoubleDouble, b: Double) -> DoubleDouble {
    let s = DoubleDouble(sum: a.high, b)
    return DoubleDouble(ordered: s.high, s.low + a.low)
  }

  /// The product.
  @inlinable @inline(__always)
  public static func * (a: DoubleDouble, b: Double) -> DoubleDouble {
    let p = DoubleDouble(product: a.high, b)
    return DoubleDouble(ordered: p.high, p.low + a.low * b)
  }

  /// Multiplication by a power of two: exact.
  @inlinable @inline(__always)
  public func scaled(by power: Double) -> DoubleDouble { DoubleDouble(high: high * power, low: low * power) }

  /// Multiplication by 2^exponent: exact unless it leaves the range of doubles.
  public func scaled(byPowerOfTwo exponent: Int) -> DoubleDouble {
    DoubleDouble(
      high: Double(sign: .plus, exponent: exponent, significand: high),
      low: Double(sign: .plus, exponent: exponent, significand: low))
  }

  /// √; of a number that is not positive, that of `high`.
  @inlinable
  public func squareRoot() -> DoubleDouble {
    guard high > 0 else { return DoubleDouble(high.squareRoot()) }
    let s = high.squareRoot()
    let r = self - DoubleDouble(product: s, s)
    return DoubleDouble(ordered: s, r.value / (2 * s))
  }
}
