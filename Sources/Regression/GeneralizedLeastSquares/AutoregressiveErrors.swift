import Foundation
public import LinearAlgebra

/// Feasible generalised least squares with errors that follow an autoregression of order p:
/// yₜ = xₜᵀβ + uₜ, uₜ = φ₁uₜ₋₁ + … + φₚuₜ₋ₚ + eₜ. Observations are in the order of time, without gaps.
/// Greene (2018) §20.9.
///
/// The coefficients' covariance is s²(X*ᵀX*)⁻¹ with X* the filtered regressors and s² = Σe²/(n* − k); it takes φ as
/// known. Not for regressors that are lags of y.
public struct AutoregressiveErrors: Codable, Equatable, Sendable {
  /// How φ and β are found.
  public enum Method: String, Codable, CaseIterable, Sendable {
    /// Least squares of residuals on their lags and of filtered data, in turn until neither changes; the first p
    /// observations only serve as lags. Cochrane & Orcutt (1949). φ need not be stationary.
    case cochraneOrcutt
    /// The same with the first p observations kept, filtered as the start of a stationary series. Prais &
    /// Winsten (1954).
    case praisWinsten
    /// The maximum of the exact Gaussian likelihood over β, φ and σ². For p = 1 Beach & MacKinnon (1978).
    case maximumLikelihood
  }

  /// p, at least 1.
  public var order: Int
  public var method: Method

  public init(order: Int = 1, method: Method = .praisWinsten) {
    precondition(order >= 1, "an autoregression has at least one lag")
    self.order = order
    self.method = method
  }

  /// Estimates the coefficients of `y` on the columns of `x` and the autoregression of the errors.
  /// - Throws: `RegressionError` for data that cannot be used; `AutoregressiveErrorsError` where the errors have no
  ///   stationary autoregression, or the iteration goes on after a thousand rounds.
  public func fit(_ y: [Double], on x: Matrix, names: [String]? = nil) throws -> Fit {
    let names = names ?? (0..<x.columns).map { "x\($0 + 1)" }
    let door = DesignCheck(x, names)
    try door.requireUsable(y)
    guard x.rows > 2 * order + x.columns else {
      throw AutoregressiveErrorsError.tooFewObservations(
        observations: x.rows, needed: 2 * order + x.columns + 1)
    }
    let beta = try door.solution(y).coefficients
    let u = zip(y, x * beta).map { $0 - $1 }
    guard u.norm > 1e-14 * y.norm else { throw AutoregressiveErrorsError.noErrors }
    let start = try Self.regression(u, order).coefficients
    let (phi, rounds) =
      try method == .maximumLikelihood
      ? (likeliest(y, x, names, from: start), 1) : iterated(y, x, names, from: start)
    return try result(
      y, x, names, phi: phi, solution: filteredRegression(y, x, names, phi), rounds: rounds)
  }

  /// φ that the residuals it leads to give back.
  private func iterated(
    _ y: [Double], _ x: Matrix, _ names: [String], from start: [Double]
  ) throws -> (phi: [Double], rounds: Int) {
    var phi = start
    for round in 1...1000 {
      let beta = try filteredRegression(y, x, names, phi).coefficients
      let u = zip(y, x * beta).map { $0 - $1 }
      let next = try Self.regression(u, order).coefficients
      let moved = zip(next, phi).reduce(0) { max($0, abs($1.0 - $1.1)) }
      phi = next
      if moved < 1e-14 || (moved < 1e-12 && round > 100) { return (phi, round) }
    }
    throw AutoregressiveErrorsError.notConverged(method: method.rawValue, rounds: 1000)
  }

  /// φ at the maximum of the likelihood that Newton's method reaches from `start`.
  private func likeliest(
    _ y: [Double], _ x: Matrix, _ names: [String], from start: [Double]
  ) throws -> [Double] {
    let likelihood = AutoregressiveLikelihood(order: order) { filter in
      let solution = try DesignCheck(filter.whitened(x), names).solution(filter.whitened(y[...]))
      return zip(y, x * solution.coefficients).map { $0 - $1 }
    }
    let partials =
      AutoregressiveFilter(coefficients: start)?.partials ?? [Double](repeating: 0, count: order)
    guard let best = try likelihood.minimiser(from: partials) else {
      throw AutoregressiveErrorsError.notConverged(method: method.rawValue, rounds: 200)
    }
    return AutoregressiveFilter(partials: best).coefficients
  }

  /// uₜ on its lags, no constant, t = p + 1 … n.
  private static func regression(_ u: [Double], _ p: Int) throws -> LeastSquaresSolution {
    let lags = Matrix(rows: u.count - p, columns: p) { t, j in u[t + p - 1 - j] }
    do {
      return try LeastSquaresSolution(lags, Array(u[p...]), refinementSteps: 1)
    } catch is LinearAlgebraError {
      throw AutoregressiveErrorsError.noErrors
    }
  }

  /// Least squares on data filtered by φ.
  private func filteredRegression(
    _ y: [Double], _ x: Matrix, _ names: [String], _ phi: [Double]
  ) throws -> LeastSquaresSolution {
    if method == .cochraneOrcutt {
      return try DesignCheck(AutoregressiveFilter.differenced(x, phi), names).solution(
        AutoregressiveFilter.differenced(y[...], phi))
    }
    guard let filter = AutoregressiveFilter(coefficients: phi) else {
      throw AutoregressiveErrorsError.notStationary(coefficients: phi)
    }
    return try DesignCheck(filter.whitened(x), names).solution(filter.whitened(y[...]))
  }

  private func result(
    _ y: [Double], _ x: Matrix, _ names: [String], phi: [Double], solution: LeastSquaresSolution, rounds: Int
  ) throws -> Fit {
    let u = zip(y, x * solution.coefficients).map { $0 - $1 }
    let (count, squares) = (solution.residuals.count, solution.residualSumOfSquares)
    let variance = squares / Double(count - x.columns)
    let filter = AutoregressiveFilter(coefficients: phi)
    let errors: [Double]
    var logLikelihood: Double?
    if method == .maximumLikelihood, let filter {
      // Information per observation: the covariance of p errors in a row over the innovations' variance.
      let inverse = try LeastSquaresSolution(
        filter.whitened(Matrix.identity(order)), [Double](repeating: 0, count: order), refinementSteps: 0
      ).inverseGram
      errors = try Cholesky(inverse).inverse.diagonal.map { ($0 / Double(count)).squareRoot() }
    } else {
      let auxiliary = try Self.regression(u, order)
      let s2 = auxiliary.residualSumOfSquares / Double(u.count - 2 * order)
      errors = auxiliary.inverseGram.diagonal.map { (s2 * $0).squareRoot() }
    }
    if method != .cochraneOrcutt, let filter {
      let n = Double(count)
      let logDeterminant = filter.logDeterminantTerms.reduce(0) { $0 - $1.weight * log($1.slack) }
      logLikelihood = -(n * (log(2 * Double.pi * squares / n) + 1) + logDeterminant) / 2
    }
    return try Fit(
      choice: self, names: names, coefficients: solution.coefficients,
      covariance: variance * solution.inverseGram, phi: phi, phiStandardErrors: errors, residuals: u,
      innovations: solution.residuals, sigma: variance.squareRoot(), logLikelihood: logLikelihood,
      isStationary: filter != nil, rounds: rounds
    ).withinRange()
  }
}
