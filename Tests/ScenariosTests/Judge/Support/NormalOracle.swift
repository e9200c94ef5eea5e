import Foundation

func density(_ z: Double) -> Double { exp(-z * z / 2) / (2 * Double.pi).squareRoot() }
func cumulative(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

/// P(a ≤ L z ≤ b) for standard normal z: one integral a dimension but the last (Genz 1992, before his transformation),
/// Simpson's rule on ±8.5 standard deviations.
func boxProbability(_ l: [[Double]], _ a: [Double], _ b: [Double], steps: Int = 240) -> Double {
  func inner(_ i: Int, _ z: [Double]) -> Double {
    let offset = z.indices.reduce(0) { $0 + l[i][$1] * z[$1] }
    let low = max((a[i] - offset) / l[i][i], -8.5)
    let high = min((b[i] - offset) / l[i][i], 8.5)
    guard low < high else { return 0 }
    if i == l.count - 1 { return cumulative(high) - cumulative(low) }
    let h = (high - low) / Double(steps)
    var sum = 0.0
    for k in 0...steps {
      let x = low + Double(k) * h
      let weight = k == 0 || k == steps ? 1.0 : k % 2 == 1 ? 4.0 : 2.0
      sum += weight * density(x) * inner(i + 1, z + [x])
    }
    return sum * h / 3
  }
  return inner(0, [])
}

/// E[max(0, b − X)] for X ~ N(m, s²).
func normalShortfall(_ b: Double, mean: Double, sd: Double) -> Double {
  let z = (b - mean) / sd
  return (b - mean) * cumulative(z) + sd * density(z)
}
