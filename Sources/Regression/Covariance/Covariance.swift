/// How the covariance of estimated coefficients allows for the errors. e residuals, h leverages, n
/// observations, k coefficients, sᵢ = xᵢeᵢ the scores.
///
/// Factors for small samples follow `SmallSample`; `CovarianceReport` records the one used.
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
  /// times G/(G − 1) · (n − 1)/(n − k) for G groups. Groups of one are allowed and counted in the report: with
  /// nothing else this is HC1 up to n/(n − k). Its rank is below G, so joint tests need fewer restrictions.
  case clustered(by: [Int])
  /// Errors correlated within groups of either of two kinds: V₁ + V₂ − V₁₂, the third by the groups' intersections.
  /// Cameron, Gelbach & Miller (2011), JBES 29:238–249. Where the difference is not positive semidefinite, its
  /// negative eigenvalues are replaced by zero, as they propose (§2.3); the report counts them.
  case twoWayClustered(by: [Int], and: [Int])
  /// Errors heteroskedastic and correlated over time, observations in the order of time and equally spaced:
  /// Σⱼ w(j/b) Σₜ sₜsₜ₋ⱼᵀ, w the kernel and b its bandwidth (Newey & West 1987; Andrews 1991). Bandwidth 0 is HC0.
  /// Prewhitened: scores are first filtered by their own first-order vector autoregression (Andrews &
  /// Monahan 1992), which helps where they are persistent.
  case hac(kernel: LagKernel = .bartlett, bandwidth: Bandwidth = .neweyWest, prewhitened: Bool = false)
  /// Panels with errors correlated over time and across units: the kernel covariance of scores summed by period
  /// (Driscoll & Kraay 1998). Periods are ordered by label; lags count periods that occur, so fill gaps first.
  case driscollKraay(periods: [Int], kernel: LagKernel = .bartlett, bandwidth: Bandwidth = .neweyWest)

  /// The name used in tables and messages.
  public var label: String {
    switch self {
    case .homoskedastic: "homoskedastic"
    case .hc0: "HC0"
    case .hc1: "HC1"
    case .hc2: "HC2"
    case .hc3: "HC3"
    case .clustered: "clustered"
    case .twoWayClustered: "two-way clustered"
    case .hac(let kernel, _, let prewhitened): "HAC (\(kernel.label)\(prewhitened ? ", prewhitened" : ""))"
    case .driscollKraay(_, let kernel, _): "Driscoll–Kraay (\(kernel.label))"
    }
  }

  /// Refuses labels that do not fit the observations, a single cluster or period, and negative bandwidths.
  func requireUsable(observations n: Int) throws {
    func check(_ labels: [Int], _ what: String) throws {
      guard labels.count == n else {
        throw RegressionError.lengthMismatch(what: what, count: labels.count, observations: n)
      }
    }
    func several(_ labels: [Int]) -> Bool { labels.contains { $0 != labels[0] } }
    switch self {
    case .homoskedastic, .hc0, .hc1, .hc2, .hc3: break
    case .clustered(let labels):
      try check(labels, "clustered(by:)")
      guard several(labels) else { throw RegressionError.oneCluster }
    case .twoWayClustered(let first, let second):
      try check(first, "twoWayClustered(by:)")
      try check(second, "twoWayClustered(and:)")
      guard several(first), several(second) else { throw RegressionError.oneCluster }
    case .hac(_, let bandwidth, _):
      try bandwidth.requireUsable(length: n)
    case .driscollKraay(let periods, _, let bandwidth):
      try check(periods, "driscollKraay(periods:)")
      guard several(periods) else { throw CovarianceError.onePeriod }
      try bandwidth.requireUsable(length: Set(periods).count)
    }
  }
}
