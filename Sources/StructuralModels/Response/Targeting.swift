public import TimeSeries

/// What instruments would have to be for targets to be met exactly: as many instruments as targets in every period.
/// Tinbergen (1952), On the Theory of Economic Policy.
///
/// Newton's method on the whole path: multipliers say how far each instrument must move, the model is simulated again, until
/// every target is met to `tolerance` of its size.
public struct Targeting: Hashable, Sendable {
  /// Wished paths by the variable's name; all cover the same periods without gaps.
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

/// Why targets cannot be met exactly.
public enum TargetingError: Error, Hashable, Sendable, CustomStringConvertible {
  case notSquare(targets: Int, instruments: Int)
  case unknownTarget(String)
  case differentPeriods(String, PeriodSpan, String, PeriodSpan)
  case gap(String, Period)
  case outside(PeriodSpan, simulated: PeriodSpan)
  case powerless([String], on: [String])
  case notMet([Miss])

  /// A target that is missed.
  public struct Miss: Hashable, Sendable {
    public let variable: String
    public let period: Period
    public let target: Double
    public let reached: Double
  }

  public var description: String {
    switch self {
    case .notSquare(let targets, let instruments):
      "\(targets) target\(targets == 1 ? "" : "s") and \(instruments) instrument\(instruments == 1 ? "" : "s"): "
        + "exact targeting needs as many of one as of the other"
    case .unknownTarget(let name): "the model explains no variable \(name)"
    case .differentPeriods(let a, let span, let b, let other):
      "\(a) has targets in \(span.text), \(b) in \(other.text); give both for the same periods"
    case .gap(let name, let period): "the target of \(name) has no value in \(period)"
    case .outside(let span, let simulated):
      "targets in \(span.text) lie outside the simulation, \(simulated.text)"
    case .powerless(let instruments, let targets):
      "\(instruments.joined(separator: ", ")) cannot move \(targets.joined(separator: ", ")) independently of each other; "
        + "choose instruments that act on different targets"
    case .notMet(let misses):
      "the targets were not reached: "
        + misses.map { miss in
          "\(miss.variable) in \(miss.period) is \(SolveFailure.spell(miss.reached)) instead of \(SolveFailure.spell(miss.target))"
        }.joined(separator: "; ")
    }
  }
}
