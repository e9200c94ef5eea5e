public import TimeSeries

/// How a behavioral equation is estimated: the clauses below it.
public struct EstimationClauses: Hashable, Sendable {
  /// The estimator.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// Ordinary least squares.
    case ols
    /// Two-stage least squares with the instruments named.
    case iv
    /// Nonlinear least squares.
    case nls
  }

  /// `left = right`, linear in the equation's parameters.
  public struct Restriction: Hashable, Sendable, CustomStringConvertible {
    public let left: Expression
    public let right: Expression

    public var description: String { "\(left) = \(right)" }
  }

  /// Coefficients of successive lags that lie on a polynomial of the lag. Almon (1965).
  public struct PolynomialLag: Hashable, Sendable {
    /// Parameters in the order of the lags.
    public let parameters: [String]
    public let degree: Int
    /// Whether the polynomial is zero one lag before the first.
    public let near: Bool
    /// Whether it is zero one lag after the last.
    public let far: Bool
  }

  /// Periods estimated over; nil for as many as the data allow.
  public var sample: PeriodSpan?
  /// Nil where the clauses do not say: ordinary least squares, or nonlinear where the parameters enter so.
  public var method: Method?
  /// Instruments of `iv`: every one, the constant as 1.
  public var instruments: [Expression] = []
  public var restrictions: [Restriction] = []
  public var polynomials: [PolynomialLag] = []
  /// Parameters of autoregressive errors, from the first order on: u = ρ₁u[-1] + … + e with u = left − right.
  public var errors: [String] = []
  /// The parameter that is the standard deviation of e, for those who draw it; estimation does not use it.
  public var errorDeviation: String?
  /// Where the first clause stands.
  public var place: ModelText.Place
}
