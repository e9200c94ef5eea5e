import Probability

/// How a draw of a parameter is made from one row of random numbers.
///
/// - normal: mean + sd·z.
/// - log-normal: median·exp(sdLog·z).
/// - beta: a beta variate with the same mean m and standard deviation s, a = m(m(1−m)/s² − 1), b = a(1−m)/m.
/// - triangular: the inverse distribution function at a uniform u, exact: lower + √(u(c−a)(m−a)) below the mode, and
///   upper − √((1−u)(c−a)(c−m)) above it.
/// - truncated normal: lower + a log-normal with the exact mean and standard deviation of the truncated normal. Its shape
///   differs a little; its first two moments and its support do not.
struct ParameterTransform {
  let distribution: ParameterDistribution

  var kind: RandomRow.Kind {
    switch distribution {
    case .fixed, .normal, .logNormal, .truncatedNormal: return .normal
    case .triangular: return .uniform
    case .beta(let mean, let sd):
      let total = mean * (1 - mean) / (sd * sd) - 1
      return .beta(mean * total, (1 - mean) * total)
    }
  }

  func value(of row: LaneValue) -> LaneValue {
    switch distribution {
    case .fixed(let value): return row.graph.constant(value)
    case .normal(let mean, let sd): return mean + sd * row
    case .beta: return row
    case .logNormal(let median, let sdLog): return median * (sdLog * row).exp()
    case .triangular(let a, let mode, let c):
      let below = a + (row * ((c - a) * (mode - a))).squareRoot()
      let above = c - ((1 - row) * ((c - a) * (c - mode))).squareRoot()
      return row.isAtMost((mode - a) / (c - a)).select(below, otherwise: above)
    case .truncatedNormal(_, _, let lower):
      let (mean, sd) = moments
      let spread = LaneFunction.log(1 + (sd / (mean - lower)) * (sd / (mean - lower)))
      let location = LaneFunction.log(mean - lower) - spread / 2
      return lower + (location + spread.squareRoot() * row).exp()
    }
  }

  /// Mean and standard deviation of the distribution, rounded so that a C library's last bits do not enter a draw.
  var moments: (mean: Double, sd: Double) {
    (Self.rounded(distribution.mean), Self.rounded(distribution.standardDeviation))
  }

  private static func rounded(_ x: Double) -> Double { (x * 1e12).rounded() / 1e12 }
}
