public import TimeSeries

/// What it takes: instruments that meet targets with the least effort, or of the least loss, and what follows.
public struct PolicyOutcome: Sendable {
  /// A target, and what it costs to want more.
  public struct TargetState: Hashable, Sendable {
    public let target: PathTarget
    public let reached: Double
    /// How much the cost rises where the end that binds rises by one: positive where the variable is pushed up, zero where
    /// the target is met without effort.
    public let shadowPrice: Double
  }

  /// A bound of an instrument that binds.
  public struct Limit: Hashable, Sendable {
    public let instrument: String
    public let period: Period
    public let value: Double
    /// How much the cost rises where the bound rises by one: negative at an upper bound.
    public let shadowPrice: Double
  }

  /// How unusual the disturbances are.
  public struct Plausibility: Hashable, Sendable {
    /// Σ (deviation / standard error)² over all instruments that cost by standard errors.
    public let squaredDistance: Double
    /// The number of targets that bind where all instruments cost so, and nothing else: the least squared distance that meets so
    /// many linear conditions is then chi-squared with as many degrees of freedom. Else the number of disturbances.
    public let degreesOfFreedom: Int
    /// P(χ² > squaredDistance), were the disturbances normal and the model linear.
    public let pValue: Double
  }

  /// Each instrument over the periods in which it may move, in the unit of the model.
  public let instruments: [String: Series]
  /// Likewise, from the reference paths.
  public let deviations: [String: Series]
  public let paths: SimulatedPaths
  /// The effort or loss.
  public let cost: Double
  /// In the order wished.
  public let targets: [TargetState]
  /// Bounds that bind, by instrument and period.
  public let limits: [Limit]
  /// Nil where no instrument costs by standard errors.
  public let plausibility: Plausibility?
  /// The largest gap in the first-order conditions against the size of their terms.
  public let optimality: Double
  /// Quadratic programs it took.
  public let iterations: Int
  /// The simulation and the data with the instruments in place: simulating them gives `paths`.
  public let simulation: Simulation
  public let data: ModelData
}
