public import LinearAlgebra
import Probability

extension BayesianVAR.Posterior {
  /// Draws the paths of all variables over the periods after the data. The same seed and number give the same bytes everywhere.
  ///
  /// - Parameter parameters: drawn with their posterior, unless one wants to see what ignoring it costs.
  /// - Throws: `VectorError.horizon`.
  public func forecast(
    _ periods: Int, draws: Int = 10_000, seed: UInt64 = 1, parameters: DensityForecast.Parameters = .drawn
  ) throws -> DensityForecast {
    guard periods >= 1, draws >= 1 else { throw VectorError.horizon(min(periods, draws)) }
    let posterior = try PosteriorGraph(self, horizon: periods, parameters: parameters)
    let history = (0..<lags).map { data.values.row(data.length - lags + $0) }
    let program = posterior.graph.compile(outputs: posterior.path(after: history).flatMap { $0 })
    let start = data.span.upperBound.advanced(by: 1)
    return DensityForecast(
      names: data.names, span: start...start.advanced(by: periods - 1), draws: draws, parameters: parameters,
      values: LaneSampler(program: program, rows: posterior.rows).run(draws, seed: seed))
  }

  /// A draw of coefficients and error covariance.
  public struct Draw: Sendable {
    /// B, k × m, shaped as `coefficients`.
    public let coefficients: Matrix
    /// Σ.
    public let covariance: Matrix
  }

  /// Independent draws of the parameters.
  public func sample(_ draws: Int, seed: UInt64 = 1) throws -> [Draw] {
    let posterior = try PosteriorGraph(self, horizon: 0, parameters: .drawn)
    let (k, m) = (moments.mean.rows, count)
    let outputs = posterior.coefficients.flatMap { $0 } + posterior.impact.flatMap { $0 }
    let sampler = LaneSampler(program: posterior.graph.compile(outputs: outputs), rows: posterior.rows)
    let values = sampler.run(draws, seed: seed)
    return (0..<draws).map { d in
      let impact = Matrix(rows: m, columns: m) { i, j in values[(k * m + i * m + j) * draws + d] }
      return Draw(
        coefficients: Matrix(rows: k, columns: m) { j, i in values[(j * m + i) * draws + d] },
        covariance: impact.outerGram())
    }
  }
}
