import LinearAlgebra

/// The Breusch–Godfrey test of serial correlation up to an order: e is regressed on X and its own lags.
/// Allows lagged dependent variables among the regressors. Breusch (1978); Godfrey (1978).
public struct BreuschGodfrey: HypothesisTest {
  /// What stands for residuals before the first observation.
  public enum Presample: String, Codable, Sendable {
    /// Zeros; every observation is used.
    case zeros
    /// Nothing: the first observations are left out.
    case dropped
  }

  public static let name = "Breusch–Godfrey"
  public let null: String
  public let outcome: TestOutcome

  /// - Throws: `DiagnosticError` for an order below 1.
  public init(
    _ fit: LeastSquares.Fit, order: Int = 1, form: LagrangeForm = .chiSquared, presample: Presample = .zeros
  ) throws {
    try DiagnosticError.require(order >= 1, "The order of a Breusch–Godfrey test", order, "at least 1")
    null = "the errors are not correlated up to order \(order)"
    let sample = WorkingSample(fit)
    let first = presample == .zeros ? 0 : order
    guard sample.n - first > sample.k + order else {
      outcome = .tooFewObservations(
        sample.n, for: "A regression on \(sample.k) regressors and \(order) lags",
        needed: first + sample.k + order + 1)
      return
    }
    guard !sample.isPerfect else {
      outcome = .perfectFit
      return
    }
    let lags = (1...order).map { Array(sample.e.lagged(by: $0)[first...]) }
    let e = Array(sample.e[first...])
    let x = sample.x.rows(first..<sample.n)
    let full = try AuxiliaryRegression(e, on: x.appending(columns: lags))
    guard full.rank == sample.k + order else {
      outcome = .notApplicable(reason: "Lagged residuals and regressors are collinear; try a lower order.")
      return
    }
    switch form {
    case .chiSquared:
      let fitted = zip(e, full.residuals).map { $0 - $1 }
      outcome = try TestOutcome(
        Double(e.count) * fitted.dot(fitted) / e.dot(e), .chiSquared(degreesOfFreedom: order))
    case .f:
      outcome = try .comparison(
        restricted: e.dot(e), full: full.unexplained, restrictions: order,
        freedom: e.count - sample.k - order)
    }
  }
}
