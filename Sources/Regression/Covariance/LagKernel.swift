import Foundation

/// How much the products of scores x bandwidths apart count: w(0) = 1, w(−x) = w(x). All three give positive
/// semidefinite covariances. Andrews (1991), Econometrica 59:817–858.
public enum LagKernel: String, Codable, CaseIterable, Sendable {
  /// 1 − |x| up to 1: Newey & West (1987), whose L lags are a bandwidth of L + 1.
  case bartlett
  /// 1 − 6x² + 6|x|³ up to ½, 2(1 − |x|)³ up to 1.
  case parzen
  /// 3/z² · (sin z / z − cos z), z = 6πx/5; every lag counts.
  case quadraticSpectral

  /// The name used in tables and messages.
  public var label: String {
    switch self {
    case .bartlett: "Bartlett"
    case .parzen: "Parzen"
    case .quadraticSpectral: "quadratic spectral"
    }
  }

  /// w(x).
  public func weight(_ x: Double) -> Double {
    let x = abs(x)
    switch self {
    case .bartlett: return max(0, 1 - x)
    case .parzen:
      if x >= 1 { return 0 }
      return x < 0.5 ? 1 - 6 * x * x * (1 - x) : 2 * (1 - x) * (1 - x) * (1 - x)
    case .quadraticSpectral:
      let z = 6 * Double.pi * x / 5
      // Below, the series 1 − z²/10 + z⁴/280 is exact where the formula cancels.
      if z < 0.02 { return 1 - z * z / 10 * (1 - z * z / 28) }
      return 3 / (z * z) * (sin(z) / z - cos(z))
    }
  }

  /// Number of lags from 1 that can have a weight other than zero, of at most `limit`.
  func lags(bandwidth: Double, limit: Int) -> Int {
    guard bandwidth > 0 else { return 0 }
    if self == .quadraticSpectral || bandwidth >= Double(limit) { return limit }
    return min(limit, Int(bandwidth.rounded(.up)))
  }

  /// q of Andrews (1991): the order to which w is smooth at 0.
  var characteristicExponent: Int { self == .bartlett ? 1 : 2 }

  /// The constant c of the optimal bandwidth c·(α n)^(1/(2q + 1)), Andrews (1991) equation 6.2.
  var optimalConstant: Double {
    switch self {
    case .bartlett: 1.1447
    case .parzen: 2.6614
    case .quadraticSpectral: 1.3221
    }
  }
}
