import Foundation

/// The distribution of Q = Σ λⱼ z²ⱼ, z independent standard normals, λ of any sign.
///
/// P(Q > x) = (1/2πi) ∫ exp(K(s) − sx) ds/s, K(s) = −½ Σ log(1 − 2λⱼs), along a hyperbola through the real
/// saddlepoint, bent to where e^{−sx} decays (Imhof 1961 integrates along the imaginary axis; Helstrom 1983
/// proposed the saddlepoint). In its parameter u the integrand is analytic in a strip and falls off
/// exponentially, so the trapezoid rule gains digits in proportion to its points, in the far tails too: the
/// error is relative to the tail. Holds for any λ, equal ones included.
struct ChiSquaredSum {
  let weights: [Double]

  /// P(Q ≤ x) and P(Q > x). The smaller one is found from the integral.
  func tails(at x: Double) -> (lower: Double, upper: Double) {
    let mean = weights.reduce(0, +)
    let isUpper = x >= mean
    guard let c = saddlepoint(x, upper: isUpper) else { return isUpper ? (1, 0) : (0, 1) }
    let small = min(1, max(0, integral(x, through: c)))
    return isUpper ? (1 - small, small) : (small, 1 - small)
  }

  /// The minimum of K(s) − sx − log|s| where s has the sign of the tail; nil where the tail is empty.
  private func saddlepoint(_ x: Double, upper: Bool) -> Double? {
    let side = upper ? 1.0 : -1.0
    let largest = weights.reduce(0) { max($0, side * $1) }
    // Only that side's weights bound s; without them Q reaches x > mean only below a bound of its support.
    guard largest > 0 || side * x < 0 else { return nil }
    var inner = 0.0
    var outer = largest > 0 ? 0.5 / largest : unboundedEnd(x, side)
    for _ in 0..<200 {
      let middle = (inner + outer) / 2
      if middle <= inner || middle >= outer { break }
      if side * slope(x, side * middle) < 0 { inner = middle } else { outer = middle }
    }
    return side * (inner + outer) / 2
  }

  private func unboundedEnd(_ x: Double, _ side: Double) -> Double {
    var end = 1 / max(1e-300, abs(x))
    while side * slope(x, side * end) < 0, end < 1e300 { end *= 2 }
    return end
  }

  private func slope(_ x: Double, _ s: Double) -> Double {
    weights.reduce(-x - 1 / s) { $0 + $1 / (1 - 2 * $1 * s) }
  }

  private func integral(_ x: Double, through c: Double) -> Double {
    let curvature = weights.reduce(1 / (c * c)) {
      let a = $1 / (1 - 2 * $1 * c)
      return $0 + 2 * a * a
    }
    let path = Path(start: c, width: 1 / curvature.squareRoot(), bend: x > 0 ? 0.5 : x < 0 ? -0.5 : 0)
    let peak = exponent(x, c, 0).size
    var step = 0.5
    var sum = trapezoid(x, path, peak, step: step, offset: 0)
    for _ in 0..<8 {
      let finer = (sum + trapezoid(x, path, peak, step: step, offset: 0.5)) / 2
      step /= 2
      let settled = abs(finer - sum) <= 1e-15 * abs(finer)
      sum = finer
      if settled { break }
    }
    return exp(peak) * abs(sum) / Double.pi
  }

  /// The half-hyperbola s = c + w(i sinh u + b(cosh u − 1)), bent to where e^{−sx} decays; the singularities
  /// lie on the real axis, which it does not meet again.
  private struct Path {
    let start: Double
    let width: Double
    let bend: Double

    func point(_ u: Double) -> (re: Double, im: Double) {
      (start + width * bend * (cosh(u) - 1), width * sinh(u))
    }

    /// Modulus and angle of ds/du.
    func speed(_ u: Double) -> (size: Double, angle: Double) {
      let (re, im) = (bend * sinh(u), cosh(u))
      return (width * hypot(re, im), atan2(im, re))
    }
  }

  /// The sum over u = (i + offset)·step ≥ 0 of the imaginary part of the integrand times ds/du over its peak,
  /// times the step; half the weight at u = 0.
  private func trapezoid(
    _ x: Double, _ path: Path, _ peak: Double, step: Double, offset: Double
  ) -> Double {
    var sum = 0.0
    var i = 0.0
    while true {
      let u = (i + offset) * step
      let (re, im) = path.point(u)
      let value = exponent(x, re, im)
      let speed = path.speed(u)
      let size = exp(value.size - peak) * speed.size
      let weight = u == 0 ? 0.5 : 1.0
      sum += weight * size * sin(value.angle + speed.angle)
      if size < 1e-19 * path.width || u > 300 { break }
      i += 1
    }
    return sum * step
  }

  /// Modulus (logarithm) and angle of exp(K(s) − sx)/s at s = re + i·im, im ≥ 0.
  private func exponent(_ x: Double, _ re: Double, _ im: Double) -> (size: Double, angle: Double) {
    var size = -re * x - 0.5 * log(re * re + im * im)
    var angle = -im * x - atan2(im, re)
    for weight in weights {
      let (a, b) = (1 - 2 * weight * re, -2 * weight * im)
      size -= 0.25 * log(a * a + b * b)
      angle -= 0.5 * atan2(b, a)
    }
    return (size, angle)
  }
}
