public import TimeSeries

/// What instruments would have to be for targets to be met exactly: as many instruments as targets in every period.
/// Tinbergen (1952), On the Theory of Economic Policy.
///
/// Newton's method on the whole path: multipliers say how far each instrument must move, the model is simulated again, until
/// every target is met to `tolerance` of its size.
public struct Targeting: Hashable, Sendable {
  /// Wished paths by the variable's name; all cover the same periods without gaps. For other spans, or other numbers of
  /// instruments, there is `LeastEffort`.
  public var targets: [String: Series]
  /// Exogenous variables, shocks, or equations by name (their add-factors), free in the targets' periods. The search starts from
  /// their data, or from zero.
  public var instruments: [String]
  public var tolerance: Double
  public var iterationLimit: Int

  public init(
    targets: [String: Series], instruments: [String], tolerance: Double = 1e-12, iterationLimit: Int = 50
  ) {
    self.targets = targets
    self.instruments = instruments
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
  }

  /// Instruments that meet the targets, and what follows.
  public struct Outcome: Sendable {
    /// Each instrument over the targets' periods.
    public let instruments: [String: Series]
    public let paths: SimulatedPaths
    /// Simulations it took.
    public let iterations: Int
  }
}
