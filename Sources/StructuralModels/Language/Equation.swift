/// One equation of a model: left side = right side, in every period.
public struct Equation: Hashable, Sendable {
  /// What kind of statement it is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Describes behaviour: it has a disturbance, may be estimated, and gives way where its variable is exogenised.
    case behavioral
    /// Holds by definition.
    case identity
  }

  public let kind: Kind
  /// The name given before a colon, else that of the variable on the left.
  public let name: String
  /// The variable on the left, which the equation explains where the system as a whole allows it.
  public let variable: String
  /// The left side as written: the variable or log, exp, diff, dlog, growth of it.
  public let left: Expression
  /// The right side as written; the cases of a conditional identity are `if`s inside each other, and where no case
  /// holds it is not a number.
  public let right: Expression
  /// How it is estimated; nil where nothing is said.
  public let estimation: EstimationClauses?
  /// Where its statement stands.
  public let place: ModelText.Place

  /// left − right with functions of time written out and autoregressive errors included: zero where the equation
  /// holds.
  public var sides: (left: Expression, right: Expression) {
    let (left, right) = (left.expanded, right.expanded)
    guard let names = estimation?.errors, !names.isEmpty else { return (left, right) }
    let gap = Expression.operation(.minus, left, right)
    let terms = names.enumerated().map { order, name in
      Expression.operation(.times, .name(name, shift: 0), gap.shifted(by: -order - 1))
    }
    return (left, terms.reduce(right) { .operation(.plus, $0, $1) })
  }
}

extension Equation: CustomStringConvertible {
  public var description: String {
    "\(kind.rawValue) \(name == variable ? "" : name + ": ")\(left) = \(right)"
  }
}
