import Datasets
import Scenarios
import TimeSeries

/// The overrides of a scenario, sorted by what they act on and period of the horizon.
struct StructuralAssumptions {
  /// A value a variable is set to or kept at.
  struct Imposition {
    let measure: Measure
    let value: Double
    let deviation: Double
    let source: Override
  }

  /// What happens to one variable in one period.
  struct Change {
    var imposed: Imposition?
    /// Onto the outcome, in the measure's unit.
    var additions: [(measure: Measure, amount: Double)] = []
    /// Into the equation.
    var addFactors: [(measure: Measure, amount: Double)] = []
    var scale = 1.0
  }

  /// What happens to a parameter in all periods.
  struct ParameterChange {
    var value: (mean: Double, deviation: Double)?
    var add = 0.0
    var scale = 1.0
  }

  private(set) var changes: [String: [Int: Change]] = [:]
  private(set) var parameters: [String: ParameterChange] = [:]
  private var volatilities: [(variable: String?, periods: [Int], scale: Double)] = []
  private(set) var problems = Diagnostics()

  private let projector: StructuralProjector
  private let periods: [Period]
  /// Value of a quantity in a period without any assumption; nil where it cannot be had.
  private let baseline: (Quantity, Int) -> Double?

  /// Sorts the overrides; what matches nothing, lies outside the horizon or contradicts itself is told in `problems`.
  init(
    _ overrides: [Override], in projector: StructuralProjector, periods: [Period],
    baseline: @escaping (Quantity, Int) -> Double?
  ) {
    self.projector = projector
    self.periods = periods
    self.baseline = baseline
    for override in overrides {
      switch override.subject {
      case .variable(let quantity): add(override, on: quantity)
      case .parameter(let id): add(override, onParameter: id)
      case .volatility(let variable): add(override, onVolatility: variable)
      }
    }
  }

  /// Factor on the disturbances of a variable's equation; of a declared shock where no variable is named.
  func volatility(of variable: String?, _ period: Int) -> Double {
    volatilities.reduce(1) { product, entry in
      let applies = entry.variable == nil || entry.variable == variable
      return product * (applies && entry.periods.contains(period) ? entry.scale : 1)
    }
  }

  // MARK: - Variables

  private mutating func add(_ override: Override, on quantity: Quantity) {
    guard check(quantity, override) else { return }
    if case .path(let values) = override.action {
      for period in values.keys.sorted() {
        let covered = span(period...period, override)
        for t in covered {
          impose(quantity, values[period] ?? 0, deviation: 0, override, t)
        }
      }
      return
    }
    for t in override.span.map({ span($0, override) }) ?? Array(periods.indices) {
      switch override.action {
      case .set(let value, let deviation): impose(quantity, value, deviation: deviation, override, t)
      case .hold(let at): hold(quantity, at, override, t)
      case .add(let amount):
        changes[quantity.variable, default: [:]][t, default: Change()].additions
          .append((quantity.measure, amount))
      case .addFactor(let amount):
        changes[quantity.variable, default: [:]][t, default: Change()].addFactors
          .append((quantity.measure, amount))
      case .scale(let factor): changes[quantity.variable, default: [:]][t, default: Change()].scale *= factor
      case .path: break
      }
    }
  }

  /// Whether the quantity exists, and something can give way to the override.
  private mutating func check(_ quantity: Quantity, _ override: Override) -> Bool {
    let names = projector.variables.map(\.id)
    guard let variable = projector.variables.first(where: { $0.id == quantity.variable }) else {
      problems.append(.noSuchVariable(quantity.variable, among: names, at: override.position))
      return false
    }
    guard variable.measures.contains(quantity.measure) else {
      problems.append(.noSuchMeasure(quantity, at: override.position))
      return false
    }
    let model = projector.model
    let isGiven = model.exogenous.contains { $0.name == quantity.variable }
    let behaviour = model.behavioralEquation(of: quantity.variable)
    if !isGiven, behaviour == nil {
      problems.append(
        .nothingGivesWay(
          quantity.variable, behavioral: model.equations.filter { $0.kind == .behavioral }.map(\.variable),
          at: override.position))
      return false
    }
    if isGiven, case .addFactor = override.action {
      problems.append(.givenHasNoEquation(quantity.variable, at: override.position))
      return false
    }
    return true
  }

  private mutating func hold(
    _ quantity: Quantity, _ at: Override.HoldAt, _ override: Override, _ t: Int
  ) {
    let value =
      switch at {
      case .baseline: baseline(quantity, t)
      case .last: projector.observed(quantity, periods[0].advanced(by: -1))
      }
    guard let value else {
      problems.append(.nothingToHoldAt(quantity.variable, at: override.position))
      return
    }
    impose(quantity, value, deviation: 0, override, t)
  }

  private mutating func impose(
    _ quantity: Quantity, _ value: Double, deviation: Double, _ override: Override, _ t: Int
  ) {
    if let earlier = changes[quantity.variable]?[t]?.imposed {
      problems.append(
        .imposedTwice(quantity.variable, earlier: earlier.source.position, at: override.position))
      return
    }
    changes[quantity.variable, default: [:]][t, default: Change()].imposed = Imposition(
      measure: quantity.measure, value: value, deviation: deviation, source: override)
  }

  // MARK: - Parameters and volatilities

  private mutating func add(_ override: Override, onParameter id: String) {
    let names = projector.model.parameters.map(\.name)
    guard names.contains(id) else {
      problems.append(.noSuchParameter(id, among: names, at: override.position))
      return
    }
    if let span = override.span, self.span(span, override).count < periods.count {
      problems.append(.parameterForAllPeriods(id, at: override.position))
      return
    }
    var change = parameters[id] ?? ParameterChange()
    switch override.action {
    case .set(let value, let deviation): change.value = (value, deviation)
    case .add(let amount), .addFactor(let amount): change.add += amount
    case .scale(let factor): change.scale *= factor
    case .path, .hold:
      problems.append(.notForParameters(id, at: override.position))
      return
    }
    parameters[id] = change
  }

  private mutating func add(_ override: Override, onVolatility variable: String?) {
    if let variable, projector.model.behavioralEquation(of: variable) == nil {
      let names = projector.model.equations.filter { $0.kind == .behavioral }.map(\.variable)
      problems.append(.noDisturbance(variable, among: names, at: override.position))
      return
    }
    guard case .scale(let factor) = override.action, factor >= 0 else {
      problems.append(.volatilityNeedsScale(at: override.position))
      return
    }
    let covered = override.span.map { span($0, override) } ?? Array(periods.indices)
    volatilities.append((variable, covered, factor))
  }

  /// Periods of the horizon a span covers.
  private mutating func span(_ span: PeriodSpan, _ override: Override) -> [Int] {
    let inside = periods.indices.filter { t in
      span.lowerBound == periods[t] || span.contains { $0.contains(periods[t]) }
    }
    for end in Set([span.lowerBound, span.upperBound]).sorted()
    where !periods.contains(where: { end.contains($0) || end == $0 }) {
      problems.append(.outsideHorizon(end, periods, at: override.position))
    }
    return inside
  }
}

extension Model {
  /// The equation that gives way where a variable is imposed.
  func behavioralEquation(of variable: String) -> Int? {
    equations.firstIndex { $0.variable == variable && $0.kind == .behavioral }
  }
}

extension StructuralProjector {
  /// A quantity as the data have it.
  func observed(_ quantity: Quantity, _ period: Period) -> Double? {
    guard let level = data[quantity.variable]?[period] else { return nil }
    guard quantity.measure == .growth else { return level }
    guard let before = data[quantity.variable]?[period.advanced(by: -yearBack)] else { return nil }
    return 100 * (level / before - 1)
  }
}
