public import LinearAlgebra

/// Quantile regression: the β that minimises Σρ_τ(yᵢ − xᵢᵀβ), ρ_τ(u) = u(τ − 1[u < 0]), so that a share τ of the
/// observations lies below the line. Koenker & Bassett (1978), Econometrica 46:33; Koenker (2005).
///
/// Solved exactly: β̂ interpolates k observations, and a certificate of optimality is part of the fit. Several β may be as
/// good; the fit says whether there can be others.
public struct QuantileRegression: Codable, Equatable, Sendable {
  /// τ, strictly between 0 and 1.
  public var quantile: Double
  /// How standard errors are found.
  public var errors: QuantileErrors

  public init(quantile: Double = 0.5, errors: QuantileErrors = .sandwich()) {
    self.quantile = quantile
    self.errors = errors
  }

  /// Estimates the coefficients of the τ-quantile of `y` given the columns of `x`, which hold every regressor, the
  /// constant's column of ones included.
  ///
  /// - Parameter names: one per column; x1, x2 … unless given.
  /// - Throws: `RegressionError` for data that cannot be used, `QuantileError` for a quantile outside (0, 1), a y that does
  ///   not vary, or errors whose density cannot be estimated.
  public func fit(_ y: [Double], on x: Matrix, names: [String]? = nil) throws -> Fit {
    let names = names ?? (0..<x.columns).map { "x\($0 + 1)" }
    let problem = try QuantileProblem(y, x, names: names, quantiles: [quantile])
    let vertex = try problem.solve(quantile)
    let inference = try QuantileInference(problem: problem, vertex: vertex, τ: quantile)
    return try Fit(
      choice: self, names: names, covariance: try inference.covariance(errors), regressors: x, y: y,
      vertex: vertex
    ).withinRange()
  }
}

/// Data that passed the door, and exact fits to them.
struct QuantileProblem {
  let y: [Double]
  let x: Matrix
  let names: [String]

  init(_ y: [Double], _ x: Matrix, names: [String], quantiles: [Double]) throws {
    try DesignCheck(x, names).requireUsable(y)
    guard !quantiles.isEmpty else { throw QuantileError.noQuantiles }
    if let outside = quantiles.first(where: { !($0 > 0 && $0 < 1) }) {
      throw QuantileError.quantileOutside(outside)
    }
    if y.allSatisfy({ $0 == y[0] }) { throw QuantileError.constantResponse(value: y[0]) }
    (self.y, self.x, self.names) = (y, x, names)
  }

  func solve(_ τ: Double) throws -> OptimalVertex {
    do {
      return try QuantileSolver(x: x, y: y, τ: τ).solve()
    } catch LinearAlgebraError.rankDeficient(_, _, _, let dependent) {
      throw RegressionError.collinear(try DesignCheck(x, names).explain(dependent))
    }
  }
}
