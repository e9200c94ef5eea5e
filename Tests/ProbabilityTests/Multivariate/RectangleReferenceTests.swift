import Foundation
import Probability
import Testing

/// Authority: Tests/References/mpmath/multivariate_normal.py (mpmath 1.3, SciPy 1.17), methods other than Genz's.
@Suite struct RectangleReferenceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let method: String
    let lower: [Double]
    let upper: [Double]
    let covariance: [[Double]]
    let value: Double
    var testDescription: String { id }
  }

  static let cases: [Case] = {
    let url = GoldenFile.referencesFolder.appending(path: "mpmath/multivariate_normal.csv")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      func list(_ cell: Int) -> [Double] { cells[cell].split(separator: " ").map { Double($0) ?? .nan } }
      let d = Int(cells[2]) ?? 0
      var triangle = list(5).makeIterator()
      var r = (0..<d).map { i in (0..<d).map { i == $0 ? 1.0 : 0 } }
      for i in 0..<d {
        for j in 0..<i {
          r[i][j] = triangle.next() ?? .nan
          r[j][i] = r[i][j]
        }
      }
      return Case(
        id: String(cells[0]), method: String(cells[1]), lower: list(3), upper: list(4), covariance: r,
        value: Double(cells[6]) ?? .nan)
    }
  }()

  @Test func tableIsThere() { #expect(Self.cases.count >= 90) }

  @Test(arguments: cases)
  func agreesWithQuadrature(_ reference: Case) throws {
    let normal = try MultivariateNormal(
      mean: reference.lower.map { _ in 0 }, covariance: reference.covariance)
    let estimate = try normal.probability(
      lower: reference.lower, upper: reference.upper, tolerance: 1e-4, maximumPoints: 30_000)
    let error = abs(estimate.value - reference.value)
    let known = reference.method == "markov" ? 1e-12 : 1e-14
    #expect(
      error <= (normal.dimension <= 3 ? known : estimate.error + 1e-9),
      "off by \(error), said \(estimate.error)")
    #expect(estimate.error <= 5e-4)
  }

  @Test func sameSeedSameBytesAnotherSeedAnotherValue() throws {
    let reference = try #require(Self.cases.first { $0.lower.count == 5 })
    let normal = try MultivariateNormal(
      mean: reference.lower.map { _ in 0 }, covariance: reference.covariance)
    func run(_ seed: UInt64) throws -> ProbabilityEstimate {
      try normal.probability(lower: reference.lower, upper: reference.upper, tolerance: 1e-4, seed: seed)
    }
    #expect(try run(1) == run(1))
    #expect(try run(1).value != run(2).value)
  }
}
