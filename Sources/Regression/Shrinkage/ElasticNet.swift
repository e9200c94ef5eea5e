public import LinearAlgebra

/// The elastic net: min (1/2n)‖y − Xβ‖² + λ(α‖β‖₁ + (1 − α)/2 ‖β‖²), the lasso at α = 1. Tibshirani (1996), Zou & Hastie
/// (2005); λ as in glmnet and scikit-learn.
///
/// A constant's column among the regressors is found and not penalised. Where `standardizes`, the penalty is on
/// coefficients of regressors divided by their standard deviations (with 1/n; about zero without a constant); coefficients
/// are reported in the units of the data. Solved by coordinate descent along a falling path of λ, then exactly on the set of
/// coefficients found not to be zero; each point carries its duality gap, which bounds how far it is from the
/// minimum. Choosing λ by the data leaves no valid standard errors, so none are given.
public struct ElasticNet: Codable, Equatable, Sendable {
  /// Which λ are used and which is chosen.
  public enum Penalty: Codable, Equatable, Sendable {
    /// One λ.
    case fixed(Double)
    /// From the λ at which all coefficients are zero down to `ratio` times it, `count` of them, equally spaced in logs; that with
    /// the smallest squared error of prediction in `folds`-fold cross-validation is chosen. Folds are dealt by the seed.
    case crossValidated(folds: Int = 10, seed: UInt64, count: Int = 100, ratio: Double = 1e-3)
  }

  /// α, from 0 to 1. Below 0.001 a path needs `fixed` penalties: no λ makes all coefficients zero at 0.
  public var mix: Double
  public var penalty: Penalty
  public var standardizes: Bool

  public init(mix: Double = 1, penalty: Penalty, standardizes: Bool = true) {
    self.mix = mix
    self.penalty = penalty
    self.standardizes = standardizes
  }

  /// Estimates at one λ.
  public struct Point: Codable, Equatable, Sendable {
    /// λ.
    public let penalty: Double
    /// In the units of the data, the constant's included.
    public let coefficients: [Double]
    /// How far the objective can be above its minimum, in units of y²; of the order of rounding.
    public let dualityGap: Double
    /// Number of penalised coefficients that are not zero.
    public let nonzero: Int
  }

  /// Error of prediction at one λ.
  public struct CrossValidation: Codable, Equatable, Sendable {
    /// Mean squared error over the held-out observations.
    public let error: Double
    /// Standard error of the folds' mean errors.
    public let standardError: Double
  }

  /// The path and the λ chosen.
  public struct Fit: Codable, Equatable, Sendable {
    public let choice: ElasticNet
    public let names: [String]
    /// λ falling.
    public let path: [Point]
    /// One per point; empty for a fixed λ.
    public let crossValidation: [CrossValidation]
    /// Position in the path of the λ chosen.
    public let chosen: Int

    /// At the λ chosen.
    public var coefficients: [Double] { path[chosen].coefficients }
    /// The λ chosen.
    public var penalty: Double { path[chosen].penalty }
    /// Position of the largest λ whose error is within one standard error of the smallest: fewer regressors for nearly
    /// the same error (Breiman et al. 1984). The chosen one without cross-validation.
    public var sparsest: Int {
      guard !crossValidation.isEmpty else { return chosen }
      let limit = crossValidation[chosen].error + crossValidation[chosen].standardError
      return crossValidation.firstIndex { $0.error <= limit } ?? chosen
    }
  }

  /// Estimates the path.
  /// - Throws: `RegressionError` or `ShrinkageError` for data, penalties or folds that cannot be used.
  public func fit(_ y: [Double], on x: Matrix, names: [String]? = nil) throws -> Fit {
    guard mix >= 0, mix <= 1 else { throw ShrinkageError.mixNotUsable(value: "\(mix)") }
    let design = try ShrinkageDesign(y, x, names, standardizes: standardizes)
    switch penalty {
    case .fixed(let lambda):
      guard lambda > 0, lambda.isFinite else { throw ShrinkageError.penaltyNotUsable(value: "\(lambda)") }
      return Fit(
        choice: self, names: design.names, path: try points(design, [lambda]), crossValidation: [], chosen: 0)
    case .crossValidated(let folds, let seed, let count, let ratio):
      guard mix >= 0.001 else { throw ShrinkageError.mixNotUsable(value: "\(mix)") }
      guard ratio > 0, ratio < 1, count > 1 else { throw ShrinkageError.penaltyNotUsable(value: "\(ratio)") }
      let penalties = ElasticNetSolver(design, mix: mix).penalties(count: count, ratio: ratio)
      let errors = try FoldedErrors(folds: folds, seed: seed, observations: y.count).errors(
        of: self, y, x, penalties)
      let chosen = errors.indices.min { errors[$0].error < errors[$1].error } ?? 0
      return Fit(
        choice: self, names: design.names, path: try points(design, penalties), crossValidation: errors,
        chosen: chosen)
    }
  }

  /// The path at given λ, falling, each started from the one before.
  func points(_ design: ShrinkageDesign, _ penalties: [Double]) throws -> [Point] {
    var solver = ElasticNetSolver(design, mix: mix)
    return try penalties.map { lambda in
      let gap = try solver.solve(lambda)
      return Point(
        penalty: lambda, coefficients: design.restored(solver.coefficients), dualityGap: gap,
        nonzero: solver.coefficients.count { $0 != 0 })
    }
  }
}
