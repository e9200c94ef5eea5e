import Foundation
import Probability

/// Probabilities that a Brownian process crosses a boundary.
enum BoundaryCrossing {
  /// P(sup |B⁰(t)| > x) for the Brownian bridge, the Kolmogorov distribution: 2 Σ (−1)^{j+1} e^{−2j²x²}, or
  /// by its dual series where that converges faster. Kolmogorov (1933).
  static func bridge(_ x: Double) -> Double {
    guard x > 0 else { return 1 }
    if x < 1 {
      let inside = (0..<8).reduce(0.0) { sum, j in
        let odd = Double(2 * j + 1) * Double.pi
        return sum + exp(-odd * odd / (8 * x * x))
      }
      return 1 - (2 * Double.pi).squareRoot() / x * inside
    }
    let crossing = (1...20).reduce(0.0) { sum, j in
      let term = exp(-2 * Double(j * j) * x * x)
      return j.isMultiple(of: 2) ? sum - term : sum + term
    }
    return 2 * crossing
  }

  /// P(|W(t)| > x(1 + 2t) for some t in [0, 1]) for Brownian motion, both lines and their double crossings;
  /// below x = 0.3, where the expansion fails, a straight line to 1 at 0 (as in strucchange). Brown, Durbin &
  /// Evans (1975); Zeileis et al. (2002).
  static func linear(_ x: Double) -> Double {
    guard x >= 0.3 else { return 1 - 0.1465 * max(0, x) }
    let normal = Normal.standard
    let single = normal.survival(3 * x) + exp(-4 * x * x) * (normal.cdf(x) - normal.survival(5 * x))
    return 2 * (single - exp(-16 * x * x) * normal.survival(x))
  }

  /// The x whose crossing probability is `level`, by bisection.
  static func bound(_ level: Double, _ probability: (Double) -> Double) -> Double {
    var (low, high) = (0.0, 20.0)
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if probability(middle) > level { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
