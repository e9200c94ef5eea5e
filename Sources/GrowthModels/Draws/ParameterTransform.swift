import Foundation
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

  /// Mean and standard deviation of the distribution.
  var moments: (mean: Double, sd: Double) {
    switch distribution {
    case .fixed(let value): return (value, 0)
    case .normal(let mean, let sd), .beta(let mean, let sd): return (mean, sd)
    case .logNormal(let median, let sdLog):
      let mean = median * LaneFunction.exp(sdLog * sdLog / 2)
      return (mean, mean * (LaneFunction.exp(sdLog * sdLog) - 1).squareRoot())
    case .triangular(let a, let m, let c):
      let variance = (a * a + m * m + c * c - a * m - a * c - m * c) / 18
      return ((a + m + c) / 3, variance.squareRoot())
    case .truncatedNormal(let mean, let sd, let lower):
      // Johnson, Kotz and Balakrishnan (1994) §10.1.
      let cut = (lower - mean) / sd
      let hazard = Self.density(cut) / Self.upperTail(cut)
      let variance = sd * sd * (1 + cut * hazard - hazard * hazard)
      return (mean + sd * hazard, variance.squareRoot())
    }
  }

  private static func density(_ z: Double) -> Double {
    LaneFunction.exp(-z * z / 2) / (2 * Double.pi).squareRoot()
  }

  /// Rounded, so that the C library's last bits do not enter a draw.
  private static func upperTail(_ z: Double) -> Double {
    (erfc(z / 2.0.squareRoot()) / 2 * 1e12).rounded() / 1e12
  }
}
