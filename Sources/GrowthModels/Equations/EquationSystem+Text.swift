import Probability
import Scenarios
import StructuralModels

/// From expressions of the text to lane values.
extension EquationSystem {
  /// The value of an expression; nil where it names what the plan does not give. Of an `if` whose condition is known for certain
  /// only the branch that counts is looked at.
  ///
  /// - Parameter names: names read as others.
  func lower(_ expression: Expression, _ t: Int, reading names: [String: String] = [:]) -> LaneValue? {
    let plain = settled(expression, t)
    for reference in plain.references {
      let name = names[reference.name] ?? reference.name
      guard resolve(name, shift: reference.shift, t) != nil else { return nil }
    }
    let lowering = LaneLowering(graph) { name, shift in
      self.resolve(names[name] ?? name, shift: shift, t) ?? self.graph.constant(.nan)
    }
    return lowering.lower(plain)
  }

  /// The expression without choices that are made already.
  private func settled(_ expression: Expression, _ t: Int) -> Expression {
    switch expression {
    case .number, .name: return expression
    case .negated(let x): return .negated(settled(x, t))
    case .not(let x): return .not(settled(x, t))
    case .operation(let symbol, let a, let b): return .operation(symbol, settled(a, t), settled(b, t))
    case .call(.if, let arguments):
      if let holds = lower(arguments[0], t)?.constant { return settled(arguments[holds > 0 ? 1 : 2], t) }
      return .call(.if, arguments.map { settled($0, t) })
    case .call(let function, let arguments): return .call(function, arguments.map { settled($0, t) })
    }
  }

  /// What a name of the text is in year t + shift; nil where the plan does not give it.
  func resolve(_ name: String, shift: Int, _ t: Int) -> LaneValue? {
    switch model.equations.kinds[name] {
    case .variable: t + shift < 0 ? baseValue(of: name) : value(of: name, t + shift)
    case .parameter(let standard): parameter(name, t) ?? standard.map(graph.constant)
    case .mean(let variable): mean(of: variable, t + shift)
    case .residual(let variable): residual(variable, t + shift)
    case .firstYear: graph.constant(t + shift == 0 ? 1 : 0)
    case .takesPanel: model.panelWeight < 1 ? graph.input(row: layout.poolRow) : nil
    case .commonShock:
      assumptions.volatility(of: name, t) * graph.input(row: layout.deliveryCommon(year: t))
    case .ownShock(let index):
      assumptions.volatility(of: name, t) * graph.input(row: layout.delivery(index, year: t))
    case nil: nil
    }
  }

  /// A parameter the plan or the estimation gives.
  private func parameter(_ name: String, _ t: Int) -> LaneValue? {
    if let value = coefficient(name, t) { return value }
    if name == "pool.panel" { return graph.constant(model.panelWeight) }
    if name == "high_tech_share" { return model.highTechShare.map(graph.constant) }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let id = String(name[..<dot])
    switch name[dot...] {
    case ".driver_mean": return model.given.equation(id).map { graph.constant($0.driverMean) }
    case ".expected":
      if let equation = model.given.equation(id) { return graph.constant(equation.anchor) }
      return coefficient(model.deliveries.first { $0.variable == id }?.meanParameter ?? id, t)
    default: return nil
    }
  }

  /// The base year's value of a variable of the text.
  private func baseValue(of name: String) -> LaneValue? {
    guard let dot = name.lastIndex(of: ".") else {
      return model.given.base(name)?.growth.map(graph.constant)
    }
    let id = String(name[..<dot])
    switch name[dot...] {
    case ".level": return baseLevel(of: id).map(graph.constant)
    case ".share": return model.given.share(of: id).map(graph.constant)
    default: return model.given.base(name)?.growth.map(graph.constant)
    }
  }

  private func baseLevel(of id: String) -> Double? {
    if id == "secondary_share" { return model.given.share(of: "va_secondary").map { 100 * $0 } }
    return model.given.base(id)?.level
  }

  /// Level of the year before; the base year's in the first. Delivery starts from nothing every year.
  func lastLevel(_ id: String, _ t: Int) -> LaneValue {
    if VariableCatalogue.isDelivery(id) { return graph.constant(0) }
    if t > 0, let last = value(of: "\(id).level", t - 1) { return last }
    return graph.constant(baseLevel(of: id) ?? 1)
  }

  /// A quantity before it is cut off at zero, to be conditioned upon.
  func linear(_ quantity: Quantity, _ t: Int) -> LaneValue? {
    let id = quantity.variable
    guard model.equations.isFloored(id) else { return value(quantity, t) }
    guard quantity.measure == .level else { return value(of: id, t) }
    return model.equations.equation(of: "\(id).level").flatMap {
      lower($0.right, t, reading: ["\(id).reported": id])
    }
  }
}
