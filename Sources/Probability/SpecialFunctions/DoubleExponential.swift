import Foundation

/// Integration over [0, 1] by the double-exponential (tanh-sinh) rule, which shrugs off singular or steep ends.
///
/// Halves its step until two levels agree. Takahasi and Mori (1974).
struct DoubleExponential: Sendable {
  private struct Node: Sendable {
    let near: Double
    let far: Double
    let weight: Double
  }

  /// `levels[0]` is the coarsest rule; each later level holds only the points in between.
  private let levels: [[Node]]

  static let shared = DoubleExponential(depth: 8)

  private init(depth: Int) {
    levels = (0..<depth).map { level in
      let step = level == 0 ? 0.5 : 0.5 / Double(1 << level)
      let stride = level == 0 ? 1 : 2
      var nodes: [Node] = []
      var k = level == 0 ? 0 : 1
      while Double(k) * step < 4.5 {
        let t = Double(k) * step
        let q = exp(-Double.pi * sinh(t))
        nodes.append(
          Node(near: q / (1 + q), far: 1 / (1 + q), weight: Double.pi * cosh(t) * q / ((1 + q) * (1 + q))))
        k += stride
      }
      return nodes
    }
  }

  /// ∫₀¹ f. The integrand receives u and 1 - u, each with full relative accuracy at its own end.
  func integrate(absoluteTolerance: Double = 1e-16, _ f: (_ u: Double, _ complement: Double) -> Double)
    -> Double
  {
    var sum = 0.0
    var previous = Double.infinity
    var step = 0.5
    for (index, nodes) in levels.enumerated() {
      for node in nodes {
        let mirrored = node.near == node.far ? 0 : f(node.far, node.near)
        sum += node.weight * (f(node.near, node.far) + mirrored)
      }
      let estimate = sum * step
      let change = abs(estimate - previous)
      if index >= 3, change <= max(absoluteTolerance, 1e-15 * abs(estimate)) { return estimate }
      previous = estimate
      step /= 2
    }
    return previous
  }
}
