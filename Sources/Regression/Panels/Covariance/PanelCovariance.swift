public import LinearAlgebra

/// How the covariance of coefficients from a panel allows for the errors. e residuals, n observations, K coefficients
/// and effects counted, G clusters, T periods.
public enum PanelCovariance: Codable, Equatable, Sendable {
  /// Equal variances, no correlation: σ̂²(X'X)⁻¹.
  case homoskedastic
  /// White (1980) with n/(n − K). In fixed effects with few periods it is not consistent (Stock & Watson 2008);
  /// clustering by entity is.
  case hc1
  /// Errors of an entity may be correlated over time in any way (Arellano 1987).
  case clusteredByEntity
  /// Errors of a period may be correlated across entities in any way.
  case clusteredByPeriod
  /// Both, by inclusion and exclusion (Cameron, Gelbach & Miller 2011).
  case clusteredByBoth
  /// One- or many-way clusters of other groupings.
  case clustered(by: [Grouping])
  /// Driscoll & Kraay (1998): scores summed by period, then a kernel of bandwidth L + 1 on L lags of them; for
  /// many periods, and any correlation across entities. Lags nil: ⌊4(T/100)^(2/9)⌋.
  case driscollKraay(kernel: LagKernel = .bartlett, lags: Int? = nil)

  /// The name used in tables and messages.
  public var label: String {
    switch self {
    case .homoskedastic: "homoskedastic"
    case .hc1: "HC1"
    case .clusteredByEntity: "clustered by entity"
    case .clusteredByPeriod: "clustered by period"
    case .clusteredByBoth: "clustered by entity and period"
    case .clustered(let groupings): "clustered by " + groupings.map(\.name).joined(separator: " and ")
    case .driscollKraay: "Driscoll–Kraay"
    }
  }

  /// The same with clusters of some of the rows only.
  func selecting(rows: [Int]) -> PanelCovariance {
    guard case .clustered(let groupings) = self else { return self }
    return .clustered(by: groupings.map { $0.selecting(rows: rows) })
  }

  /// Refuses clusters that do not fit the rows.
  func requireUsable(rows: Int) throws {
    guard case .clustered(let groupings) = self else { return }
    guard !groupings.isEmpty else { throw PanelError.noClusters }
    for grouping in groupings where grouping.rows != rows {
      throw RegressionError.lengthMismatch(what: grouping.name, count: grouping.rows, observations: rows)
    }
  }
}

/// The factor that robust covariances of a panel are multiplied with. K counts coefficients and effects. HC1 has n/(n − K)
/// whatever is chosen: it is part of its definition.
public enum PanelSmallSample: String, Codable, Sendable {
  /// (n − 1)/(n − K) · G/(G − 1), G the smallest number of clusters (T for Driscoll–Kraay), effects nested in clusters counted as one
  /// constant: Stata's `reghdfe`, R's fixest.
  case clusters
  /// n/(n − K), where effects of a single way nested in every cluster are not counted: linearmodels with `debiased`.
  case residuals
  /// 1: R's plm.
  case none
}

/// The covariance of a panel's coefficients and what inference needs to know about it.
public struct PanelInference: Codable, Equatable, Sendable {
  /// Estimated covariance of the coefficients, k × k.
  public let covariance: Matrix
  /// The factor it contains for small samples; 1 where homoskedastic.
  public let factor: Double
  /// Number of clusters of each grouping; empty where errors are not clustered.
  public let clusters: [Int]
  /// Lags used; nil unless Driscoll–Kraay.
  public let lags: Int?
  /// Degrees of freedom of t: G − 1 with the fewest clusters, T − 1 for Driscoll–Kraay, else n − K.
  public let degreesOfFreedom: Int
  /// Many-way clusters can give a matrix that is no covariance; then its negative eigenvalues were set to zero
  /// (Cameron, Gelbach & Miller 2011 §2.3), and this is true.
  public let wasAdjusted: Bool
}
