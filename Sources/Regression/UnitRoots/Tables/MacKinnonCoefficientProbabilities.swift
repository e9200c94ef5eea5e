/// Coefficients of J. G. MacKinnon (1994), “Approximate asymptotic distribution functions for unit-root and
/// cointegration tests”, JBES 12:167–176, tables 5 and 6: the statistic n(ρ̂ − 1) of one series.
enum MacKinnonCoefficientProbabilities {
  struct Surface: Sendable {
    /// Below it the polynomial in log|z| holds, above it the one in z.
    let star: Double
    /// Φ⁻¹(p) in powers of log|z|.
    let small: [Double]
    /// Φ⁻¹(p) in powers of z.
    let large: [Double]

    /// Where the polynomial in z stops rising, found by stepping from 0; 20 where it always rises.
    var highest: Double {
      var z = 0.0
      while z < 20 {
        let slope = large.indices.dropFirst().reversed().reduce(0) { $0 * z + Double($1) * large[$1] }
        if slope <= 0 { return z }
        z += 0.01
      }
      return z
    }
  }

  static func surface(_ deterministics: Deterministics) -> Surface {
    switch deterministics {
    case .none:
      Surface(
        star: -2.9, small: [0.0342, -0.6376, 0, -0.03872], large: [0.4927, 0.6906, 0.132331, 0.012099, 0])
    case .constant:
      Surface(
        star: -8.9, small: [2.2142, -1.7863, 0.32828, -0.07727],
        large: [1.717, 0.55243, 0.043463, 0.0016671, 0])
    case .trend:
      Surface(
        star: -15.0, small: [4.6476, -2.8932, 0.5832, -0.0999],
        large: [2.7117, 0.45731, 0.022868, 0.0006362, 0.000005])
    case .quadraticTrend:
      Surface(
        star: -20.7, small: [3.6739, -1.1549, 0, -0.03947],
        large: [3.4671, 0.43476, 0.019231, 0.0005381, 0.000006216])
    }
  }
}
