import Foundation

/// The multivariate normal distribution with mean μ and covariance V (symmetric, positive semi-definite, by rows).
public struct MultivariateNormal: Sendable {
  /// μ, one entry per variable.
  public let mean: [Double]
  /// V, by rows.
  public let covariance: [[Double]]
  let factor: SemidefiniteFactor

  /// - Throws: `MultivariateNormalError` when sizes disagree, entries are not finite, or the covariance is not symmetric
  ///   (to 1e-12 of its scale) or not positive semi-definite.
  public init(mean: [Double], covariance: [[Double]]) throws(MultivariateNormalError) {
    let n = mean.count
    guard n > 0 else { throw .empty }
    guard mean.allSatisfy(\.isFinite) else { throw .notFinite(what: "The mean") }
    guard covariance.count == n else {
      throw .wrongSize(what: "The covariance", expected: n, found: covariance.count)
    }
    for (i, row) in covariance.enumerated() {
      guard row.count == n else {
        throw .wrongSize(what: "Covariance row \(i)", expected: n, found: row.count)
      }
      guard row.allSatisfy(\.isFinite) else { throw .notFinite(what: "Covariance row \(i)") }
    }
    for i in 0..<n {
      for j in 0..<i {
        let scale = max(abs(covariance[i][j]), (abs(covariance[i][i]) * abs(covariance[j][j])).squareRoot())
        guard abs(covariance[i][j] - covariance[j][i]) <= 1e-12 * scale else {
          throw .notSymmetric(row: i, column: j)
        }
      }
    }
    self.mean = mean
    self.covariance = covariance
    factor = try SemidefiniteFactor(covariance)
  }

  /// V = DRD from standard deviations D and correlations R.
  public init(mean: [Double], standardDeviations sd: [Double], correlation: [[Double]])
    throws(MultivariateNormalError)
  {
    guard sd.count == mean.count else {
      throw .wrongSize(what: "The standard deviations", expected: mean.count, found: sd.count)
    }
    guard correlation.count == sd.count else {
      throw .wrongSize(what: "The correlation", expected: sd.count, found: correlation.count)
    }
    var covariance = correlation
    for i in sd.indices {
      guard correlation[i].count == sd.count else {
        throw .wrongSize(what: "Correlation row \(i)", expected: sd.count, found: correlation[i].count)
      }
      for j in sd.indices { covariance[i][j] = sd[i] * correlation[i][j] * sd[j] }
    }
    try self.init(mean: mean, covariance: covariance)
  }

  /// Number of variables.
  public var dimension: Int { mean.count }

  /// Number of variables that are not exact combinations of earlier ones.
  public var rank: Int { factor.rank }

  /// Logarithm of the density at `x`.
  ///
  /// - Throws: `degenerate` when the covariance has no inverse, `wrongSize` when `x` has another length.
  public func logDensity(_ x: [Double]) throws(MultivariateNormalError) -> Double {
    let d2 = try squaredDistance(to: x, need: "A density")
    return -0.5 * (d2 + factor.logDeterminant) - Double(dimension) * StandardNormal.logSqrtTwoPi
  }

  /// Mahalanobis distance √((x - μ)ᵀV⁻¹(x - μ)): how many standard deviations `x` lies from the mean.
  ///
  /// - Throws: `degenerate` when the covariance has no inverse, `wrongSize` when `x` has another length.
  public func mahalanobisDistance(to x: [Double]) throws(MultivariateNormalError) -> Double {
    try squaredDistance(to: x, need: "A Mahalanobis distance").squareRoot()
  }

  private func squaredDistance(to x: [Double], need: String) throws(MultivariateNormalError) -> Double {
    guard x.count == dimension else {
      throw .wrongSize(what: "The point", expected: dimension, found: x.count)
    }
    try requireFullRank(for: need)
    return factor.whiten(zip(x, mean).map { $0 - $1 }).reduce(0) { $0 + $1 * $1 }
  }

  func requireFullRank(for need: String) throws(MultivariateNormalError) {
    guard factor.isDefinite else { throw .degenerate(need: need, rank: rank, dimension: dimension) }
  }
}

extension MultivariateNormal: Hashable {
  public static func == (a: Self, b: Self) -> Bool { a.mean == b.mean && a.covariance == b.covariance }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(mean)
    hasher.combine(covariance)
  }
}

extension MultivariateNormal: Codable {
  private enum CodingKeys: String, CodingKey { case mean, covariance }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      mean: values.decode([Double].self, forKey: .mean),
      covariance: values.decode([[Double]].self, forKey: .covariance))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(mean, forKey: .mean)
    try values.encode(covariance, forKey: .covariance)
  }
}
