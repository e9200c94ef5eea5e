/// How the disturbances of behavioral equations are drawn.
public enum Disturbances: Hashable, Sendable {
  /// None: every equation holds exactly. Shocks the model declares with a distribution may still be drawn.
  case none
  /// Jointly normal with the covariance of the residuals, independent from period to period.
  case normal
  /// Normal, each equation independent of the others, with its own standard error.
  case independent
  /// As `normal`, with the fat tails of a multivariate Student t, scaled so that the covariance is that of the residuals: one period's
  /// disturbances share their factor √((ν − 2)/χ²_ν). ν is above 2.
  case student(degreesOfFreedom: Double)
  /// Residuals of whole periods, drawn with replacement, as they are: what equations missed together stays together. Efron (1979).
  case bootstrap
  /// As given, draw by draw.
  case matrix(DisturbanceMatrix)
}

/// Disturbances of a user's own: draws × periods × equations.
public struct DisturbanceMatrix: Hashable, Sendable {
  /// Names of the equations: the last dimension.
  public let equations: [String]
  public let draws: Int
  /// Periods of the simulation, from its first.
  public let periods: Int
  let values: [Double]

  /// - Parameter values: `values[(draw · periods + period) · equations + equation]`, in the units of the equations' left sides.
  ///
  /// A programmer's error unless there are draws · periods · equations values.
  public init(equations: [String], draws: Int, periods: Int, values: [Double]) {
    precondition(
      values.count == draws * periods * equations.count,
      "a disturbance for every draw, period and equation")
    self.equations = equations
    self.draws = draws
    self.periods = periods
    self.values = values
  }

  subscript(draw: Int, period: Int, equation: Int) -> Double {
    values[(draw * periods + period) * equations.count + equation]
  }
}

/// Whether coefficients are what they were estimated at, or drawn.
public enum Coefficients: String, Hashable, Sendable, CaseIterable {
  /// The estimates, as if they were known.
  case fixed
  /// Drawn once a draw: those of an equation jointly normal with the covariance of its estimates, independent of other equations;
  /// parameters with a prior that are not estimated from their prior.
  case drawn
}
