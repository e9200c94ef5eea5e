/// One row of random numbers: which shock of which period, and its distribution.
///
/// A row's value for a draw depends on (seed, draw, period, shock, kind) alone. Rows of the same period and shock are made
/// of the same bits and are not independent of each other, except that a normal and a chi-squared, gamma, beta or
/// Student scale of one shock are. Normals of the shocks 2k and 2k+1 come from one generator call: number shocks densely.
public struct RandomRow: Hashable, Sendable {
  /// The distribution of a row.
  public enum Kind: Hashable, Sendable {
    /// Standard normal.
    case normal
    /// Uniform on the open interval (0, 1): (2k+1)·2⁻⁵³.
    case uniform
    /// Gamma with scale 1.
    case gamma(shape: Double)
    /// χ² = 2·gamma(ν/2).
    case chiSquared(degreesOfFreedom: Double)
    /// t = n·√(ν/χ²), n and χ² being the rows `.normal` and `.chiSquared` of the same shock.
    case studentT(degreesOfFreedom: Double)
    /// √(ν/χ²): the common factor that makes a multivariate t of normals.
    case studentScale(degreesOfFreedom: Double)
    /// Beta = g₁/(g₁ + g₂) of two independent gammas.
    case beta(Double, Double)
  }

  /// Any number that tells the periods of a model apart; 0 may serve for draws of parameters.
  public var period: UInt32
  /// Below 2²⁵.
  public var shock: UInt32
  /// Its distribution.
  public var kind: Kind

  /// A row; a programmer's error if the shock is 2²⁵ or more or a parameter is not positive and finite.
  public init(period: UInt32, shock: UInt32, kind: Kind = .normal) {
    precondition(shock < 1 << 25, "a shock number is below 2^25")
    switch kind {
    case .normal, .uniform: break
    case .gamma(let p), .chiSquared(let p), .studentT(let p), .studentScale(let p):
      precondition(p > 0 && p.isFinite, "the parameter of a random row is positive and finite")
    case .beta(let a, let b):
      precondition(
        a > 0 && b > 0 && a.isFinite && b.isFinite, "the parameters of a random row are positive and finite")
    }
    self.period = period
    self.shock = shock
    self.kind = kind
  }
}
