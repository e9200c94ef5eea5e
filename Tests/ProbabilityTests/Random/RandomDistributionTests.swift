import Foundation
import Probability
import Testing

/// Samples against their laws. The seeds are fixed, so the tests cannot fail by chance; bounds are those of a level of
/// about 10⁻⁴ (Kolmogorov distance 2.2/√n, four standard errors of a moment).
@Suite struct RandomDistributionTests {
  static let draws = 100_000

  private func sample(_ kind: RandomRow.Kind, shock: UInt32 = 3, period: UInt32 = 1) -> [Double] {
    let block = RandomBlock()
    let row = [RandomRow(period: period, shock: shock, kind: kind)]
    block.fill(seed: 2020, draws: 0..<UInt64(Self.draws), rows: row)
    return block.withRow(0) { Array($0) }
  }

  private func kolmogorov(_ sample: [Double], _ cdf: (Double) -> Double) -> Double {
    let n = Double(sample.count)
    var distance = 0.0
    for (i, x) in sample.sorted().enumerated() {
      let p = cdf(x)
      distance = max(distance, p - Double(i) / n, Double(i + 1) / n - p)
    }
    return distance * n.squareRoot()
  }

  private func normalCDF(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  @Test(arguments: [0, 1, 2, 5] as [UInt32]) func normals(shock: UInt32) {
    let x = sample(.normal, shock: shock)
    #expect(kolmogorov(x, normalCDF) < 2.2)
    let n = Double(x.count)
    // Standard errors of the moments of a standard normal: 1, √2, √15, √96 over √n.
    let moments = (1...4).map { k in x.reduce(0) { $0 + pow($1, Double(k)) } / n }
    for (moment, (mean, deviation)) in zip(moments, [(0, 1), (1, 2), (0, 15), (3, 96)] as [(Double, Double)])
    {
      #expect(abs(moment - mean) < 4 * (deviation / n).squareRoot())
    }
    for bound in [2.0, 3, 3.5] {
      let expected = n * normalCDF(-bound)
      #expect(abs(Double(x.count { $0 > bound }) - expected) < 4 * expected.squareRoot())
      #expect(abs(Double(x.count { $0 < -bound }) - expected) < 4 * expected.squareRoot())
    }
  }

  @Test func normalsOfDifferentShocksAndPeriodsAreUncorrelated() {
    let rows = [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1)].map { sample(.normal, shock: $0.0, period: $0.1) }
    for i in rows.indices {
      for j in 0..<i {
        let n = Double(Self.draws)
        let products = zip(rows[i], rows[j]).reduce(0) { $0 + $1.0 * $1.1 } / n
        let squares = zip(rows[i], rows[j]).reduce(0) { $0 + $1.0 * $1.0 * $1.1 * $1.1 } / n
        #expect(abs(products) < 4 / n.squareRoot())
        // Var(x²y²) = 9 − 1.
        #expect(abs(squares - 1) < 4 * (8 / n).squareRoot())
      }
    }
  }

  @Test func uniforms() {
    let x = sample(.uniform)
    #expect(kolmogorov(x) { $0 } < 2.2)
    #expect(x.allSatisfy { $0 > 0 && $0 < 1 })
  }

  /// P(k, x) for whole k: 1 − e⁻ˣ Σ xⁱ/i!.
  private func gammaCDF(_ k: Int, _ x: Double) -> Double {
    var term = Foundation.exp(-x)
    var sum = term
    for i in 1..<max(1, k) {
      term *= x / Double(i)
      sum += term
    }
    return 1 - sum
  }

  @Test(arguments: [1, 2, 6]) func gammasOfWholeShape(shape: Int) {
    for shock in [2, 3] as [UInt32] {
      let x = sample(.gamma(shape: Double(shape)), shock: shock)
      #expect(kolmogorov(x) { shape == 1 ? 1 - Foundation.exp(-$0) : gammaCDF(shape, $0) } < 2.2)
    }
  }

  /// Gamma(½) is half the square of a normal; χ²(4) is twice a gamma(2).
  @Test func gammaOfOneHalfAndChiSquared() {
    #expect(kolmogorov(sample(.gamma(shape: 0.5))) { erf($0.squareRoot()) } < 2.2)
    #expect(kolmogorov(sample(.chiSquared(degreesOfFreedom: 4))) { gammaCDF(2, $0 / 2) } < 2.2)
    #expect(kolmogorov(sample(.chiSquared(degreesOfFreedom: 1))) { erf(($0 / 2).squareRoot()) } < 2.2)
  }

  /// t with two degrees of freedom: F(x) = ½ + x/(2√(2 + x²)); with four: ½ + ¾ s(1 − s²/3), s = x/√(4 + x²).
  @Test func studentT() {
    #expect(
      kolmogorov(sample(.studentT(degreesOfFreedom: 2))) { 0.5 + $0 / (2 * (2 + $0 * $0).squareRoot()) } < 2.2
    )
    let four = kolmogorov(sample(.studentT(degreesOfFreedom: 4), shock: 8)) { x in
      let s = x / (4 + x * x).squareRoot()
      return 0.5 + 0.75 * s * (1 - s * s / 3)
    }
    #expect(four < 2.2)
  }

  @Test func studentTIsItsNormalTimesItsScale() {
    let t = sample(.studentT(degreesOfFreedom: 5))
    let parts = zip(sample(.normal), sample(.studentScale(degreesOfFreedom: 5)))
    #expect(t == parts.map { $0 * $1 })
    // Independent of each other: uncorrelated sizes.
    let chi = sample(.chiSquared(degreesOfFreedom: 5)).map { $0 / 5 - 1 }
    let products = zip(sample(.normal), chi).map { $0 * $0 * $1 - $1 }
    let mean = products.reduce(0, +) / Double(products.count)
    let square = products.reduce(0) { $0 + $1 * $1 } / Double(products.count)
    #expect(abs(mean) < 4 * (square / Double(products.count)).squareRoot())
  }

  /// Beta(2, 1) has F = x², beta(1, 3) 1 − (1 − x)³, beta(½, ½) the arcsine law.
  @Test func betas() {
    #expect(kolmogorov(sample(.beta(2, 1))) { $0 * $0 } < 2.2)
    #expect(kolmogorov(sample(.beta(1, 3), shock: 4)) { 1 - (1 - $0) * (1 - $0) * (1 - $0) } < 2.2)
    #expect(kolmogorov(sample(.beta(0.5, 0.5))) { 2 / Double.pi * asin($0.squareRoot()) } < 2.2)
  }
}
