/// How the covariance of estimated coefficients allows for the errors. e residuals, h leverages, n
/// observations, k coefficients.
public enum Covariance: Codable, Equatable, Sendable {
  /// Equal variances, no correlation: σ̂²(XᵀX)⁻¹, σ̂² = eᵀe/(n − k).
  case homoskedastic
  /// White (1980): weights e².
  case hc0
  /// Hinkley (1977): weights e² · n/(n − k).
  case hc1
  /// MacKinnon & White (1985): weights e²/(1 − h); unbiased where variances are in fact equal.
  case hc2
  /// MacKinnon & White (1985): weights e²/(1 − h)², close to the jackknife; the usual choice in small samples.
  case hc3
  /// Errors correlated within groups, one label per observation: scores summed by group (Liang & Zeger 1986),
  /// times G/(G − 1) · (n − 1)/(n − k) for G groups, the factor of Stata and statsmodels.
  case clustered(by: [Int])

  /// The name used in tables and messages.
  public var label: String {
    switch self {
    case .homoskedastic: "homoskedastic"
    case .hc0: "HC0"
    case .hc1: "HC1"
    case .hc2: "HC2"
    case .hc3: "HC3"
    case .clustered: "clustered"
    }
  }

  /// Refuses labels that do not fit the observations.
  func requireUsable(observations n: Int) throws {
    guard case .clustered(let labels) = self else { return }
    guard labels.count == n else {
      throw RegressionError.lengthMismatch(what: "clustered(by:)", count: labels.count, observations: n)
    }
    guard labels.contains(where: { $0 != labels[0] }) else { throw RegressionError.oneCluster }
  }
}
