import Foundation
import Probability
import Testing

@Suite struct DistributionBehaviourTests {
  @Test func invalidParametersAreNamed() {
    #expect(
      throws: DistributionError.invalidParameter(
        distribution: "Normal", parameter: "standardDeviation", value: 0, requirement: "positive and finite")
    ) { try Normal(mean: 0, standardDeviation: 0) }
    #expect(throws: DistributionError.self) { try Normal(mean: .nan, standardDeviation: 1) }
    #expect(throws: DistributionError.self) { try StudentT(degreesOfFreedom: -1) }
    #expect(throws: DistributionError.self) { try ChiSquared(degreesOfFreedom: .infinity) }
    #expect(throws: DistributionError.self) { try Gamma(shape: 1, scale: .nan) }
    #expect(throws: DistributionError.self) { try Beta(a: 0, b: 1) }
    #expect(throws: DistributionError.self) {
      try FDistribution(numeratorDegreesOfFreedom: 0, denominatorDegreesOfFreedom: 1)
    }
    #expect(throws: DistributionError.self) { try LogNormal(logMean: 0, logStandardDeviation: -1) }
    #expect(throws: DistributionError.invalidOrder(distribution: "Uniform", requirement: "lower < upper")) {
      try Uniform(lower: 1, upper: 1)
    }
    #expect(throws: DistributionError.self) { try Triangular(lower: 0, mode: 2, upper: 1) }
    #expect(throws: DistributionError.self) { try TruncatedNormal(.standard, lower: 2, upper: 2) }
    #expect(throws: DistributionError.self) { try TruncatedNormal(.standard, lower: .nan, upper: 2) }
    let error = DistributionError.invalidParameter(
      distribution: "Gamma", parameter: "shape", value: -2, requirement: "positive and finite")
    #expect(error.description == "Gamma: shape is -2.0 but must be positive and finite.")
  }

  static let laws: [any ContinuousDistribution & Codable & Hashable] = {
    let built: [(any ContinuousDistribution & Codable & Hashable)?] = [
      try? Normal(mean: 1, standardDeviation: 2), try? StudentT(degreesOfFreedom: 5),
      try? ChiSquared(degreesOfFreedom: 3),
      try? Gamma(shape: 2, scale: 3), try? Beta(a: 2, b: 5),
      try? FDistribution(numeratorDegreesOfFreedom: 6, denominatorDegreesOfFreedom: 12),
      try? LogNormal(logMean: 0.1, logStandardDeviation: 0.4), try? Uniform(lower: -1, upper: 4),
      try? Triangular(lower: 0, mode: 1, upper: 5),
      try? TruncatedNormal(.standard, lower: 1.5, upper: .infinity),
    ]
    return built.compactMap { $0 }
  }()

  @Test(arguments: 0..<10)
  func endsOfTheLineAndNonsense(index: Int) {
    let law = Self.laws[index]
    #expect(law.cdf(-.infinity) == 0 && law.cdf(.infinity) == 1)
    #expect(law.survival(-.infinity) == 1 && law.survival(.infinity) == 0)
    #expect(
      law.cdf(.nan).isNaN && law.survival(.nan).isNaN && law.density(.nan).isNaN && law.logDensity(.nan).isNaN
    )
    #expect(law.density(.infinity) == 0 && law.density(-.infinity) == 0)
    #expect(law.quantile(-0.1).isNaN && law.quantile(1.1).isNaN && law.quantile(.nan).isNaN)
    #expect(law.upperQuantile(-0.1).isNaN && law.upperQuantile(1.1).isNaN && law.upperQuantile(.nan).isNaN)
    #expect(law.quantile(0) == law.upperQuantile(1) && law.quantile(1) == law.upperQuantile(0))
    #expect(law.cdf(law.quantile(0)) == 0 && law.survival(law.quantile(1)) == 0)
  }

  @Test(arguments: 0..<10)
  func momentsAgreeWithTheDensity(index: Int) {
    let law = Self.laws[index]
    // Midpoint rule over equal probabilities in both tails: E g(X) = ∫ g(quantile(p)) dp.
    let n = 4_000
    var mean = 0.0
    var square = 0.0
    for i in 0..<n {
      let x = law.quantile((Double(i) + 0.5) / Double(n))
      mean += x / Double(n)
      square += x * x / Double(n)
    }
    #expect(abs(mean - law.mean) < 5e-3 * max(1, abs(law.mean)))
    #expect(abs(square - mean * mean - law.variance) < 5e-2 * law.variance)
    let x = law.quantile(0.3)
    let h = 1e-4 * law.standardDeviation
    #expect(close((law.cdf(x + h) - law.cdf(x - h)) / (2 * h), law.density(x), 1e-6))
    #expect(close(exp(law.logDensity(x)), law.density(x), 1e-13))
  }

  @Test(arguments: 0..<10)
  func survivesJSONAndRefusesBadJSON(index: Int) throws {
    func roundTrip<T: Codable & Hashable>(_ law: T) throws -> Bool {
      let data = try JSONEncoder().encode(law)
      return try JSONDecoder().decode(T.self, from: data) == law
    }
    #expect(try roundTrip(Self.laws[index]))
    #expect(throws: DistributionError.self) {
      try JSONDecoder().decode(Gamma.self, from: Data(#"{"shape": -1, "scale": 1}"#.utf8))
    }
  }

  @Test func samplesComeFromTheLawInBothTails() throws {
    struct Fixed: RandomNumberGenerator {
      var words: [UInt64]
      mutating func next() -> UInt64 { words.removeFirst() }
    }
    var generator = Fixed(words: [0, .max, 1 << 63])
    let law = Normal.standard
    let low = law.sample(using: &generator)
    let high = law.sample(using: &generator)
    let middle = law.sample(using: &generator)
    #expect(low == law.quantile(0x1p-54) && high == -low && abs(middle) < 1e-15)
  }

  /// Identities: t² = F(1, ν); exponential = Gamma(1); Cauchy = t(1); χ²(2) is exponential with mean 2.
  @Test(arguments: [1e-9, 0.02, 0.7, 3.0, 40])
  func identities(x: Double) throws {
    let f = try FDistribution(numeratorDegreesOfFreedom: 1, denominatorDegreesOfFreedom: 7)
    let t = try StudentT(degreesOfFreedom: 7)
    #expect(abs(f.survival(x * x) / (2 * t.survival(x)) - 1) < 1e-14)
    #expect(abs(try Gamma(shape: 1, scale: 2).survival(x) / exp(-x / 2) - 1) < 1e-14)
    #expect(abs(try ChiSquared(degreesOfFreedom: 2).cdf(x) / -expm1(-x / 2) - 1) < 1e-14)
    #expect(abs(try StudentT(degreesOfFreedom: 1).survival(x) / (atan2(1, x) / .pi) - 1) < 1e-14)
    #expect(abs(try Beta(a: 1, b: 3).survival(x / 50) / pow(1 - x / 50, 3) - 1) < 1e-14)
  }

  /// d/db E[(b - X)⁺] = Φ.
  @Test(arguments: [-20.0, -3, -2, -1.9, 0, 1, 4])
  func shortfallGrowsWithTheBound(z: Double) {
    let n = Normal.standard
    let h = 1e-5
    let slope = (n.expectedShortfall(below: z + h) - n.expectedShortfall(below: z - h)) / (2 * h)
    #expect(abs(slope / n.cdf(z) - 1) < 1e-6)
  }

  /// E[Z | Z > z] = z + mean excess, also where P(Z > z) underflows.
  @Test(arguments: [-2.0, 0, 3, 12, 500])
  func truncatedMeanIsTheConditionalMean(z: Double) throws {
    let above = try TruncatedNormal(.standard, lower: z, upper: .infinity)
    let excess = Normal.standard.conditionalShortfall(below: -z)
    #expect(abs(above.mean / (z + excess) - 1) < 1e-14)
    #expect(abs(above.variance / (1 - excess * (z + excess)) - 1) < 1e-11 * max(1, z * z * z * z))
    // Rounding the quantile itself moves the probability by up to z² ulp(1).
    #expect(abs(above.survival(above.quantile(0.25)) - 0.75) < 1e-14 + z * z * Double.ulpOfOne)
  }
}
