/// Whose factor for small samples multiplies a robust covariance. Those that are part of a definition stay whatever is
/// chosen: 1/(n − k) in σ̂², n/(n − k) in HC1, leverages in HC2 and HC3, none in HC0.
///
/// | | `stata` | `r` | `statsmodels` | `none` |
/// |---|---|---|---|---|
/// | clustered | G/(G − 1) · (n − 1)/(n − k) | the same (`vcovCL`) | the same | 1 |
/// | two-way | that of the smaller G for all (ivreg2, reghdfe) | each way's own | each way's own | 1 |
/// | HAC | n/(n − k) (`newey`) | n/(n − k) (`vcovHAC`, `kernHAC`) | 1 | 1 |
/// | Driscoll–Kraay | 1 (`xtscc`) | n/(n − k) (`vcovPL`) | 1 | 1 |
public enum SmallSample: String, Codable, CaseIterable, Sendable {
  case stata, r, statsmodels, none
}

/// A factor for small samples as it was used.
public struct SmallSampleFactor: Codable, Equatable, Sendable {
  /// The formula, such as “n/(n − k)”; “none” for 1.
  public let name: String
  /// The number. Where each way of two-way clustering has its own, the largest of them.
  public let value: Double

  public init(name: String, value: Double) {
    self.name = name
    self.value = value
  }

  /// A covariance that is not multiplied.
  public static let none = SmallSampleFactor(name: "none", value: 1)

  /// n/(n − k).
  static func degreesOfFreedom(_ n: Int, _ k: Int) -> SmallSampleFactor {
    SmallSampleFactor(name: "n/(n − k)", value: Double(n) / Double(n - k))
  }

  /// G/(G − 1) · (n − 1)/(n − k).
  static func clusters(_ groups: Int, _ n: Int, _ k: Int) -> SmallSampleFactor {
    let shares = Double(groups) / Double(groups - 1)
    return SmallSampleFactor(
      name: "G/(G − 1) · (n − 1)/(n − k)", value: shares * Double(n - 1) / Double(n - k))
  }
}

extension SmallSample {
  /// The factor of a covariance with the numbers of clusters given, one per way; for two-way clustering with
  /// factors of their own, that of the fewest.
  func factor(_ covariance: Covariance, n: Int, k: Int, clusters: [Int]) -> SmallSampleFactor {
    switch covariance {
    case .homoskedastic, .hc1: .degreesOfFreedom(n, k)
    case .hc0, .hc2, .hc3: .none
    case .clustered, .twoWayClustered:
      self == .none ? .none : .clusters(clusters.min() ?? n, n, k)
    case .hac: self == .stata || self == .r ? .degreesOfFreedom(n, k) : .none
    case .driscollKraay: self == .r ? .degreesOfFreedom(n, k) : .none
    }
  }
}
