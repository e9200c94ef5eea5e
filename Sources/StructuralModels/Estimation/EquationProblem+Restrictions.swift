import Regression

extension EquationProblem {
  /// θ under the restrictions of the clauses and those that put coefficients on polynomials.
  func coefficientSpace() throws -> CoefficientSpace {
    let restrictions = try linearRestrictions()
    guard !restrictions.isEmpty else { return CoefficientSpace(names) }
    let slopes = levels(at: parameters.map { source.values[$0] }[...]).slopes
    let lengths = names.indices.map { j in
      j < slopeCount ? slopes.column(j).reduce(0) { $0 + $1 * $1 }.squareRoot() : 1
    }
    return try CoefficientSpace(names, restrictions, lengths: lengths)
  }

  /// The restrictions of the clauses and those of polynomial lags.
  func linearRestrictions() throws -> [LinearRestriction] {
    try clauses.restrictions.map(linear) + clauses.polynomials.flatMap(polynomial)
  }

  /// left = right as Σ weight · parameter = value.
  private func linear(_ restriction: EstimationClauses.Restriction) throws -> LinearRestriction {
    let gap = Expression.operation(.minus, restriction.left, restriction.right)
    let layout = source.tape.layout
    guard gap.isLinear(in: Set(names)), gap.references.allSatisfy({ layout.parameters[$0.name] != nil })
    else { throw error(.restrictionNotLinear(restriction.description)) }
    for name in gap.references.map(\.name) where !names.contains(name) {
      guard let index = layout.parameters[name], !source.isEstimated[index] else {
        throw error(.unknownValue(name))
      }
      guard source.values[index].isFinite else { throw error(.noValue(name)) }
    }
    let own = Tape([gap], layout: layout)
    var evaluator = TapeEvaluator(own)
    var values = source.values
    for name in names { layout.parameters[name].map { values[$0] = 0 } }
    let constant = evaluator.sides(0, Frame(rows: 1, columns: layout.columns.count), row: 0, values).right
    evaluator.differentiateRight(0)
    var weights: [String: Double] = [:]
    for name in names {
      guard let index = layout.parameters[name], let slot = own.slot(ofParameter: index, in: 0) else {
        continue
      }
      weights[name] = evaluator.adjoints[slot]
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

extension EstimationClauses {
  /// How many restrictions the clauses put on parameters, those of polynomial lags included.
  var restrictionCount: Int {
    polynomials.reduce(restrictions.count) { count, clause in
      let points = clause.parameters.count + (clause.near ? 1 : 0) + (clause.far ? 1 : 0)
      return count + max(0, points - clause.degree - 1)
    }
  }
}
