import Foundation
import LinearAlgebra

/// Hausman (1978): whether random effects estimate what fixed effects do. (β̂F − β̂R)'(VF − VR)⁻¹(β̂F − β̂R) on the coefficients both
/// have, χ². It holds only where random effects are efficient, so both fits need the homoskedastic covariance; where VF − VR is not
/// positive definite it does not apply, and `RegressionHausman` does.
public struct Hausman: HypothesisTest, Equatable {
  public static let name = "Hausman"
  public let null = "the entities' effects are uncorrelated with the regressors"
  public let outcome: TestOutcome
  /// The coefficients compared.
  public let compared: [String]

  public init(fixed: FixedEffects.Fit, random: RandomEffects.Fit) throws {
    let names = fixed.names.filter { random.names.contains($0) }
    compared = names
    outcome = try Self.outcome(fixed, random, names)
  }

  private static func outcome(
    _ fixed: FixedEffects.Fit, _ random: RandomEffects.Fit, _ names: [String]
  ) throws -> TestOutcome {
    guard fixed.choice.covariance == .homoskedastic, random.choice.covariance == .homoskedastic else {
      return .notApplicable(
        reason:
          "it compares homoskedastic covariances; fit both estimators with them, or use the regression form")
    }
    guard !names.isEmpty else {
      return .notApplicable(reason: "fixed and random effects have no coefficient in common")
    }
    let f = names.compactMap(fixed.index(of:))
    let r = names.compactMap(random.index(of:))
    let q = f.indices.map { fixed.coefficients[f[$0]] - random.coefficients[r[$0]] }
    let v = Matrix(rows: q.count, columns: q.count) { i, j in
      fixed.covariance[f[i], f[j]] - random.covariance[r[i], r[j]]
    }
    // In units of the standard errors, so that scales of the regressors do not decide what is definite.
    let scales = f.map { fixed.covariance[$0, $0].squareRoot() }
    guard scales.allSatisfy({ $0 > 0 }) else { return .notApplicable(reason: "the fit is perfect") }
    let relative = Matrix(rows: q.count, columns: q.count) { i, j in v[i, j] / (scales[i] * scales[j]) }
    guard (try SymmetricEigen(relative).values.min() ?? 0) > 1e-10 else {
      return .notApplicable(
        reason: "the difference of the covariances is not positive definite; use the regression form")
    }
    let statistic = try Cholesky(relative).squaredLength(of: zip(q, scales).map { $0 / $1 })
    return try TestOutcome(statistic, .chiSquared(degreesOfFreedom: q.count))
  }
}

/// The regression form of Hausman's test, which may be robust: random effects with the deviations from entity means as further
/// regressors, whose coefficients are zero under the hypothesis (Wooldridge 2010 §10.7.3; Arellano 1993). A Wald statistic, χ².
public struct RegressionHausman: HypothesisTest, Equatable {
  public static let name = "Hausman, regression form"
  public let null = "the entities' effects are uncorrelated with the regressors"
  public let outcome: TestOutcome
  /// The regressors whose deviations were added.
  public let compared: [String]

  /// - Parameters:
  ///   - covariance: that of the extended regression; clustered by entity unless told.
  ///   - smallSample: its factor.
  public init(
    _ random: RandomEffects.Fit, covariance: PanelCovariance = .clusteredByEntity,
    smallSample: PanelSmallSample = .clusters
  ) throws {
    let entities = random.panel.entities
    let data = EntityTransforms(random.response, random.regressors, entities)
    let added = data.varies.indices.filter { data.varies[$0] }
    compared = added.map { random.names[$0] }
    guard !added.isEmpty else {
      outcome = .notApplicable(reason: "no regressor varies within entities")
      return
    }
    let x = entities.subtractingMeans(from: random.regressors, shares: random.thetas)
    let y = entities.subtractingMeans(from: Matrix(columns: [random.response]), shares: random.thetas)
      .elements
    let extended = Matrix(
      rows: x.rows, columns: x.columns + added.count,
      columnMajor: x.elements + data.deviations.selectingColumns(added).elements)
    let names = random.names + compared.map { "\($0) within" }
    let squares: TransformedLeastSquares
    do {
      squares = try TransformedLeastSquares(y, extended, names: names, tolerance: 1e-10)
    } catch RegressionError.collinear {
      outcome = .notApplicable(
        reason:
          "the deviations from entity means add nothing to the regressors, as where all effects are zero or "
          + "no regressor varies between entities")
      return
    }
    let inference = try squares.sandwich(random.panel, smallSample).estimate(covariance)
    let places = x.columns..<extended.columns
    let v = Matrix(inference.covariance[rows: places, columns: places])
    let b = Array(squares.solution.coefficients[places])
    guard let factor = try? Cholesky(v) else {
      outcome = .notApplicable(
        reason:
          "the covariance of the deviations' coefficients is singular; clusters are fewer than coefficients")
      return
    }
    outcome = try TestOutcome(factor.squaredLength(of: b), .chiSquared(degreesOfFreedom: b.count))
  }
}
