import StructuralModels
import TimeSeries

/// For which periods data suffice to solve a model.
struct ModelCoverage {
  private let model: Model
  private let data: ModelData
  /// Names given from outside with the shifts at which equations read them; explained ones with theirs.
  private let outside: [Expression.Reference]
  private let inside: [Expression.Reference]

  init(_ model: Model, _ data: ModelData) {
    self.model = model
    self.data = data
    let explained = Set(model.variables.map(\.name))
    let given = Set(model.exogenous.map(\.name))
    var seen: Set<Expression.Reference> = []
    let all = model.equations.flatMap { $0.sides.left.references + $0.sides.right.references }
      .filter { seen.insert($0).inserted }
    outside = all.filter { given.contains($0.name) }
    inside = all.filter { explained.contains($0.name) }
  }

  /// Longest lag and lead of any name.
  var lag: Int { -(outside + inside).reduce(0) { min($0, $1.shift) } }
  var lead: Int { (outside + inside).reduce(0) { max($0, $1.shift) } }

  /// Explained variables that equations look ahead at, in the order of the model.
  var leads: [String] {
    let ahead = Set(inside.filter { $0.shift > 0 }.map(\.name))
    return model.variables.map(\.name).filter(ahead.contains)
  }

  /// From the first period to the last of any series; nil without data.
  var known: PeriodSpan? {
    let spans = data.series.values.map(\.span).filter { $0.frequency == model.frequency }
    guard let first = spans.map(\.lowerBound).min(), let last = spans.map(\.upperBound).max() else {
      return nil
    }
    return first...last
  }

  /// The last period in which every explained variable has a value.
  var lastComplete: Period? {
    known?.last { period in model.variables.allSatisfy { data[$0.name]?[period] != nil } }
  }

  private func has(_ reference: Expression.Reference, _ period: Period) -> Bool {
    data[reference.name]?[period.advanced(by: reference.shift)] != nil
  }

  private func suffices(_ period: Period, lagsFromData: Bool) -> Bool {
    outside.allSatisfy { has($0, period) }
      && inside.allSatisfy { ($0.shift >= 0 || !lagsFromData) || has($0, period) }
  }

  /// Periods to simulate, where the ends are not given; where data suffice for none, all there are, so that what is missing can be
  /// told.
  func span(_ mode: Simulation.Mode, from: Period?, to: Period?) -> PeriodSpan? {
    guard let known else { return from.flatMap { first in to.map { first...$0 } } }
    let after = mode == .forecast ? lastComplete.map { $0.advanced(by: 1) } : nil
    let usual = known.first { suffices($0, lagsFromData: true) }
    let first = from ?? after ?? usual ?? known.lowerBound
    if let to { return first <= to ? first...to : to...to }
    var last = first
    while suffices(last.advanced(by: 1), lagsFromData: mode == .static) { last = last.advanced(by: 1) }
    return first...last
  }
}
