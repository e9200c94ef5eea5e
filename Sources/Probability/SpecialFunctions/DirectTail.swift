import Foundation
import LinearAlgebra

/// One tail of an incomplete gamma or beta function, the one that is found without a subtraction: exp(logPrefix) · factor.
///
/// The prefix is also the size of the tail's derivative in the natural variable of its root search: log x for gamma
/// (x f(x)), the log odds for beta (x (1 - x) f(x)).
struct DirectTail {
  let logPrefix: DoubleDouble
  let factor: DoubleDouble
  let isLower: Bool

  var direct: DoubleDouble { DoubleDouble.exp(logPrefix) * factor }

  func tail(lower: Bool) -> DoubleDouble { lower == isLower ? direct : DoubleDouble(1) - direct }

  func logTail(lower: Bool) -> Double {
    lower == isLower ? logPrefix.value + log(factor.value) : log(tail(lower: lower).value)
  }

  /// Whether the other tail, by subtraction from a tail known to double accuracy only, would lose more than a bit or two.
  var needsComplementInFull: Bool { logPrefix.value + log(factor.value) > -0.3 }
}

/// Continued fraction b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the modified Lentz method; `term` gives (aₙ, bₙ).
///
/// Thompson and Barnett (1986). Stops when a step changes the value by less than `tolerance` relative.
func continuedFraction<T: RealArithmetic>(_ b0: T, tolerance: Double, term: (Int) -> (T, T)) -> T {
  let tiny = T(1e-250)
  var f = b0.value == 0 ? tiny : b0
  var c = f
  var d = T(0)
  for n in 1...2_000_000 {
    let (a, b) = term(n)
    d = b + a * d
    if d.value == 0 { d = tiny }
    d = T(1) / d
    c = b + a / c
    if c.value == 0 { c = tiny }
    let change = c * d
    f = f * change
    if abs((change - T(1)).value) < tolerance { break }
  }
  return f
}

/// The u with tail(u) = `probability`, by Newton's method on log tail, which is concave in u.
///
/// From the side of too small a tail the steps never overshoot; from the other they may once.
func solveLogConcaveTail(
  _ probability: Double, lower: Bool, from start: Double, _ evaluate: (Double) -> DirectTail
) -> Double {
  let target = log(probability)
  var u = start
  for _ in 0..<200 {
    let at = evaluate(u)
    let logTail = at.logTail(lower: lower)
    let newton = (target - logTail) * exp(min(logTail - at.logPrefix.value, 700))
    let step = min(20, max(-20, newton.isFinite ? newton : 20)) * (lower ? 1 : -1)
    u += step
    if abs(step) <= 1e-9 * max(1, abs(u)) || abs(u) > 1e5 { break }
  }
  return u
}
