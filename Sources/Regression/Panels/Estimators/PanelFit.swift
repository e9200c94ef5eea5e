public import LinearAlgebra

/// What the fits of panel estimators have in common: inference by clusters or periods, and a residual for each row used.
public protocol PanelFit: RegressionFit {
  /// Covariance, clusters and degrees of freedom.
  var inference: PanelInference { get }
  /// One for each row used.
  var residuals: [Double] { get }
}

extension PanelFit {
  public var covariance: Matrix { inference.covariance }
  public var n: Int { residuals.count }
  public var inferenceDegreesOfFreedom: Int? { inference.degreesOfFreedom }
}
