import Probability

/// The language's functions over lanes, with the answers a tape gives: what is undefined stays undefined.
enum LaneArithmetic {
  /// Whole exponents up to here are products, and half ones products with a root.
  private static let longestProduct = 32.0
  /// Adding and subtracting it rounds numbers below 2⁵¹ to whole ones.
  private static let rounding = 0x1.8p52

  /// The smaller; undefined where either is.
  static func minimum(_ a: LaneValue, _ b: LaneValue) -> LaneValue {
    if a.constant != nil { return a.minimum(b) }
    if b.constant != nil { return b.minimum(a) }
    return a.isAtLeast(a).select(a.minimum(b), otherwise: a)
  }

  /// The larger; undefined where either is.
  static func maximum(_ a: LaneValue, _ b: LaneValue) -> LaneValue {
    if a.constant != nil { return a.maximum(b) }
    if b.constant != nil { return b.maximum(a) }
    return a.isAtLeast(a).select(a.maximum(b), otherwise: a)
  }

  static func absolute(_ x: LaneValue) -> LaneValue { x.maximum(-x) }

  /// aᵇ as IEEE says: products for small whole exponents, a root where the exponent is half a whole number, else
  /// exp(b ln a), whose relative error grows with |b ln a|.
  static func power(_ a: LaneValue, _ b: LaneValue) -> LaneValue {
    guard let exponent = b.constant else { return generalPower(a, b) }
    if a.constant == 1 || exponent == 0 { return a.graph.constant(1) }
    let size = exponent.magnitude
    guard size <= longestProduct, (2 * size).rounded() == 2 * size else { return fixedPower(a, exponent) }
    let whole = size.rounded(.down)
    var result = whole > 0 ? product(a, Int(whole)) : nil
    if whole < size {
      let root = a.squareRoot()
      result = result.map { $0 * root } ?? root
    }
    let power = result ?? a.graph.constant(1)
    return exponent > 0 ? power : 1 / power
  }

  private static func product(_ a: LaneValue, _ count: Int) -> LaneValue {
    guard count > 1 else { return a }
    let half = product(a, count / 2)
    return count.isMultiple(of: 2) ? half * half : half * half * a
  }

  /// The exponent is known, and neither small and whole nor half of that.
  private static func fixedPower(_ a: LaneValue, _ exponent: Double) -> LaneValue {
    guard exponent.rounded() == exponent, exponent.isFinite else { return (exponent * a.log()).exp() }
    let size = (exponent * absolute(a).log()).exp()
    guard (exponent / 2).rounded() != exponent / 2 else { return size }
    return a.isAtLeast(0).select(size, otherwise: -size)
  }

  private static func generalPower(_ a: LaneValue, _ b: LaneValue) -> LaneValue {
    let graph = a.graph
    let (zero, one) = (graph.constant(0), graph.constant(1))
    if let base = a.constant, base > 0 { return base == 1 ? one : (b * a.log()).exp() }
    let size = (b * absolute(a).log()).exp()
    let isOdd = isWhole(b) * (1 - isWhole(b / 2))
    let ofNegative = isWhole(b).select(isOdd.select(-size, otherwise: size), otherwise: graph.constant(.nan))
    let signed = a.isAtLeast(0).select(size, otherwise: ofNegative)
    let isOne = LaneTruth.equal(a, one).holds
    let isZero = LaneTruth.equal(b, zero).holds
    return isZero.maximum(isOne).select(one, otherwise: signed)
  }

  /// 1 where x is a whole number below 2⁵¹ in size or larger, 0 elsewhere.
  private static func isWhole(_ x: LaneValue) -> LaneValue {
    let rounded = (x + rounding) - rounding
    return LaneTruth.equal(rounded, x).holds.maximum(absolute(x).isAtLeast(0x1p51))
  }
}

/// A condition over lanes: where it holds and where it fails. Where neither, it is undefined.
struct LaneTruth {
  /// 1 or 0.
  let holds: LaneValue
  /// 1 or 0.
  let fails: LaneValue

  static func less(_ a: LaneValue, _ b: LaneValue) -> LaneTruth {
    let fails = a.isAtLeast(b)
    return LaneTruth(holds: b.isAtLeast(a) * (1 - fails), fails: fails)
  }

  static func lessOrEqual(_ a: LaneValue, _ b: LaneValue) -> LaneTruth { less(b, a).negated }

  static func equal(_ a: LaneValue, _ b: LaneValue) -> LaneTruth {
    let (above, below) = (a.isAtLeast(b), b.isAtLeast(a))
    let both = above * below
    return LaneTruth(holds: both, fails: above + below - 2 * both)
  }

  /// What a number says as a condition: it holds above zero.
  init(_ number: LaneValue) {
    let positive = LaneTruth.less(number.graph.constant(0), number)
    (holds, fails) = (positive.holds, positive.fails)
  }

  init(holds: LaneValue, fails: LaneValue) { (self.holds, self.fails) = (holds, fails) }

  var negated: LaneTruth { LaneTruth(holds: fails, fails: holds) }

  func and(_ other: LaneTruth) -> LaneTruth {
    LaneTruth(holds: holds * other.holds, fails: fails.maximum(other.fails))
  }

  func or(_ other: LaneTruth) -> LaneTruth { negated.and(other.negated).negated }

  /// `yes` where it holds, `no` where it fails, else undefined.
  func select(_ yes: LaneValue, _ no: LaneValue) -> LaneValue {
    holds.select(yes, otherwise: fails.select(no, otherwise: yes.graph.constant(.nan)))
  }

  /// 1, 0 or undefined.
  var number: LaneValue { select(holds.graph.constant(1), holds.graph.constant(0)) }
}
