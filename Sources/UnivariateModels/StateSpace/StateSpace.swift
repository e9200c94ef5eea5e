public import LinearAlgebra

/// A linear Gaussian state-space model of one series, the same in every period:
///
/// yₜ = Zαₜ + εₜ, ε ~ N(0, H);  αₜ₊₁ = c + Tαₜ + ηₜ, η ~ N(0, Q);  α₁ ~ N(a₁, P₁ + κP∞), κ → ∞.
///
/// Durbin & Koopman (2012) ch. 4–5; the diffuse part is treated exactly (their §5.2), not by a large number.
public struct StateSpace: Equatable, Sendable {
  /// Z.
  public var observation: [Double]
  /// H.
  public var observationVariance: Double
  /// T, r × r.
  public var transition: Matrix
  /// c.
  public var intercept: [Double]
  /// Q, r × r.
  public var disturbance: Matrix
  /// a₁.
  public var initialMean: [Double]
  /// P₁.
  public var initialCovariance: Matrix
  /// P∞: the states of which nothing is known at first.
  public var diffuse: Matrix

  /// Number of states, r.
  public var count: Int { observation.count }

  /// A model whose states are all unknown at first, unless told otherwise.
  public init(
    observation: [Double], observationVariance: Double, transition: Matrix, intercept: [Double]? = nil,
    disturbance: Matrix, initialMean: [Double]? = nil, initialCovariance: Matrix? = nil,
    diffuse: Matrix? = nil
  ) {
    let r = observation.count
    let zero = Matrix(rows: r, columns: r)
    self.observation = observation
    self.observationVariance = observationVariance
    self.transition = transition
    self.intercept = intercept ?? [Double](repeating: 0, count: r)
    self.disturbance = disturbance
    self.initialMean = initialMean ?? [Double](repeating: 0, count: r)
    self.initialCovariance = initialCovariance ?? zero
    self.diffuse = diffuse ?? (initialCovariance == nil ? .identity(r) : zero)
    precondition(
      transition.rows == r && transition.columns == r && disturbance.rows == r && disturbance.columns == r
        && self.intercept.count == r && self.initialMean.count == r && self.initialCovariance.rows == r
        && self.diffuse.rows == r,
      "shapes of a state-space model fit each other")
  }
}
