/// How far apart in time scores may be correlated: b in the kernel's weights w(j/b).
public enum Bandwidth: Codable, Equatable, Sendable {
  /// b itself; 0 for no correlation.
  case fixed(Double)
  /// L lags: b = L + 1, the count of Newey & West (1987), Stata's `newey` and statsmodels.
  case lags(Int)
  /// The nonparametric rule of Newey & West (1994), REStud 61:631–653, applied to the sum of the scores other than
  /// the constant's; b is not rounded. As `bwNeweyWest` of R's sandwich.
  case neweyWest
  /// The plug-in rule of Andrews (1991) with a first-order autoregression for each score, the constant's
  /// weighing nothing and the others one. As `bwAndrews` of R's sandwich; roots are not bounded away from 1.
  case andrews

  /// The name used in messages.
  var rule: String {
    switch self {
    case .fixed: "a fixed bandwidth"
    case .lags: "a number of lags"
    case .neweyWest: "Newey and West (1994)"
    case .andrews: "Andrews (1991)"
    }
  }

  /// Refuses what is no bandwidth, or longer than a series of `length`.
  func requireUsable(length: Int) throws {
    switch self {
    case .fixed(let b) where b.isFinite && b > Double(length):
      throw CovarianceError.bandwidthTooLong(value: "\(b)", observations: length)
    case .lags(let count) where count >= length:
      throw CovarianceError.bandwidthTooLong(value: "\(count) lags", observations: length)
    case .fixed(let b) where !(b >= 0 && b.isFinite):
      throw CovarianceError.bandwidthNotUsable(value: "\(b)")
    case .lags(let count) where count < 0:
      throw CovarianceError.bandwidthNotUsable(value: "\(count)")
    default: break
    }
  }
}
