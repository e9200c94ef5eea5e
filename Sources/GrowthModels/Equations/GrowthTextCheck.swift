import Datasets
import StructuralModels
import TimeSeries

/// What the growth model asks of a text beyond the language: names it can give a value to, equations it can work out one after the
/// other in closed form.
struct GrowthTextCheck {
  private let model: Model
  private let deliveries: [String]
  private(set) var problems = Diagnostics()

  init(_ model: Model, deliveries: [String]) {
    self.model = model
    self.deliveries = deliveries
  }

  /// What every name stands for; a name nothing is known of is reported.
  mutating func kinds() -> [String: GrowthEquations.Kind] {
    var kinds: [String: GrowthEquations.Kind] = [:]
    for variable in model.variables { kinds[variable.name] = .variable }
    for parameter in model.parameters { kinds[parameter.name] = .parameter(standard: parameter.value) }
    for exogenous in model.exogenous {
      guard let kind = given(exogenous.name) else {
        report(
          Bilingual(
            en: "the growth model has no value for \(exogenous.name)", zh: "增长模型没有 \(exogenous.name) 的取值"),
          at: exogenous.place,
          suggestion: Bilingual(
            en: "it gives first_year, takes_panel, NAME.mean and NAME.residual; anything else is a parameter",
            zh: "可用 first_year、takes_panel、变量名.mean、变量名.residual；其他请写为 parameter"))
        continue
      }
      kinds[exogenous.name] = kind
    }
    for shock in model.shocks {
      guard let kind = kind(ofShock: shock.name) else {
        report(
          Bilingual(en: "the growth model draws no shock \(shock.name)", zh: "增长模型不产生冲击 \(shock.name)"),
          at: shock.place,
          suggestion: Bilingual(
            en: "a behavioral equation has a shock of its own: write “errors sd(…)” below it",
            zh: "behavioral 方程自带冲击：请在其下写“errors sd(…)”"))
        continue
      }
      kinds[shock.name] = kind
    }
    return kinds
  }

  private func given(_ name: String) -> GrowthEquations.Kind? {
    if name == "first_year" { return .firstYear }
    if name == "takes_panel" { return .takesPanel }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let variable = String(name[..<dot])
    guard model.index(of: variable) != nil else { return nil }
    switch name[dot...] {
    case ".mean": return .mean(of: variable)
    case ".residual": return .residual(of: variable)
    default: return nil
    }
  }

  private func kind(ofShock name: String) -> GrowthEquations.Kind? {
    if name == "delivery.common" { return .commonShock }
    return deliveries.firstIndex { "\($0).own" == name }.map { .ownShock($0) }
  }

  /// Frequency, left sides, lags and residuals.
  mutating func equations() {
    if model.frequency != .annual {
      report(Bilingual(en: "the growth model is annual", zh: "增长模型以年为单位"), at: nil)
    }
    for equation in model.equations {
      if equation.left != .name(equation.variable, shift: 0) {
        report(
          Bilingual(
            en: "the left side of \(equation.name) is no plain variable", zh: "\(equation.name) 的左边不是单个变量"),
          at: equation.place,
          suggestion: Bilingual(en: "write it in growth rates", zh: "请以增速书写"))
      }
      let shifts = equation.right.references.filter { model.index(of: $0.name) != nil }.map(\.shift)
      if let far = shifts.first(where: { $0 > 0 || $0 < -1 }) {
        report(
          Bilingual(
            en:
              "\(equation.name) looks \(far > 0 ? "ahead" : "back \(-far) years"); one year back is what a plan knows",
            zh: "\(equation.name) 用到\(far > 0 ? "未来" : "\(-far)年前")的值；规划只提供上一年"),
          at: equation.place)
      }
      if let errors = equation.estimation?.errors, errors.count > 1 {
        report(
          Bilingual(
            en: "\(equation.name) has residuals of order \(errors.count); one is what a plan can begin with",
            zh: "\(equation.name) 的残差为 \(errors.count) 阶；只支持一阶"), at: equation.place)
      }
    }
  }

  /// The order in which a year is worked out: each step after those it needs, a total together with its parts.
  mutating func steps() -> [GrowthEquations.Step] {
    let names = model.variables.map(\.name)
    let aliases = Dictionary(
      names.map { ("\($0).mean", $0) } + names.map { ("\($0).residual", $0) }, uniquingKeysWith: { $1 })
    let incidence = Incidence(model.equations, variables: names, aliases: aliases)
    let groups = model.reconciliations.map { reconciliation in
      ([reconciliation.total] + reconciliation.parts.map(\.name)).compactMap(model.index(of:))
    }
    guard let order = BlockOrder(incidence.joining(groups)), let plain = BlockOrder(incidence) else {
      return []
    }
    var rank: [Int: Int] = [:]
    for (place, equation) in plain.blocks.flatMap(\.equations).enumerated() { rank[equation] = place }
    return order.blocks.compactMap { block in
      if block.isRecursive, let equation = block.equations.first { return .equation(equation) }
      if let group = groups.firstIndex(where: { Set($0) == Set(block.variables) }) {
        let members = block.equations.sorted { (rank[$0] ?? 0) < (rank[$1] ?? 0) }
        return .reconciliation(group, members: members)
      }
      reportSimultaneous(block)
      return nil
    }
  }

  private mutating func reportSimultaneous(_ block: BlockOrder.Block) {
    let equations = block.equations.sorted().map { model.equations[$0] }
    let list = equations.map(\.name)
    report(
      Bilingual(
        en:
          "\(list.joined(separator: ", ")) need one another in the same year; growth equations are worked out one after the other",
        zh: "\(list.joined(separator: "、")) 在同一年内互相依赖；增长模型的方程须能依次计算"),
      at: equations.first?.place,
      suggestion: Bilingual(
        en: "let one of them look back: NAME[-1]", zh: "请让其中之一使用上一年的值：变量名[-1]"))
  }

  private mutating func report(_ message: Bilingual, at place: ModelText.Place?, suggestion: Bilingual? = nil)
  {
    let text = model.text
    let position = place.map {
      SourcePosition(file: text.file, line: $0.line, column: $0.characters.lowerBound + 1)
    }
    problems.append(
      Diagnostic(
        message, at: position ?? .wholeFile(text.file), length: place?.characters.count ?? 1,
        sourceLine: place.flatMap {
          text.lines.indices.contains($0.line - 1) ? text.lines[$0.line - 1] : nil
        },
        suggestion: suggestion))
  }
}
