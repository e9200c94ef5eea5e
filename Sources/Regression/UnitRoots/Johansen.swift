import Foundation
public import LinearAlgebra

/// Johansen's tests of the number of cointegrating relations among m series: ΔYₜ = αβᵀYₜ₋₁ + Σ ΓⱼΔYₜ₋ⱼ +
/// deterministic terms + ε. Johansen (1988, 1991, 1995).
///
/// With R₀ and R₁ the parts of ΔYₜ and Yₜ₋₁ that lagged differences and unrestricted terms do not explain, λ
/// are their squared canonical correlations, found by QR and singular values: no moment matrix is inverted.
public struct Johansen: Sendable {
  /// Where constant and trend stand: the five cases of Johansen (1995) §5.7.
  public enum Terms: String, Codable, Sendable, CaseIterable {
    /// No deterministic terms.
    case none
    /// A constant in the relations only; the series have no trends.
    case restrictedConstant
    /// A constant outside the relations; the series may have linear trends.
    case constant
    /// A constant outside and a trend in the relations.
    case restrictedTrend
    /// Constant and trend outside; the series may have quadratic trends.
    case trend
  }

  /// The deterministic terms.
  public let terms: Terms
  /// Names of the series, with the restricted term at the end: the rows of `vectors`.
  public let names: [String]
  /// Number of observations in the regressions.
  public let observations: Int
  /// λ₁ ≥ … ≥ λₘ; empty where the tests do not apply.
  public let eigenvalues: [Double]
  /// β, a column per eigenvalue, its first element 1 unless that is zero.
  public let vectors: Matrix
  /// α, m × m, of those columns of β.
  public let loadings: Matrix
  /// Trace tests that there are at most 0, 1, … m − 1 relations.
  public let trace: [JohansenRankTest]
  /// Tests that there are 0, 1, … m − 1 relations against one more.
  public let maximumEigenvalue: [JohansenRankTest]

  /// - Parameters:
  ///   - series: one column each, two or more.
  ///   - differences: number of lagged differences, one less than the lags of the vector autoregression in
  ///     levels.
  /// - Throws: `RegressionError` for NaN and names that do not fit, `DiagnosticError` for fewer than two
  ///   series or negative lags.
  public init(
    _ series: Matrix, names: [String]? = nil, terms: Terms = .constant, differences: Int = 1
  ) throws {
    let names = names ?? (0..<series.columns).map { "x\($0 + 1)" }
    guard names.count == series.columns else {
      throw RegressionError.nameCount(names: names.count, columns: series.columns)
    }
    try DesignCheck(series, names).requireFiniteRegressors()
    try DiagnosticError.require(series.columns >= 2, "The number of series", series.columns, "at least 2")
    try DiagnosticError.require(
      differences >= 0, "The number of lagged differences", differences, "at least 0")
    self.terms = terms
    self.names =
      names
      + (terms == .restrictedConstant ? ["constant"] : terms == .restrictedTrend ? ["trend"] : [])
    let m = series.columns
    let system = ErrorCorrectionSystem(series, terms, differences)
    observations = system.n
    switch try system.canonicalCorrelations() {
    case .failure(let reason):
      (eigenvalues, vectors, loadings) = ([], Matrix(rows: 0, columns: 0), Matrix(rows: 0, columns: 0))
      trace = (0..<m).map { JohansenRankTest(.trace, rank: $0, of: m, terms: terms, outcome: reason.outcome) }
      maximumEigenvalue = (0..<m).map {
        JohansenRankTest(.maximumEigenvalue, rank: $0, of: m, terms: terms, outcome: reason.outcome)
      }
    case .success(let found):
      (eigenvalues, vectors, loadings) = (found.eigenvalues, found.vectors, found.loadings)
      let gains = found.eigenvalues.map { -Double(system.n) * log1p(-$0) }
      trace = try (0..<m).map { rank in
        try JohansenRankTest(.trace, gains[rank...].reduce(0, +), rank: rank, of: m, terms: terms)
      }
      maximumEigenvalue = try (0..<m).map { rank in
        try JohansenRankTest(.maximumEigenvalue, gains[rank], rank: rank, of: m, terms: terms)
      }
    }
  }

  /// The number of relations: the smallest not rejected at `level` by the trace tests, in order; nil where
  /// they do not apply.
  public func rank(level: Double = 0.05) -> Int? {
    guard !eigenvalues.isEmpty else { return nil }
    return trace.firstIndex { ($0.pValue ?? 1) > level } ?? trace.count
  }
}

/// The regressions of an error-correction system: ΔYₜ and Yₜ₋₁ (with the restricted term) on the rest.
private struct ErrorCorrectionSystem {
  let n: Int
  let changes: [[Double]]
  let levels: [[Double]]
  let rest: [[Double]]

  init(_ series: Matrix, _ terms: Johansen.Terms, _ differences: Int) {
    let n = max(0, series.rows - differences - 1)
    let columns = (0..<series.columns).map { Array(series.column($0)) }
    let steps = columns.map { column in zip(column.dropFirst(), column).map { $0 - $1 } }
    let time = (0..<n).map { Double($0 + 1) / Double(max(1, n)) }
    let ones = [Double](repeating: 1, count: n)
    self.n = n
    changes = steps.map { Array($0.suffix(n)) }
    let lagged = (1...max(1, differences)).prefix(differences).flatMap { j in
      steps.map { Array($0.dropLast(j).suffix(n)) }
    }
    let past = columns.map { Array($0.dropLast().suffix(n)) }
    switch terms {
    case .none: (levels, rest) = (past, lagged)
    case .restrictedConstant: (levels, rest) = (past + [ones], lagged)
    case .constant: (levels, rest) = (past, lagged + [ones])
    // A restricted trend counts periods, so that its coefficient is per period.
    case .restrictedTrend: (levels, rest) = (past + [time.map { $0 * Double(n) }], lagged + [ones])
    case .trend: (levels, rest) = (past, lagged + [ones, time])
    }
  }

  struct Correlations {
    let eigenvalues: [Double]
    let vectors: Matrix
    let loadings: Matrix
  }

  func canonicalCorrelations() throws -> Result<Correlations, Inapplicable> {
    let (m, width) = (changes.count, levels.count)
    let needed = m + width + rest.count + 1
    guard n >= needed else {
      return .failure(
        Inapplicable(
          .tooFewObservations(
            n, for: "A system with \(width + rest.count) terms an equation, after lags,", needed: needed)))
    }
    let (r0, r1) = (try unexplained(changes), try unexplained(levels))
    guard try Self.isIndependent(r0), try Self.isIndependent(r1) else {
      return .failure(
        Inapplicable("The series, or their changes, are collinear with each other or with lags."))
    }
    let (q0, q1) = (try QR(Matrix(columns: r0)), try QR(Matrix(columns: r1)))
    let svd = try SVD(q1.q.transposeTimes(q0.q), named: "The canonical correlations")
    let eigenvalues = svd.singularValues.prefix(m).map { $0 * $0 }
    guard eigenvalues.allSatisfy({ 1 - $0 > 1e-12 }) else {
      return .failure(
        Inapplicable("A combination of the series follows the past exactly; there are no errors."))
    }
    var vectors = try q1.r.solve(triangle: .upper, Matrix(svd.u[rows: 0..<width, columns: 0..<m]))
    for j in 0..<m {
      let column = Array(vectors.column(j))
      let first = column[0]
      if first != 0 { vectors.setColumn(j, to: column.map { $0 / first }) }
    }
    // α = S₀₁β(βᵀS₁₁β)⁻¹, whose inner matrix is diagonal.
    let relations = Matrix(columns: r1) * vectors
    let raw = Matrix(columns: r0).transposeTimes(relations)
    let loadings = Matrix(rows: m, columns: m) { i, j in
      let relation = Array(relations.column(j))
      return raw[i, j] / relation.dot(relation)
    }
    return .success(Correlations(eigenvalues: eigenvalues, vectors: vectors, loadings: loadings))
  }

  private func unexplained(_ columns: [[Double]]) throws -> [[Double]] {
    guard !rest.isEmpty else { return columns }
    let x = Matrix(columns: rest)
    return try columns.map { column in
      let left = try AuxiliaryRegression(column, on: x).residuals
      return left.norm > 1e-11 * column.norm ? left : left.map { _ in 0 }
    }
  }

  private static func isIndependent(_ columns: [[Double]]) throws -> Bool {
    guard columns.allSatisfy({ $0.norm > 0 }) else { return false }
    let scaled = columns.map { column in column.map { $0 / column.norm } }
    return try QR(Matrix(columns: scaled)).reciprocalCondition > 1e-12
  }
}
