import Foundation
import LinearAlgebra

/// Sargan's (1958) test of the instruments beyond those needed: n eᵀPe/eᵀe ~ χ²(l − g) under equal variances.
public struct Sargan: HypothesisTest {
  public static let name = "Sargan test of overidentifying restrictions"
  public let null = "the instruments are uncorrelated with the errors"
  public let outcome: TestOutcome

  public init(_ fit: some InstrumentalRegressionFit) throws {
    outcome = try Overidentification.outcome(fit) {
      try TestOutcome(try Overidentification.sargan(fit), .chiSquared(degreesOfFreedom: $0))
    }
  }
}

/// Basmann's (1960) form of Sargan's test: s(n − k₁ − l)/(n − s) ~ χ²(l − g), s Sargan's statistic.
public struct Basmann: HypothesisTest {
  public static let name = "Basmann test of overidentifying restrictions"
  public let null = "the instruments are uncorrelated with the errors"
  public let outcome: TestOutcome

  public init(_ fit: some InstrumentalRegressionFit) throws {
    outcome = try Overidentification.outcome(fit) {
      let s = try Overidentification.sargan(fit)
      let n = Double(fit.n)
      let slack = Double(fit.n - fit.design.exogenous.columns - fit.design.instruments.columns)
      return try TestOutcome(s * slack / (n - s), .chiSquared(degreesOfFreedom: $0))
    }
  }
}

/// Wooldridge's (1995) score test of the instruments beyond those needed, robust to unequal variances: n less the
/// residual sum of squares of 1 on eᵢz̃ᵢ, z̃ the l − g directions of the instruments that the fitted regressors do not
/// span. ~ χ²(l − g).
public struct WooldridgeOveridentification: HypothesisTest {
  public static let name = "Wooldridge score test of overidentifying restrictions"
  public let null = "the instruments are uncorrelated with the errors"
  public let outcome: TestOutcome

  public init(_ fit: some InstrumentalRegressionFit) throws {
    outcome = try Overidentification.outcome(fit) {
      let basis = try InstrumentBasis(fit.design)
      let fitted = basis.split(fit.design.endogenous).inInstruments
      let spare = basis.q2 * (try fitted.orthogonalComplement())
      let scores = spare.scalingRows(by: fit.residuals)
      return try TestOutcome(try Overidentification.explainedOnes(scores), .chiSquared(degreesOfFreedom: $0))
    }
  }
}

/// Anderson and Rubin's (1950) likelihood-ratio test of the overidentifying restrictions: n ln κ̂ ~ χ²(l − g), κ̂ that
/// of `LIML`.
public struct AndersonRubinOveridentification: HypothesisTest {
  public static let name = "Anderson–Rubin likelihood-ratio test of overidentifying restrictions"
  public let null = "the instruments are uncorrelated with the errors"
  public let outcome: TestOutcome

  public init(_ fit: some InstrumentalRegressionFit) throws {
    outcome = try Overidentification.outcome(fit) {
      let excess = try LIML.kappaLessOne(fit.response, fit.design, try InstrumentBasis(fit.design))
      return try TestOutcome(Double(fit.n) * log1p(excess), .chiSquared(degreesOfFreedom: $0))
    }
  }
}

/// Hansen's (1982) J: n ḡᵀŜ⁻¹ḡ at the estimate ~ χ²(l − g), robust to what the weight of `GMM` allows for.
public struct HansenJ: HypothesisTest {
  public static let name = "Hansen J test of overidentifying restrictions"
  public let null = "the moments are zero: the instruments are uncorrelated with the errors"
  public let outcome: TestOutcome

  public init(_ fit: GMM.Fit) throws {
    outcome = try Overidentification.outcome(fit) {
      try TestOutcome(fit.objective, .chiSquared(degreesOfFreedom: $0))
    }
  }
}

enum Overidentification {
  /// The outcome where there are restrictions to test.
  static func outcome(
    _ fit: some InstrumentalRegressionFit, _ compute: (_ degreesOfFreedom: Int) throws -> TestOutcome
  ) throws -> TestOutcome {
    let design = fit.design
    guard design.overidentification > 0 else {
      return .notApplicable(
        reason: "not applicable, because the equation is exactly identified: with "
          + "\(design.instruments.columns) instruments for \(design.endogenous.columns) endogenous regressors "
          + "no restriction is left to test")
    }
    guard fit.residuals.norm > 1e-12 * fit.response.norm else { return .perfectFit }
    return try compute(design.overidentification)
  }

  static func sargan(_ fit: some InstrumentalRegressionFit) throws -> Double {
    let basis = try InstrumentBasis(fit.design)
    let e = fit.residuals
    let parts = basis.split(Matrix(column: e))
    let inside = [parts.inExogenous.elements.norm, parts.inInstruments.elements.norm].norm
    return Double(fit.n) * (inside / e.norm) * (inside / e.norm)
  }

  /// n less the residual sum of squares of a column of ones on the scores.
  static func explainedOnes(_ scores: Matrix) throws -> Double {
    let ones = [Double](repeating: 1, count: scores.rows)
    let explained = try QR(scores, named: "The scores").q.transposeTimes(ones)
    return explained.dot(explained)
  }
}

extension Matrix {
  /// An orthonormal basis of what the columns do not span, m × (m − n).
  func orthogonalComplement() throws -> Matrix {
    guard columns > 0 else { return .identity(rows) }
    let qr = try QR(self, named: "The directions")
    return Matrix(
      columns: (columns..<rows).map { j in
        var unit = [Double](repeating: 0, count: rows)
        unit[j] = 1
        return qr.fullQ(times: unit)
      })
  }
}
