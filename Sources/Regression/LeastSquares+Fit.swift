public import LinearAlgebra

extension LeastSquares {
  /// What least squares found. k coefficients from n observations.
  public struct Fit: Codable, Equatable, Sendable {
    /// The choices it was made with.
    public let choice: LeastSquares
    /// Names of the coefficients, in the order of the columns of x.
    public let names: [String]
    /// β̂.
    public let coefficients: [Double]
    /// Estimated covariance of β̂, k × k, of the kind chosen.
    public let covariance: Matrix
    /// y − Xβ̂, in the units of y (not weighted).
    public let residuals: [Double]
    /// Xβ̂.
    public let fitted: [Double]
    /// σ̂, the square root of Σwe²/(n − k): of an observation with weight 1.
    public let sigma: Double
    /// Share of the (weighted) variation explained: about the mean where x contains or combines to a constant,
    /// else about zero. Nil where y does not vary.
    public let rSquared: Double?
    /// Number of clusters; nil where errors are not clustered.
    public let clusters: Int?

    /// Number of observations.
    public var n: Int { residuals.count }
    /// Number of coefficients.
    public var k: Int { coefficients.count }
    /// n − k, of the residuals.
    public var degreesOfFreedom: Int { n - k }
    /// Degrees of freedom of the t distribution used for inference: n − k, or G − 1 with G clusters.
    public var inferenceDegreesOfFreedom: Int { clusters.map { $0 - 1 } ?? degreesOfFreedom }
    /// Square roots of the diagonal of `covariance`.
    public var standardErrors: [Double] { covariance.diagonal.map { $0.squareRoot() } }
    /// β̂ⱼ over its standard error; very large or infinite where the fit is perfect, zero for a coefficient of zero.
    public var tStatistics: [Double] { zip(coefficients, standardErrors).map { $0 == 0 ? 0 : $0 / $1 } }

    /// Position of a named coefficient.
    public func index(of name: String) -> Int? { names.firstIndex(of: name) }

    /// Xβ̂ for new rows of regressors, in the order of `names`.
    public func predict(_ x: Matrix) -> [Double] {
      precondition(x.columns == k, "prediction needs \(k) columns")
      return x * coefficients
    }

    /// Standard errors of Xβ̂ for new rows, from the uncertainty of β̂ alone: √(xᵀVx).
    public func standardErrorsOfMean(_ x: Matrix) -> [Double] {
      precondition(x.columns == k, "prediction needs \(k) columns")
      let vx = x * covariance
      return (0..<x.rows).map { i in vx.row(i).dot(x.row(i)).squareRoot() }
    }
  }
}
