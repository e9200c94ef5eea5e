import Foundation

/// A rectangle probability as an integral over the unit cube. Genz (1992), with the variables ordered by Gibson, Glasbey
/// and Elston (1994): the one expected to be hardest to satisfy first.
struct GenzIntegral: Sendable {
  private var lower: [Double]
  private var upper: [Double]
  /// Rows of the Cholesky factor of the reordered correlation, row i at i(i + 1)/2.
  private var rows: [Double] = []

  init(_ rectangle: StandardRectangle) {
    lower = rectangle.lower
    upper = rectangle.upper
    let n = rectangle.dimension
    var r = rectangle.correlation
    var l = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    var centre = [Double](repeating: 0, count: n)
    for i in 0..<n {
      let best = GenzIntegral.hardest(from: i, r: r, l: l, centre: centre, lower: lower, upper: upper)
      lower.swapAt(i, best)
      upper.swapAt(i, best)
      l.swapAt(i, best)
      r.swapAt(i, best)
      for k in 0..<n { r[k].swapAt(i, best) }
      let pivot = (0..<i).reduce(r[i][i]) { $0 - l[i][$1] * l[i][$1] }
      guard pivot > GenzIntegral.negligible else { continue }
      l[i][i] = pivot.squareRoot()
      for j in (i + 1)..<max(n, i + 1) {
        l[j][i] = (0..<i).reduce(r[j][i]) { $0 - l[i][$1] * l[j][$1] } / l[i][i]
      }
      let shift = (0..<i).reduce(0) { $0 + l[i][$1] * centre[$1] }
      centre[i] = truncatedMean((lower[i] - shift) / l[i][i], (upper[i] - shift) / l[i][i])
    }
    for i in 0..<n { rows += l[i][0...i] }
  }

  private static let negligible = 1e-14

  private static func hardest(
    from i: Int, r: [[Double]], l: [[Double]], centre: [Double], lower: [Double], upper: [Double]
  ) -> Int {
    var best = i
    var least = Double.infinity
    for j in i..<lower.count {
      let pivot = (0..<i).reduce(r[j][j]) { $0 - l[j][$1] * l[j][$1] }
      guard pivot > negligible else { continue }
      let root = pivot.squareRoot()
      let shift = (0..<i).reduce(0) { $0 + l[j][$1] * centre[$1] }
      let chance = intervalProbability((lower[j] - shift) / root, (upper[j] - shift) / root)
      if chance < least {
        least = chance
        best = j
      }
    }
    return best
  }

  /// The integrand at a point of the unit cube; `y` is scratch of one entry per variable.
  private func value(at u: [Double], y: inout [Double]) -> Double {
    var product = 1.0
    var start = 0
    for i in lower.indices {
      var shift = 0.0
      for k in 0..<i { shift += rows[start + k] * y[k] }
      let diagonal = rows[start + i]
      start += i + 1
      if diagonal == 0 {
        y[i] = 0
        if shift < lower[i] - 1e-10 || shift > upper[i] + 1e-10 { return 0 }
        continue
      }
      let a = (lower[i] - shift) / diagonal
      let b = (upper[i] - shift) / diagonal
      let turned = a > 0
      let from = turned ? StandardNormal.quickCDF(-b) : StandardNormal.quickCDF(a)
      let to = turned ? StandardNormal.quickCDF(-a) : StandardNormal.quickCDF(b)
      product *= to - from
      if !(product > 0) { return 0 }
      if i < u.count {
        let z = StandardNormal.quickQuantile(from + u[i] * (to - from))
        y[i] = turned ? -z : z
      }
    }
    return product
  }

  /// Lattices of growing size, each with the same random shifts and the baker's transformation, until the spread over the
  /// shifts and the change from the size before both meet the tolerance, or the next size would exceed `maximumPoints`.
  func estimate(tolerance: Double, maximumPoints: Int, seed: UInt64) -> ProbabilityEstimate {
    let shifts = 12
    var random = ShiftGenerator(state: seed)
    let offsets = (0..<shifts).map { _ in (1..<lower.count).map { _ in random.nextUniform() } }
    var last = summary(offsets.map { mean(over: LatticeRule.ladder[0], offset: $0) })
    for rule in LatticeRule.ladder.dropFirst() where rule.size * shifts <= maximumPoints {
      let next = summary(offsets.map { mean(over: rule, offset: $0) })
      last = ProbabilityEstimate(value: next.value, error: max(next.error, abs(next.value - last.value)))
      if last.error <= tolerance { break }
    }
    return last
  }

  private func mean(over rule: LatticeRule, offset: [Double]) -> Double {
    let steps = rule.steps(offset.count)
    var u = [Double](repeating: 0, count: offset.count)
    var y = [Double](repeating: 0, count: lower.count)
    var sum = 0.0
    for k in 0..<rule.size {
      for i in u.indices {
        let x = Double(k) * steps[i] + offset[i]
        u[i] = abs(2 * (x - x.rounded(.down)) - 1)
      }
      sum += value(at: u, y: &y)
    }
    return sum / Double(rule.size)
  }

  private func summary(_ means: [Double]) -> ProbabilityEstimate {
    let count = Double(means.count)
    let mean = means.reduce(0, +) / count
    let squares = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let standardError = (squares / (count * (count - 1))).squareRoot()
    return ProbabilityEstimate(value: min(1, max(0, mean)), error: 4 * standardError + 1e-15)
  }
}

/// E[Z | a ≤ Z ≤ b] of a standard normal.
private func truncatedMean(_ a: Double, _ b: Double) -> Double {
  let chance = intervalProbability(a, b)
  guard chance > 1e-300 else { return a > 0 ? a : (b < 0 ? b : 0) }
  return (StandardNormal.density(a) - StandardNormal.density(b)) / chance
}

/// SplitMix64, for the few random shifts of a lattice. Steele, Lea and Flood (2014).
private struct ShiftGenerator {
  var state: UInt64

  mutating func nextUniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }
}
