public import TimeSeries

/// What to simulate: which way, over which periods, and what is imposed.
///
///     let run = try solver.simulate(Simulation(.dynamic, over: .year(1921)...(.year(1941))), from: data)
public struct Simulation: Hashable, Sendable {
  /// Where lagged variables come from.
  public enum Mode: String, CaseIterable, Sendable {
    /// Lags are history: each period is solved for itself.
    case `static`
    /// Lags are what was simulated before.
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

  /// A simulation that starts from history, a forecast from the period before.
  public init(
    _ mode: Mode, over span: PeriodSpan, exogenized: [String: PeriodSpan] = [:],
    addFactors: [String: Series] = [:], shocks: [String: Series] = [:], start: Start? = nil
  ) {
    self.mode = mode
    self.span = span
    self.exogenized = exogenized
    self.addFactors = addFactors
    self.shocks = shocks
    self.start = start ?? (mode == .forecast ? .lag : .history)
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
  /// Newton steps taken in each period, over all blocks.
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
