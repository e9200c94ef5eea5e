import LinearAlgebra
public import Regression

/// Wald test that lags of some variables do not help to predict others: H₀ sets their coefficients in all equations of the others to zero.
/// F = (Rb)ᵀ (R V̂ Rᵀ)⁻¹ (Rb)/q ~ F(q, m(n − k)). Granger (1969); Lütkepohl (2005) §3.6.
public struct GrangerCausality: HypothesisTest {
  public static let name = "Granger causality"
  public let null: String
  public let outcome: TestOutcome

  /// - Throws: `VectorError.unknownVariable`; `VectorError.refused` where a variable stands on both sides.
  public init(_ fit: VAR.Fit, from causes: [String], to effects: [String]) throws {
    let from = try fit.positions(causes)
    let to = try fit.positions(effects)
    null = "\(causes.joined(separator: ", ")) do not Granger-cause \(effects.joined(separator: ", "))"
    guard Set(from).isDisjoint(with: to), !from.isEmpty, !to.isEmpty else {
      throw VectorError.refused(
        .init(en: "name causes and effects that are different variables", zh: "原因与结果须为不同的变量"))
    }
    let d = fit.model.terms.count
    let cells = (0..<fit.lags).flatMap { l in from.flatMap { j in to.map { (d + l * fit.count + j, $0) } } }
    let b = cells.map { fit.coefficients[$0.0, $0.1] }
    let sigma = fit.covariance
    let v = Matrix(rows: cells.count, columns: cells.count) { p, q in
      fit.inverseGram[cells[p].0, cells[q].0] * sigma[cells[p].1, cells[q].1]
    }
    let wald = try Cholesky(v, named: "The covariance of the coefficients").squaredLength(of: b)
    outcome = try TestOutcome(
      wald / Double(cells.count),
      .f(
        numerator: cells.count,
        denominator: fit.count * (fit.observations - fit.coefficientsPerEquation)))
  }
}

/// Wald test that the errors of some variables are uncorrelated with those of all others. λ = n σᵀ (2 C D⁺(Σ⊗Σ)D⁺ᵀ Cᵀ)⁻¹ σ
/// ~ χ²(q), σ the q covariances. Lütkepohl (2005) §3.6.3.
public struct InstantaneousCausality: HypothesisTest {
  public static let name = "Instantaneous causality"
  public let null: String
  public let outcome: TestOutcome

  /// - Throws: `VectorError.unknownVariable`.
  public init(_ fit: VAR.Fit, of causes: [String]) throws {
    let from = try fit.positions(causes)
    let others = (0..<fit.count).filter { !from.contains($0) }
    null = "there is no instantaneous causality between \(causes.joined(separator: ", ")) and the others"
    guard !from.isEmpty, !others.isEmpty else {
      throw VectorError.refused(.init(en: "name some but not all variables", zh: "请指定部分而非全部变量"))
    }
    let cells = from.flatMap { i in others.map { (i, $0) } }
    let sigma = fit.covariance
    let n = Double(fit.observations)
    let v = Matrix(rows: cells.count, columns: cells.count) { p, q in
      let ((i, j), (k, l)) = (cells[p], cells[q])
      return (sigma[i, k] * sigma[j, l] + sigma[i, l] * sigma[j, k]) / n
    }
    let s = cells.map { sigma[$0.0, $0.1] }
    outcome = try TestOutcome(
      try Cholesky(v, named: "The covariance of the error covariances").squaredLength(of: s),
      .chiSquared(degreesOfFreedom: cells.count))
  }
}

extension VAR.Fit {
  /// Positions of variables by name.
  func positions(_ names: [String]) throws(VectorError) -> [Int] {
    try names.map { name throws(VectorError) in try data.position(of: name) }
  }
}
