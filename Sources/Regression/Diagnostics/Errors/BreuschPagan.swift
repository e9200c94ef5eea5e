public import LinearAlgebra

/// The Breusch–Pagan test: does the variance of the errors depend on regressors? e² is regressed on a
/// constant and Z; Z is X unless given. With weights, e is √w times the residual.
///
/// A constant is added to Z where it has none, as var(ε) = h(α₀ + zᵀα) has one; degrees of freedom count
/// independent columns beside it. Breusch & Pagan (1979); Koenker (1981).
public struct BreuschPagan: HypothesisTest {
  /// How the explained part of e² is scaled.
  public enum Form: String, Codable, Sendable {
    /// Koenker's n·R², right for errors of any kurtosis.
    case studentised
    /// Half the explained sum of squares of e²/σ̂², σ̂² = eᵀe/n; needs normal errors.
    case original
  }

  public static let name = "Breusch–Pagan"
  public let null = "the errors have equal variances"
  public let outcome: TestOutcome

  /// - Parameter regressors: Z, n rows; X unless given.
  /// - Throws: `RegressionError` for a Z of the wrong length or with NaN.
  public init(_ fit: LeastSquares.Fit, on regressors: Matrix? = nil, form: Form = .studentised) throws {
    let z = regressors ?? fit.regressors
    let door = DesignCheck(z, (0..<z.columns).map { "z\($0 + 1)" })
    try door.requireLength(fit.residuals, "e")
    try door.requireFiniteRegressors()
    outcome = try VarianceRegression(WorkingSample(fit), on: z).outcome(form)
  }
}

/// White's test: does the variance of the errors depend on the regressors, their squares or their products?
/// n·R² of e² on them. White (1980).
public struct White: HypothesisTest {
  /// What e² is regressed on, a constant beside it.
  public enum Terms: String, Codable, Sendable {
    /// Levels, squares and products.
    case crossProducts
    /// Levels and squares.
    case squares
  }

  public static let name = "White"
  public let null = "the errors have equal variances"
  public let outcome: TestOutcome

  public init(_ fit: LeastSquares.Fit, terms: Terms = .crossProducts) throws {
    let x = fit.regressors
    let columns = (0..<x.columns).map { Array(x.column($0)) }
    var z: [[Double]] = columns
    for j in columns.indices {
      for i in columns.indices where i == j || (i < j && terms == .crossProducts) {
        z.append(zip(columns[i], columns[j]).map { $0 * $1 })
      }
    }
    outcome = try VarianceRegression(WorkingSample(fit), on: Matrix(columns: z)).outcome(.studentised)
  }
}

/// The regression of squared residuals on a constant and Z.
private struct VarianceRegression {
  let sample: WorkingSample
  let z: Matrix

  init(_ sample: WorkingSample, on z: Matrix) {
    self.sample = sample
    self.z = z.appending(columns: [[Double](repeating: 1, count: z.rows)])
  }

  func outcome(_ form: BreuschPagan.Form) throws -> TestOutcome {
    guard !sample.isPerfect else { return .perfectFit }
    let n = Double(sample.n)
    let average = sample.unexplained / n
    let g = sample.e.map { $0 * $0 / average }
    let deviations = g.centred
    let variation = deviations.dot(deviations)
    guard variation > 1e-24 * n else {
      return .notApplicable(reason: "The squared residuals are all the same; they do not vary with anything.")
    }
    let regression = try AuxiliaryRegression(deviations, on: z)
    let freedom = regression.rank - 1
    guard freedom > 0 else {
      return .notApplicable(reason: "There are no regressors that vary for the variance to depend on.")
    }
    guard regression.rank < sample.n else {
      return .tooFewObservations(
        sample.n, for: "The regression of squared residuals on \(freedom) terms", needed: freedom + 2)
    }
    let explained = max(0, variation - regression.unexplained)
    let statistic = form == .studentised ? n * explained / variation : explained / 2
    return try TestOutcome(statistic, .chiSquared(degreesOfFreedom: freedom))
  }
}
