import LinearAlgebra
import Probability

extension BayesianVAR.Posterior {
  /// Draws the paths given what is said of the future. Given a draw of the parameters the path is normal and is conditioned exactly
  /// (Waggoner & Zha 1999); draws are then weighted by how probable their parameters make the conditions, so that parameters are
  /// revised too, unless a condition is a density: what such a belief says of parameters is left out. `DensityForecast.effectiveDraws` tells
  /// what the weights leave.
  ///
  /// - Throws: `VectorError` for conditions that do not fit the forecast, repeat or contradict each other, or leave fewer than 5 % of
  ///   the draws.
  public func forecast(
    _ periods: Int, given conditions: [PathCondition], draws: Int = 10_000, seed: UInt64 = 1,
    parameters: DensityForecast.Parameters = .drawn
  ) throws -> DensityForecast {
    guard !conditions.isEmpty else {
      return try forecast(periods, draws: draws, seed: seed, parameters: parameters)
    }
    guard periods >= 1, draws >= 1 else { throw VectorError.horizon(min(periods, draws)) }
    let start = data.span.upperBound.advanced(by: 1)
    let span = start...start.advanced(by: periods - 1)
    let restrictions = try PathRestrictions(conditions, names: data.names, span: span)
    var posterior = try PosteriorGraph(self, horizon: periods, parameters: parameters)
    let history = (0..<lags).map { data.values.row(data.length - lags + $0) }
    let path = posterior.path(after: history)
    let graph = posterior.graph
    let sums = restrictions.rows.map { row in
      graph.linearCombination(row.map { ($0.weight, path[$0.period][$0.variable]) })
    }
    let targets = conditions.map { condition in
      condition.spread == 0
        ? graph.constant(condition.center) : condition.center + condition.spread * posterior.belief()
    }
    let conditioning: GaussianConditioning
    do {
      conditioning = try GaussianConditioning(
        sums, equal: targets, given: .init(standard: posterior.shocks.flatMap { $0 }), in: graph)
    } catch {
      throw VectorError.conditionDetermined(conditions[error.index].description)
    }
    let outputs = conditioning.applied(to: path.flatMap { $0 })
    let isWeighted = parameters == .drawn && conditions.allSatisfy { $0.spread == 0 }
    let program = graph.compile(outputs: outputs + (isWeighted ? [conditioning.logDensity] : []))
    var values = LaneSampler(program: program, rows: posterior.rows).run(draws, seed: seed)
    var logWeights: [Double]?
    if isWeighted {
      logWeights = Array(values.suffix(draws))
      values.removeLast(draws)
    }
    let forecast = DensityForecast(
      names: data.names, span: span, draws: draws, parameters: parameters, values: values,
      logWeights: logWeights)
    guard forecast.effectiveDraws >= 0.05 * Double(draws) else {
      throw VectorError.fewDrawsLeft(effective: forecast.effectiveDraws, draws: draws)
    }
    return forecast
  }
}
