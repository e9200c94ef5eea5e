import Probability

/// The normal disturbances that respond to conditions, and how they vary together.
struct ConditionedDisturbances: Sendable {
  /// A disturbance of one period.
  struct Instrument: Sendable, Hashable {
    /// Its place among the subjects of the binding.
    let subject: Int
    let period: Int
  }

  let instruments: [Instrument]
  /// P, their covariance.
  let covariance: [[Double]]

  /// Disturbances of equations and declared normal shocks up to a period; what is no normal is left to weights.
  init(
    _ projector: StructuralProjector, _ binding: ScenarioBinding, until last: Int
  ) {
    let normal = Self.covariance(projector, binding.layout)
    var instruments: [Instrument] = []
    for period in 0...last {
      for (place, subject) in binding.subjects.enumerated()
      where normal[place] != nil && subject.scale[period] > 0 {
        instruments.append(Instrument(subject: place, period: period))
      }
    }
    self.instruments = instruments
    covariance = instruments.map { a in
      instruments.map { b in
        guard a.period == b.period else { return 0 }
        let base = normal[a.subject]?[b.subject] ?? 0
        let (p, q) = (binding.subjects[a.subject], binding.subjects[b.subject])
        return base * p.scale[a.period] * q.scale[b.period]
      }
    }
  }

  var deviations: [Double] { instruments.indices.map { covariance[$0][$0].squareRoot() } }

  /// Covariances of the subjects of one period, as they are drawn; nil for those that are not normal.
  private static func covariance(_ projector: StructuralProjector, _ layout: DrawLayout) -> [[Double]?] {
    let count = layout.subjects.count
    let history = projector.history ?? .none
    let factor = SettledFactor(history.covariance).rows
    return layout.subjects.indices.map { i -> [Double]? in
      var row = [Double](repeating: 0, count: count)
      switch layout.subjects[i] {
      case .equation:
        switch projector.uncertainty.disturbances {
        case .normal:
          for j in factor.indices { row[j] = zip(factor[i], factor[j]).reduce(0) { $0 + $1.0 * $1.1 } }
        case .independent: row[i] = history.standardErrors[i].settled * history.standardErrors[i].settled
        default: return nil
        }
      case .shock(let name):
        guard
          case .normal(_, let sd)? = projector.model.shocks.first(where: { $0.name == name })?.distribution
        else { return nil }
        row[i] = sd * sd
      }
      return row
    }
  }
}
