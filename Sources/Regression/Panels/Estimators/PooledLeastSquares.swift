public import LinearAlgebra

/// Least squares on a panel's rows as they stand, with errors that may be correlated within entities, periods or both.
/// β̂ = (X'X)⁻¹X'y; X n × k with the constant's column. Wooldridge (2010) §7.8.
public struct PooledLeastSquares: Codable, Equatable, Sendable {
  /// How standard errors allow for the errors.
  public var covariance: PanelCovariance
  /// The factor of a robust covariance.
  public var smallSample: PanelSmallSample

  public init(
    covariance: PanelCovariance = .clusteredByEntity, smallSample: PanelSmallSample = .clusters
  ) {
    self.covariance = covariance
    self.smallSample = smallSample
  }

  /// What pooled least squares found.
  public struct Fit: PanelFit, Codable, Equatable, Sendable {
    /// The choices it was made with.
    public let choice: PooledLeastSquares
    /// The panel of the rows.
    public let panel: Panel
    /// Names of the coefficients.
    public let names: [String]
    /// β̂.
    public let coefficients: [Double]
    /// Covariance, clusters and degrees of freedom.
    public let inference: PanelInference
    /// X, n × k.
    public let regressors: Matrix
    /// y − Xβ̂, in the order of the rows.
    public let residuals: [Double]
    /// √(e'e/(n − k)).
    public let sigma: Double
    /// Shares of variation explained.
    public let rSquared: PanelRSquared

    /// n − k.
    public var degreesOfFreedom: Int { n - k }
  }

  /// Estimates the coefficients of `y` on the columns of `x`, whose rows are those of the panel.
  /// - Throws: `RegressionError`, `PanelError`.
  public func fit(_ y: [Double], on x: Matrix, panel: Panel, names: [String]? = nil) throws -> Fit {
    let door = try PanelDoor(y, x, names: names, panel: panel)
    try covariance.requireUsable(rows: x.rows)
    let squares = try TransformedLeastSquares(y, x, names: door.names)
    let e = squares.solution.residuals
    return try Fit(
      choice: self, panel: panel, names: door.names, coefficients: squares.solution.coefficients,
      inference: try squares.sandwich(panel, smallSample).estimate(covariance), regressors: x, residuals: e,
      sigma: (e.dot(e) / Double(x.rows - x.columns)).squareRoot(),
      rSquared: PanelRSquared(y, fitted: zip(y, e).map { $0 - $1 }, entities: panel.entities)
    ).withinRange()
  }
}
