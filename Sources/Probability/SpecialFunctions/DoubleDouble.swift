/// An unevaluated sum of two doubles, high + low with |low| ≤ ½ ulp(high): about 31 digits.
///
/// Used where a double's rounding would be magnified: exponents in far tails, differences of log-gammas, complements
/// of probabilities near one. Algorithms: Dekker (1971); Hida, Li and Bailey (2001). Magnitudes are assumed to stay
/// clear of overflow and underflow by a factor of about 2⁵⁴.
struct DoubleDouble: Sendable, Hashable {
  var high: Double
  var low: Double

  @inline(__always)
  init(_ value: Double) {
    high = value
    low = 0
  }

  @inline(__always)
  init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// Exact sum of two doubles.
  @inline(__always)
  init(sum a: Double, _ b: Double) {
    let s = a + b
    let v = s - a
    self.init(high: s, low: (a - (s - v)) + (b - v))
  }

  /// Exact sum, given |a| ≥ |b|.
  @inline(__always)
  init(ordered a: Double, _ b: Double) {
    let s = a + b
    self.init(high: s, low: b - (s - a))
  }

  /// Exact product of two doubles.
  @inline(__always)
  init(product a: Double, _ b: Double) {
    let p = a * b
    self.init(high: p, low: (-p).addingProduct(a, b))
  }

  var value: Double { high + low }
}

extension DoubleDouble: RealArithmetic {
  @inline(__always)
  static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let s = DoubleDouble(sum: a.high, b.high)
    let t = DoubleDouble(sum: a.low, b.low)
    let u = DoubleDouble(ordered: s.high, s.low + t.high)
    return DoubleDouble(ordered: u.high, u.low + t.low)
  }

  @inline(__always)
  static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(high: -a.high, low: -a.low) }

  @inline(__always)
  static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + (-b) }

  @inline(__always)
  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let p = DoubleDouble(product: a.high, b.high)
    return DoubleDouble(ordered: p.high, p.low + (a.high * b.low + a.low * b.high))
  }

  @inline(__always)
  static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let q = a.high / b.high
    guard q.isFinite, q != 0 else { return DoubleDouble(q) }
    let r = a - b * DoubleDouble(q)
    let q2 = r.high / b.high
    let r2 = r - b * DoubleDouble(q2)
    return DoubleDouble(ordered: q, q2) + DoubleDouble(r2.high / b.high)
  }

  @inline(__always)
  static func + (a: DoubleDouble, b: Double) -> DoubleDouble {
    let s = DoubleDouble(sum: a.high, b)
    return DoubleDouble(ordered: s.high, s.low + a.low)
  }

  @inline(__always)
  static func * (a: DoubleDouble, b: Double) -> DoubleDouble {
    let p = DoubleDouble(product: a.high, b)
    return DoubleDouble(ordered: p.high, p.low + a.low * b)
  }

  /// Multiplication by a power of two: exact.
  @inline(__always)
  func scaled(by power: Double) -> DoubleDouble { DoubleDouble(high: high * power, low: low * power) }

  func squareRoot() -> DoubleDouble {
    guard high > 0 else { return DoubleDouble(high.squareRoot()) }
    let s = high.squareRoot()
    let r = self - DoubleDouble(product: s, s)
    return DoubleDouble(ordered: s, r.value / (2 * s))
  }
}

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
