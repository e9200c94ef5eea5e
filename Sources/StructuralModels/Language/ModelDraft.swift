import TimeSeries

/// What the parser has read of a model, before names are checked.
struct ModelDraft {
  /// A name in an expression.
  struct Mention {
    let name: String
    /// As written behind the name itself.
    let shift: Int?
    let place: ModelText.Place
  }

  /// One case of a conditional identity, or the whole right side.
  struct Case {
    let value: Expression
    /// Nil where it always holds, or where the others do not.
    let condition: Expression?
  }

  struct EquationDraft {
    let kind: Equation.Kind
    let name: String
    let isNamed: Bool
    let variable: String
    let variablePlace: ModelText.Place
    let left: Expression
    var cases: [Case]
    var mentions: [Mention]
    var estimation: EstimationClauses?
    let place: ModelText.Place

    /// The right side: the first case whose condition holds, not a number where none does.
    var right: Expression {
      guard let last = cases.last else { return .number(.nan) }
      var right = last.condition.map { .call(.if, [$0, last.value, .number(.nan)]) } ?? last.value
      for part in cases.dropLast().reversed() {
        if let condition = part.condition { right = .call(.if, [condition, part.value, right]) }
      }
      return right
    }
  }

  struct ReconciliationDraft {
    let statement: ModelReconciliation
    let mentions: [Mention]
  }

  var frequency: Frequency?
  var variables: [ModelVariable] = []
  var parameters: [ModelParameter] = []
  var shocks: [ModelShock] = []
  var equations: [EquationDraft] = []
  var reconciliations: [ReconciliationDraft] = []
  /// Whether the last equation may take another case or clause.
  var casesAreOpen = false
  /// Names in estimation clauses.
  var clauseMentions: [Mention] = []
  /// Whether a statement could not be read, so that its names and its equation are unknown.
  var hasUnread = false
}
