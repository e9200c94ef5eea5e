/// A number of the model that varies from draw to draw, or is fixed.
struct Coefficient: Sendable, Hashable {
  var id: String
  var distribution: ParameterDistribution
}

extension ParameterDistribution {
  /// The number itself where it does not vary: a fixed value, or a distribution without spread.
  var fixedValue: Double? {
    switch self {
    case .fixed(let value): value
    case .normal(let mean, 0): mean
    case .beta(let mean, 0): mean
    case .logNormal(let median, 0): median
    case .truncatedNormal(let mean, 0, let lower): max(mean, lower)
    default: nil
    }
  }
}

extension GrowthParameters {
  /// Every coefficient in a fixed order: anchor, slope, persistence and standard deviation of each equation, then the
  /// scalars. A scalar named like a coefficient of an equation (`unemployment.slope`) takes its place.
  var coefficients: [Coefficient] {
    let own = Dictionary(scalars.map { ($0.id, $0.distribution) }, uniquingKeysWith: { $1 })
    var taken = Set<String>()
    var list: [Coefficient] = []
    for e in equations {
      let parts: [(String, ParameterDistribution)] = [
        ("anchor", .normal(mean: e.anchor, sd: e.anchorStandardError)),
        ("slope", .normal(mean: e.slope, sd: e.slopeStandardError)),
        ("persistence", .normal(mean: e.persistence, sd: e.persistenceStandardError)),
        ("sigma", .fixed(e.sigma)),
      ]
      for (part, distribution) in parts {
        let id = "\(e.variable).\(part)"
        taken.insert(id)
        list.append(Coefficient(id: id, distribution: own[id] ?? distribution))
      }
    }
    for p in scalars where !taken.contains(p.id) {
      list.append(Coefficient(id: p.id, distribution: p.distribution))
    }
    return list
  }
}
