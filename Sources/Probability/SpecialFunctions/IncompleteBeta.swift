import Foundation
import LinearAlgebra

/// The regularised incomplete beta function Iₓ(a, b) of one pair a, b > 0. DLMF 8.17.
///
/// By its continued fraction on the side of the mean where that converges; exponents in double-double arithmetic, and the fraction
/// too where a + b is large or the complement is wanted. Relative error about 1e-15 in both tails; time grows as √(a + b).
public struct IncompleteBeta: Sendable, Hashable {
  public let a: Double
  public let b: Double
  let logBetaOfShapes: DoubleDouble

  /// - Throws: `DistributionError` unless both shapes are positive and finite.
  public init(_ a: Double, _ b: Double) throws(DistributionError) {
    try DistributionError.requirePositive(a, "a", of: "IncompleteBeta")
    try DistributionError.requirePositive(b, "b", of: "IncompleteBeta")
    self.init(valid: a, b)
  }

  init(valid a: Double, _ b: Double) {
    self.a = a
    self.b = b
    logBetaOfShapes = DoubleDouble.logBeta(DoubleDouble(a), DoubleDouble(b))
  }

  /// Iₓ(a, b); 0 for x ≤ 0, 1 for x ≥ 1.
  public func lower(_ x: Double) -> Double {
    tail(DoubleDouble(x), DoubleDouble(sum: 1, -x), lower: true)
  }

  /// 1 - Iₓ(a, b), accurate where it is small.
  public func upper(_ x: Double) -> Double {
    tail(DoubleDouble(x), DoubleDouble(sum: 1, -x), lower: false)
  }

  /// The x with Iₓ(a, b) = p.
  public func inverseLower(_ p: Double) -> Double { IncompleteBeta.share(oddsQuantile(p, lower: true)) }

  /// The x with 1 - Iₓ(a, b) = q.
  public func inverseUpper(_ q: Double) -> Double { IncompleteBeta.share(oddsQuantile(q, lower: false)) }

  /// w/(1 + w).
  static func share(_ odds: DoubleDouble) -> Double {
    if odds.high == .infinity { return 1 }
    return (odds / (odds + 1)).value
  }

  /// A tail at x with y = 1 - x, both known in full.
  func tail(_ x: DoubleDouble, _ y: DoubleDouble, lower: Bool) -> Double {
    if x.high.isNaN { return x.high }
    if x.high <= 0 { return lower ? 0 : 1 }
    if y.high <= 0 { return lower ? 1 : 0 }
    if a + b < 100 {
      let quick = evaluate(x, y, in: Double.self)
      if quick.isLower == lower || !quick.needsComplementInFull { return quick.tail(lower: lower).value }
    }
    return evaluate(x, y, in: DoubleDouble.self).tail(lower: lower).value
  }

  /// log(x^a y^b / B(a, b)).
  func logPrefix(_ x: DoubleDouble, _ y: DoubleDouble) -> DoubleDouble {
    DoubleDouble.log(x) * a + DoubleDouble.log(y) * b - logBetaOfShapes
  }

  private func evaluate<T: RealArithmetic>(_ x: DoubleDouble, _ y: DoubleDouble, in type: T.Type)
    -> DirectTail
  {
    let isLower = x.high < (a + 1) / (a + b + 2)
    let (p, q, z) = isLower ? (a, b, x) : (b, a, y)
    let factor: DoubleDouble
    if T.self == DoubleDouble.self {
      factor = DoubleDouble(1) / (fraction(DoubleDouble(p), DoubleDouble(q), z, 1e-32) * p)
    } else {
      factor = DoubleDouble(1 / (fraction(p, q, z.value, 1e-16) * p))
    }
    return DirectTail(logPrefix: logPrefix(x, y), factor: factor, isLower: isLower)
  }

  /// 1 + d₁/(1 + d₂/(1 + …)), the reciprocal of DLMF 8.17.22.
  private func fraction<T: RealArithmetic>(_ a: T, _ b: T, _ x: T, _ tolerance: Double) -> T {
    let sum = a + b
    return continuedFraction(T(1), tolerance: tolerance) { n in
      let m = T(Double(n / 2))
      let at = a + T(Double(n))
      let numerator = n % 2 == 0 ? m * (b - m) * x : -((a + m) * (sum + m) * x)
      return (numerator / (at * (at - T(1))), T(1))
    }
  }

  /// The odds x/(1 - x) at which the tail has this probability.
  func oddsQuantile(_ p: Double, lower: Bool) -> DoubleDouble {
    guard p > 0, p < 1 else {
      return DoubleDouble(p == 0 ? (lower ? 0 : .infinity) : p == 1 ? (lower ? .infinity : 0) : .nan)
    }
    if p > 0.5 { return oddsQuantile(1 - p, lower: !lower) }
    let first = start(p, lower: lower)
    if abs(first) > 690 { return DoubleDouble(exp(first)) }
    let u = solveLogConcaveTail(p, lower: lower, from: first) {
      let (x, y) = IncompleteBeta.shares(DoubleDouble.exp(DoubleDouble($0)))
      return evaluate(x, y, in: Double.self)
    }
    let w = exp(u)
    guard w > 1e-300, w < 1e300 else { return DoubleDouble(w) }
    return polished(w, p, lower: lower)
  }

  /// x and 1 - x of the odds.
  static func shares(_ odds: DoubleDouble) -> (x: DoubleDouble, y: DoubleDouble) {
    let total = odds + 1
    return (odds / total, DoubleDouble(1) / total)
  }

  private func polished(_ w: Double, _ p: Double, lower: Bool) -> DoubleDouble {
    let (x, y) = IncompleteBeta.shares(DoubleDouble(w))
    let at = evaluate(x, y, in: DoubleDouble.self)
    let gap = (DoubleDouble(p) - at.tail(lower: lower)) / DoubleDouble.exp(at.logPrefix)
    let relative = gap.value * (lower ? 1 : -1)
    let curvature = (a + b) * x.high - a
    return DoubleDouble(sum: w, w * (relative + 0.5 * relative * relative * (1 + curvature)))
  }

  /// Log odds to begin with: the normal approximation to their distribution, or the leading term near an end, whichever
  /// is the safer side of the root.
  private func start(_ p: Double, lower: Bool) -> Double {
    let logB = logBetaOfShapes.value
    if lower {
      let nearZero = (log(p) + log(a) + logB) / a
      return max(nearZero, min(central(p, lower: true), log(a / b)))
    }
    let nearOne = -(log(p) + log(b) + logB) / b
    return min(nearOne, max(central(p, lower: false), log(a / b)))
  }

  private func central(_ p: Double, lower: Bool) -> Double {
    guard a > 1, b > 1 else { return lower ? -Double.infinity : .infinity }
    let z = StandardNormal.quickQuantile(p) * (lower ? 1 : -1)
    return log(a / b) + z * (1 / a + 1 / b).squareRoot()
  }
}
