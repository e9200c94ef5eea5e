/// How the standard errors of quantile regression are found. f is the density of the errors at the quantile.
public enum QuantileErrors: Codable, Equatable, Sendable {
  /// Errors alike in every observation: τ(1 − τ)/f² · (XᵀX)⁻¹, 1/f the slope of the ordered residuals near the quantile.
  /// Koenker & Bassett (1978); quantreg's `iid`.
  case identical(bandwidth: QuantileBandwidth = .hallSheather)
  /// Errors whose density varies: τ(1 − τ) H⁻¹XᵀXH⁻¹, H = Σfᵢxᵢxᵢᵀ, fᵢ from the fits at τ ± h. Hendricks & Koenker
  /// (1992), JASA 87:58; quantreg's `nid`. Observations where the two fits cross count nothing in H.
  case sandwich(bandwidth: QuantileBandwidth = .hallSheather)
  /// The same with fᵢ a Gaussian kernel of the residual. Powell (1991); quantreg's `ker`.
  case kernel(bandwidth: QuantileBandwidth = .hallSheather)
  /// The covariance of β̂ over resamples of (y, x) pairs.
  case pairsBootstrap(replications: Int = 1000, seed: UInt64 = 1)
  /// The covariance of β̂ over y* = Xβ̂ + w|e|, w = 2(1 − τ) with probability 1 − τ and −2τ with τ, e adjusted for leverage.
  /// Feng, He & Hu (2011), Biometrika 98:995.
  case wildBootstrap(replications: Int = 1000, seed: UInt64 = 1)
}

/// The width h in τ over which the density of the errors is measured; halved until τ ± h lies inside (0, 1).
public enum QuantileBandwidth: String, Codable, Sendable {
  /// n^(−1/3) z²ᐟ³ (1.5 φ²/(2x² + 1))^(1/3), x = Φ⁻¹(τ), z = Φ⁻¹(0.975). Hall & Sheather (1988).
  case hallSheather
  /// n^(−1/5) (4.5 φ⁴/(2x² + 1)²)^(1/5). Bofinger (1975).
  case bofinger
}
