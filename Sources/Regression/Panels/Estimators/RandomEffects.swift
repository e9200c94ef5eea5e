public import LinearAlgebra

/// Random effects: y = Xβ + uᵢ + eᵢₜ with u and e uncorrelated with X. Generalised least squares by taking shares θᵢ of
/// the entities' means out of y and X; X n × k with the constant's column, and regressors constant over time allowed. Wooldridge
/// (2010) §10.4; Baltagi (2013) §9.2 for unequal numbers of periods.
public struct RandomEffects: Codable, Equatable, Sendable {
  /// How the two variances are estimated.
  public var variances: VarianceComponents.Method
  /// How standard errors allow for the errors left.
  public var covariance: PanelCovariance
  /// The factor of a robust covariance.
  public var smallSample: PanelSmallSample

  public init(
    variances: VarianceComponents.Method = .swamyArora, covariance: PanelCovariance = .homoskedastic,
    smallSample: PanelSmallSample = .clusters
  ) {
    self.variances = variances
    self.covariance = covariance
    self.smallSample = smallSample
  }

  /// What random effects found.
  public struct Fit: PanelFit, Codable, Equatable, Sendable {
    /// The choices it was made with.
    public let choice: RandomEffects
    /// The panel of the rows.
    public let panel: Panel
    /// Names of the coefficients.
    public let names: [String]
    /// β̂.
    public let coefficients: [Double]
    /// Covariance, clusters and degrees of freedom.
    public let inference: PanelInference
    /// σ̂²ₑ and σ̂²ᵤ.
    public let variances: VarianceComponents
    /// θᵢ, the share of the means taken out, by entity. All 0: pooled least squares; all 1: fixed effects.
    public let thetas: [Double]
    /// y, in the order of the rows.
    public let response: [Double]
    /// X, n × k.
    public let regressors: Matrix
    /// y − Xβ̂: effect and error together.
    public let residuals: [Double]
    /// Best predictions of uᵢ by entity, σ²ᵤTᵢ/(Tᵢσ²ᵤ + σ²ₑ) times the mean residual.
    public let effects: [Double]
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
    _ = try TransformedLeastSquares(y, x, names: door.names)
    let data = EntityTransforms(y, x, panel.entities)
    let variances = try VarianceComponents(variances, data)
    guard variances.errors > 0 || variances.effects == 0 else { throw PanelError.noErrors }
    return try fit(door, panel, variances, thetas: panel.entities.sizes.map(variances.theta(observations:)))
  }

  private func fit(
    _ door: PanelDoor, _ panel: Panel, _ variances: VarianceComponents, thetas: [Double]
  ) throws -> Fit {
    let entities = panel.entities
    let x = entities.subtractingMeans(from: door.x, shares: thetas)
    let y = entities.subtractingMeans(from: Matrix(columns: [door.y]), shares: thetas).elements
    let squares = try TransformedLeastSquares(y, x, names: door.names)
    let beta = squares.solution.coefficients
    let fitted = door.x * beta
    let residuals = zip(door.y, fitted).map { $0 - $1 }
    let means = entities.means(of: Matrix(columns: [residuals])).elements
    let effects = zip(means, entities.sizes).map { mean, size in
      let share = Double(size) * variances.effects
      return share == 0 ? 0 : share / (share + variances.errors) * mean
    }
    return try Fit(
      choice: self, panel: panel, names: door.names, coefficients: beta,
      inference: try squares.sandwich(panel, smallSample).estimate(covariance), variances: variances,
      thetas: thetas, response: door.y, regressors: door.x, residuals: residuals, effects: effects,
      rSquared: PanelRSquared(door.y, fitted: fitted, entities: entities)
    ).withinRange()
  }
}
