import Regression

extension EquationProblem {
  /// The restrictions of the clauses and those that put coefficients on polynomials.
  func linearRestrictions() throws -> [LinearRestriction] {
    let own = try clauses.restrictions.map(linear)
    return try own + clauses.polynomials.flatMap(polynomial)
  }

  /// left = right as Σ weight · parameter = value.
  private func linear(_ restriction: EstimationClauses.Restriction) throws -> LinearRestriction {
    let gap = Expression.operation(.minus, restriction.left, restriction.right)
    guard gap.isLinear(in: Set(names)),
      gap.references.allSatisfy({ tape.layout.parameters[$0.name] != nil })
    else { throw error(.restrictionNotLinear(restriction.description)) }
    let own = Tape([gap], layout: tape.layout)
    var evaluator = TapeEvaluator(own)
    let constant = evaluator.sides(
      0, Frame(rows: 1, columns: tape.layout.columns.count), row: 0, values(with: names.map { _ in 0 })
    ).right
    evaluator.differentiateRight(0)
    var weights: [String: Double] = [:]
    for name in names {
      if let slot = own.parameterSlot(name, in: 0) { weights[name] = evaluator.adjoints[slot] }
    }
    return LinearRestriction(weights, .equal, 0 - constant)
  }

  /// Coefficients lie on a polynomial of degree d where their differences of order d + 1 vanish; `near` and `far` put a
  /// zero before the first and after the last.
  private func polynomial(_ clause: EstimationClauses.PolynomialLag) throws -> [LinearRestriction] {
    for name in clause.parameters where !names.contains(name) { throw error(.unknownValue(name)) }
    let points: [String?] =
      (clause.near ? [nil] : []) + clause.parameters.map(Optional.some) + (clause.far ? [nil] : [])
    let order = clause.degree + 1
    guard points.count > order else { return [] }
    let binomials = (0..<order).reduce(into: [1.0]) { row, k in
      row.append(row[k] * Double(order - k) / Double(k + 1))
    }
    return (0..<points.count - order).map { first in
      var weights: [String: Double] = [:]
      for (j, binomial) in binomials.enumerated() {
        if let name = points[first + j] { weights[name] = j % 2 == 0 ? binomial : -binomial }
      }
      return LinearRestriction(weights, .equal, 0)
    }
  }
}
