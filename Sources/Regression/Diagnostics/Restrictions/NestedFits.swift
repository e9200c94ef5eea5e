import Foundation
import LinearAlgebra

/// The likelihood-ratio test of two nested least-squares fits: n·log(RSSᵣ/RSS), compared with χ². Normal
/// errors of one variance, estimated by maximum likelihood in both. Greene (2018) §14.6.
public struct LikelihoodRatio: HypothesisTest {
  public static let name = "Likelihood ratio"
  public let null: String
  public let outcome: TestOutcome

  /// Tests `restricted` in `full`, two fits of the same observations and weights.
  public init(restricted: LeastSquares.Fit, in full: LeastSquares.Fit) throws {
    let nested = try NestedFits(restricted: restricted, full: full)
    null = nested.null
    let statistic = Double(full.n) * log(max(1, nested.restrictedSum / nested.fullSum))
    outcome =
      try nested.reason ?? TestOutcome(statistic, .chiSquared(degreesOfFreedom: nested.restrictions))
  }
}

/// The Lagrange-multiplier (score) test of two nested least-squares fits: n·(RSSᵣ − RSS)/RSSᵣ, that is n·R²
/// of the restricted residuals on all regressors, compared with χ². Greene (2018) §14.6.
public struct LagrangeMultiplier: HypothesisTest {
  public static let name = "Lagrange multiplier"
  public let null: String
  public let outcome: TestOutcome

  /// Tests `restricted` in `full`, two fits of the same observations and weights.
  public init(restricted: LeastSquares.Fit, in full: LeastSquares.Fit) throws {
    let nested = try NestedFits(restricted: restricted, full: full)
    null = nested.null
    let gain = max(0, nested.restrictedSum - nested.fullSum)
    outcome =
      try nested.reason
      ?? TestOutcome(
        Double(full.n) * gain / nested.restrictedSum, .chiSquared(degreesOfFreedom: nested.restrictions))
  }
}

/// Two fits of the same data, the regressors of one within those of the other.
struct NestedFits {
  let null: String
  let restrictedSum: Double
  let fullSum: Double
  let restrictions: Int
  /// Why the two cannot be compared; nil where they can.
  let reason: TestOutcome?

  init(restricted: LeastSquares.Fit, full: LeastSquares.Fit) throws {
    let (small, large) = (WorkingSample(restricted), WorkingSample(full))
    restrictions = full.k - restricted.k
    restrictedSum = small.unexplained
    fullSum = large.unexplained
    let dropped = full.names.filter { !restricted.names.contains($0) }
    null =
      dropped.count == restrictions && restrictions > 0
      ? "the coefficients of \(dropped.joined(separator: ", ")) are zero"
      : "the regressors left out explain nothing"
    reason = try Self.reason(small, large, restricted, full)
  }

  private static func reason(
    _ small: WorkingSample, _ large: WorkingSample, _ restricted: LeastSquares.Fit, _ full: LeastSquares.Fit
  ) throws -> TestOutcome? {
    guard small.n == large.n else {
      return .notApplicable(
        reason: "The fits have \(small.n) and \(large.n) observations; nested fits share them all.")
    }
    let scale = large.y.norm
    guard restricted.weights == full.weights,
      zip(small.y, large.y).allSatisfy({ abs($0 - $1) <= 1e-9 * scale })
    else {
      return .notApplicable(reason: "The fits do not explain the same y with the same weights.")
    }
    guard small.k < large.k else {
      return .notApplicable(
        reason: "The restricted fit has \(small.k) coefficients, no fewer than the \(large.k) of the other.")
    }
    for j in 0..<small.k {
      let column = Array(small.x.column(j))
      let outside = try AuxiliaryRegression(column, on: large.x).residuals.norm
      guard outside <= 1e-8 * column.norm else {
        return .notApplicable(
          reason: "The fits are not nested: \(restricted.names[j]) is not among the larger fit's regressors "
            + "or their combinations.")
      }
    }
    return large.isPerfect ? .perfectFit : nil
  }
}
