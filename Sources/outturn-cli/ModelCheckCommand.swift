import ArgumentParser
import Reports
import StructuralModels
import TimeSeries

/// `outturn model check MODEL`: reads a model and tells what it is.
struct ModelCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read a model and show its variables, equations and order of solution.",
    discussion:
      "Everything wrong with the text is told at once, each mistake with its line and what to write instead.")

  @OptionGroup var text: ModelTextOptions
  @OptionGroup var options: OutputOptions

  func run() throws {
    try Ending.explaining(in: options.language) {
      let inputs = try ModelInputs(text)
      inputs.tellNotes(in: options.language)
      let summary = ModelSummary(inputs.model, name: inputs.name)
      let report = ModelSummaryReport(
        summary, language: options.language, width: options.columns, next: next(summary))
      try options.put(summary.json(), or: report.text())
    }
  }

  private func next(_ summary: ModelSummary) -> [VerdictReport.NextStep] {
    let file = Console.quoted(text.path)
    let isFitted = summary.parameters.contains(where: \.isEstimated)
    let fit = VerdictReport.NextStep(
      "outturn model fit \(file) --data FILE.csv", Bilingual(en: "estimate it", zh: "估计参数"))
    let solve = VerdictReport.NextStep(
      "outturn model solve \(file) --data FILE.csv\(isFitted ? " --fit" : "")",
      Bilingual(en: "solve it", zh: "求解"))
    return (isFitted ? [fit] : []) + [solve]
  }
}

extension ModelSummary {
  init(_ model: Model, name: String) {
    let order = BlockOrder(model)
    var blockOf: [Int: Int] = [:]
    for (number, block) in order.blocks.enumerated() {
      for variable in block.variables { blockOf[variable] = number + 1 }
    }
    let coverage = ModelCoverage(model, ModelData())
    let names = model.variables.map(\.name)
    var determined: [Int: Int] = [:]
    for (variable, equation) in order.equationOf.enumerated() { determined[equation] = variable }
    self.init(
      name: name, frequency: model.frequency,
      variables: model.variables.enumerated().map { i, variable in
        Variable(
          variable, equation: model.equations[order.equationOf[i]].name, block: blockOf[i])
      },
      exogenous: model.exogenous.map { Variable($0) },
      parameters: model.parameters.map { parameter in
        Constant(
          name: parameter.name, label: parameter.label, value: parameter.value,
          distribution: parameter.prior?.description, isEstimated: parameter.isEstimated)
      },
      shocks: model.shocks.map { shock in
        Constant(
          name: shock.name, label: shock.label, value: nil, distribution: shock.distribution?.description)
      },
      equations: model.equations.enumerated().map { number, equation in
        Equation(
          name: equation.name, kind: equation.kind.rawValue, text: "\(equation.left) = \(equation.right)",
          line: equation.place.line, determines: determined[number].map { names[$0] } ?? equation.variable)
      },
      blocks: order.blocks.map { block in
        Block(
          variables: block.variables.map { names[$0] },
          equations: block.equations.map { model.equations[$0].name },
          feedback: block.feedback.map { names[$0] })
      },
      lag: coverage.lag, lead: coverage.lead, leads: coverage.leads)
    reconciliations = model.reconciliations.map { statement in
      Reconciliation(
        total: statement.total, parts: statement.parts.map(\.name), line: statement.place.line)
    }
  }
}

extension ModelSummary.Variable {
  init(_ variable: ModelVariable, equation: String? = nil, block: Int? = nil) {
    self.init(
      name: variable.name, label: variable.label, unit: variable.unit?.symbol, basis: variable.basis?.name,
      equation: equation, block: block)
  }
}
