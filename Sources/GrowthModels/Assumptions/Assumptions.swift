import Datasets
import Scenarios
import TimeSeries

/// The overrides of a scenario, sorted by what they act on and year of the horizon.
struct Assumptions {
  /// A value a variable is set to, or kept at.
  struct Imposition {
    enum Value {
      case number(Double, standardDeviation: Double)
      case hold(Override.HoldAt)
    }
    var value: Value
    var measure: Measure
    var source: Override
  }

  /// What happens to one variable in one year.
  struct Adjustment {
    var imposed: Imposition?
    /// Into the equation, in the measure's unit.
    var addFactors: [(measure: Measure, amount: Double)] = []
    /// Onto the outcome.
    var additions: [(measure: Measure, amount: Double)] = []
    /// Of the level.
    var scale = 1.0

    var changesOutcome: Bool { !additions.isEmpty || scale != 1 }
  }

  /// What happens to one coefficient in one year.
  struct CoefficientChange {
    var set: Double?
    var add = 0.0
    var scale = 1.0
  }

  private(set) var adjustments: [String: [Int: Adjustment]] = [:]
  private(set) var coefficients: [String: [Int: CoefficientChange]] = [:]
  private(set) var volatilities: [Int: [(variable: String?, scale: Double)]] = [:]

  static let none = Assumptions()

  private init() {}

  /// Sorts the overrides; what matches nothing, lies outside the horizon or contradicts itself is told in `problems`.
  init(_ overrides: [Override], in model: GrowthModel, years: [Period], problems: inout Diagnostics) {
    for override in overrides {
      switch override.subject {
      case .variable(let quantity): add(override, on: quantity, model, years, &problems)
      case .parameter(let id): add(override, onParameter: id, model, years, &problems)
      case .volatility(let variable): add(override, onVolatility: variable, model, years, &problems)
      }
    }
  }

  func adjustment(_ variable: String, _ year: Int) -> Adjustment {
    adjustments[variable]?[year] ?? Adjustment()
  }

  func change(_ coefficient: String, _ year: Int) -> CoefficientChange? { coefficients[coefficient]?[year] }

  /// Factor on the standard deviation of a variable's shock.
  func volatility(of variable: String, _ year: Int) -> Double {
    (volatilities[year] ?? []).reduce(1) {
      $0 * ($1.variable == nil || $1.variable == variable ? $1.scale : 1)
    }
  }

  private mutating func add(
    _ override: Override, on quantity: Quantity, _ model: GrowthModel, _ years: [Period],
    _ problems: inout Diagnostics
  ) {
    guard model.check(quantity, at: override.position, &problems) else { return }
    if case .path(let values) = override.action {
      for period in values.keys.sorted() {
        guard let year = years.firstIndex(of: period) else {
          problems.append(.outsideHorizon(period, years, at: override.position))
          continue
        }
        let value = Imposition.Value.number(values[period] ?? 0, standardDeviation: 0)
        impose(value, override, quantity, year, &problems)
      }
      return
    }
    for year in Self.span(of: override, years, &problems) {
      switch override.action {
      case .set(let value, let sd):
        impose(.number(value, standardDeviation: sd), override, quantity, year, &problems)
      case .hold(let at): impose(.hold(at), override, quantity, year, &problems)
      case .add(let amount):
        adjustments[quantity.variable, default: [:]][year, default: Adjustment()].additions
          .append((quantity.measure, amount))
      case .addFactor(let amount):
        adjustments[quantity.variable, default: [:]][year, default: Adjustment()].addFactors
          .append((quantity.measure, amount))
      case .scale(let factor):
        adjustments[quantity.variable, default: [:]][year, default: Adjustment()].scale *= factor
      case .path: break
      }
    }
  }

  private mutating func impose(
    _ value: Imposition.Value, _ override: Override, _ quantity: Quantity, _ year: Int,
    _ problems: inout Diagnostics
  ) {
    let slot = adjustments[quantity.variable]?[year]
    if let earlier = slot?.imposed {
      problems.append(
        .imposedTwice(quantity.variable, earlier: earlier.source.position, at: override.position))
      return
    }
    adjustments[quantity.variable, default: [:]][year, default: Adjustment()].imposed = Imposition(
      value: value, measure: quantity.measure, source: override)
  }

  private mutating func add(
    _ override: Override, onParameter id: String, _ model: GrowthModel, _ years: [Period],
    _ problems: inout Diagnostics
  ) {
    guard model.coefficientNames.contains(id) else {
      problems.append(.noSuchParameter(id, among: model.coefficientNames, at: override.position))
      return
    }
    for year in Self.span(of: override, years, &problems) {
      var change = coefficients[id]?[year] ?? CoefficientChange()
      switch override.action {
      case .set(let value, 0):
        change.set = value
        if let problem = ParameterRange.problem(id, value) {
          problems.append(Diagnostic(problem, at: override.position))
          return
        }
      case .add(let amount), .addFactor(let amount): change.add += amount
      case .scale(let factor): change.scale *= factor
      case .set, .path, .hold:
        problems.append(.notForParameters(id, at: override.position))
        return
      }
      coefficients[id, default: [:]][year] = change
    }
  }

  private mutating func add(
    _ override: Override, onVolatility variable: String?, _ model: GrowthModel, _ years: [Period],
    _ problems: inout Diagnostics
  ) {
    let names = model.given.equations.map(\.variable)
    if let variable, !names.contains(variable) {
      problems.append(.noShock(variable, among: names, at: override.position))
      return
    }
    guard case .scale(let factor) = override.action, factor >= 0 else {
      problems.append(.volatilityNeedsScale(at: override.position))
      return
    }
    for year in Self.span(of: override, years, &problems) {
      volatilities[year, default: []].append((variable, factor))
    }
  }

  /// Years of the horizon an override applies to.
  private static func span(of override: Override, _ years: [Period], _ problems: inout Diagnostics) -> [Int] {
    guard let span = override.span else { return Array(years.indices) }
    let inside = years.indices.filter { span.lowerBound <= years[$0] && years[$0] <= span.upperBound }
    for end in Set([span.lowerBound, span.upperBound]).sorted() where !years.contains(end) {
      problems.append(.outsideHorizon(end, years, at: override.position))
    }
    return inside
  }
}
