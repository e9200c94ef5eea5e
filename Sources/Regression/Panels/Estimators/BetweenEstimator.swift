public import LinearAlgebra

/// The between estimator: least squares of the entities' means, one observation each. β̂ = (X̄'X̄)⁻¹X̄'ȳ; X n × k with the
/// constant's column. Wooldridge (2010) §10.2; consistent only where effects are uncorrelated with X.
public struct BetweenEstimator: Codable, Equatable, Sendable {
  /// How much each entity counts.
  public enum Weights: String, Codable, Sendable {
    /// All the same.
    case equal
    /// By its number of observations.
    case observations
  }

  /// How much each entity counts.
  public var weights: Weights
  /// How standard errors allow for the errors of the means.
  public var covariance: Covariance

  public init(weights: Weights = .equal, covariance: Covariance = .homoskedastic) {
    self.weights = weights
    self.covariance = covariance
  }

  /// Estimates the coefficients of the means of `y` on those of `x`; n of the fit is the number of entities, whose order is that of
  /// the panel's `entities`.
  /// - Throws: `RegressionError`, `PanelError`.
  public func fit(
    _ y: [Double], on x: Matrix, panel: Panel, names: [String]? = nil
  ) throws -> LeastSquares.Fit {
    let door = try PanelDoor(y, x, names: names, panel: panel)
    let entities = panel.entities
    guard entities.count > x.columns else {
      throw PanelError.tooFewEntities(
        what: "The between estimator", entities: entities.count, coefficients: x.columns)
    }
    return try LeastSquares(covariance: covariance).fit(
      entities.means(of: Matrix(columns: [y])).elements, on: entities.means(of: x),
      weights: weights == .equal ? nil : entities.sizes.map(Double.init), names: door.names)
  }
}
