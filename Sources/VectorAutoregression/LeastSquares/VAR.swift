/// A vector autoregression of order p, estimated by least squares equation by equation:
/// yₜ = c + d·t + A₁yₜ₋₁ + … + A_p yₜ₋ₚ + B xₜ + uₜ, Cov(u) = Σ; y m variables, x exogenous ones. Lütkepohl (2005) ch. 3.
///
///     let fit = try VAR(lags: 2).fit(data)
///     let forecast = try fit.forecast(8)
public struct VAR: Codable, Hashable, Sendable {
  /// p.
  public var lags: Int
  public var terms: Terms

  /// Deterministic terms of every equation.
  public enum Terms: String, Codable, CaseIterable, Sendable {
    case none
    /// c.
    case constant
    /// c + d·t, t = 1 in the first period of the data.
    case trend

    var count: Int {
      switch self {
      case .none: 0
      case .constant: 1
      case .trend: 2
      }
    }

    var names: [String] { Array(["constant", "trend"].prefix(count)) }

    /// Their values in a period, t counted from 1.
    func values(_ t: Int) -> [Double] { Array([1, Double(t)].prefix(count)) }
  }

  public init(lags: Int, terms: Terms = .constant) {
    self.lags = lags
    self.terms = terms
  }

  /// Estimates all equations on all periods after the first p.
  ///
  /// - Parameter exogenous: variables whose current values enter every equation; they cover the periods of `data`.
  /// - Throws: `VectorError` for too few periods, series that depend on each other, and exogenous variables that do not fit.
  public func fit(_ data: MultipleSeries, exogenous: MultipleSeries? = nil) throws(VectorError) -> Fit {
    let design = try LagDesign(self, data, exogenous)
    return try Fit(self, data, design)
  }
}
