import Foundation
import Testing

@testable import Regression

@Suite struct LimitDistributionTests {
  /// statsmodels 0.15's `mackinnonp` and `mackinnoncrit` (Tests/References/statsmodels/unit_roots.py).
  @Test func mackinnonSurfaces() throws {
    let reference = try DiagnosticReferences("statsmodels/unit_roots.csv")
    let terms: [(Deterministics, String)] = [
      (.none, "n"), (.constant, "c"), (.trend, "ct"), (.quadraticTrend, "ctt"),
    ]
    for (deterministics, term) in terms {
      for series in 1...12 {
        let distribution = MacKinnonDistribution(deterministics: deterministics, series: series)
        if term != "n" || series == 1 {
          let found = try #require(distribution.criticalValues(150))
          let expected = reference.list("critical", of: "\(term).\(series)", in: "mackinnon")
          #expect(digits([found.onePercent, found.fivePercent, found.tenPercent], of: expected) >= 13)
        }
        for tau in [-30.0, -8, -4, -3, -1.5, 0, 0.5] where series <= 6 {
          let p = try #require(distribution.pValue(tau))
          let expected = reference.value("p", of: "\(term).\(series).\(tau)", in: "mackinnon")
          // Outside the surface's range statsmodels says 0 or 1; the value at its end is a bound.
          if expected == 0 { #expect(p < 1e-15) } else { #expect(p.agrees(with: expected, to: 12)) }
        }
      }
    }
    #expect(MacKinnonDistribution(deterministics: .constant, series: 7).pValue(-3) == nil)
    #expect(MacKinnonDistribution(deterministics: .none, series: 2).criticalValues(100) == nil)
  }

  /// Fuller (1976), table 8.5.1, n = ∞: 5% and 10% of n(ρ̂ − 1).
  @Test func coefficientStatistics() throws {
    let table: [(Deterministics, Double, Double)] = [
      (.none, -8.1, 0.05), (.none, -5.7, 0.1), (.constant, -14.1, 0.05), (.constant, -11.3, 0.1),
      (.trend, -21.8, 0.05), (.trend, -18.3, 0.1),
    ]
    for (deterministics, z, level) in table {
      let p = try #require(MacKinnonDistribution.pValueOfCoefficient(z, deterministics))
      #expect(abs(p - level) < 0.0025, "\(deterministics) \(z): \(p)")
    }
    for deterministics in Deterministics.allCases {
      let values = stride(from: -60.0, through: 3, by: 0.25).compactMap {
        MacKinnonDistribution.pValueOfCoefficient($0, deterministics)
      }
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 + 2e-3 })
    }
  }

  /// Anderson & Darling (1952), table 1, P(∫B⁰² > x); the trend's against table 1 of Kwiatkowski et al.
  /// (1992), simulated, to their digits.
  @Test func kpssLimits() throws {
    for (x, level) in [(0.34730, 0.1), (0.46136, 0.05), (0.74346, 0.01), (1.16786, 0.001)] {
      #expect(abs(KPSS.pValue(x, .level) / level - 1) < 1e-4, "\(x)")
    }
    for (x, level) in [(0.119, 0.1), (0.146, 0.05), (0.176, 0.025), (0.216, 0.01)] {
      #expect(abs(KPSS.pValue(x, .trend) - level) < 0.05 * level + 0.0015, "\(x): \(KPSS.pValue(x, .trend))")
    }
    #expect(KPSS.pValue(0.001, .level) > 0.999999)
    let falling = stride(from: 0.01, through: 2, by: 0.05).map { KPSS.pValue($0, .trend) }
    #expect(zip(falling, falling.dropFirst()).allSatisfy { $0 > $1 })
  }

  /// Sums of squared normals whose distribution is known: χ² and exponentials.
  @Test func sumsOfSquaredNormals() {
    // λ = (1, 1): P(Q > x) = e^{−x/2}.
    for x in [0.01, 0.5, 2, 10, 60, 300] {
      let tails = ChiSquaredSum(weights: [1, 1]).tails(at: x)
      #expect(tails.upper.agrees(with: exp(-x / 2), to: 12), "\(x)")
      #expect(tails.lower.agrees(with: -expm1(-x / 2), to: 12), "\(x)")
    }
    // λ = (2, 2, 1, 1): a difference of exponentials, P(Q > x) = 2e^{−x/4} − e^{−x/2}.
    for x in [0.3, 4, 25, 120] {
      let tails = ChiSquaredSum(weights: [2, 2, 1, 1]).tails(at: x)
      #expect(tails.upper.agrees(with: 2 * exp(-x / 4) - exp(-x / 2), to: 12), "\(x)")
    }
    // Two pairs of opposite sign: Laplace, P(Q > x) = ½e^{−x/2}, x ≥ 0; and F at 0.
    for x in [0.0, 1, 30] {
      #expect(
        ChiSquaredSum(weights: [1, 1, -1, -1]).tails(at: x).upper.agrees(with: exp(-x / 2) / 2, to: 12))
    }
    #expect(ChiSquaredSum(weights: [3, 3, -1, -1]).tails(at: 0).lower.agrees(with: 0.25, to: 13))
    #expect(ChiSquaredSum(weights: [1, 2]).tails(at: -1).upper == 1)
    #expect(ChiSquaredSum(weights: [-1, -2]).tails(at: 1).lower == 1)
  }
}
