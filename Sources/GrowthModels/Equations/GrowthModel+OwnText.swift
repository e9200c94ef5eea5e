import Scenarios
import TimeSeries

extension GrowthModel {
  /// Projects what a text of the plan's own adds, once it is certain that its equations have what they need.
  ///
  /// - Throws: `notGiven` naming what the equation of a projected variable needs and the plan does not give.
  mutating func admitOwnText() throws(GrowthModelError) {
    let first = [Period.year(given.baseYear + 1)]
    let system = EquationSystem(self, layout: try layout(years: 1), assumptions: .none, years: first) {
      _, _ in
      .nan
    }
    for variable in variables {
      for measure in variable.measures.sorted(by: { $0.rawValue < $1.rawValue })
      where system.value(Quantity(variable.id, measure), 0) == nil {
        let name = measure == .level ? "\(variable.id).level" : variable.id
        let names = system.missing(for: name)
        throw .notGiven(names: names.isEmpty ? [name] : names, variable: variable.id)
      }
    }
    let own = ownIdentities(system)
    guard !own.isEmpty else { return }
    try project(
      Array(variables.dropLast(deliveries.count)) + own + Array(variables.suffix(deliveries.count)))
  }

  /// Identities with a unit that have a value: projected before the deliveries.
  private func ownIdentities(_ system: EquationSystem) -> [Variable] {
    let known = Set(variables.map(\.id)).union(GrowthEquations.ownedIdentities)
    return equations.identitiesWithUnit.filter { !known.contains($0) }.compactMap { id in
      var measures = Set<Measure>()
      if !catalogue.isRate(id), system.value(of: id, 0) != nil { measures.insert(.growth) }
      if system.value(Quantity(id, .level), 0) != nil { measures.insert(.level) }
      return measures.isEmpty ? nil : catalogue.variable(id, measures: measures)
    }
  }
}

extension EquationSystem {
  /// What the equation of a variable of the text names and the plan does not give, down to its causes.
  fileprivate func missing(for variable: String, seen: Set<String> = []) -> [String] {
    guard let equation = model.equations.equation(of: variable), !seen.contains(variable) else { return [] }
    let absent = equation.right.references.filter { resolve($0.name, shift: $0.shift, 0) == nil }
    return absent.flatMap { reference in
      let causes =
        reference.shift == 0 ? missing(for: reference.name, seen: seen.union([variable])) : []
      return causes.isEmpty
        ? [reference.shift == 0 ? reference.name : "\(reference.name)[\(reference.shift)]"] : causes
    }
  }
}
