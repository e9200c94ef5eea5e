public import LinearAlgebra
import Probability
public import TimeSeries

extension VAR {
  /// Where an estimated vector autoregression expects its variables to go, and how far they may stray: plug-in, that is
  /// with coefficients and Σ̂ taken as known.
  public struct Forecast: Sendable {
    public let names: [String]
    public let span: PeriodSpan
    /// One row a period, one column a variable.
    public let mean: Matrix
    /// Σ_y(h) = Σ_{i<h} ΨᵢΣ̂Ψᵢᵀ for h = 1 …
    public let covariances: [Matrix]
    /// The covariance of the whole path, variables within periods: (hm) × (hm).
    public let pathCovariance: Matrix

    /// Standard deviations, shaped as `mean`.
    public var standardDeviations: Matrix {
      Matrix(rows: mean.rows, columns: mean.columns) { h, i in covariances[h][i, i].squareRoot() }
    }

    /// Bounds that hold each value by itself with the probability given, errors normal.
    public func interval(_ probability: Double = 0.95) -> (lower: Matrix, upper: Matrix) {
      precondition(probability > 0 && probability < 1, "a probability lies between 0 and 1")
      let z = Normal.standard.quantile(0.5 + probability / 2)
      let width = z * standardDeviations
      return (mean - width, mean + width)
    }
  }
}

extension VAR.Fit {
  /// Forecasts the periods after the data.
  ///
  /// - Parameter exogenous: future values of the exogenous variables, one row a period; needed where the model has some.
  /// - Throws: `VectorError`.
  public func forecast(_ periods: Int, exogenous: Matrix? = nil) throws(VectorError) -> VAR.Forecast {
    guard periods >= 1 else { throw .horizon(periods) }
    let known = exogenous?.rows ?? 0
    guard exogenousNames.isEmpty || (known >= periods && exogenous?.columns == exogenousNames.count) else {
      throw .exogenousFuture(rows: known, needed: periods)
    }
    return VAR.Forecast(
      names: data.names, after: data, lags: lags, terms: model.terms, coefficients: coefficients,
      covariance: covariance, periods: periods, exogenous: exogenous)
  }
}

extension VAR.Forecast {
  /// With coefficients as `VAR.Fit` has them, one row a regressor.
  init(
    names: [String], after data: MultipleSeries, lags: Int, terms: VAR.Terms, coefficients: Matrix,
    covariance sigma: Matrix, periods: Int, exogenous: Matrix? = nil
  ) {
    let (m, d) = (data.count, terms.count)
    let lagMatrices = (0..<lags).map { l in
      Matrix(rows: m, columns: m) { i, j in coefficients[d + l * m + j, i] }
    }
    var history = (0..<lags).map { data.values.row(data.length - lags + $0) }
    for h in 0..<periods {
      let lagged = (1...lags).flatMap { history[history.count - $0] }
      let outside = (0..<coefficients.rows - d - m * lags).map { exogenous?[h, $0] ?? 0 }
      history.append(coefficients.transposeTimes(terms.values(data.length + h + 1) + lagged + outside))
    }
    let joint = Self.pathCovariance(MovingAverage(lagMatrices, horizon: periods - 1).terms, sigma)
    let start = data.span.upperBound.advanced(by: 1)
    self.init(
      names: names, span: start...start.advanced(by: periods - 1),
      mean: Matrix(rows: periods, columns: m) { h, i in history[lags + h][i] },
      covariances: (0..<periods).map { h in
        Matrix(joint[rows: h * m..<(h + 1) * m, columns: h * m..<(h + 1) * m])
      }, pathCovariance: joint)
  }

  /// Cov(y_{T+g}, y_{T+h}) = Σ_i Ψ_{g−1−i} Σ Ψ_{h−1−i}ᵀ over the errors both have seen.
  private static func pathCovariance(_ psi: [Matrix], _ sigma: Matrix) -> Matrix {
    let (h, m) = (psi.count, sigma.rows)
    var joint = Matrix(rows: h * m, columns: h * m)
    for a in 0..<h {
      for b in 0...a {
        var block = Matrix(rows: m, columns: m)
        for i in 0...b { block += psi[a - i] * sigma.timesTranspose(psi[b - i]) }
        for i in 0..<m {
          for j in 0..<m {
            joint[a * m + i, b * m + j] = block[i, j]
            joint[b * m + j, a * m + i] = block[i, j]
          }
        }
      }
    }
    return joint
  }
}
