/// Minimises a smooth function of a few variables: Broyden, Fletcher, Goldfarb and Shanno's quasi-Newton method with
/// five-point differences and a backtracking line search. Nocedal & Wright (2006) §6.1, §8.1.
///
/// The minimum found is a local one. Where the function is infinite it is not entered.
public struct BFGS: Hashable, Sendable {
  /// Ends where no element of the gradient is larger than this times the size of the function.
  public var tolerance: Double
  public var iterationLimit: Int

  public init(tolerance: Double = 1e-8, iterationLimit: Int = 500) {
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
  }

  /// Where the search ended.
  public struct Minimum: Hashable, Sendable {
    public let point: [Double]
    public let value: Double
    /// Whether the gradient is small there.
    public let isConverged: Bool
    public let iterations: Int
    /// The approximate inverse of the Hessian, by rows.
    public let inverseHessian: [[Double]]
  }

  /// - Parameter start: a point at which the function is finite.
  public func minimise(from start: [Double], _ f: ([Double]) -> Double) -> Minimum {
    var x = start
    var value = f(x)
    var slope = Self.gradient(f, at: x)
    var h = Self.identity(x.count)
    var isFresh = true
    for iteration in 0..<iterationLimit {
      if isSmall(slope, at: x, value) {
        return Minimum(
          point: x, value: value, isConverged: true, iterations: iteration, inverseHessian: h)
      }
      var direction = h.map { row in -zip(row, slope).reduce(0) { $0 + $1.0 * $1.1 } }
      var descent = Self.dot(direction, slope)
      if !(descent < 0) {
        h = Self.identity(x.count)
        direction = slope.map { -$0 }
        descent = -Self.dot(slope, slope)
      }
      guard let next = search(f, x, value, direction, descent) else {
        if isFresh {
          return Minimum(
            point: x, value: value, isConverged: false, iterations: iteration, inverseHessian: h)
        }
        (h, isFresh) = (Self.identity(x.count), true)
        continue
      }
      let newSlope = Self.gradient(f, at: next.point)
      Self.update(
        &h, zip(next.point, x).map { $0 - $1 }, zip(newSlope, slope).map { $0 - $1 }, isFirst: isFresh)
      (x, value, slope, isFresh) = (next.point, next.value, newSlope, false)
    }
    return Minimum(
      point: x, value: value, isConverged: false, iterations: iterationLimit, inverseHessian: h)
  }

  private func isSmall(_ slope: [Double], at x: [Double], _ value: Double) -> Bool {
    zip(slope, x).allSatisfy { abs($0) * max(1, abs($1)) <= tolerance * max(1, abs(value)) }
  }

  /// Steps 1, 1/2, 1/4 … until the function falls enough (Armijo).
  private func search(
    _ f: ([Double]) -> Double, _ x: [Double], _ value: Double, _ direction: [Double], _ descent: Double
  ) -> (point: [Double], value: Double)? {
    var length = min(1, 2 / max(1e-300, direction.reduce(0) { max($0, abs($1)) }))
    while length > 1e-14 {
      let point = zip(x, direction).map { $0 + length * $1 }
      let next = f(point)
      if next <= value + 1e-4 * length * descent { return (point, next) }
      length /= 2
    }
    return nil
  }

  /// H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, ρ = 1/yᵀs; left as it is where curvature is not positive.
  private static func update(_ h: inout [[Double]], _ s: [Double], _ y: [Double], isFirst: Bool) {
    let curvature = dot(s, y)
    guard curvature > 1e-12 * dot(y, y).squareRoot() * dot(s, s).squareRoot() else { return }
    if isFirst {
      let scale = curvature / dot(y, y)
      h = identity(s.count).map { $0.map { $0 * scale } }
    }
    let hy = h.map { dot($0, y) }
    let factor = (curvature + dot(y, hy)) / (curvature * curvature)
    for i in s.indices {
      for j in s.indices { h[i][j] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / curvature }
    }
  }

  /// Differences over five points, (8(f₊₁ − f₋₁) − (f₊₂ − f₋₂))/12h, h the fifth root of the rounding error; one-sided ones where the
  /// function is infinite on a side.
  static func gradient(_ f: ([Double]) -> Double, at x: [Double]) -> [Double] {
    x.indices.map { i in
      let step = 7e-4 * max(1, abs(x[i]))
      func moved(_ steps: Double) -> Double {
        var point = x
        point[i] += steps * step
        return f(point)
      }
      let (near, far) = ((moved(1), moved(-1)), (moved(2), moved(-2)))
      if [near.0, near.1, far.0, far.1].allSatisfy(\.isFinite) {
        return (8 * (near.0 - near.1) - (far.0 - far.1)) / (12 * step)
      }
      let middle = f(x)
      return near.0.isFinite ? (near.0 - middle) / step : near.1.isFinite ? (middle - near.1) / step : 0
    }
  }

  private static func identity(_ n: Int) -> [[Double]] {
    (0..<n).map { i in (0..<n).map { $0 == i ? 1 : 0 } }
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
}
