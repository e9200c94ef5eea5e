public import Datasets
import TimeSeries

extension Plan {
  /// Checks every variable, parameter, measure and unit of the plan against the model that is to judge it, settles the measures the plan
  /// left open (a percentage of a variable that has no growth is its level), and converts all values to the units of the model's variables.
  ///
  /// - Parameters:
  ///   - variables: what the model projects.
  ///   - parameters: identifiers of what the model may be told to change.
  /// - Throws: `Diagnostics` with everything that matches nothing, in the order of the file. The plan is then unchanged.
  public mutating func validate(against variables: [Variable], parameters: [String]) throws(Diagnostics) {
    let validation = PlanValidation(self, variables: variables, parameters: parameters)
    let targets = self.targets.map(validation.target)
    let scenarios = self.scenarios.map(validation.scenario)
    validation.checkUnusedSets()
    for relation in relations { validation.check(relation) }
    try validation.finish()
    self.targets = targets
    self.scenarios = scenarios
  }
}

/// One pass over a plan with a model's variables at hand.
final class PlanValidation {
  let plan: Plan
  let reader: SettingReader
  let names: [String]
  let parameters: [String]
  private let variables: [String: Variable]
  /// Overrides and conditions are shared by scenarios that inherit them; each is complained of once.
  private var complained: Set<SourcePosition> = []

  init(_ plan: Plan, variables: [Variable], parameters: [String]) {
    self.plan = plan
    reader = SettingReader(plan.text)
    names = variables.map(\.id)
    self.parameters = parameters
    self.variables = Dictionary(variables.map { ($0.id, $0) }) { first, _ in first }
  }

  func finish() throws(Diagnostics) {
    if reader.diagnostics.hasErrors { throw Diagnostics(reader.diagnostics.sorted) }
  }

  func report(_ message: Bilingual, about tree: SettingTree, suggestion: Bilingual? = nil) {
    if complained.insert(tree.position).inserted {
      reader.report(message, about: tree, suggestion: suggestion)
    }
  }

  func variable(_ id: String, at tree: SettingTree) -> Variable? {
    if let variable = variables[id] { return variable }
    report(
      Bilingual(en: "unknown variable “\(id)”", zh: "未知的变量“\(id)”"), about: tree,
      suggestion: SettingReader.nearest(id, among: names))
    return nil
  }

  /// How a value written in `unit` is to be read: the measure, and the factor that takes it to the variable's own unit.
  func reading(
    of quantity: Quantity, in unit: TimeSeries.Unit, stated: Measure?, name: SettingTree, value: SettingTree
  ) -> (quantity: Quantity, unit: TimeSeries.Unit, factor: Double)? {
    guard let variable = variable(quantity.variable, at: name) else { return nil }
    let isRate = unit.dimension == .share || unit.dimension == .percentagePoint
    let isShare = variable.unit.dimension == .share
    let offersLevel = variable.measures.contains(.level)
    let offersGrowth = variable.measures.contains(.growth)
    let wantsGrowth = (stated ?? quantity.measure) == .growth
    if isRate, wantsGrowth, offersGrowth { return (Quantity(variable.id, .growth), unit, 1) }
    if isRate, isShare, offersLevel, stated != .growth {
      let scale = unit.dimension == .share ? (try? unit.convert(1, to: variable.unit)) ?? 1 : 1
      return (Quantity(variable.id, .level), unit.dimension == .share ? variable.unit : unit, scale)
    }
    if !isRate, offersLevel, let factor = try? unit.convert(1, to: variable.unit) {
      return (Quantity(variable.id, .level), variable.unit, factor)
    }
    refuse(unit, of: variable, value: value)
    return nil
  }

  private func refuse(_ unit: TimeSeries.Unit, of variable: Variable, value: SettingTree) {
    let offersLevel = variable.measures.contains(.level)
    let offersGrowth = variable.measures.contains(.growth)
    let ways = (offersGrowth ? ["%"] : []) + (offersLevel ? [variable.unit.symbol] : [])
    let isRate = unit.dimension == .share || unit.dimension == .percentagePoint
    let message: Bilingual
    if isRate {
      message =
        offersGrowth
        ? Bilingual(
          en: "the level of \(variable.id) is in \(variable.unit), not in \(unit)",
          zh: "\(variable.id) 的水平以\(variable.unit)计，而不是\(unit)")
        : Bilingual(
          en: "the model projects the level of \(variable.id) in \(variable.unit), not its growth",
          zh: "模型预测 \(variable.id) 的水平（\(variable.unit)），不预测其增速")
    } else if !offersLevel {
      message = Bilingual(
        en: "the model projects the growth of \(variable.id) in %, not its level in \(unit)",
        zh: "模型预测 \(variable.id) 的增速（%），不预测其水平（\(unit)）")
    } else {
      message = Bilingual(
        en: "\(variable.id) is in \(variable.unit), not in \(unit)",
        zh: "\(variable.id) 的单位是\(variable.unit)，而不是\(unit)")
    }
    report(
      message, about: value,
      suggestion: Bilingual(
        en: "write a number in \(ways.joined(separator: " or "))",
        zh: "请以 \(ways.joined(separator: " 或 ")) 为单位"))
  }

  /// A level that is a share lies between 0 and 100 %; no other level is negative; nothing falls by more than 100 %.
  func isPossible(_ value: Double, of quantity: Quantity, unit: TimeSeries.Unit, at tree: SettingTree) -> Bool
  {
    if quantity.measure == .level, unit.dimension == .share {
      let percent = (try? unit.convert(value, to: .percent)) ?? value
      if (0...100).contains(percent) { return true }
      report(
        Bilingual(
          en: "\(quantity.variable) is a share: it lies between 0 and 100 %, not at \(percent.plain) %",
          zh: "\(quantity.variable) 是比重，应在 0 与 100% 之间，而不是 \(percent.plain)%"), about: tree)
      return false
    }
    if quantity.measure == .level, value < 0 {
      report(
        Bilingual(
          en: "\(quantity.variable) cannot be below zero: \(value.plain) \(unit)",
          zh: "\(quantity.variable) 不能为负：\(value.plain) \(unit)"), about: tree)
      return false
    }
    if quantity.measure == .growth, value < -100 {
      report(
        Bilingual(
          en: "\(quantity.variable) cannot fall by more than 100 %: \(value.plain) %",
          zh: "\(quantity.variable) 的降幅不能超过 100%：\(value.plain)%"), about: tree)
      return false
    }
    return true
  }
}
