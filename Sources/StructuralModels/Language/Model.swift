public import TimeSeries

/// A model written as equations: read, checked, and square, so that every variable is determined.
///
///     let model = try Model(ModelText(text, file: "klein.model"))
public struct Model: Hashable, Sendable {
  public let frequency: Frequency
  /// Variables the equations explain, in the order of their declarations.
  public let variables: [ModelVariable]
  /// Variables given from outside, likewise.
  public let exogenous: [ModelVariable]
  public let parameters: [ModelParameter]
  public let shocks: [ModelShock]
  /// As many as variables, in the order of the text.
  public let equations: [Equation]
  /// Totals and parts whose behavioral equations are reconciled with their sum, in the order of the text.
  public let reconciliations: [ModelReconciliation]
  /// The text it was read from.
  public let text: ModelText

  /// Reads and checks a model. Throws all that is wrong with it at once: what cannot be read, names not declared or
  /// declared twice, variables without an equation, equations left over.
  ///
  /// Also refused: sums, comparisons and equations of names declared in different units or prices. Not checked: whether the
  /// equations have a solution, or only one; units of what has none declared, or a parameter in it.
  ///
  /// - Parameter groups: members of the groups the text leaves open, by the group's name; none where a group is not named.
  public init(_ text: ModelText, groups: [String: [String]] = [:]) throws(ModelDiagnostics) {
    var parser = ModelParser(text, groups: groups)
    parser.parse()
    var checker = ModelChecker(parser.draft, text)
    checker.check()
    let problems = parser.diagnostics + checker.diagnostics
    guard problems.isEmpty, let frequency = parser.draft.frequency else {
      throw ModelDiagnostics(problems, once: parser.repeatedLines)
    }
    let draft = parser.draft
    self.frequency = frequency
    variables = draft.variables.filter { !$0.isExogenous }
    exogenous = draft.variables.filter(\.isExogenous)
    parameters = draft.parameters
    shocks = draft.shocks
    equations = draft.equations.map(Equation.init)
    reconciliations = draft.reconciliations.map(\.statement)
    self.text = text
  }

  /// What is odd and not refused: levels and rates in one sum, which a model in growth rates may have whose units are
  /// those of the levels.
  public var warnings: [ModelDiagnostic] {
    let checker = UnitChecker(variables + exogenous)
    return equations.compactMap { equation in
      checker.problem(in: equation.left, equals: equation.right).map {
        ModelDiagnostic($0, at: equation.place, in: text)
      }
    }
  }

  /// Position of a variable among `variables`.
  public func index(of variable: String) -> Int? { variables.firstIndex { $0.name == variable } }

  /// Position of a named equation.
  public func index(ofEquation name: String) -> Int? { equations.firstIndex { $0.name == name } }
}

extension Equation {
  init(_ draft: ModelDraft.EquationDraft) {
    self.init(
      kind: draft.kind, name: draft.name, variable: draft.variable, left: draft.left, right: draft.right,
      estimation: draft.estimation, place: draft.place)
  }
}
