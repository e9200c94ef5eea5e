import LinearAlgebra

/// The Chow test of a break at a known observation: are the coefficients the same before it and from it on? F
/// of RSS against RSS₁ + RSS₂, with k and n − 2k degrees of freedom. Chow (1960). Assumes one variance in
/// both parts.
public struct ChowBreak: HypothesisTest {
  public static let name = "Chow break"
  public let null: String
  public let outcome: TestOutcome

  /// - Parameter start: the first observation of the second part, counting from 0.
  /// - Throws: `DiagnosticError` for a start outside the sample.
  public init(_ fit: LeastSquares.Fit, at start: Int) throws {
    let sample = WorkingSample(fit)
    try DiagnosticError.require(
      start >= 1 && start < sample.n, "The observation of a break", start, "from 1 to \(sample.n - 1)")
    null = "the coefficients are the same before observation \(start + 1) and from it on"
    guard start > sample.k, sample.n - start > sample.k else {
      outcome = .notApplicable(
        reason:
          "Parts of \(start) and \(sample.n - start) observations cannot both be fitted with \(sample.k) "
          + "coefficients; use the predictive test for a short part.")
      return
    }
    guard !sample.isPerfect else {
      outcome = .perfectFit
      return
    }
    let first = try AuxiliaryRegression(Array(sample.y[..<start]), on: sample.x.rows(0..<start))
    let second = try AuxiliaryRegression(Array(sample.y[start...]), on: sample.x.rows(start..<sample.n))
    guard first.rank == sample.k, second.rank == sample.k else {
      outcome = .notApplicable(
        reason: "The regressors are collinear within the \(first.rank < sample.k ? "first" : "second") part.")
      return
    }
    outcome = try .comparison(
      restricted: sample.unexplained, full: first.unexplained + second.unexplained,
      restrictions: sample.k, freedom: sample.n - 2 * sample.k)
  }
}

/// The predictive Chow test: does the equation of the first observations predict the rest as well as it
/// should? F of RSS against RSS₁, with n₂ and n₁ − k degrees of freedom; the second part may be as short as
/// one observation. Chow (1960).
public struct ChowPredictive: HypothesisTest {
  public static let name = "Chow predictive"
  public let null: String
  public let outcome: TestOutcome

  /// - Parameter start: the first observation predicted, counting from 0.
  /// - Throws: `DiagnosticError` for a start outside the sample.
  public init(_ fit: LeastSquares.Fit, from start: Int) throws {
    let sample = WorkingSample(fit)
    try DiagnosticError.require(
      start >= 1 && start < sample.n, "The first observation predicted", start, "from 1 to \(sample.n - 1)")
    null = "the equation of the observations before \(start + 1) holds from there on"
    guard start > sample.k else {
      outcome = .tooFewObservations(start, for: "The first part", needed: sample.k + 1)
      return
    }
    guard !sample.isPerfect else {
      outcome = .perfectFit
      return
    }
    let first = try AuxiliaryRegression(Array(sample.y[..<start]), on: sample.x.rows(0..<start))
    guard first.rank == sample.k else {
      outcome = .notApplicable(reason: "The regressors are collinear within the first part.")
      return
    }
    outcome = try .comparison(
      restricted: sample.unexplained, full: first.unexplained, restrictions: sample.n - start,
      freedom: start - sample.k)
  }
}
