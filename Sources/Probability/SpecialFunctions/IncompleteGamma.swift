import Foundation
import LinearAlgebra

/// The regularised incomplete gamma functions P(a, x) = γ(a, x)/Γ(a) and Q = 1 - P of one shape a > 0. DLMF 8.2.
///
/// P by its series below a + 1, Q by Legendre's continued fraction above; exponents in double-double arithmetic, and sums
/// too where a is large or the complement is wanted. Relative error about 1e-15 in both tails; time grows as √a.
public struct IncompleteGamma: Sendable, Hashable {
  /// a.
  public let shape: Double
  let logGammaOfShape: DoubleDouble

  /// - Throws: `DistributionError` unless the shape is positive and finite.
  public init(shape: Double) throws(DistributionError) {
    try DistributionError.requirePositive(shape, "shape", of: "IncompleteGamma")
    self.init(validShape: shape)
  }

  init(validShape shape: Double) {
    self.shape = shape
    logGammaOfShape = DoubleDouble.logGamma(DoubleDouble(shape))
  }

  /// P(a, x); 0 for x ≤ 0.
  public func lower(_ x: Double) -> Double { tail(DoubleDouble(x), lower: true) }

  /// Q(a, x); 1 for x ≤ 0.
  public func upper(_ x: Double) -> Double { tail(DoubleDouble(x), lower: false) }

  /// The x with P(a, x) = p.
  public func inverseLower(_ p: Double) -> Double { quantile(p, lower: true).value }

  /// The x with Q(a, x) = q.
  public func inverseUpper(_ q: Double) -> Double { quantile(q, lower: false).value }

  func tail(_ x: DoubleDouble, lower: Bool) -> Double {
    if x.high.isNaN { return x.high }
    if x.high <= 0 { return lower ? 0 : 1 }
    if x.high == .infinity { return lower ? 1 : 0 }
    if shape < 300 {
      let quick = evaluate(x, in: Double.self)
      if quick.isLower == lower || !quick.needsComplementInFull { return quick.tail(lower: lower).value }
    }
    return evaluate(x, in: DoubleDouble.self).tail(lower: lower).value
  }

  /// log(x^a e^(-x) / Γ(a)).
  func logPrefix(_ x: DoubleDouble) -> DoubleDouble {
    DoubleDouble.log(x) * shape - x - logGammaOfShape
  }

  private func evaluate<T: RealArithmetic>(_ x: DoubleDouble, in type: T.Type) -> DirectTail {
    let isLower = x.high < shape + 1
    let full = T.self == DoubleDouble.self
    let factor: DoubleDouble
    if full {
      factor = isLower ? series(DoubleDouble(shape), x, 1e-33) : fraction(DoubleDouble(shape), x, 1e-18)
    } else {
      factor = DoubleDouble(isLower ? series(shape, x.high, 1e-17) : fraction(shape, x.high, 1e-16))
    }
    return DirectTail(logPrefix: logPrefix(x), factor: factor, isLower: isLower)
  }

  /// Σ xᵏ / (a(a + 1)…(a + k)). DLMF 8.7.1.
  private func series<T: RealArithmetic>(_ a: T, _ x: T, _ tolerance: Double) -> T {
    var term = T(1) / a
    var sum = term
    var k = 0.0
    while term.value > tolerance * sum.value {
      k += 1
      term = term * x / (a + T(k))
      sum = sum + term
    }
    return sum
  }

  /// 1/(x + 1 - a - 1(1 - a)/(x + 3 - a - …)). DLMF 8.9.2, contracted.
  private func fraction<T: RealArithmetic>(_ a: T, _ x: T, _ tolerance: Double) -> T {
    let base = x - a
    let f = continuedFraction(base + T(1), tolerance: tolerance) { n in
      let k = T(Double(n))
      return (k * (a - k), base + T(Double(2 * n + 1)))
    }
    return T(1) / f
  }

  /// The x at which the tail has this probability, with its correction.
  func quantile(_ p: Double, lower: Bool) -> DoubleDouble {
    guard p > 0, p < 1 else {
      return DoubleDouble(p == 0 ? (lower ? 0 : .infinity) : p == 1 ? (lower ? .infinity : 0) : .nan)
    }
    if p > 0.5 { return quantile(1 - p, lower: !lower) }
    let first = start(p, lower: lower)
    if first < -700 { return DoubleDouble(exp(first)) }
    let u = solveLogConcaveTail(p, lower: lower, from: first) {
      evaluate(DoubleDouble.exp(DoubleDouble($0)), in: Double.self)
    }
    let x = exp(u)
    guard x > 1e-300, x.isFinite else { return DoubleDouble(x) }
    return polished(x, p, lower: lower)
  }

  private func polished(_ x: Double, _ p: Double, lower: Bool) -> DoubleDouble {
    let at = evaluate(DoubleDouble(x), in: DoubleDouble.self)
    let gap = (DoubleDouble(p) - at.tail(lower: lower)) / DoubleDouble.exp(at.logPrefix)
    let relative = gap.value * (lower ? 1 : -1)
    return DoubleDouble(sum: x, x * (relative + 0.5 * relative * relative * (x - shape + 1)))
  }

  /// log x to begin with: Wilson and Hilferty's cube (1931), or the leading term of the series near zero.
  private func start(_ p: Double, lower: Bool) -> Double {
    let z = StandardNormal.quickQuantile(p) * (lower ? 1 : -1)
    let cube = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
    let logP = lower ? log(p) : log1p(-p)
    let nearZero = (logP + (logGammaOfShape.value + log(shape))) / shape
    let central = cube > 0.05 ? log(shape) + 3 * log(cube) : -Double.infinity
    if lower { return max(nearZero, shape > 0.3 ? central : -.infinity) }
    if shape > 0.3, central.isFinite { return central }
    let far = -log(p) - logGammaOfShape.value
    return far > 1 ? log(far) : nearZero
  }
}
