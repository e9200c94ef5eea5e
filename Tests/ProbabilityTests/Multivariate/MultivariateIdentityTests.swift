import Foundation
import Probability
import Testing

@Suite struct MultivariateIdentityTests {
  private func correlation(_ r: [[Double]]) throws -> MultivariateNormal {
    try MultivariateNormal(mean: r.map { _ in 0 }, covariance: r)
  }

  /// Sheppard (1899): P(X > 0, Y > 0) = 1/4 + asin ρ/(2π); three variables: 1/8 + Σ asin ρ/(4π).
  @Test(arguments: [-0.999999, -0.9, -0.3, 0, 0.2, 0.7, 0.95, 0.9999, 1 - 1e-12])
  func orthantsInTwoAndThreeDimensions(r: Double) throws {
    let two = try correlation([[1, r], [r, 1]]).probability(atLeast: [0, 0]).value
    #expect(abs(two - (0.25 + asin(r) / (2 * .pi))) < 1e-14)
    let s = 0.35 * r
    let t = 0.5
    guard 1 + 2 * r * s * t - r * r - s * s - t * t >= 0 else { return }
    let three = try correlation([[1, r, s], [r, 1, t], [s, t, 1]]).probability(atLeast: [0, 0, 0]).value
    let exact = 0.125 + (asin(r) + asin(s) + asin(t)) / (4 * .pi)
    #expect(abs(three - exact) < 1e-14)
  }

  /// Three unit vectors a hair off one plane: correlations all but singular, the orthant still in closed form.
  @Test(arguments: [0, 1e-9, 1e-6, 1e-3, 0.1, 1], [0.02, 0.7, 1.9])
  func orthantsOfAllButSingularCorrelations(height: Double, angle: Double) throws {
    let directions = [0, angle, 2.4].map { [cos($0), sin($0)] }
    let heights = [0, height, -0.5 * height]
    func product(_ i: Int, _ j: Int) -> Double {
      let plane = directions[i][0] * directions[j][0] + directions[i][1] * directions[j][1]
      let length = ((1 + heights[i] * heights[i]) * (1 + heights[j] * heights[j])).squareRoot()
      return i == j ? 1 : (plane + heights[i] * heights[j]) / length
    }
    let r = (0..<3).map { i in (0..<3).map { product(i, $0) } }
    let ours = try correlation(r).probability(atLeast: [0, 0, 0]).value
    let angles = asin(r[0][1]) + asin(r[0][2]) + asin(r[1][2])
    #expect(abs(ours - (0.125 + angles / (4 * .pi))) < 1e-14)
  }

  @Test func linearMapsKeepOrderAndUnits() throws {
    let normal = try MultivariateNormal(
      mean: [1, 2, 3], covariance: [[4, 1, 0.5], [1, 3, -0.4], [0.5, -0.4, 2]])
    let swapped = try normal.transformed(by: [[0, 0, 10], [1, 0, 0]], plus: [5, -1])
    #expect(swapped.mean == [35, 0] && swapped.covariance == [[200, 5], [5, 4]])
    #expect(try normal.marginal([2, 0]).covariance == [[2, 0.5], [0.5, 4]])
    #expect(FrechetBounds(jointOf: [0.9, 0.8]).lower == 1 - (1 - 0.9) - (1 - 0.8))
    let whole = try normal.probability(lower: [-.infinity, 1, -1], upper: [.infinity, 4, 5]).value
    let pair = try normal.marginal([1, 2]).probability(lower: [1, -1], upper: [4, 5]).value
    #expect(whole == pair)
  }

  @Test func conditionOnTheMeanLeavesTheMean() throws {
    let normal = try MultivariateNormal(
      mean: [1, 2, 3], covariance: [[4, 1, 0.5], [1, 3, -0.4], [0.5, -0.4, 2]])
    let hard = try normal.conditioned(on: [1: 2])
    #expect(hard.mean == [1, 3])
    let soft = try normal.conditioned(on: [1], distributedAs: normal.marginal([1]))
    for (a, b) in zip(soft.covariance.joined(), normal.covariance.joined()) { #expect(close(a, b, 1e-14)) }
    let pinned = try normal.conditioned(
      on: [1], distributedAs: MultivariateNormal(mean: [5], covariance: [[0]]))
    let fixed = try normal.conditioned(on: [1: 5])
    for (a, b) in zip(try pinned.marginal([0, 2]).covariance.joined(), fixed.covariance.joined()) {
      #expect(close(a, b, 1e-14))
    }
    #expect(pinned.mean == [fixed.mean[0], 5, fixed.mean[1]])
  }

  @Test func densityIsTheProductOfConditionalAndMarginal() throws {
    let normal = try MultivariateNormal(
      mean: [1, 2, 3], covariance: [[4, 1, 0.5], [1, 3, -0.4], [0.5, -0.4, 2]])
    let x = [0.3, 2.5, 4.0]
    let rest = try normal.conditioned(on: [1: x[1]]).logDensity([x[0], x[2]])
    let one = try normal.marginal(1).logDensity(x[1])
    #expect(close(try normal.logDensity(x), rest + one, 1e-14))
  }

  @Test func degenerateCovarianceIsIntegratedOverItsSupport() throws {
    let normal = try MultivariateNormal(
      mean: [0, 0, 0], covariance: [[1, 1, 0.5], [1, 1, 0.5], [0.5, 0.5, 0]].withLast(1))
    #expect(normal.rank == 2)
    let p = try normal.probability(atLeast: [0, -1, 0]).value
    #expect(abs(p - (0.25 + asin(0.5) / (2 * .pi))) < 1e-14)
    #expect(throws: MultivariateNormalError.degenerate(need: "A density", rank: 2, dimension: 3)) {
      try normal.logDensity([0, 0, 0])
    }
  }

  @Test func errorsNameWhatIsWrong() throws {
    let bad: [[Double]] = [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]
    #expect(throws: MultivariateNormalError.notPositiveSemidefinite(minor: 3)) { try correlation(bad) }
    #expect(throws: MultivariateNormalError.notSymmetric(row: 1, column: 0)) {
      try correlation([[1, 0.1], [0.2, 1]])
    }
    #expect(throws: MultivariateNormalError.notFinite(what: "Covariance row 0")) { try correlation([[.nan]]) }
    let plain = try correlation([[1, 0], [0, 1]])
    #expect(throws: MultivariateNormalError.noSuchVariable(index: 2, dimension: 2)) {
      try plain.conditioned(on: [2: 0])
    }
    #expect(throws: MultivariateNormalError.nothingLeft) { try plain.conditioned(on: [0: 0, 1: 0]) }
    #expect(throws: MultivariateNormalError.invalidBounds(index: 1, lower: 1, upper: 0)) {
      try plain.probability(lower: [0, 1], upper: [1, 0])
    }
    #expect(
      MultivariateNormalError.notPositiveSemidefinite(minor: 3).description
        == "The covariance is not positive semi-definite: its leading minor of order 3 is negative; "
        + "check the correlations of variable 2 (counted from 0) with those before it.")
  }
}

extension [[Double]] {
  fileprivate func withLast(_ value: Double) -> [[Double]] {
    var copy = self
    copy[count - 1][count - 1] = value
    return copy
  }
}
