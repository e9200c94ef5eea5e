import Foundation
import LinearAlgebra

/// Student's t distribution with ν degrees of freedom, located at 0 with scale 1.
///
/// Its variance is ν/(ν - 2), not 1: divide by √(ν/(ν - 2)) for unit variance.
public struct StudentT: ContinuousDistribution, Hashable, Codable {
  /// ν; need not be whole.
  public let degreesOfFreedom: Double
  private let incomplete: IncompleteBeta

  private enum CodingKeys: String, CodingKey { case degreesOfFreedom }

  /// - Throws: `DistributionError` unless ν is positive and finite.
  public init(degreesOfFreedom: Double) throws(DistributionError) {
    try DistributionError.requirePositive(degreesOfFreedom, "degreesOfFreedom", of: "StudentT")
    self.degreesOfFreedom = degreesOfFreedom
    incomplete = IncompleteBeta(valid: degreesOfFreedom / 2, 0.5)
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(degreesOfFreedom: values.decode(Double.self, forKey: .degreesOfFreedom))
  }

  /// 0 for ν > 1, else `nan`.
  public var mean: Double { degreesOfFreedom > 1 ? 0 : .nan }

  /// ν/(ν - 2) for ν > 2, `infinity` for 1 < ν ≤ 2, else `nan`.
  public var variance: Double {
    if degreesOfFreedom > 2 { return degreesOfFreedom / (degreesOfFreedom - 2) }
    return degreesOfFreedom > 1 ? .infinity : .nan
  }

  public func density(_ x: Double) -> Double { exp(logDensity(x)) }

  public func logDensity(_ x: Double) -> Double {
    if x.isNaN { return x }
    guard x.isFinite else { return -.infinity }
    let nu = DoubleDouble(degreesOfFreedom)
    let kernel: DoubleDouble
    if isFar(x) {
      kernel = logSquareOverDegrees(x)
    } else {
      kernel = DoubleDouble.log1p(DoubleDouble(product: x, x) / nu)
    }
    let half = DoubleDouble.log(nu).scaled(by: 0.5)
    return -((kernel * (nu + 1)).scaled(by: 0.5) + half + incomplete.logBetaOfShapes).value
  }

  public func cdf(_ x: Double) -> Double { x.isNaN ? x : (x < 0 ? tail(-x) : 1 - tail(x)) }

  public func survival(_ x: Double) -> Double { x.isNaN ? x : (x > 0 ? tail(x) : 1 - tail(-x)) }

  public func quantile(_ probability: Double) -> Double {
    probability > 0.5 ? bound(1 - probability) : -bound(probability)
  }

  public func upperQuantile(_ probability: Double) -> Double {
    probability > 0.5 ? -bound(1 - probability) : bound(probability)
  }

  /// P(T > x) for x ≥ 0: ½ I(ν/2, ½) at ν/(ν + x²).
  private func tail(_ x: Double) -> Double {
    if x == .infinity { return 0 }
    if isFar(x) {
      let leading = logSquareOverDegrees(x) * (-0.5 * degreesOfFreedom) - logLeadingFactor
      return 0.5 * DoubleDouble.exp(leading).value
    }
    let nu = DoubleDouble(degreesOfFreedom)
    let square = DoubleDouble(product: x, x)
    let total = nu + square
    return 0.5 * incomplete.tail(nu / total, square / total, lower: true)
  }

  /// The x ≥ 0 with P(T > x) = p, p ≤ ½.
  private func bound(_ p: Double) -> Double {
    guard p > 0 else { return p == 0 ? .infinity : .nan }
    if p == 0.5 { return 0 }
    let nu = DoubleDouble(degreesOfFreedom)
    let logOdds =
      (DoubleDouble.log(DoubleDouble(p)) + DoubleDouble.logTwo + logLeadingFactor)
      / nu.scaled(by: 0.5)
    if logOdds.high < -80 {
      return DoubleDouble.exp((DoubleDouble.log(nu) - logOdds).scaled(by: 0.5)).value
    }
    let odds = incomplete.oddsQuantile(2 * p, lower: true)
    if odds.high == .infinity { return 0 }
    return (nu / odds).squareRoot().value
  }

  /// Beyond this, x² exceeds ν by more than 10³⁴ and the first term of every expansion is exact.
  private func isFar(_ x: Double) -> Bool { abs(x) > 1e17 * max(1, degreesOfFreedom).squareRoot() }

  private func logSquareOverDegrees(_ x: Double) -> DoubleDouble {
    DoubleDouble.log(DoubleDouble(abs(x))).scaled(by: 2) - DoubleDouble.log(DoubleDouble(degreesOfFreedom))
  }

  /// log(a B(a, ½)), a = ν/2: I(a, ½) ≈ xᵃ/(a B) for small x.
  private var logLeadingFactor: DoubleDouble {
    incomplete.logBetaOfShapes + DoubleDouble.log(DoubleDouble(degreesOfFreedom / 2))
  }
}
