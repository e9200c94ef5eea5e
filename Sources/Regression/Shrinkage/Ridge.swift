import Foundation
public import LinearAlgebra

/// Ridge regression: min ‖y − Xβ‖² + λ‖β‖². Hoerl & Kennard (1970), Technometrics 12:55–67.
///
/// A constant's column among the regressors is found and not penalised. Where `standardizes`, the penalty is on
/// coefficients of regressors divided by their standard deviations (with 1/n; about zero without a constant), so that
/// units do not matter; coefficients are reported in the units of the data either way. All penalties share one singular value
/// decomposition. Estimates are biased, so there are no standard errors.
public struct Ridge: Codable, Equatable, Sendable {
  /// How λ is chosen.
  public enum Penalty: Codable, Equatable, Sendable {
    /// λ itself.
    case fixed(Double)
    /// The λ that minimises generalised cross-validation, n·SSR/(n − df)², over a range from 10⁻¹² to 10⁶ times the largest
    /// squared singular value; of the local minimum that is lowest on a grid. Golub, Heath & Wahba (1979).
    case generalizedCrossValidation
  }

  public var penalty: Penalty
  public var standardizes: Bool

  public init(penalty: Penalty = .generalizedCrossValidation, standardizes: Bool = true) {
    self.penalty = penalty
    self.standardizes = standardizes
  }

  /// Ridge estimates at one λ.
  public struct Fit: Codable, Equatable, Sendable {
    public let names: [String]
    /// In the units of the data, the constant's included.
    public let coefficients: [Double]
    /// λ.
    public let penalty: Double
    /// Trace of the hat matrix: Σσ²/(σ² + λ), plus 1 for a constant.
    public let effectiveDegreesOfFreedom: Double
    /// n·SSR/(n − df)²; nil where no degrees of freedom are left.
    public let generalizedCrossValidation: Double?
    /// Mean squared error of predicting each observation from the others, (1/n)Σ(eᵢ/(1 − hᵢ))², exact for λ held fixed and
    /// regressors scaled as in the full sample; nil where an observation decides its own value.
    public let leaveOneOutError: Double?
    /// y − Xβ̂.
    public let residuals: [Double]
  }

  /// Estimates at the λ chosen.
  /// - Throws: `RegressionError` or `ShrinkageError` for data or penalties that cannot be used.
  public func fit(_ y: [Double], on x: Matrix, names: [String]? = nil) throws -> Fit {
    let path = try RidgePath(ShrinkageDesign(y, x, names, standardizes: standardizes), y, x)
    switch penalty {
    case .fixed(let lambda): return try path.fit(lambda)
    case .generalizedCrossValidation: return try path.fit(path.bestPenalty())
    }
  }

  /// Estimates at each λ of a list, in its order.
  public func path(
    _ y: [Double], on x: Matrix, penalties: [Double], names: [String]? = nil
  ) throws -> [Fit] {
    let path = try RidgePath(ShrinkageDesign(y, x, names, standardizes: standardizes), y, x)
    return try penalties.map(path.fit)
  }
}

/// Every λ from one decomposition X = UΣVᵀ.
struct RidgePath {
  private let design: ShrinkageDesign
  private let y: [Double]
  private let x: Matrix
  private let svd: SVD
  private let projections: [Double]

  init(_ design: ShrinkageDesign, _ y: [Double], _ x: Matrix) throws {
    (self.design, self.y, self.x) = (design, y, x)
    svd = try SVD(design.x, named: "x")
    projections = svd.u.transposeTimes(design.y)
  }

  private func shares(_ lambda: Double) -> [Double] {
    svd.singularValues.map { $0 * $0 / ($0 * $0 + lambda) }
  }

  func fit(_ lambda: Double) throws -> Ridge.Fit {
    let full = svd.rank() == design.x.columns
    guard lambda.isFinite, lambda > 0 || (lambda == 0 && full) else {
      throw ShrinkageError.penaltyNotUsable(value: "\(lambda)")
    }
    let scaled = zip(projections, svd.singularValues).map { $0 * $1 / ($1 * $1 + lambda) }
    let coefficients = design.restored(svd.vTransposed.transposeTimes(scaled))
    let residuals = zip(y, x * coefficients).map { $0 - $1 }
    let n = Double(y.count)
    let freedom = shares(lambda).reduce(design.constant == nil ? 0 : 1, +)
    let left = n - freedom
    let usable = left > 1e-10 * n
    return Ridge.Fit(
      names: design.names, coefficients: coefficients, penalty: lambda, effectiveDegreesOfFreedom: freedom,
      generalizedCrossValidation: usable ? n * residuals.dot(residuals) / (left * left) : nil,
      leaveOneOutError: leaveOneOut(residuals, shares(lambda)), residuals: residuals)
  }

  private func leaveOneOut(_ e: [Double], _ shares: [Double]) -> Double? {
    let n = Double(e.count)
    var leverages = [Double](repeating: design.constant == nil ? 0 : 1 / n, count: e.count)
    for (j, share) in shares.enumerated() {
      for (i, value) in svd.u.column(j).enumerated() { leverages[i] += share * value * value }
    }
    guard leverages.allSatisfy({ 1 - $0 > 1e-12 }) else { return nil }
    return zip(e, leverages).reduce(0) { $0 + ($1.0 / (1 - $1.1)) * ($1.0 / (1 - $1.1)) } / n
  }

  /// n·SSR(λ)/(n − df)² from projections alone.
  private func criterion(_ lambda: Double) -> Double {
    let n = Double(y.count)
    let outside = max(0, design.y.dot(design.y) - projections.dot(projections))
    var (squares, freedom) = (outside, design.constant == nil ? 0.0 : 1.0)
    for (share, projection) in zip(shares(lambda), projections) {
      squares += (1 - share) * (1 - share) * projection * projection
      freedom += share
    }
    let left = n - freedom
    return left > 1e-10 * n ? n * squares / (left * left) : .infinity
  }

  /// A grid over log λ, then golden-section search around its lowest point.
  func bestPenalty() throws -> Double {
    let top = log(svd.singularValues[0] * svd.singularValues[0])
    let grid = (0...360).map { top - 12 * log(10.0) + Double($0) * log(10.0) / 20 }
    let values = grid.map { criterion(exp($0)) }
    guard let best = values.indices.min(by: { values[$0] < values[$1] }) else { return exp(top) }
    var (low, high) = (grid[max(0, best - 1)], grid[min(grid.count - 1, best + 1)])
    let ratio = (5.0.squareRoot() - 1) / 2
    while high - low > 1e-9 {
      let (a, b) = (high - ratio * (high - low), low + ratio * (high - low))
      if criterion(exp(a)) <= criterion(exp(b)) { high = b } else { low = a }
    }
    return exp((low + high) / 2)
  }
}
