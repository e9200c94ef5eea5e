public import TimeSeries

/// What to simulate: which way, over which periods, and what is imposed.
///
///     let run = try solver.simulate(Simulation(.dynamic, over: .year(1921)...(.year(1941))), from: data)
public struct Simulation: Hashable, Sendable {
  /// Where lagged variables come from.
  public enum Mode: String, CaseIterable, Sendable {
    /// Lags and leads are history: each period is solved for itself.
    case `static`
    /// Lags are what was simulated before. Where equations look ahead, leads are what is simulated after: all periods are solved
    /// together.
    case dynamic
    /// As dynamic, and values of explained variables within the span are not looked at, not even to start from.
    case forecast
  }

  /// Where the search for a solution starts; others are tried where it fails.
  public enum Start: String, CaseIterable, Sendable {
    /// History where there is some, else the period before.
    case history
    /// The period before.
    case lag
    /// Zero.
    case zero
    /// The values at which the model would rest if everything given stayed as it is in that period; the period before where there are
    /// none.
    case steady
  }

  /// When periods are solved together, as one system over the whole span, rather than one after the other.
  public enum Stacking: String, CaseIterable, Sendable {
    /// Where equations look ahead at variables that depend on them.
    case whereNeeded
    /// Always: slower, with the same result.
    case always
  }

  /// What leads beyond the last period are.
  public enum Terminal: String, CaseIterable, Sendable {
    /// The data.
    case data
    /// The value of the last period.
    case constant
    /// The last step goes on.
    case linear
    /// The last rate of growth goes on.
    case growth
  }

  public var mode: Mode
  public var span: PeriodSpan
  /// Variables held at their data over a span: their behavioral equation gives way, and what it would need to be
  /// true comes back as its add-factor.
  public var exogenized: [String: PeriodSpan]
  /// Added to the right sides of equations, by the equation's name; zero outside the series.
  public var addFactors: [String: Series]
  /// Values of the model's shocks, by name; zero outside the series.
  public var shocks: [String: Series]
  public var start: Start
  public var stacking: Stacking
  /// What leads beyond the span are, where periods are solved together. A span long enough makes it matter little.
  public var terminal: Terminal
  /// Variables with another rule than `terminal`.
  public var terminals: [String: Terminal]

  /// A simulation that starts from history, a forecast from the period before.
  public init(
    _ mode: Mode, over span: PeriodSpan, exogenized: [String: PeriodSpan] = [:],
    addFactors: [String: Series] = [:], shocks: [String: Series] = [:], start: Start? = nil,
    stacking: Stacking = .whereNeeded, terminal: Terminal = .constant, terminals: [String: Terminal] = [:]
  ) {
    self.mode = mode
    self.span = span
    self.exogenized = exogenized
    self.addFactors = addFactors
    self.shocks = shocks
    self.start = start ?? (mode == .forecast ? .lag : .history)
    self.stacking = stacking
    self.terminal = terminal
    self.terminals = terminals
  }
}

/// The paths a simulation found.
public struct SimulatedPaths: Hashable, Sendable {
  /// Every explained variable over the span.
  public let paths: ModelData
  /// The add-factors used, by the equation's name; where a variable was exogenised, what its equation would have needed.
  /// Equations without any are left out.
  public let addFactors: [String: Series]
  /// The largest scaled residual of any equation in each period: |left − right| against the size of the terms.
  public let residuals: [Double]
  /// Newton steps taken in each period, over all blocks; where periods are stacked, all of them, for every period.
  public let iterations: [Int]

  /// The path of a variable.
  public subscript(variable: String) -> Series? { paths[variable] }
}

/// What equations say of history: residuals with all data as they were.
public struct ResidualCheck: Hashable, Sendable {
  /// left − right of each equation, in the units of its left side; missing where data are. As add-factors they make
  /// a simulation reproduce history.
  public let residuals: [String: Series]
  /// The value of each equation's left-hand variable that makes the equation hold with everything else as it was.
  public let fitted: [String: Series]
}
