public import TimeSeries

/// What a stochastic simulation found: the distribution of every path, the deterministic path beside it.
public struct StochasticPaths: Sendable {
  /// The simulation without disturbances, coefficients at their estimates.
  public let deterministic: SimulatedPaths
  /// Draws made; those that found no solution are among them.
  public let draws: Int
  /// Draws without a solution, by the first period without one and the reason. They are in no other number of these results.
  public let failures: LaneFailures
  /// Distributions by the variables' names.
  public let distributions: [String: PathDistribution]
  /// Each draw's paths; nil unless they were asked for.
  public let kept: KeptPaths?
  /// What coefficients were.
  public let coefficients: Coefficients

  /// The distribution of a variable's path.
  public subscript(variable: String) -> PathDistribution? { distributions[variable] }
}

/// The distribution of one variable's path over the draws that found a solution. All series are missing where there was none.
public struct PathDistribution: Hashable, Sendable {
  /// The path without disturbances.
  public let deterministic: Series
  public let mean: Series
  /// Missing below two draws.
  public let standardDeviation: Series
  /// Of the mean: the standard deviation over √n.
  public let monteCarloError: Series
  /// In the order asked for.
  public let quantiles: [QuantilePath]
}

/// One quantile of a path.
public struct QuantilePath: Hashable, Sendable {
  public let probability: Double
  /// Interpolated linearly between order statistics (type 7 of Hyndman & Fan 1996).
  public let path: Series
  /// Half the distance between the order statistics one standard deviation of their rank away (Conover 1999, §3.2).
  public let monteCarloError: Series
}

/// The paths of every draw.
public struct KeptPaths: Sendable {
  /// Names of the variables kept.
  public let variables: [String]
  public let span: PeriodSpan
  public let draws: Int
  /// Variable by variable, period by period, draw by draw.
  let values: [Double]

  /// The values of a variable in a period, one a draw; NaN in draws that found no solution. Nil where the variable was not kept or
  /// the period was not simulated.
  public subscript(variable: String, period: Period) -> ArraySlice<Double>? {
    guard let place = variables.firstIndex(of: variable), span.contains(period) else { return nil }
    let row = place * span.count + span.lowerBound.distance(to: period)
    return values[row * draws..<(row + 1) * draws]
  }
}
