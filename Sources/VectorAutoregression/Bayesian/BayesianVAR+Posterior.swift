public import LinearAlgebra

extension BayesianVAR {
  /// What is believed of a vector autoregression once data are known: normal–inverse-Wishart, drawn from independently.
  public struct Posterior: Sendable {
    public let data: MultipleSeries
    public let lags: Int
    /// The regressors of every equation: the constant, then lags in order.
    public let regressors: [String]
    /// The prior with the hyperparameters used.
    public let prior: MinnesotaPrior
    public let moments: NormalInverseWishart
    /// log p(data | first p periods, prior).
    public let logMarginalLikelihood: Double

    /// Number of variables, m.
    public var count: Int { data.count }
    /// Posterior mean of the coefficients, one row a regressor, one column an equation.
    public var coefficients: Matrix { moments.mean }
    /// Posterior mean of Σ.
    public var covariance: Matrix {
      moments.meanCovariance ?? moments.scale / moments.degreesOfFreedom
    }

    /// Posterior standard deviation of each coefficient, shaped as `coefficients`: B is a matrix t, Var Bⱼᵢ = Ωⱼⱼ E Σᵢᵢ.
    public func standardDeviations() throws -> Matrix {
      let spread = try moments.spread().diagonal
      let sigma = covariance.diagonal
      return Matrix(rows: spread.count, columns: sigma.count) { j, i in (spread[j] * sigma[i]).squareRoot() }
    }
  }
}

extension BayesianVAR.Posterior {
  /// The forecast with parameters at their posterior means: plug-in, and so too sure of itself.
  ///
  /// - Throws: `VectorError.horizon`.
  public func pointForecast(_ periods: Int) throws(VectorError) -> VAR.Forecast {
    guard periods >= 1 else { throw .horizon(periods) }
    return VAR.Forecast(
      names: data.names, after: data, lags: lags, terms: .constant, coefficients: coefficients,
      covariance: covariance, periods: periods)
  }
}
