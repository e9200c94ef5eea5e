import TimeSeries

/// Checks what a parser has read: every name declared once, left sides that can be explained, clauses that name
/// parameters, and as many independent equations as variables.
struct ModelChecker {
  private enum Meaning: String { case variable, exogenous, parameter, shock }

  let draft: ModelDraft
  private let text: ModelText
  private(set) var diagnostics: [ModelDiagnostic] = []
  private var meanings: [String: (meaning: Meaning, line: Int)] = [:]
  private var names: [String] = []

  init(_ draft: ModelDraft, _ text: ModelText) {
    self.draft = draft
    self.text = text
  }

  mutating func check() {
    if draft.frequency == nil, !draft.hasUnread { report(.noFrequency, at: nil) }
    collectNames()
    checkEquations()
    checkClauses()
    checkReconciliations()
    if draft.equations.isEmpty, !draft.hasUnread { return report(.noEquations, at: nil) }
    if !draft.hasUnread, diagnostics.isEmpty { checkSquare() }
    checkUnits()
  }

  private mutating func checkUnits() {
    let checker = UnitChecker(draft.variables)
    for equation in draft.equations {
      guard let problem = checker.problem(in: equation.left, equals: equation.right) else { continue }
      if !problem.isWarning { report(problem, at: equation.place) }
    }
  }

  func isDeclared(_ name: String) -> Bool { meanings[name] != nil }

  mutating func report(_ problem: ModelProblem, at place: ModelText.Place?) {
    diagnostics.append(ModelDiagnostic(problem, at: place, in: text))
  }

  private mutating func collectNames() {
    var declared: [(name: String, meaning: Meaning, place: ModelText.Place)] = []
    declared += draft.variables.map { ($0.name, $0.isExogenous ? .exogenous : .variable, $0.place) }
    declared += draft.parameters.map { ($0.name, .parameter, $0.place) }
    declared += draft.shocks.map { ($0.name, .shock, $0.place) }
    for (name, meaning, place) in declared.sorted(by: { $0.place < $1.place }) {
      if let first = meanings[name] {
        report(.declaredTwice(name, line: first.line), at: place)
      } else {
        meanings[name] = (meaning, place.line)
        names.append(name)
      }
    }
  }

  private mutating func checkEquations() {
    var lines: [String: Int] = [:]
    for equation in draft.equations {
      for mention in equation.mentions { check(mention) }
      if let meaning = meanings[equation.variable]?.meaning, meaning != .variable {
        report(.leftNotVariable(equation.variable, is: meaning.rawValue), at: equation.variablePlace)
      }
      if let line = lines[equation.name] {
        report(.equationTwice(equation.name, line: line), at: equation.variablePlace)
      }
      lines[equation.name] = equation.place.line
    }
  }

  mutating func check(_ mention: ModelDraft.Mention) {
    guard let meaning = meanings[mention.name]?.meaning else {
      if draft.hasUnread, Suggestion.nearest(to: mention.name, among: names) == nil { return }
      let suggestion = Suggestion.nearest(to: mention.name, among: names)
      return report(.unknownName(mention.name, suggestion: suggestion), at: mention.place)
    }
    if meaning == .parameter, mention.shift != nil {
      report(.shiftedParameter(mention.name), at: mention.place)
    }
  }

  private mutating func checkClauses() {
    for mention in draft.clauseMentions { check(mention) }
    for equation in draft.equations {
      guard let clauses = equation.estimation else { continue }
      let deviation = clauses.errorDeviation.map { [$0] } ?? []
      for name in clauses.errors + deviation + clauses.polynomials.flatMap(\.parameters) {
        guard let meaning = meanings[name]?.meaning, meaning != .parameter,
          let mention = draft.clauseMentions.first(where: { $0.name == name && $0.place >= clauses.place })
        else { continue }
        report(.notAParameter(name, is: meaning.rawValue), at: mention.place)
      }
      if clauses.method == .iv, clauses.instruments.isEmpty {
        report(.noInstruments(equation.name), at: clauses.place)
      }
      if let sample = clauses.sample, let frequency = draft.frequency, sample.frequency != frequency {
        report(.sampleFrequency(sample.frequency, model: frequency), at: clauses.place)
      }
    }
  }

  /// Every variable needs an equation of its own: a maximum matching of equations and the variables they contain now.
  private mutating func checkSquare() {
    let variables = draft.variables.filter { !$0.isExogenous }
    let equations = draft.equations.map(Equation.init)
    let incidence = Incidence(equations, variables: variables.map(\.name))
    let matching = incidence.matching
    for variable in variables.indices where matching.equation(of: variable) == nil {
      let (equations, variables) = (equations.map(\.name), variables.map(\.name))
      let part = matching.undetermined(from: variable)
      report(
        .noEquation(
          variable: variables[variable], among: part.variables.map { variables[$0] },
          equations: part.equations.map { equations[$0] }),
        at: draft.variables.first { $0.name == variables[variable] }?.place)
    }
    for equation in equations.indices where matching.variable(of: equation) == nil {
      let part = matching.overdetermined(from: equation)
      report(
        .leftOver(
          equation: equations[equation].name, among: part.equations.map { equations[$0].name },
          variables: part.variables.map { variables[$0].name }), at: equations[equation].place)
    }
  }
}
