import Datasets
import Probability
public import Scenarios
import TimeSeries

extension GrowthModel {
  /// Writes the equations under the scenario's overrides, conditions them and compiles the lot.
  ///
  /// - Throws: `Diagnostics` naming every override or condition that matches nothing, lies outside the horizon or contradicts
  ///   another; `GrowthModelError` when the shock correlations cannot be factored.
  public func prepare(_ scenario: Scenario, over horizon: Horizon) throws -> any PreparedProjection {
    let years = try self.years(of: horizon, for: scenario)
    let layout = try self.layout(years: years.count)
    var problems = Diagnostics()
    let assumptions = Assumptions(scenario.overrides, in: self, years: years, problems: &problems)
    let slots = ConditionSlot.all(of: scenario, in: self, years, assumptions, problems: &problems)
    try problems.throwIfErrors()
    let reference = BaselineReference(self, layout, years: years)
    let system = EquationSystem(self, layout: layout, assumptions: assumptions, years: years) {
      reference.mean(of: $0, $1)
    }
    try system.problems.throwIfErrors()
    let conditioned = slots.isEmpty ? nil : try ConditionedSystem(system, slots)
    return try GrowthProjection(
      system, conditioned, imposed: system.held(assumptions) + slots.map(\.imposedPath),
      plausibility: slots.isEmpty ? nil : reference.plausibility(of: slots))
  }

  /// The years of a horizon, checked.
  private func years(of horizon: Horizon, for scenario: Scenario) throws(Diagnostics) -> [Period] {
    let first = Period.year(given.baseYear + 1)
    let (from, to) = (horizon.periods.lowerBound, horizon.periods.upperBound)
    let longest = first.advanced(by: Self.longestHorizon - 1)
    guard from.frequency == .annual, to.frequency == .annual, from == first, to <= longest else {
      throw Diagnostics([
        Diagnostic(
          .error,
          Bilingual(
            en: "the growth model projects whole years from \(first) up to \(longest), not \(from) to \(to)",
            zh: "增长模型按年预测，自\(first)起至多到\(longest)，不能是\(from)至\(to)"),
          at: scenario.position,
          suggestion: Bilingual(
            en: "write horizon: \(first)..\(longest) or shorter", zh: "请写 horizon: \(first)..\(longest) 或更短"))
      ])
    }
    return Array(from...to)
  }
}

extension EquationSystem {
  /// Every quantity the model projects, in the order of variables: growth, then level.
  var quantities: [Quantity] {
    model.variables.flatMap { variable in
      [Measure.growth, .level].filter(variable.measures.contains).map { Quantity(variable.id, $0) }
    }
  }

  /// What became of values set or held.
  func held(_ assumptions: Assumptions) -> [ImposedPath] {
    model.variables.flatMap { variable in
      years.indices.compactMap { t -> ImposedPath? in
        guard let imposition = assumptions.adjustment(variable.id, t).imposed else { return nil }
        let quantity = Quantity(variable.id, imposition.measure)
        var (mean, sd) = (0.0, 0.0)
        switch imposition.value {
        case .number(let number, let deviation): (mean, sd) = (number, deviation)
        case .hold(.last): mean = model.given.base(variable.id)?.growth ?? 0
        case .hold(.baseline): mean = baseline(quantity, t)
        }
        return ImposedPath(
          quantity: quantity, period: years[t], manner: .held, mean: mean, standardDeviation: sd)
      }
    }
  }

  /// Normal inputs that respond to a condition: what enters additively (expected growth, price growth, productivity, labour),
  /// values set with a standard deviation, shocks of every year, and shocks of the elapsed part of one.
  func respondingInputs() -> GaussianConditioning.Inputs {
    var values: [LaneValue] = []
    var means: [Double] = []
    var variances: [Double] = []
    for c in layout.coefficients where c.isAdditive {
      guard let row = layout.row(of: c.id), case .normal(let mean, let sd) = c.distribution else { continue }
      values.append(graph.input(row: row))
      means.append(mean)
      variances.append(sd * sd)
    }
    for row in imposedNormals.sorted() {
      values.append(graph.input(row: row))
      variances.append(1)
    }
    let independent = values.count
    var shocks: [(year: Int, shock: Int, isElapsed: Bool)] = []
    for t in years.indices {
      for (k, variable) in layout.shocks.enumerated() {
        values.append(graph.input(row: layout.shock(variable, year: t) ?? 0))
        shocks.append((t, k, false))
      }
      guard let part = elapsed[t] else { continue }
      values += part.values
      shocks += part.used.map { (t, $0, true) }
    }
    means += [Double](repeating: 0, count: values.count - means.count)
    let covariance = values.indices.map { i in
      values.indices.map { j -> Double in
        if i < independent || j < independent { return i == j ? variances[i] : 0 }
        let (a, b) = (shocks[i - independent], shocks[j - independent])
        guard a.year == b.year else { return 0 }
        let part = elapsed[a.year]
        let factor =
          a.isElapsed && b.isElapsed ? part?.variance : a.isElapsed || b.isElapsed ? part?.withYear : 1
        return (factor ?? 1) * layout.correlation.matrix[a.shock][b.shock]
      }
    }
    return GaussianConditioning.Inputs(values, mean: means, covariance: covariance)
  }
}

extension Coefficient {
  /// Whether every equation is affine in it, given the others.
  var isAdditive: Bool {
    id.hasSuffix(".anchor") || ["gdp_deflator", "cpi", "tfp", "labour"].contains(id)
  }
}
