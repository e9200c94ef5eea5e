public import TimeSeries

/// Something that can be moved to reach targets: an exogenous variable, a shock, or an equation by its name, which stands for its
/// add-factor. What moving it costs, and how far it may go.
///
/// One name may be given several times for spans that do not overlap, with other costs or bounds in each.
public struct PolicyInstrument: Hashable, Sendable {
  /// The cost of deviations d from the reference path.
  public enum Cost: Hashable, Sendable {
    /// Weight · d² in every period.
    case weight(Double)
    /// (d / standard error)² in every period. With all disturbances so weighted, the least effort is the most plausible path.
    case standardError(Double)

    var weight: Double {
      switch self {
      case .weight(let weight): weight
      case .standardError(let error): 1 / (error * error)
      }
    }
  }

  /// The cost of change from one period to the next.
  public enum Smoothing: Hashable, Sendable {
    case none
    /// Weight · (dₜ − dₜ₋₁)² of deviations from the reference path; before the span there is none.
    case deviations(Double)
    /// Weight · (uₜ − uₜ₋₁)² of the instrument itself; the first change is counted from the data.
    case changes(Double)

    var weight: Double {
      switch self {
      case .none: 0
      case .deviations(let weight), .changes(let weight): weight
      }
    }
  }

  public var name: String
  /// Periods in which it may move; nil for all that are simulated.
  public var span: PeriodSpan?
  /// Where it would be without effort, in the unit of the model; where it has no value, and for nil, the data, for shocks and
  /// add-factors those of the simulation, or zero.
  public var reference: Series?
  public var cost: Cost
  public var smoothing: Smoothing
  /// Of the instrument itself, not of its deviations.
  public var bounds: ClosedRange<Double>

  public init(
    _ name: String, over span: PeriodSpan? = nil, reference: Series? = nil, cost: Cost = .weight(1),
    smoothing: Smoothing = .none, bounds: ClosedRange<Double> = -.infinity...(.infinity)
  ) {
    self.name = name
    self.span = span
    self.reference = reference
    self.cost = cost
    self.smoothing = smoothing
    self.bounds = bounds
  }

  /// All shocks for which a model gives a distribution, each costing its squared number of standard deviations.
  public static func shocks(of model: Model, over span: PeriodSpan? = nil) -> [PolicyInstrument] {
    model.shocks.compactMap { shock in
      shock.distribution.map {
        PolicyInstrument(shock.name, over: span, cost: .standardError($0.policyError))
      }
    }
  }
}

extension ModelDistribution {
  /// The standard deviation; the scale where a Student distribution has none.
  fileprivate var policyError: Double {
    switch self {
    case .normal(_, let sd): sd
    case .student(_, let scale, let df): df > 2 ? scale * (df / (df - 2)).squareRoot() : scale
    case .uniform(let lower, let upper): (upper - lower) / 12.0.squareRoot()
    case .lognormal(let m, let s):
      Scalar.exp(m + s * s / 2) * (Scalar.exp(s * s) - 1).squareRoot()
    }
  }
}
