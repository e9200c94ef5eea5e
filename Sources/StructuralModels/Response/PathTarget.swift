public import TimeSeries

/// A wish for an explained variable in one period, in the unit of the model.
public struct PathTarget: Hashable, Sendable {
  /// What the variable is to do.
  public enum Bound: Hashable, Sendable {
    case equal(Double)
    case atLeast(Double)
    case atMost(Double)
    case between(ClosedRange<Double>)

    /// The values that meet it.
    public var range: ClosedRange<Double> {
      switch self {
      case .equal(let value): value...value
      case .atLeast(let value): value...(.infinity)
      case .atMost(let value): -.infinity...value
      case .between(let range): range
      }
    }
  }

  public var variable: String
  public var period: Period
  public var bound: Bound

  public init(_ variable: String, in period: Period, _ bound: Bound) {
    self.variable = variable
    self.period = period
    self.bound = bound
  }

  /// A target for every period in which a series has a value: `PathTarget.path("y", wished, .atLeast)`.
  public static func path(_ variable: String, _ series: Series, _ bound: (Double) -> Bound = Bound.equal)
    -> [PathTarget]
  {
    series.span.compactMap { period in
      series[period].map { PathTarget(variable, in: period, bound($0)) }
    }
  }

  /// Whether its numbers are numbers.
  var isDefined: Bool {
    switch bound {
    case .equal(let value), .atLeast(let value), .atMost(let value): value.isFinite
    case .between: true
    }
  }

  /// Written as in “cn ≥ 66 in 1940”.
  var name: Bilingual {
    let wish =
      switch bound {
      case .equal(let value): "\(variable) = \(SolveFailure.spell(value))"
      case .atLeast(let value): "\(variable) ≥ \(SolveFailure.spell(value))"
      case .atMost(let value): "\(variable) ≤ \(SolveFailure.spell(value))"
      case .between(let range):
        "\(SolveFailure.spell(range.lowerBound)) ≤ \(variable) ≤ \(SolveFailure.spell(range.upperBound))"
      }
    return Bilingual(en: "\(wish) in \(period)", zh: "\(period.name.zh) \(wish)")
  }
}
