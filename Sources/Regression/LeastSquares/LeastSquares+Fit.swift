public import LinearAlgebra

extension LeastSquares {
  /// What least squares found. k coefficients from n observations.
  public struct Fit: RegressionFit, Codable, Equatable, Sendable {
    /// The choices it was made with.
    public let choice: LeastSquares
    /// Names of the coefficients, in the order of the columns of x.
    public let names: [String]
    /// β̂.
    public let coefficients: [Double]
    /// Estimated covariance of β̂, k × k, of the kind chosen.
    public let covariance: Matrix
    /// X, n × k, as it was given (storage is shared with the caller's).
    public let regressors: Matrix
    /// The weights of the observations; nil where all are 1.
    public let weights: [Double]?
    /// y − Xβ̂, in the units of y (not weighted).
    public let residuals: [Double]
    /// Xβ̂.
    public let fitted: [Double]
    /// σ̂, the square root of Σwe²/(n − k): of an observation with weight 1.
    public let sigma: Double
    /// Share of the (weighted) variation explained: about the mean where x contains or combines to a constant,
    /// else about zero. Nil where y does not vary.
    public let rSquared: Double?
    /// The F statistic of all slopes being zero, or all coefficients where x has no constant: the explained mean square over
    /// σ̂², as in an analysis of variance, whatever covariance was chosen. Infinite where the fit is perfect; nil where y does
    /// not vary or there are no slopes.
    public let fStatistic: Double?
    /// Whether x contains or combines to a constant.
    public let hasConstant: Bool
    /// How the covariance was found: factor, clusters, bandwidth.
    public let covarianceReport: CovarianceReport

    /// Number of observations.
    public var n: Int { residuals.count }
    /// n − k, of the residuals.
    public var degreesOfFreedom: Int { n - k }
    /// Degrees of freedom of the t distribution used for inference: n − k, or G − 1 with G clusters (the fewer of two
    /// ways), or T − 1 with T periods of Driscoll–Kraay errors.
    public var inferenceDegreesOfFreedom: Int? { covarianceReport.degreesOfFreedom ?? degreesOfFreedom }
    /// The factor for small samples in `covariance`.
    public var smallSample: SmallSampleFactor { covarianceReport.smallSample }
    /// Number of clusters, the fewer of two ways; nil where errors are not clustered.
    public var clusters: Int? { covarianceReport.clusters.min() }

    /// 1 − (1 − R²)(n − 1)/(n − k), or with n in place of n − 1 where x has no constant.
    public var adjustedRSquared: Double? {
      rSquared.map { 1 - (1 - $0) * Double(hasConstant ? n - 1 : n) / Double(degreesOfFreedom) }
    }
    /// Degrees of freedom of `fStatistic`: number of slopes, and n − k.
    public var fDegreesOfFreedom: (numerator: Int, denominator: Int) {
      (hasConstant ? k - 1 : k, degreesOfFreedom)
    }
    /// The probability of an F statistic as large if all slopes were zero and errors normal with equal variances.
    public var fPValue: Double? {
      get throws {
        guard let fStatistic else { return nil }
        let (numerator, denominator) = fDegreesOfFreedom
        return try NullDistribution.f(numerator: numerator, denominator: denominator).pValue(of: fStatistic)
      }
    }

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
